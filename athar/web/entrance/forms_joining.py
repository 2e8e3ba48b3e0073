"""Forms of those who were invited in. They validate and never save."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Relation
from athar.foundation.admissions.papers import MOST_MEGABYTES, kind_of
from athar.foundation.core.forms import DayField

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


class ClaimForm(forms.Form):
    relation = forms.ChoiceField(
        label=_("You are the child’s"), choices=Relation.choices, widget=forms.RadioSelect
    )
    birth_date = DayField(
        label=_("Birth date of the child"),
        help_text=_(
            "In either calendar: 24/8/2012 or, in the Hijri one, 1433/10/6H. It shows that you know the child."
        ),
    )
    evidence = PapersField(
        label=_("What proves it"),
        required=False,
        help_text=_(
            "A page of the family register or a court’s order, as PDF or picture. Staff who decide see it, nobody else, and it is destroyed 30 days after."
        ),
    )
