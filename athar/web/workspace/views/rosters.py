"""Rosters of an opportunity: asked for, looked at shift by shift, changed by hand, made anew and published."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from athar.foundation.core.refusals import Refused, in_one_line
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.availability import taking_part
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.models import Roster as Proposal
from athar.initiatives.volunteering.operations import (
    ask_for_roster,
    lock,
    move_placements,
    place,
    publish_roster,
    take_out,
)
from athar.initiatives.volunteering.queries import shifts_of
from athar.initiatives.volunteering.rosters import (
    board_of,
    penalties_of,
    placements_of,
    places_in,
    rosters_of,
)
from athar.web.workspace.access import Act
from athar.web.workspace.forms.rosters import ChangeForm, SearchForm
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.shaping import rosters as shaping
from athar.web.workspace.views.availability import Availability
from athar.web.workspace.views.opportunities import OpportunityView


class Rosters(Availability):
    """The POST has a roster looked for; read, it leads back to where that is asked."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk), page="availability")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        form = SearchForm(request.POST, rosters=rosters_of(opportunity))
        if not form.is_valid():
            return self.shown(opportunity, status=422, search=form)
        try:
            roster = ask_for_roster(opportunity=opportunity, by=self.person, at=self.now, **form.cleaned_data)
        except Refused as refused:
            return self.shown(opportunity, status=409, search=form, no_roster=refused.reasons)
        return HttpResponseRedirect(reverse("workspace:roster", args=[opportunity.pk, roster.pk]))


class Roster(OpportunityView):
    """One: while it is looked for, how far that is; then who stands where. The POST changes it by hand."""

    act = Act.OFFER

    opportunity: Opportunity

    def get(self, request: HttpRequest, pk: int, roster: int) -> HttpResponse:
        found = self.roster(pk, roster)
        # A page that asks how far the search is gets that part anew, which at last says that a roster is found.
        return self.search(found) if request.headers.get("HX-Request") == "true" else self.shown(found)

    def post(self, request: HttpRequest, pk: int, roster: int) -> HttpResponse:
        found = self.roster(pk, roster)
        form = ChangeForm(
            request.POST, sessions=self.sessions, people=[one.pk for one in self.people], placements=list(placements_of(found))
        )  # fmt: skip
        if not form.is_valid():
            return self.shown(
                found, status=422, refusals=[text for texts in form.errors.values() for text in texts]
            )
        try:
            self.change(found, form.cleaned_data)
        except Refused as refused:
            return self.shown(found, status=409, refusals=refused.reasons)
        return HttpResponseRedirect(self.address(found) + f"#shift-{form.cleaned_data['session']}")

    def change(self, roster: Proposal, said: dict[str, Any]) -> None:
        some = said["placement"]
        match said["change"]:
            case "place":
                place(
                    roster=roster, person=said["person"], session=said["session"], by=self.person, at=self.now
                )  # fmt: skip
            case "move":
                move_placements(
                    roster=roster, placements=some, session=said["to"], by=self.person, at=self.now
                )  # fmt: skip
            case "take_out":
                take_out(roster=roster, placements=some)
            case change:
                lock(roster=roster, placements=some, locked=change == "lock")

    def roster(self, pk: int, key: int) -> Proposal:
        self.opportunity = self.found(pk)
        found = get_object_or_404(rosters_of(self.opportunity), pk=key)
        found.opportunity = self.opportunity
        return found

    @cached_property
    def sessions(self) -> list[Any]:
        return list(shifts_of(self.opportunity, at=self.now))

    @cached_property
    def people(self) -> list[Person]:
        return [part.person for part in taking_part(self.opportunity, at=self.now) if part.person]

    def address(self, roster: Proposal) -> str:
        return reverse("workspace:roster", args=[self.opportunity.pk, roster.pk])

    def named(self, person: Person) -> str:
        return volunteer_name(person, self.viewer, self.opportunity)

    def search(self, roster: Proposal, *, status: int = 200) -> HttpResponse:
        waited = min(roster.seconds, int((self.now - (roster.started_at or roster.at)).total_seconds()))
        return self.page(
            "workspace/volunteering/roster_search.html", fragment="standing", status=status, waited=waited,
            opportunity=self.opportunity, roster=roster, moving=roster.finished_at is None,
        )  # fmt: skip

    def shown(self, roster: Proposal, *, status: int = 200, **more: Any) -> HttpResponse:
        if roster.finished_at is None or roster.fault:
            return self.search(roster, status=status)
        offering = self.may_here(Act.OFFER, self.opportunity)
        placements = list(placements_of(roster))
        board = board_of(self.opportunity, at=self.now, sessions=self.sessions)
        return self.page(
            "workspace/volunteering/roster.html", status=status,
            rows=shaping.shift_rows(board, self.sessions, placements, self.people, self.named),
            loads=shaping.loads(board, placements, self.people, self.named),
            costs=shaping.penalties(roster, penalties_of(board, places_in(placements))),
            gaps=shaping.gaps(roster, {one.pk: one for one in self.sessions}),
            changing=offering and roster.published_at is None, offering=offering,
            search=SearchForm(rosters=rosters_of(self.opportunity), initial={"based_on": roster.pk}),
            opportunity=self.opportunity, roster=roster, **more,
        )  # fmt: skip


class Publication(Roster):
    """The POST makes seats of it; pressed twice, it takes none twice. Read, it leads back to the roster."""

    def get(self, _request: HttpRequest, pk: int, roster: int) -> HttpResponse:
        return HttpResponseRedirect(self.address(self.roster(pk, roster)))

    def post(self, request: HttpRequest, pk: int, roster: int) -> HttpResponse:
        found = self.roster(pk, roster)
        try:
            done = publish_roster(roster=found, by=self.person, at=self.now)
        except Refused as refused:
            return self.shown(found, status=409, refusals=refused.reasons)
        if done.seats:
            told = ngettext(
                "Published: one seat was taken.", "Published: %(seats)s seats were taken.", len(done.seats)
            )
            messages.success(request, told % {"seats": len(done.seats)})
        else:
            messages.info(request, _("It was published already; no seat was to be taken."))
        names = {person.pk: self.named(person) for person in self.people}
        for (person, _session), reasons in done.refused.items():
            why = " ".join(in_one_line(reason) for reason in reasons)
            messages.error(
                request, _("No seat for %(name)s: %(why)s") % {"name": names.get(person, "…"), "why": why}
            )
        return HttpResponseRedirect(self.address(found))
