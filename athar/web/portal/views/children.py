"""The children I speak for: what is held of them, and what I approved."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.register.models import Initiative
from athar.foundation.admissions.operations import end_link, renew_approval
from athar.foundation.admissions.queries import links_of_guardian
from athar.foundation.core.refusals import Refused
from athar.foundation.people.models import GuardianApproval, Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.operations import revoke_approval
from athar.initiatives.volunteering.injuries import open_injuries_of
from athar.initiatives.volunteering.queries import questions_for
from athar.web.portal.views.base import OwnView
from athar.web.portal.views.data import overview, rows_of

ENDED_SHOWN = 5


class Children(OwnView):
    way = "children"

    def get(self, _request: HttpRequest) -> HttpResponse:
        approvals = list(queries.approvals_of_guardian(self.people))
        codes = {approval.initiative for approval in approvals}
        names = {row.code: str(row) for row in Initiative.objects.filter(code__in=codes)}
        newest = {(row.child_id, row.initiative): row for row in approvals}
        links = list(links_of_guardian(self.people))
        held = {link.child_id: link for link in links if link.since and not link.until}
        return self.page(
            "portal/children.html",
            questions=list(questions_for([child.pk for child in self.children])),
            injuries=open_injuries_of([child.pk for child in self.children], at=self.now),
            waiting=[link for link in links if link.waits],
            ended=[link for link in links if link.until][:ENDED_SHOWN],
            families=[
                (
                    child,
                    held.get(child.pk),
                    [
                        (row, names.get(row.initiative, ""))
                        for row in newest.values()
                        if row.child_id == child.pk
                    ],
                )
                for child in self.children
            ],
        )


class ChildView(OwnView):
    way = "children"

    def child(self, pk: int) -> Person:
        """:raises Http404: for anybody but a child of this guardian."""
        for child in self.children:
            if child.pk == pk:
                return child
        raise Http404

    def rows(self, child: Person) -> list[int]:
        return queries.rows_of_human(child, at=self.now)


class Data(ChildView):
    def get(self, _request: HttpRequest, child: int) -> HttpResponse:
        found = self.child(child)
        return self.page(
            "portal/child.html",
            **overview(
                found, self.rows(found), "portal:child-rows", "portal:child-correction", child=found.pk
            ),
        )


class Rows(ChildView):
    def get(self, request: HttpRequest, child: int, key: str) -> HttpResponse:
        found = self.child(child)
        return self.page(
            "portal/rows.html",
            subject=found,
            back=reverse("portal:child", args=[found.pk]),
            **rows_of(self.rows(found), key, request.GET.get("page")),
        )


class Revocation(OwnView):
    way = "children"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("children")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        approval = get_object_or_404(queries.approvals_of_guardian(self.people), pk=pk)
        try:
            self.change(approval)
        except Refused as error:
            self.refused(error)
        else:
            messages.success(request, self.thanks())
        return self.back("children")

    def change(self, approval: GuardianApproval) -> None:
        revoke_approval(approval=approval, by=self.person, at=self.now)

    def thanks(self) -> str:
        return _("Your approval is revoked from today on. You can approve again at any time.")


class Renewal(Revocation):
    def change(self, approval: GuardianApproval) -> None:
        renew_approval(approval=approval, by=self.person, at=self.now)

    def thanks(self) -> str:
        return _("You approved it again, from today on.")


class LinkEnding(OwnView):
    """A guardian ends a link, or takes back a claim that waits."""

    way = "children"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("children")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = get_object_or_404(links_of_guardian(self.people), pk=pk)
        try:
            ended = end_link(link=link, by=self.person, at=self.now)
        except Refused as error:
            self.refused(error)
        else:
            messages.success(request, ENDED if ended.since else TAKEN_BACK)
        return self.back("children")


ENDED = gettext_lazy(
    "The link is ended. What you allowed for the child is withdrawn from today on, and the child takes part in nothing new."
)
TAKEN_BACK = gettext_lazy("You took it back; nobody will look at it.")
