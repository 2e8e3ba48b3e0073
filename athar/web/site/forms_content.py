"""Forms that narrow the library and the disclosures; what cannot be read narrows nothing."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.direction.content.choices import GENRES, Shelf, Subject
from athar.direction.content.models import Decision
from athar.direction.content.queries import matching


class ShelfFilter(forms.Form):
    """``everything`` is what may be narrowed: its years are offered."""

    shelf = Shelf.LIBRARY
    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, everything: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = everything.order_by().values_list("revision__year", flat=True).distinct()
        told = sorted({year for year in years if year}, reverse=True)
        kinds = [(genre.value, genre.label) for genre in GENRES[self.shelf]]
        cast("forms.ChoiceField", self.fields["kind"]).choices = [("", _("All")), *kinds]
        cast("forms.ChoiceField", self.fields["year"]).choices = [
            ("", _("All")),
            *((str(y), str(y)) for y in told),
        ]

    def narrow(self, found: QuerySet[Decision]) -> QuerySet[Decision]:
        self.is_valid()
        wanted = self.cleaned_data if self.is_bound else {}
        columns = {"kind": "genre", "year": "year", "subject": "subject"}
        narrowed = {f"revision__{columns[name]}": wanted[name] for name in columns if wanted.get(name)}
        return matching(found.filter(**narrowed), wanted.get("q", ""))


class LibraryFilter(ShelfFilter):
    subject = forms.ChoiceField(
        label=_("Subject"), required=False, choices=[("", _("All")), *Subject.choices]
    )


class DisclosureFilter(ShelfFilter):
    shelf = Shelf.DISCLOSURE
