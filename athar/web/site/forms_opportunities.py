"""What opportunities are looked for by. It validates and never saves."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.forms import WholeNumberField
from athar.foundation.core.templatetags.athar_text import number
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.choices import Field, Level, Order, TimeOfWeek, Where
from athar.initiatives.volunteering.finding import Tally, Wanted
from athar.web.site.words import language

OLDEST = 120
ALL = {
    "field": gettext_lazy("All fields"),
    "region": gettext_lazy("All regions"),
    "level": gettext_lazy("All levels"),
    "where": gettext_lazy("Anywhere"),
    "when": gettext_lazy("At any time"),
}
WORDS = "q"


class OpportunitiesFilter(forms.Form):
    """What it does not understand narrows nothing and says so; the rest of it holds all the same."""

    q = forms.CharField(
        label=gettext_lazy("Search in names, summaries and places"), required=False, max_length=80
    )
    field = forms.ChoiceField(label=gettext_lazy("Field of service"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    where = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    when = forms.ChoiceField(label=gettext_lazy("Time of the week"), required=False)
    age = WholeNumberField(label=gettext_lazy("My age"), required=False, min_value=0, max_value=OLDEST)
    order = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=Order.choices)
    free = forms.BooleanField(label=gettext_lazy("Only where a seat is left"), required=False)

    def __init__(self, *args: Any, regions: Iterable[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named: dict[str, list[tuple[str, Any]]] = {
            "field": list(Field.choices),
            "region": [(region.code, region.name_in(language())) for region in regions],
            "level": list(Level.choices),
            "where": list(Where.choices),
            "when": list(TimeOfWeek.choices),
        }
        for name, values in self.named.items():
            self._offer(name, values)

    def wanted(self) -> Wanted:
        self.is_valid()
        said = self.cleaned_data if self.is_bound else {}
        chosen = {name: said.get(name) or "" for name in self.named}
        return Wanted(words=said.get(WORDS) or "", age=said.get("age"), free=bool(said.get("free")), **chosen)

    def order_wanted(self) -> str:
        return (self.cleaned_data.get("order") if self.is_bound else "") or Order.SOON

    def tell(self, tally: Tally) -> None:
        """Say beside each choice how many opportunities it would leave."""
        for name, values in self.named.items():
            told = [(value, _counted(label, tally.many(**{name: value}))) for value, label in values]
            self._offer(name, told)
        self.fields["free"].label = _counted(self.fields["free"].label, tally.many(free=True))

    def said(self, name: str, wanted: Wanted) -> str:
        """What was chosen, in words."""
        value = getattr(wanted, name)
        if name in self.named:
            return str(dict(self.named[name])[value])
        if name == "free":
            return _("Only where a seat is left")
        return _("Age: %(years)s") % {"years": number(value)} if name == "age" else str(value)

    def _offer(self, name: str, values: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", ALL[name]), *values]


def _counted(label: Any, many: int) -> str:
    return f"{label} ({number(many)})"
