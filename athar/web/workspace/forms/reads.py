"""The log of sensitive reads narrowed: by who read, what, and when."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import end_of_day, start_of_day
from athar.foundation.core.forms import DayField
from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.models import SensitiveRead
from athar.web.workspace.forms.filters import Filter


class ReadFilter(Filter):
    reader = forms.CharField(label=_("Read by"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=_("What was read"), required=False, choices=[("", _("All")), *Sensitive.choices]
    )
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)

    def narrow(self, rows: QuerySet[SensitiveRead]) -> QuerySet[SensitiveRead]:
        chosen = self.chosen()
        for word in search_key(chosen.get("reader", "")).split():
            rows = rows.filter(reader__search_key__contains=word)
        if "kind" in chosen:
            rows = rows.filter(kind=chosen["kind"])
        if "first" in chosen:
            rows = rows.filter(at__gte=start_of_day(chosen["first"]))
        if "last" in chosen:
            rows = rows.filter(at__lt=end_of_day(chosen["last"]))
        return rows
