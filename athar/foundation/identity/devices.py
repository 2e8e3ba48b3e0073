"""A device in words, from what its browser says of itself; enough to recognise one's own, and no more is kept."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST = 30

# In this order: most browsers also name those that they descend from.
BROWSERS = [
    ("Edge", r"Edg(?:e|A|iOS)?/"), ("Opera", r"OPR/|Opera"), ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"), ("Chrome", r"Chrome/|CriOS/|Chromium/"), ("Safari", r"Safari/"),
]  # fmt: skip
SYSTEMS = [
    ("Android", r"Android"), ("iPhone", r"iPhone"), ("iPad", r"iPad"), ("Windows", r"Windows"), ("Mac", r"Macintosh|Mac OS X"),
    ("ChromeOS", r"CrOS"), ("Linux", r"Linux|X11"),
]  # fmt: skip


@dataclass(frozen=True)
class Device:
    """Names of browser and system; empty where nothing known is said."""

    browser: str
    system: str

    def __str__(self) -> str:
        if self.browser and self.system:
            return _("%(browser)s on %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or _("An unknown device")


def device_of(user_agent: str) -> Device:
    return Device(_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))


def _first(known: list[tuple[str, str]], said: str) -> str:
    return next((name for name, pattern in known if re.search(pattern, said)), "")
