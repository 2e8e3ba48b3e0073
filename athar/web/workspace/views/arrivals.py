"""Requests that came by letter, by phone or in person: who asks is found first, then what they asked is recorded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.admissions.queries import children_spoken_for, guardians_of
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.identity import masked
from athar.foundation.core.numerals import active_digits, with_digits
from athar.foundation.core.refusals import Refused
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.models import Person
from athar.foundation.people.noticing import notice
from athar.foundation.privacy.arrivals import record_request
from athar.foundation.privacy.queries import is_minor, persons_like, rows_of_human
from athar.web.workspace.access import Act
from athar.web.workspace.forms.arrivals import ArrivalForm, AskerFilter
from athar.web.workspace.views.requests import RequestView

MOST = 20  # found persons; whoever is not among them is searched for by more of the name


class New(RequestView):
    """``?q=`` looks for who asks, ``?person=`` names them."""

    act = Act.ANSWER_REQUEST
    form_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if "person" not in request.GET:
            return self.searched(AskerFilter(request.GET if "q" in request.GET else None))
        asker = self.asker()
        if is_minor(asker, on=riyadh_day(self.now)):
            guardians = guardians_of(rows_of_human(asker, at=self.now), at=self.now)
            return self.page(
                "workspace/requests/guardians.html", child=asker, rows=[self.row(row) for row in guardians]
            )
        return self.asked(asker, self.form(asker))

    def post(self, request: HttpRequest) -> HttpResponse:
        asker = self.asker()
        form = self.form(asker, request.POST, request.FILES)
        if not form.is_valid():
            return self.asked(asker, form, status=422)
        try:
            recorded = record_request(asked_by=asker, by=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.asked(asker, form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("The request is recorded; its thirty days run from the day it was received.")
        )
        return HttpResponseRedirect(reverse("workspace:request", args=[recorded.pk]))

    def asker(self) -> Person:
        key = self.request.GET.get("person", "")
        digits = key.isascii() and key.isdigit()
        found = (
            Person.objects.select_related("organisation").filter(pk=int(key[:18])).first() if digits else None
        )
        if found is None:
            raise Http404
        notice(Sensitive.PAGE, subject=found.pk)
        return found

    def form(self, asker: Person, *sent: Any) -> ArrivalForm:
        people = rows_of_human(asker, at=self.now)
        return ArrivalForm(*sent, asker=asker, children=list(children_spoken_for(people, at=self.now)))

    def searched(self, form: AskerFilter) -> HttpResponse:
        sought = form.is_bound and form.is_valid()
        found = list(persons_like(form.cleaned_data["q"])[: MOST + 1]) if sought else []
        return self.page(
            "workspace/requests/asker.html",
            form=form,
            sought=sought,
            more=len(found) > MOST,
            rows=[self.row(person) for person in found[:MOST]],
        )

    def row(self, person: Person) -> dict[str, Any]:
        """Enough to tell two of one name apart."""
        notice(Sensitive.PAGE, subject=person.pk)
        return {
            "person": person,
            "number": masked(person.national_id) if person.national_id else "",
            "born": with_digits(str(person.birth_date.year), active_digits()) if person.birth_date else "",
        }

    def asked(self, asker: Person, form: ArrivalForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/requests/new.html", status=status, asker=self.row(asker), form=form, **more
        )
