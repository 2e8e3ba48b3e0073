"""Groups: asking for seats, the group one leads, and joining one by its link."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from athar.engine.journeys.questions import Question
from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import counted_noun
from athar.initiatives.volunteering import queries
from athar.initiatives.volunteering.availability import takes_part
from athar.initiatives.volunteering.choices import GroupState
from athar.initiatives.volunteering.groups import (
    coordinated_by,
    group_by,
    groups_led_by,
    members_of,
    token_of,
)
from athar.initiatives.volunteering.models import Group, Opportunity
from athar.initiatives.volunteering.operations import (
    SignUpRefused,
    begin_group,
    end_group,
    give_back_some,
    join_group,
    renew_link,
)
from athar.web.portal.forms_groups import GivingBackForm, GroupForm
from athar.web.portal.forms_questions import first_values
from athar.web.portal.forms_shifts import SignUpForm
from athar.web.portal.groups import shown
from athar.web.portal.views.base import OwnView


class New(OwnView):
    """Asks for seats in a shift of an opportunity that takes groups."""

    way = "shifts"

    @cached_property
    def opportunity(self) -> Opportunity:
        joined = Opportunity.objects.shown().select_related("edition__initiative", "call", "organisation")
        return get_object_or_404(joined, edition__code=self.kwargs["code"], group_most__isnull=False)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 -- the opportunity is read from the address
        return self.asked(self.form(initial={"session": request.GET.get("session", "")}))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 -- the opportunity is read from the address
        form = self.form(request.POST)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            group = begin_group(opportunity=self.opportunity, leader=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.asked(form, status=409, reasons=refused.reasons)
        messages.success(request, _("Asked. The organisers look at it, and you are told what was decided."))
        return self.back("group", pk=group.pk)

    def form(self, *data: Any, **more: Any) -> GroupForm:
        return GroupForm(
            *data, opportunity=self.opportunity, sessions=queries.shifts_of(self.opportunity, at=self.now),
            bodies=coordinated_by(self.people, at=self.now), **more,
        )  # fmt: skip

    def asked(self, form: GroupForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "portal/group_new.html", status=status, opportunity=self.opportunity, form=form, **more
        )


class GroupView(OwnView):
    """What pages of the group one leads share."""

    way = "shifts"

    def group(self, pk: int) -> Group:
        return get_object_or_404(groups_led_by(self.people), pk=pk)

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back("group", pk=self.group(pk).pk)


class Detail(GroupView):
    """How it stands, its link, and who joined."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.group(pk))

    def detail(
        self, group: Group, form: GivingBackForm | None = None, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        [told] = shown([group])
        held = group.is_held and group.hold is not None and group.hold.lasts(at=self.now)
        address = reverse("portal:group-joining", args=[token_of(group)]) if held else ""
        return self.page(
            "portal/group.html",
            status=status,
            group=group,
            session=group.session,
            place=group.session.place,
            stands=told,
            held=held,
            now=self.now,
            joining=address,
            link=f"{settings.ATHAR_BASE_URL}{address}",
            members=[(person.called, has_a_seat) for person, has_a_seat in members_of(group)],
            may_end=held or group.state is GroupState.WAITING,
            form=form or GivingBackForm(),
            **more,
        )


class Seats(Detail):
    """Gives some of the seats back."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back("group", pk=self.group(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        group, form = self.group(pk), GivingBackForm(request.POST)
        if not form.is_valid():
            return self.detail(group, form, status=422)
        many = form.cleaned_data["many"]
        try:
            give_back_some(group=group, many=many, by=group.leader, at=self.now)
        except Refused as refused:
            return self.detail(group, form, status=409, reasons=refused.reasons)
        messages.success(request, _("Given back: %(seats)s.") % {"seats": counted_noun(many, "seat")})
        return self.back("group", pk=pk)


class Ending(GroupView):
    """Gives the group up; whoever joined keeps the seat."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        group = self.group(pk)
        try:
            end_group(group=group, by=group.leader, at=self.now)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("Given up. No seats are kept any more; whoever joined keeps theirs."))
        return self.back("group", pk=pk)


class Link(GroupView):
    """Makes another link; the one before leads nowhere any more."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        group = self.group(pk)
        renew_link(group=group, by=group.leader)
        messages.success(request, _("The link is new. The one before leads nowhere any more."))
        return self.back("group", pk=pk)


class Joining(OwnView):
    """Signs up by the link of a group, and takes one of the seats that are kept for it."""

    way = "shifts"

    @cached_property
    def group(self) -> Group:
        found = group_by(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def opportunity(self) -> Opportunity:
        found: Opportunity = self.group.session.edition.opportunity
        return found

    def get(self, _request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG002 -- the group is read from the address
        asks = self.questions
        told = queries.answers_told_the_guardian(self.opportunity, self.people) if asks else {}
        return self.asked(SignUpForm(questions=asks, initial=first_values(asks, told)))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG002 -- the group is read from the address
        form = SignUpForm(request.POST, questions=self.questions)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            done = join_group(group=self.group, person=self.person, at=self.now, answers=form.answers())
        except SignUpRefused as refused:
            return self.asked(form, status=409, reasons=refused.reasons)
        messages.success(request, _("Your seat is kept. We look forward to seeing you."))
        return self.back("seat", pk=done.seat.pk) if done.seat else self.back("shifts")

    @cached_property
    def takes_part(self) -> bool:
        return takes_part(self.opportunity, self.person, at=self.now)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked beyond the charter; whoever takes part already answered it."""
        return () if self.takes_part else self.opportunity.asks

    def asked(self, form: SignUpForm, *, status: int = 200, **more: Any) -> HttpResponse:
        group, session = self.group, self.group.session
        return self.page(
            "portal/group_joining.html",
            status=status,
            form=form,
            group=group,
            session=session,
            opportunity=self.opportunity,
            place=session.place,
            held=group.is_held and group.hold is not None and group.hold.lasts(at=self.now),
            takes_part=self.takes_part,
            asks_guardian=any(reason.code == "guardian_needed" for reason in more.get("reasons", ())),
            now=self.now,
            **more,
        )
