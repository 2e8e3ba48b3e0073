"""Files on their way in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.register.models import Initiative
from athar.foundation.core.forms import LimitedFileField
from athar.web.workspace.forms.facts import most_megabytes
from athar.web.workspace.forms.filters import InitiativeChoice
from athar.web.workspace.forms.scopes import Scoped

KINDS = (".csv", ".xlsx")


class ImportForm(Scoped):
    file = LimitedFileField(
        kinds=KINDS,
        most_megabytes=most_megabytes,
        label=_("File of records"),
        help_text=_(
            "CSV in UTF-8, or an Excel workbook (xlsx). The first row holds the headers, in Arabic or English."
        ),
    )

    field_order = ("within", "file")


class PlatformForm(Scoped):
    """Which initiative the hours are of cannot be read from the platform's list."""

    initiative = InitiativeChoice()
    file = LimitedFileField(
        kinds=KINDS,
        most_megabytes=most_megabytes,
        label=_("List of hours from the platform"),
        help_text=_(
            "As the platform gives it: CSV in UTF-8 or an Excel workbook, a line for each volunteer and day."
        ),
    )

    field_order = ("within", "initiative", "file")

    def __init__(self, *args: Any, initiatives: QuerySet[Initiative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]
        self.fields["initiative"].empty_label = _("Choose")  # type: ignore[attr-defined]


class ExplanationForm(forms.Form):
    not_optional = ("text",)

    text = forms.CharField(
        label=_("Why this row is right"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever reviews the import reads it, and it stays with the record."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    without_refused = forms.BooleanField(
        label=_("Post the rows that are ready and leave the refused ones out"), required=False
    )

    def __init__(self, *args: Any, refused: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not refused:
            del self.fields["without_refused"]
