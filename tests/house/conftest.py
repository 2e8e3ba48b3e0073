"""The same small association at whose doors the matrix knocks."""

from tests.matrix.conftest import world

__all__ = ["world"]
