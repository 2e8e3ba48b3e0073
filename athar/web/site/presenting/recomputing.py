"""What came of computing a value again, in words."""

from typing import Any

from django.utils.translation import gettext as _

from athar.direction.strategy.measuring import Recomputation
from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.numerals import active_digits, format_number
from athar.foundation.core.plurals import counted
from athar.web.site.presenting.figures import plain
from athar.web.site.words import language


def result_of(found: Recomputation) -> dict[str, Any]:
    """``{ok, text}`` for the receipt."""
    digits = active_digits()
    values = {
        "records": counted(found.records, NOUNS["record"], language(), digits),
        "seconds": format_number(round(found.seconds, 2), language(), digits),
        "kept": format_number(plain(found.kept), language(), digits),
        "found": _("nothing that can be told")
        if found.found is None
        else format_number(found.found, language(), digits),
    }
    if found.agrees:
        text = _("Computed again from %(records)s in %(seconds)s seconds; it comes to %(found)s.")
    elif found.kept == found.found:
        text = _(
            "The value is the same, %(found)s, but the records behind it (%(records)s) are not those the receipt names."
        )
    else:
        text = _(
            "The receipt says %(kept)s; computed again from %(records)s it comes to %(found)s. Consent withdrawn since then takes people out of the live number, never out of the published one."
        )
    return {"ok": found.agrees, "text": text % values}
