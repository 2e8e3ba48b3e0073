"""What the addresses of this room name."""

from athar.web.ui.doors import OWN

THINGS = {"guide": lambda _world, _person: {OWN: {"slug": "user"}}}
