"""Form fields with their label, help, error and the wiring between them."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.template import Library

register = Library()


def kind_of(bound: BoundField) -> str:
    """Return how the field is laid out: ``check``, ``choices`` (several boxes or buttons) or ``line``."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect):  # CheckboxSelectMultiple is one
        return "choices"
    return "line"


@register.inclusion_tag("core/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """
    Show a bound form field.

    Django ties help and error to the control by ``aria-describedby`` when their ids follow its
    pattern (``id_name_helptext``, ``id_name_error``), which the template writes.
    """
    return {"field": bound, "kind": kind_of(bound), "hidden": bound.is_hidden}
