"""Groups that ask for seats of an opportunity: the list with its counts, and one, accepted, rejected or ended."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Empty, Table, as_file
from athar.initiatives.volunteering import groups, managing
from athar.initiatives.volunteering.choices import GroupState
from athar.initiatives.volunteering.models import Group as Found
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import accept_group, end_group, reject_group
from athar.initiatives.volunteering.operations.grouping import usual_last_day
from athar.web.workspace.access import Act
from athar.web.workspace.forms.groups import GroupDecisionForm, GroupFilter
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.shaping import groups as shaping
from athar.web.workspace.views.opportunities import OpportunityView
from athar.web.workspace.words import counted


class Groups(OpportunityView):
    """All of an opportunity, each with how many seats are kept, taken and left."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), GroupFilter(self.request.GET)
        return self.page(
            "workspace/volunteering/groups.html",
            opportunity=opportunity,
            form=form,
            table=self.table(opportunity, form),
        )

    def table(self, opportunity: Opportunity, form: GroupFilter) -> Table:
        return Table(
            name="groups",
            caption=_("Groups"),
            columns=shaping.GROUPS,
            rows=form.narrow(groups.groups_of(opportunity)),
            query=self.request.GET,
            shape=shaping.asking(self.viewer, opportunity),
            files=reverse("workspace:groups", args=[opportunity.pk]) + "groups.",
            fields=form.fields,
            empty=Empty(
                _("No group asked for seats yet"),
                _("A company or a team asks on the page of the opportunity where it takes groups; you decide here."),
            ),
        )  # fmt: skip


class GroupsFile(Groups):
    def get(self, _request: HttpRequest, pk: str, kind: str) -> HttpResponseBase:  # type: ignore[override]
        return as_file(self.table(self.found(int(pk)), GroupFilter(self.request.GET)), kind)


class Group(OpportunityView):
    """Who it is and how it stands; the POST accepts, rejects, or ends what was accepted."""

    act = Act.CHOOSE

    def get(self, _request: HttpRequest, pk: int, group: int) -> HttpResponse:
        opportunity = self.found(pk)
        found = self.group(opportunity, group)
        first = {"last_day": usual_last_day(found, at=self.now)}
        return self.detail(opportunity, found, GroupDecisionForm(initial=first))

    def post(self, request: HttpRequest, pk: int, group: int) -> HttpResponse:
        opportunity = self.found(pk)
        found, form = self.group(opportunity, group), GroupDecisionForm(request.POST)
        if not form.is_valid():
            return self.detail(opportunity, found, form, status=422)
        try:
            done = self.decided(found, form.cleaned_data)
        except Refused as refused:
            return self.detail(opportunity, found, form, status=409, refusals=refused.reasons)
        return self.to_group(opportunity, found, done)

    def decided(self, group: Found, said: dict[str, Any]) -> str:
        """Do what was asked, and say so. :raises Refused: with every reason."""
        if said["verdict"] == "accepted":
            accept_group(group=group, last_day=said["last_day"], by=self.person, at=self.now)
            return _("Accepted: the seats are kept, and whoever leads the group is told.")
        if said["verdict"] == "rejected":
            reject_group(group=group, reason=said["reason"], by=self.person, at=self.now)
            return _("Rejected. Whoever leads the group reads your reason.")
        back = end_group(group=group, by=self.person, at=self.now)
        return _("Ended. Seats that went back: %(seats)s. Whoever joined keeps theirs.") % {
            "seats": counted(back, "seat")
        }

    def group(self, opportunity: Opportunity, key: int) -> Found:
        rows = groups.groups_of(opportunity).select_related("decided_by", "organisation__registration")
        return get_object_or_404(rows, pk=key)

    def to_group(self, opportunity: Opportunity, group: Found, done: str) -> HttpResponseRedirect:
        answer = self.to(opportunity, done)
        answer["Location"] = reverse("workspace:group", args=[opportunity.pk, group.pk])
        return answer

    def detail(
        self, opportunity: Opportunity, group: Found, form: GroupDecisionForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:  # fmt: skip
        [asking] = shaping.asking(self.viewer, opportunity)([group])
        session = managing.shifts_with_numbers(opportunity).get(pk=group.session_id)
        own = group.leader_id == self.person.pk
        choosing = not own and self.may_here(Act.CHOOSE, opportunity)
        return self.page(
            "workspace/volunteering/group.html",
            status=status,
            opportunity=opportunity,
            group=group,
            session=session,
            stands=shaping.state(group),
            facts=shaping.facts(asking, groups.past_of(group, at=self.now)),
            steps=shaping.steps(group),
            members=[
                (volunteer_name(person, self.viewer, opportunity), seated)
                for person, seated in groups.members_of(group)
            ],
            free=shaping.free_in(session, at=self.now),
            form=form,
            own=own,
            deciding=choosing and group.state is GroupState.WAITING,
            ending=choosing and group.is_held,
            **more,
        )
