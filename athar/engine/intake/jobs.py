"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.engine.intake.operations import post, read

__all__ = ["post", "read"]
