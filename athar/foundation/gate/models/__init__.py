"""Keys with which programs come in somebody's name, the answers they were given, and addresses at which calendars read."""

from .answer import KeptAnswer
from .calendar import CalendarAddress
from .key import AccessKey

__all__ = ["AccessKey", "CalendarAddress", "KeptAnswer"]
