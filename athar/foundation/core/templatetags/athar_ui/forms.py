"""Form fields with their label, help, error and the wiring between them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.template import Library
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from athar.foundation.core.dates import in_tables, weekday_name
from athar.foundation.core.forms import DayField, LimitedFileField, PhoneField, RadioCards
from athar.foundation.core.templatetags.athar_text import both_dates, day, number

register = Library()


def kind_of(bound: BoundField) -> str:
    """Return how the field is laid out: ``check``, ``cards``, ``choices`` (several boxes or buttons), ``password``, ``file`` or ``line``."""
    widget = bound.field.widget
    kinds: list[tuple[type[forms.Widget], str]] = [
        (forms.CheckboxInput, "check"),
        (RadioCards, "cards"),
        (forms.RadioSelect, "choices"),  # CheckboxSelectMultiple is one
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
    ]
    return next((kind for found, kind in kinds if isinstance(widget, found)), "line")


@register.inclusion_tag("core/field.html")
def field(bound: BoundField, *, quiet: bool = False) -> dict[str, Any]:
    """
    Show a bound form field. ``quiet``: among filters, where everything is optional, nothing says so; nor of
    what the form names in ``not_optional``, since whatever it is sent to may refuse to do without.

    Django ties help and error to the control by ``aria-describedby`` when their ids follow its
    pattern (``id_name_helptext``, ``id_name_error``), which the template writes.
    """
    kind = kind_of(bound)
    return {
        "field": bound,
        "kind": kind,
        "hidden": bound.is_hidden,
        "quiet": quiet or bound.name in getattr(bound.form, "not_optional", ()),
        "options": _options(bound) if kind == "cards" else [],
        "said": _said(bound),
        "code": isinstance(bound.field, PhoneField),
        "limits": _limits(bound.field),
    }


@register.inclusion_tag("core/stepper.html")
def stepper(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Show where somebody is in a form of several pages; see core/stepper.html."""
    here = next(place for place, step in enumerate(steps, start=1) if step["state"] == "here")
    return {"steps": steps, "here": here, "label": steps[here - 1]["label"]}


def _options(bound: BoundField) -> list[tuple[Any, str]]:
    notes = bound.field.widget.notes
    return [(option, str(notes.get(option.data["value"], ""))) for option in bound]


def _said(bound: BoundField) -> str:
    """What was understood of what was typed: nobody should have to guess which calendar was meant."""
    typed = bound.value()
    if not typed or not isinstance(bound.field, DayField | PhoneField) or bound.errors:
        return ""
    try:
        found = bound.field.to_python(typed)
    except ValidationError:
        return ""
    if isinstance(found, date):
        language = "en" if (get_language() or "ar").startswith("en") else "ar"
        told = both_dates(found) if in_tables(found) else day(found)
        return f"{weekday_name(found, language)}{_(', ')}{told}"
    return _grouped(str(found or ""))


def _grouped(phone: str) -> str:
    """+966 55 123 4567: as people read a number aloud."""
    if not phone.startswith("+966"):
        return phone
    return f"{phone[:4]} {phone[4:6]} {phone[6:9]} {phone[9:]}"


def _limits(asked: forms.Field) -> str:
    if not isinstance(asked, LimitedFileField):
        return ""
    named = (kind.lstrip(".").upper() for kind in asked.kinds if kind != ".jpeg")  # the same as JPG
    kinds = "\N{LEFT-TO-RIGHT ISOLATE}" + ", ".join(named) + "\N{POP DIRECTIONAL ISOLATE}"
    return _("%(kinds)s, up to %(most)s MB") % {"kinds": kinds, "most": number(asked.most_megabytes())}
