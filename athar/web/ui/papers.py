"""A file that proves something, on its way in and out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from athar.foundation.evidence.papers import MOST_MEGABYTES, kind_of, type_of

MEGABYTE = 1024 * 1024


class PapersField(forms.FileField):
    """A file that proves something: a PDF or a picture, told by its contents."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        file: UploadedFile | None = super().clean(data, initial) or None
        if file is None:
            return None
        if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(
                _("The file is larger than %(most)s MB."), code="too_large", params={"most": MOST_MEGABYTES}
            )
        if not kind_of(file):
            raise ValidationError(_("Attach a PDF or a picture (JPG, PNG)."), code="media_type")
        return file


def as_answer(field: FieldFile) -> FileResponse:
    """
    A paper to take home; nothing keeps it on the way.

    :raises Http404: where there is none, or none any more.
    """
    if not field:
        raise Http404
    answer = FileResponse(field.open("rb"), content_type=type_of(field), as_attachment=True)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
