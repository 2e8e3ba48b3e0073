"""Pages, news, library and disclosures: what a writer gives, and from when to when readers see it."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.direction.content.choices import GENRES, Licence, Navigation, Shelf, Subject, Translation
from athar.direction.content.manuscript import Manuscript
from athar.direction.content.models import Item
from athar.direction.content.queries import narrowed
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.forms import DayField, HourField, WholeNumberField
from athar.foundation.core.numerals import latin_digits
from athar.web.workspace.forms.filters import Filter

ARABIC, ENGLISH = {"dir": "rtl", "lang": "ar"}, {"dir": "ltr", "lang": "en"}
MORNING = time(9)
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHELVED = ("genre", "subject", "year", "licence", "authors_ar", "authors_en")
FOR_PAGES = ("navigation", "place")


class ContentFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    shelf = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Shelf.choices])
    translation = forms.ChoiceField(
        label=_("Translation"), required=False, choices=[("", _("All")), *Translation.choices]
    )

    def narrow(self, rows: QuerySet[Item]) -> QuerySet[Item]:
        chosen = self.chosen()
        return narrowed(
            rows,
            words=chosen.get("q", ""),
            shelf=chosen.get("shelf", ""),
            translation=chosen.get("translation", ""),
        )


class NewItemForm(forms.Form):
    shelf = forms.ChoiceField(label=_("Kind"), choices=Shelf.choices)
    title_ar = forms.CharField(label=_("Arabic title"), max_length=200, widget=forms.TextInput(ARABIC))
    title_en = forms.CharField(
        label=_("English title"), max_length=200, required=False, widget=forms.TextInput(ENGLISH)
    )
    slug = forms.CharField(
        label=_("End of its address"),
        max_length=80,
        help_text=_("Small Latin letters, digits and hyphens, like volunteer-season; it stays as it is"),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_slug(self) -> str:
        slug = latin_digits(self.cleaned_data["slug"]).strip().lower()
        if not ADDRESS.fullmatch(slug):
            raise forms.ValidationError(_("Write small Latin letters and digits, words apart by hyphens."))
        return slug


def _line(label: Any, language: dict[str, str], longest: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, widget=forms.TextInput(language))


def _text(label: Any, language: dict[str, str], rows: int, longest: int | None = None) -> forms.CharField:
    widget = forms.Textarea(language | {"rows": rows, "spellcheck": "true"})
    return forms.CharField(label=label, required=False, max_length=longest, strip=False, widget=widget)


class ManuscriptForm(forms.Form):
    """``based_on`` is the version the writer began from: two writers cannot overwrite each other unseen."""

    title_ar = _line(_("Arabic title"), ARABIC, 200)
    summary_ar = _text(_("Arabic summary"), ARABIC, 2, 400)
    body_ar = _text(_("Arabic text"), ARABIC, 18)
    authors_ar = _line(_("Authors in Arabic"), ARABIC, 200)
    draft_ar = forms.BooleanField(label=_("The Arabic is still a draft"), required=False)
    title_en = _line(_("English title"), ENGLISH, 200)
    summary_en = _text(_("English summary"), ENGLISH, 2, 400)
    body_en = _text(_("English text"), ENGLISH, 18)
    authors_en = _line(_("Authors in English"), ENGLISH, 200)
    draft_en = forms.BooleanField(label=_("The English is still a draft"), required=False)
    genre = forms.ChoiceField(label=_("Kind"), required=False)
    subject = forms.ChoiceField(
        label=_("Subject"), required=False, choices=[("", _("None")), *Subject.choices]
    )
    year = WholeNumberField(label=_("Year"), required=False, min_value=1900, max_value=2100)
    licence = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[("", _("None")), *Licence.choices]
    )
    navigation = forms.ChoiceField(
        label=_("Where the site leads to it"),
        required=False,
        choices=[("", _("Nowhere")), *Navigation.choices],
    )
    place = WholeNumberField(label=_("Its place there"), required=False, min_value=0, max_value=99)
    lead_picture = forms.TypedChoiceField(
        label=_("Picture above the text"), required=False, coerce=int, empty_value=None
    )
    attachments = forms.TypedMultipleChoiceField(
        label=_("Documents that go with it"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    still_true = forms.BooleanField(
        label=_("The other language needs no change"),
        required=False,
        help_text=_("Otherwise a language you leave as it is counts as outdated once the other has changed."),
    )
    note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=200,
        help_text=_("One sentence for whoever reads the versions later"),
    )
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        genres = [(genre.value, genre.label) for genre in GENRES[item.shelf]]
        self._offer("genre", [("", _("None")), *genres])
        pictures = [(str(row.pk), f"{row.number}. {row}".strip()) for row in item.pictures.all()]
        self._offer("lead_picture", [("", _("None")), *pictures])
        self._offer("attachments", [(str(row.pk), str(row)) for row in item.attachments.all()])
        unfit = FOR_PAGES if item.shelf != Shelf.PAGE else ()
        if not genres:
            unfit = (*unfit, *SHELVED)
        for name in unfit:
            del self.fields[name]
        if not item.attachments.all():
            del self.fields["attachments"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Browsers send CRLF; a text that differs in nothing else must not become a new version."""
        cleaned = super().clean() or self.cleaned_data
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }

    def manuscript(self) -> Manuscript:
        apart = {"note", "based_on"}
        given = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        given["place"] = given.get("place") or 0
        given["attachments"] = tuple(given.get("attachments", ()))
        return Manuscript(**given)


class PictureForm(forms.Form):
    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 10 MB. Place, camera and comments are taken out."),
        widget=forms.FileInput({"accept": ".jpg,.jpeg,.png,.webp"}),
    )
    alt_ar = forms.CharField(
        label=_("What it shows, in Arabic"), required=False, max_length=300, widget=forms.TextInput(ARABIC)
    )
    alt_en = forms.CharField(
        label=_("What it shows, in English"), required=False, max_length=300, widget=forms.TextInput(ENGLISH)
    )
    decorative = forms.BooleanField(label=_("It is decoration and says nothing"), required=False)


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label=_("Document"),
        help_text=_("PDF, XLSX, DOCX or CSV, up to 25 MB"),
        widget=forms.FileInput({"accept": ".pdf,.xlsx,.docx,.csv"}),
    )
    title_ar = forms.CharField(label=_("Arabic title"), max_length=200, widget=forms.TextInput(ARABIC))
    title_en = forms.CharField(label=_("English title"), max_length=200, widget=forms.TextInput(ENGLISH))


class StartForm(forms.Form):
    starts_on = DayField(
        label=_("From the day"), required=False, help_text=_("In either calendar; leave it empty for now")
    )
    starts_hour = HourField(label=_("From the hour, in Riyadh"), required=False)

    @property
    def starts_at(self) -> datetime | None:
        return _moment(self.cleaned_data.get("starts_on"), self.cleaned_data.get("starts_hour"))


class WindowForm(StartForm):
    ends_on = DayField(label=_("Until the day"), required=False, help_text=_("Leave it empty for good"))
    ends_hour = HourField(label=_("Until the hour, in Riyadh"), required=False)

    @property
    def ends_at(self) -> datetime | None:
        return _moment(self.cleaned_data.get("ends_on"), self.cleaned_data.get("ends_hour"))


def _moment(day: date | None, hour: time | None) -> datetime | None:
    return datetime.combine(day, hour or MORNING, tzinfo=RIYADH) if day else None
