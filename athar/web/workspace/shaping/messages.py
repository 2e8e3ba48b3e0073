"""Messages to volunteers as the workspace shows them: in a list, before they go, and afterwards."""

from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy

from athar.engine.journeys.models import Session
from athar.foundation.core.tables import Cell, Column
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.fields import fields_of
from athar.initiatives.volunteering.models import Message
from athar.initiatives.volunteering.operations.messaging import in_words
from athar.initiatives.volunteering.selecting import Reached
from athar.web.workspace.words import language, to_the_minute

SHORT = 90  # letters of a text in a list


def _text(row: Message) -> Cell:
    own, other = (row.text_en, row.text_ar) if language() == "en" else (row.text_ar, row.text_en)
    text = own or other
    short = text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"
    return Cell(short, url=reverse("workspace:message", args=[row.opportunity_id, row.pk]))


MESSAGES = [
    Column("text", gettext_lazy("What it says"), _text),
    Column("selection", gettext_lazy("To whom"), lambda row: row.get_selection_display()),
    Column("session", gettext_lazy("Shift"), lambda row: to_the_minute(row.session.starts_at) if row.session else "", shown=False),
    Column("at", gettext_lazy("Sent on"), lambda row: row.at, "day", orders=("at",)),
    Column("by", gettext_lazy("Who sent it"), lambda row: row.by.called),
    Column("told", gettext_lazy("Told"), lambda row: row.told, "number", ("told",)),
    Column("others", gettext_lazy("Left out"), lambda row: row.others, "number", ("others",)),
]  # fmt: skip


def names(session: Session | None) -> list[tuple[str, str, Any]]:
    """The fields that a message may have, by their name in either language, with what they stand for."""
    return _names(of_shift=session is not None)


def _names(*, of_shift: bool) -> list[tuple[str, str, Any]]:
    return [(f"{{{field.ar}}}", f"{{{field.code}}}", field.means) for field in fields_of(shift=of_shift)]


def all_names() -> list[tuple[str, str, Any]]:
    """The fields that a template may have: those of a shift too."""
    return _names(of_shift=True)


def preview(reached: Reached, draft: Message, reader: Person) -> dict[str, Any]:
    """How many it reaches, who is left out and why, and how it reads, as if it were to whoever writes it."""
    words = in_words(draft, reader)
    written = [code for code in ("ar", "en") if getattr(draft, f"text_{code}")]
    return {
        "reached": len(reached.told),
        "minors": len(reached.minors),
        "left_out": [(outcome.label, many) for outcome, many in reached.left_out],
        "texts": [(code, words[code]) for code in written],
    }


def copies(message: Message) -> int:
    """How many copies went to guardians."""
    return message.deliveries.aggregate(many=Sum("copies"))["many"] or 0
