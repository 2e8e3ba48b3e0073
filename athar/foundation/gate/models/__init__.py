"""Keys with which programs come in somebody's name, and the answers they were given."""

from .answer import KeptAnswer
from .key import AccessKey

__all__ = ["AccessKey", "KeptAnswer"]
