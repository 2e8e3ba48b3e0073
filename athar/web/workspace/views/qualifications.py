"""Qualifications that volunteers filed: looked at, approved or refused, renewed by training, and revoked for a reason."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import both_dates, number
from athar.foundation.people.rules import Sight
from athar.foundation.privacy.queries import rows_of_human
from athar.foundation.qualifications.catalogue import kind_names
from athar.foundation.qualifications.choices import State, Verdict
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.operations import decide, note_training, revoke
from athar.foundation.qualifications.queries import for_staff
from athar.web.ui.papers import as_answer
from athar.web.ui.qualifications import TONES
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.joining import NameFilter
from athar.web.workspace.forms.qualifications import QualificationDecisionForm, TrainingForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import name_of
from athar.web.workspace.views.base import WorkView

SIZE = 25
SIDES = ("waiting", "held", "ended")


class List(WorkView):
    place = Place.QUALIFICATIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NameFilter(request.GET)
        chosen = form.chosen()
        asked = str(chosen.get("side", ""))
        side = asked if asked in SIDES else "waiting"
        # Whoever reads initials alone must not find names by searching for them.
        whole = self.viewer.sight is Sight.FULL
        rows = for_staff(side=side, text=chosen.get("q", "") if whole else "", at=self.now)
        page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
        labels = {"waiting": _("Waiting"), "held": _("In force"), "ended": _("Ended")}
        return self.page(
            "workspace/qualifications/list.html",
            heading=LABELS[self.place],
            form=form if whole else None,
            side=side,
            page=page,
            tabs=[{"label": labels[name], "url": f"?side={name}", "current": name == side} for name in SIDES],
            rows=[(one, name_of(one.person, self.viewer)) for one in page],
        )


class QualificationView(WorkView):
    """What pages of one qualification share."""

    place = Place.QUALIFICATIONS
    act = Act.DECIDE_QUALIFICATION

    def found(self, pk: int) -> Qualification:
        return get_object_or_404(Qualification.objects.select_related("person", "filed_by"), pk=pk)

    def to(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:qualification", args=[pk]))

    def detail(self, one: Qualification, *, status: int = 200, **more: Any) -> HttpResponse:
        parties = {one.person_id, one.filed_by_id}
        forms = {
            "form": QualificationDecisionForm(),
            "training": TrainingForm(),
            "revoking": ReasonForm(auto_id="id_revoking_%s"),
        }
        return self.page(
            "workspace/qualifications/detail.html",
            status=status,
            qualification=one,
            who=name_of(one.person, self.viewer),
            tone=TONES[State(one.state)],
            told=self.told(one),
            steps=[self.step(step) for step in one.steps.select_related("by").order_by("-at", "-pk")],
            trained=list(one.training_days.select_related("by")),
            renewal=self.renewal(one),
            own=bool(parties & set(rows_of_human(self.person, at=self.now))),
            **forms | more,
        )

    def told(self, one: Qualification) -> list[tuple[str, str]]:
        kind = one.described
        rows = [
            (_("Volunteer"), name_of(one.person, self.viewer)),
            (_("Qualification"), str(one)),
            (_("Includes"), _(", ").join(kind_names(list(kind.includes))) if kind else ""),
            (_("Who issued it"), one.issuer),
            (_("Day of award"), both_dates(one.awarded_on)),
            (
                _("Last day"),
                both_dates(one.expires_on) if one.expires_on else _("None: it is valid for good"),
            ),
            (_("Filed on"), both_dates(one.filed_at)),
        ]
        return [(term, text) for term, text in rows if text]

    def renewal(self, one: Qualification) -> str:
        """What renews it, in words; empty where nothing does."""
        renewal = one.described.renewal if one.described else None
        if renewal is None:
            return ""
        return _("Training days needed: %(days)s, within the last %(months)s months of its validity. Then it is valid for another period.") % {
            "days": number(renewal.days), "months": number(renewal.within_months),
        }  # fmt: skip

    def step(self, step: Any) -> dict[str, Any]:
        return {
            "when": step.at,
            "what": step.get_verdict_display(),
            "who": step.by.called,
            "note": step.reason,
            "tone": TONES[State(step.verdict)],
        }


class Detail(QualificationView):
    """What was filed beside its document; the POST approves or refuses."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one, form = self.found(pk), QualificationDecisionForm(request.POST)
        if not form.is_valid():
            return self.detail(one, form=form, status=422)
        verdict = Verdict(form.cleaned_data["verdict"])
        try:
            decide(
                qualification=one, verdict=verdict, by=self.person, at=self.now, reason=form.cleaned_data["reason"]
            )  # fmt: skip
        except Refused as refused:
            return self.detail(one, form=form, status=409, refusals=refused.reasons)
        approved, turned_down = (
            _("Approved: it counts from now on, and they were told."),
            _("Refused. They read your reason."),
        )
        messages.success(request, approved if verdict == Verdict.APPROVED else turned_down)
        return HttpResponseRedirect(reverse("workspace:qualifications"))


class Papers(QualificationView):
    """The document, for whoever decides."""

    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        return as_answer(self.found(pk).papers)


class Training(QualificationView):
    """A day of training that counts for renewal."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one, form = self.found(pk), TrainingForm(request.POST)
        if not form.is_valid():
            return self.detail(one, training=form, status=422)
        try:
            renewed = note_training(qualification=one, by=self.person, at=self.now, **form.cleaned_data)
        except Refused as refused:
            return self.detail(one, training=form, status=409, refusals=refused.reasons)
        if renewed.expires_on == one.expires_on:
            messages.success(request, _("The day is noted."))
        else:
            messages.success(
                request, _("The day is noted, and renews it until %(day)s.") % {"day": both_dates(renewed.expires_on)}
            )  # fmt: skip
        return self.to(pk)


class Revocation(QualificationView):
    """It counts no longer, for a reason its holder reads."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one, form = self.found(pk), ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        try:
            revoke(qualification=one, by=self.person, at=self.now, reason=reason)
        except Refused as refused:
            return self.detail(one, status=409, refusals=refused.reasons)
        messages.success(
            request,
            _(
                "Revoked. They read your reason; whoever leads a shift in which they have a seat sees it there."
            ),
        )
        return self.to(pk)
