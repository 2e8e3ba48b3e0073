from athar.foundation.core.formats.common import *

DATETIME_FORMAT = "j F Y، H:i"
