"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.web.site.looking_ahead import look_ahead

__all__ = ["look_ahead"]
