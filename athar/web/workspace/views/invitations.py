"""Invitations to work here: who was asked, to what, by whom, and what came of it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from athar.foundation.admissions.models import Invitation
from athar.foundation.admissions.operations import invite, resend, withdraw_invitation
from athar.foundation.admissions.queries import invitations_for, still_may_invite
from athar.foundation.core.refusals import Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, RoleGrant
from athar.web.ui.letters import remember
from athar.web.ui.network import network_of
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.joining import InvitationForm, NameFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.views.base import WorkView

SIZE = 25
SIDES = ("open", "accepted", "over")
STATES = {
    "open": (pgettext_lazy("invitation", "Open"), "watch"), "void": (gettext_lazy("Void: the inviter may give this role no more"), "bad"),
    "accepted": (gettext_lazy("Accepted"), "good"), "withdrawn": (gettext_lazy("Withdrawn"), "none"), "late": (gettext_lazy("Ran out"), "none"),
}  # fmt: skip


class InvitationView(WorkView):
    place = Place.INVITATIONS
    act: ClassVar[Act | None] = Act.INVITE

    @property
    def oversees(self) -> bool:
        """Whether every invitation is open to them; a partner's manager sees those into her bodies."""
        return bool({Role.ADMINISTRATOR, Role.AUDITOR} & set(self.viewer.roles))

    def bodies(self) -> QuerySet[Organisation]:
        """Where they may invite to."""
        if Role.ADMINISTRATOR in self.viewer.roles:
            return Organisation.objects.all()
        managed = RoleGrant.objects.in_force(self.now).filter(person=self.person, role=Role.PARTNER_MANAGER)
        return Organisation.objects.filter(pk__in=managed.values("organisation"))

    def rows(self, *, side: str, text: str = "") -> QuerySet[Invitation]:
        within = None if self.oversees else self.bodies()
        return invitations_for(bodies=within, side=side, text=text, at=self.now)

    def to_list(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:invitations"))


class List(InvitationView):
    act = None

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NameFilter(request.GET)
        chosen = form.chosen()
        asked = str(chosen.get("side", ""))
        side = asked if asked in SIDES else "open"
        page = Paginator(self.rows(side=side, text=chosen.get("q", "")), SIZE).get_page(
            request.GET.get("page")
        )
        found = list(page)
        valid = still_may_invite(found, at=self.now)
        return self.page(
            "workspace/invitations/list.html",
            heading=LABELS[self.place],
            form=form,
            side=side,
            page=page,
            tabs=self.tabs(side),
            rows=[(row, self.told(row, valid=row.pk in valid), self.address(row)) for row in found],
        )

    def told(self, row: Invitation, *, valid: bool) -> dict[str, Any]:
        if row.used_at:
            state = "accepted"
        elif row.withdrawn_at:
            state = "withdrawn"
        elif not row.is_open(self.now):
            state = "late"
        else:
            state = "open" if valid else "void"
        word, tone = STATES[state]
        return {"word": word, "tone": tone}

    def address(self, row: Invitation) -> str:
        """Whole to those who invite; the first letter and the domain to an auditor."""
        email = row.email or ""
        if self.may(Act.INVITE) or not email:
            return email
        return f"{email[0]}…@{email.partition('@')[2]}"

    def tabs(self, side: str) -> list[dict[str, Any]]:
        labels = {
            "open": pgettext("invitation", "Open"),
            "accepted": _("Accepted"),
            "over": _("Withdrawn or run out"),
        }
        return [{"label": labels[name], "url": f"?side={name}", "current": name == side} for name in SIDES]


class New(InvitationView):
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.form_page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=422)
        try:
            _invitation, message = invite(
                **form.said(), by=self.person, network=network_of(request), at=self.now
            )
        except Refused as refused:
            return self.form_page(form, status=409, refusals=refused.reasons)
        remember(request, message)
        messages.success(request, _("The invitation is on its way. It works once, for a week."))
        return self.to_list()

    def form(self, data: Any = None) -> InvitationForm:
        partner = Role.ADMINISTRATOR not in self.viewer.roles
        return InvitationForm(data, bodies=self.bodies(), partner=partner)

    def form_page(self, form: InvitationForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/invitations/new.html", status=status, form=form, **more)


class Renewal(InvitationView):
    """Sent again, under a new link."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        self.found(pk)
        return self.to_list()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.found(pk)
        try:
            self.change(found)
        except Refused as refused:
            for why in refused.reasons:
                messages.error(request, f"{why.message} {why.remedy}")
        return self.to_list()

    def found(self, pk: int) -> Invitation:
        rows = Invitation.objects.select_related("organisation", "invited_by")
        if not self.oversees:
            rows = rows.filter(organisation__in=self.bodies())
        found: Invitation = get_object_or_404(rows, pk=pk)
        return found

    def change(self, found: Invitation) -> None:
        message = resend(invitation=found, by=self.person, network=network_of(self.request), at=self.now)
        remember(self.request, message)
        messages.success(self.request, _("Sent again. The earlier link is dead."))


class Withdrawal(Renewal):
    def change(self, found: Invitation) -> None:
        withdraw_invitation(invitation=found, by=self.person, at=self.now)
        messages.success(self.request, _("Withdrawn: the link opens nothing any more."))
