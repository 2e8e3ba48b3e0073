"""Files on their way in."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from athar.web.workspace.forms.facts import MEGABYTE, most_megabytes

KINDS = {".csv", ".xlsx"}


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File of records"),
        help_text=_(
            "CSV in UTF-8, or an Excel workbook (xlsx). The first row holds the headers, in Arabic or English."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(KINDS))}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() not in KINDS:
            raise ValidationError(_("Choose a CSV file or an Excel workbook (xlsx)."), code="format")
        if (file.size or 0) > most_megabytes() * MEGABYTE:
            raise ValidationError(
                _("The file is larger than %(most)s MB."), code="too_large", params={"most": most_megabytes()}
            )
        return file


class ExplanationForm(forms.Form):
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
