from athar.foundation.core.formats.common import *  # noqa: F403 -- Django reads the names from this module

DATETIME_FORMAT = "j F Y، H:i"
