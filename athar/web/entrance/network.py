"""Where a request comes from, under the name by which the doors know it."""

from athar.web.ui.network import network_of

__all__ = ["network_of"]
