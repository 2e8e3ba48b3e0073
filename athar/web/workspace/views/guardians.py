"""Guardians who say that they speak for a child: looked at, believed or refused, and ended for a reason."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.admissions.choices import Verdict
from athar.foundation.admissions.models import GuardianLink
from athar.foundation.admissions.operations import decide_link, end_link
from athar.foundation.admissions.queries import links_for_staff
from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.rules import Sight
from athar.web.ui.papers import as_answer
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.joining import AdmissionForm, NameFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import name_of
from athar.web.workspace.views.base import WorkView

SIZE = 25
SIDES = ("waiting", "held", "ended")


class List(WorkView):
    place = Place.GUARDIANS

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NameFilter(request.GET)
        chosen = form.chosen()
        asked = str(chosen.get("side", ""))
        side = asked if asked in SIDES else "waiting"
        # Whoever reads initials alone must not find names by searching for them.
        text = chosen.get("q", "") if self.viewer.sight is Sight.FULL else ""
        rows = links_for_staff(side=side, text=text, at=self.now)
        page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
        return self.page(
            "workspace/guardians/list.html",
            heading=LABELS[self.place],
            form=form if self.viewer.sight is Sight.FULL else None,
            side=side,
            page=page,
            tabs=self.tabs(side),
            rows=[(row, name_of(row.child, self.viewer), name_of(row.guardian, self.viewer)) for row in page],
        )

    def tabs(self, side: str) -> list[dict[str, Any]]:
        labels = {"waiting": _("Waiting"), "held": _("In force"), "ended": _("Ended")}
        return [{"label": labels[name], "url": f"?side={name}", "current": name == side} for name in SIDES]


class LinkView(WorkView):
    place = Place.GUARDIANS
    act = Act.DECIDE_GUARDIAN

    def found(self, pk: int) -> GuardianLink:
        rows = GuardianLink.objects.select_related("child", "guardian__account", "decision__by", "ended_by")
        return get_object_or_404(rows, pk=pk)

    def to(self, link: GuardianLink) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:guardian", args=[link.pk]))


class Detail(LinkView):
    """What the guardian answered beside what is known; the POST believes or refuses."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk), AdmissionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link, form = self.found(pk), AdmissionForm(request.POST)
        if not form.is_valid():
            return self.detail(link, form, status=422)
        verdict = Verdict(form.cleaned_data["verdict"])
        try:
            decide_link(
                link=link, verdict=verdict, by=self.person, at=self.now, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            return self.detail(link, form, status=409, refusals=refused.reasons)
        confirmed = _("Confirmed: the guardian speaks for the child from now on, and was told.")
        turned_down = _("Refused. The guardian reads your reason.")
        messages.success(request, confirmed if verdict == Verdict.APPROVED else turned_down)
        return HttpResponseRedirect(reverse("workspace:guardians"))

    def detail(
        self, link: GuardianLink, form: AdmissionForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        return self.page(
            "workspace/guardians/detail.html",
            status=status,
            link=link,
            child=name_of(link.child, self.viewer),
            guardian=name_of(link.guardian, self.viewer),
            told=self.told(link),
            form=form,
            **more,
        )

    def told(self, link: GuardianLink) -> list[tuple[str, Any]]:
        whole = self.viewer.sight is Sight.FULL
        rows = [
            (_("Child"), name_of(link.child, self.viewer)),
            (_("Birth date of the child"), both_dates(link.child.birth_date) if whole else ""),
            (_("Guardian"), name_of(link.guardian, self.viewer)),
            (_("Relation"), link.get_relation_display()),
            (_("Birth date of the guardian"), both_dates(link.guardian.birth_date) if whole else ""),
            (
                _("E-mail of the guardian"),
                getattr(getattr(link.guardian, "account", None), "email", "") if whole else "",
            ),
            (_("Answered on"), both_dates(link.claimed_at)),
            (_("In force since"), both_dates(link.since)),
        ]
        return [(term, text) for term, text in rows if text]


class Papers(LinkView):
    """The file that proves a guardianship, for whoever decides."""

    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        return as_answer(self.found(pk).papers)


class Ending(LinkView):
    """The end of a link by staff, for a reason the guardian reads."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link, form = self.found(pk), ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        try:
            end_link(link=link, by=self.person, at=self.now, reason=reason)
        except Refused as refused:
            for why in refused.reasons:
                messages.error(request, f"{why.message} {why.remedy}")
        else:
            messages.success(
                request, _("Ended. What this guardian allowed for the child is withdrawn from today on.")
            )
        return self.to(link)
