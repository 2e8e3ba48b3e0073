"""Which thanks a passport shows. It validates and never saves."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from athar.initiatives.volunteering.models import Kudos


class ShownForm(forms.Form):
    """Thanks of one's own; nothing is ticked for anybody."""

    shown = forms.ModelMultipleChoiceField(Kudos.objects.none(), required=False)

    def __init__(self, *args: Any, kudos: QuerySet[Kudos], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].queryset = kudos  # type: ignore[attr-defined]
