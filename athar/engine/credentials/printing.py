"""A certificate of hours on paper: what is certified, by whom, and how to check it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from athar.engine.credentials.queries import Standing
from athar.foundation.core.dates import both_calendars, riyadh_day
from athar.foundation.core.numerals import Digits
from athar.foundation.core.printing import compiled
from athar.foundation.core.squares import square_of
from athar.foundation.core.templatetags.athar_text import counted_noun, number
from athar.foundation.people.choices import Gender

SOURCE = Path(__file__).parent / "typst" / "hours.typ"


def printed(standing: Standing, *, language: str, address: str) -> bytes:
    """
    The PDF/A-2a and PDF/UA-1 of a certificate.

    :param address: of its public page, in full; what the QR code says.
    """
    day = riyadh_day(standing.certificate.issued_at)
    with override(language):
        framed = frame(language=language, address=address, on=day)
        whole = framed | _words(standing, language) | {"code": str(standing.certificate)}
    return compiled(SOURCE, {"certificate": json.dumps(whole, ensure_ascii=False)}, on=day)


def frame(*, language: str, address: str, on: date, digits: Digits = "latin") -> dict[str, Any]:
    """
    What every paper says that somebody shows elsewhere: whose it is, when it was made, and how to check it.

    :param address: in full, of the page on which it is checked; the square says the same.
    """
    return {
        "language": language,
        "date": [on.year, on.month, on.day],
        "association": settings.ATHAR_ASSOCIATION[language],
        "demonstration": _("Demonstration data") if settings.ATHAR_DEMO else "",
        "made": _("Made on %(day)s") % {"day": both_calendars(on, language, digits)},
        "check": _("Check it"),
        "address": address,
        "square": square_of(address).as_svg(),
    }


def _words(standing: Standing, language: str) -> dict[str, Any]:
    certificate, association = standing.certificate, settings.ATHAR_ASSOCIATION[language]
    return {
        "title": _("Certificate of volunteer hours"),
        "certifies": _("%(association)s certifies that") % {"association": association},
        "name": certificate.person.called,
        "gave": pgettext("a woman", "gave") if certificate.person.gender == Gender.FEMALE else pgettext("a man", "gave"),
        "hours": counted_noun(standing.hours, "hour"),
        "between": _("of volunteer work that was recorded and approved, between %(first)s and %(last)s.")
        % {"first": both_calendars(certificate.first_on, language), "last": both_calendars(certificate.last_on, language)},
        "heads": [_("Initiative"), _("Records"), _("Hours")],
        "rows": [
            [str(line.initiative), number(len(line.records)), number(line.hours)]
            for line in standing.lines
        ],
        "how": _("Scan the square, or open the address and compare: the page recomputes these hours from the records of the ledger, and each record has a proof that it was not changed."),
        "square_says": _("Leads to the page that checks this certificate"),
    }  # fmt: skip
