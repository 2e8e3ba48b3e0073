"""Reading pages in tests."""

import re

_HELP = re.compile(r'<details class="help">.*?</details>', re.DOTALL)


def itself(html: str) -> str:
    """A page without its help, which speaks of what others may do there as well."""
    return _HELP.sub("", html)
