"""A volunteer's passport on paper: the same that its page shows, and a square that leads to where it is checked."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.engine.credentials.printing import frame
from athar.foundation.core.dates import format_day, riyadh_day
from athar.foundation.core.numerals import active_digits
from athar.foundation.core.printing import compiled
from athar.foundation.core.templatetags.athar_text import counted_noun, digits, number
from athar.foundation.people.models import Person
from athar.web.portal.passports import Passport, Share

SOURCE = Path(__file__).parent / "typst" / "passport.typ"

# A table: its title, the heads of its columns, its rows, how many columns at its end hold numbers, and which take what width is left.
Section = dict[str, Any]


def printed(passport: Passport, person: Person, *, language: str, address: str, how: str, on: date) -> bytes:
    """
    The PDF/A-2a and PDF/UA-1 of a passport that was read in this language.

    :param address: in full, of the page to which the square leads; ``how``: what it shows.
    """
    with override(language):
        framed = frame(language=language, address=address, on=on, digits=active_digits())
        whole = framed | {
            "title": _("Volunteer’s passport"),
            "name": person.called,
            "hours": counted_noun(passport.hours, "hour"),
            "rests": _("approved, from %(records)s of the ledger")
            % {"records": counted_noun(passport.records, "record")},
            "sections": [section for section in _sections(passport, language) if section["rows"]],
            "skills_title": _("Skills"),
            "skills": _(", ").join(passport.skills),
            "nothing": _("Nothing is entered yet.") if passport.is_empty else "",
            "how": how,
            "square_says": how,
        }
    return compiled(SOURCE, {"passport": json.dumps(whole, ensure_ascii=False)}, on=on)


def _sections(passport: Passport, language: str) -> Iterable[Section]:
    counts = [_("Records"), _("Hours")]

    def day(value: date | None) -> str:
        return format_day(value, language, active_digits()) if value else ""

    yield _section(_("Hours by year"), [_("Year"), *counts], _counted(passport.years), 2)
    yield _section(_("Hours by level"), [_("Level"), *counts], _counted(passport.levels), 2)
    yield _section(_("Hours by field"), [_("Field of service"), *counts], _counted(passport.fields), 2)
    yield _section(
        _("What I took part in"), [_("Role"), _("Opportunity"), _("Organisation"), _("From"), _("To"), _("Hours")],
        [
            [role.part, role.what, role.organisation, day(role.since), day(role.until) or _("now"), number(role.hours) if role.hours else ""]
            for role in passport.roles
        ],
        1, (1, 2),
    )  # fmt: skip
    yield _section(
        _("Training"), [_("Initiative"), _("What"), _("Day")],
        [[str(row.edition or row.initiative), row.get_kind_display(), day(row.occurred_on)] for row in passport.learnt], 0,
    )  # fmt: skip
    yield _section(
        _("Qualifications"), [_("Qualification"), _("Issued by"), _("Awarded"), _("Valid until")],
        [
            [str(held.one), held.one.issuer, day(held.one.awarded_on), day(held.one.expires_on) or _("for good")]
            for held in passport.abilities
        ],
        0, (0, 1),
    )  # fmt: skip
    # Who gave them stands on the page of their own alone: the paper goes to people whom they do not know.
    yield _section(
        _("Thanks"), [_("For what"), _("In their words"), _("Opportunity"), _("Organisation"), _("Day")],
        [
            [str(one), one.words, str(one.session.edition), str(one.session.edition.opportunity.organisation), day(riyadh_day(one.session.starts_at))]
            for one in passport.thanks
        ],
        0, (1, 2),
    )  # fmt: skip


def _section(
    title: str, heads: list[str], rows: list[list[str]], numbers: int, wide: Sequence[int] = (0,)
) -> Section:
    return {"title": title, "heads": heads, "rows": rows, "numbers": numbers, "wide": wide}


def _counted(shares: Sequence[Share]) -> list[list[str]]:
    return [[digits(share.label), number(share.records), number(share.hours)] for share in shares]
