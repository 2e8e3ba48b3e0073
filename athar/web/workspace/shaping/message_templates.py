"""Templates of messages as the workspace shows them: in a list, and as a reader would read one."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.tables import Cell, Column
from athar.foundation.people.models import Organisation, Person
from athar.initiatives.volunteering.catalogue import Template, message_templates
from athar.initiatives.volunteering.fields import wrong_fields
from athar.initiatives.volunteering.models import Message, MessageTemplate
from athar.initiatives.volunteering.operations.messaging import in_words
from athar.initiatives.volunteering.templates_of import example_of
from athar.web.workspace.shaping.messages import SHORT
from athar.web.workspace.words import language


def columns(*, writing: bool) -> list[Column]:
    """``writing``: whether whoever reads the list may change what stands in it."""

    def name(row: MessageTemplate) -> Cell:
        address = reverse("workspace:message-template", args=[row.pk]) if writing else ""
        return Cell(str(row), note=_short(row), url=address)

    return [
        Column("name", gettext_lazy("Template"), name, orders=("name_ar",)),
        Column("organisation", gettext_lazy("Organisation"), lambda row: str(row.organisation)),
        Column("about", gettext_lazy("About what"), lambda row: _("One shift") if row.of_shift else _("A shift or a whole opportunity")),
        Column("state", gettext_lazy("State"), _state),
        Column("by", gettext_lazy("Who wrote it"), lambda row: row.by.called, shown=False),
        Column("at", gettext_lazy("Written on"), lambda row: row.at, "day", orders=("at",)),
    ]  # fmt: skip


def _short(row: MessageTemplate) -> str:
    text = row.text_en if language() == "en" else row.text_ar
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"


def _state(row: MessageTemplate) -> Cell:
    return Cell(_("Withdrawn"), tone="none") if row.withdrawn_at else Cell(_("In use"), tone="good")


def came_along() -> list[dict[str, Any]]:
    """Those that Athar brings along, to make one's own of."""
    return [{"code": one.code, "name": _named(one), "text": _text(one)} for one in message_templates()]


def first_values(code: str) -> dict[str, str]:
    """What a new template begins with: one that came along, or nothing."""
    found = next((one for one in message_templates() if one.code == code), None)
    if found is None:
        return {}
    return {name: getattr(found, name) for name in ("name_ar", "name_en", "text_ar", "text_en")}


def shown_with(
    organisation: Organisation | None, texts: tuple[str, str], reader: Person, *, at: datetime
) -> dict[str, Any] | None:
    """
    How a template reads in both languages with a real shift of its organisation, as if to whoever writes it.

    None where a field is unknown; without ``shift`` where the organisation has none to show it with.
    """
    if any(wrong_fields(text, shift=True) for text in texts):
        return None
    session = example_of(organisation, at=at)
    if session is None:
        return {"shift": None, "texts": []}
    opportunity = session.edition.opportunity
    draft = Message(opportunity=opportunity, session=session, text_ar=texts[0], text_en=texts[1])
    words = in_words(draft, reader)
    return {
        "shift": session, "opportunity": opportunity, "texts": [(code, words[code]) for code in ("ar", "en")]
    }  # fmt: skip


def _named(one: Template) -> str:
    return one.name_en if language() == "en" else one.name_ar


def _text(one: Template) -> str:
    return one.text_en if language() == "en" else one.text_ar
