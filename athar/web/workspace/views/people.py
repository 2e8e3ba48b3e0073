"""Possible duplicates: compared side by side, merged by a person, undone by a person."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.models import Record
from athar.foundation.core.identity import masked, masked_phone
from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import both_dates, day
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.models import Membership, Person
from athar.foundation.people.noticing import notice
from athar.foundation.people.operations import merge, undo_merge
from athar.foundation.people.rules import Sight
from athar.web.workspace.access import Act, Place
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import name_of
from athar.web.workspace.shaping.duplicates import recent_merges, suggested
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import counted

SIZE = 25


class List(WorkView):
    place = Place.PEOPLE

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("page", "1")
        page = max(1, int(asked)) if asked.isascii() and asked.isdigit() else 1
        pairs, many = suggested(self.viewer, size=SIZE, page=page)
        merges = recent_merges()
        return self.page(
            "workspace/people/list.html",
            heading=LABELS[self.place],
            pairs=pairs,
            many=many,
            before=page - 1 if page > 1 else None,
            after=page + 1 if page * SIZE < many else None,
            merges=[
                (row, name_of(row.person, self.viewer), name_of(row.cluster, self.viewer)) for row in merges
            ],
        )


class Pair(WorkView):
    """Two rows side by side; the POST makes them one human."""

    place = Place.PEOPLE
    act = Act.MERGE_PEOPLE

    def get(self, _request: HttpRequest, one: int, other: int) -> HttpResponse:
        return self.pair(one, other)

    def post(self, request: HttpRequest, one: int, other: int) -> HttpResponse:
        into = one if request.POST.get("into") != str(other) else other
        person = get_object_or_404(Person, pk=other if into == one else one)
        kept = get_object_or_404(Person, pk=into)
        reason = request.POST.get("reason", "")[:200]
        try:
            merge(person=person, into=kept, by=self.person, at=self.now, reason=reason)
        except Refused as refused:
            return self.pair(one, other, status=409, refusals=refused.reasons)
        messages.success(request, _("Merged. Both rows stay; figures count them as one person from now on."))
        return HttpResponseRedirect(reverse("workspace:people"))

    def pair(self, one: int, other: int, *, status: int = 200, **more: Any) -> HttpResponse:
        people = Person.objects.select_related("organisation").in_bulk([one, other])
        if len(people) != 2:  # noqa: PLR2004 -- a pair
            raise Http404
        for key in people:
            notice(Sensitive.PAGE, subject=key)
        stories = _stories([one, other])
        sides = [people[one], people[other]]
        rows = [(term, [read(person) for person in sides]) for term, read in self.readings(stories).items()]
        return self.page(
            "workspace/people/pair.html",
            status=status,
            first=people[one],
            second=people[other],
            rows=[
                (term, texts, len(set(texts)) == 1 and bool(texts[0])) for term, texts in rows if any(texts)
            ],
            **more,
        )

    def readings(self, stories: dict[int, dict[str, Any]]) -> dict[str, Any]:
        """What is compared, as this reader may see it."""
        whole = self.viewer.sight is Sight.FULL
        return {
            _("Name"): lambda person: name_of(person, self.viewer),
            _("Latin name"): lambda person: person.name_latin if whole else "",
            _("Identity number"): lambda person: masked(person.national_id) if person.national_id else "",
            _("Phone"): lambda person: masked_phone(person.phone) if person.phone else "",
            _("Birth date"): lambda person: both_dates(person.birth_date) if whole else "",
            _("Gender"): lambda person: person.get_gender_display(),
            _("Organisation"): lambda person: str(person.organisation or ""),
            _("Known since"): lambda person: day(person.created_at),
            _("Records"): lambda person: counted(stories.get(person.pk, {}).get("many", 0), "record"),
            _("First record"): lambda person: day(stories.get(person.pk, {}).get("first")),
            _("Last record"): lambda person: day(stories.get(person.pk, {}).get("last")),
        }


def _stories(keys: list[int]) -> dict[int, dict[str, Any]]:
    """How many records each person has, and from when to when: one query."""
    rows: Any = Record.objects.filter(person__in=keys).order_by().values("person")
    told = rows.annotate(many=Count("position"), first=Min("occurred_on"), last=Max("occurred_on"))
    return {row["person"]: row for row in told}


class Undoing(WorkView):
    """The end of a merge: two humans again, from now on."""

    place = Place.PEOPLE
    act = Act.MERGE_PEOPLE

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return HttpResponseRedirect(reverse("workspace:people"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        undo_merge(membership=get_object_or_404(Membership, pk=pk), by=self.person, at=self.now)
        messages.success(request, _("Undone: they are two people again from now on."))
        return HttpResponseRedirect(reverse("workspace:people"))
