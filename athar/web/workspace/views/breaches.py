"""Breaches of personal data: the clock of 72 hours, what was done, and the notification to the authority."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.personal import Category
from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import number
from athar.foundation.privacy.breaches import assessed, countdown_of, enter_breach, note_step
from athar.foundation.privacy.choices import BreachStepKind, Risk
from athar.foundation.privacy.models import Breach, BreachStep
from athar.foundation.privacy.notification import notification
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.breaches import BreachForm, ClosingForm, StepForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.clocks import shown
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import to_the_minute

SIZE = 25
TONES = {
    BreachStepKind.AUTHORITY_TOLD: "good",
    BreachStepKind.CONTAINED: "good",
    BreachStepKind.CLOSED: "none",
}
RISK_TONES = {Risk.LOW: "none", Risk.MEDIUM: "watch", Risk.HIGH: "bad"}


class List(WorkView):
    place = Place.BREACHES

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(Breach.objects.with_steps(), SIZE).get_page(request.GET.get("page"))
        return self.page(
            "workspace/breaches/list.html",
            heading=LABELS[self.place],
            page=page,
            rows=[self.row(breach) for breach in page],
        )

    def row(self, breach: Breach) -> dict[str, Any]:
        affected, risk = assessed(breach)
        return {
            "breach": breach,
            "clock": shown(countdown_of(breach, at=self.now)),
            "closed": _closing(breach) is not None,
            "affected": affected,
            "risk": Risk(risk).label,
            "tone": RISK_TONES[Risk(risk)],
        }


class New(WorkView):
    place = Place.BREACHES
    act = Act.HANDLE_BREACH
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(BreachForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BreachForm(request.POST)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            breach = enter_breach(**form.said(), by=self.person, at=self.now)
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        messages.success(request, _("The breach is entered; the 72 hours run from when it was discovered."))
        return HttpResponseRedirect(reverse("workspace:breach", args=[breach.pk]))

    def asked(self, form: BreachForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/breaches/new.html", status=status, form=form, **more)


class Detail(WorkView):
    """A breach and its steps; the POST adds one."""

    place = Place.BREACHES
    act = Act.HANDLE_BREACH

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(_found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        breach, closing = _found(pk), "closing" in request.POST
        form = ClosingForm(request.POST) if closing else StepForm(request.POST)
        forms = {"closing" if closing else "form": form}
        if not form.is_valid():
            return self.detail(breach, status=422, **forms)
        try:
            note_step(breach=breach, by=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.detail(breach, status=409, refusals=refused.reasons, **forms)
        messages.success(request, _("The breach is closed.") if closing else _("The step is noted."))
        return HttpResponseRedirect(reverse("workspace:breach", args=[pk]))

    def detail(self, breach: Breach, *, status: int = 200, **more: Any) -> HttpResponse:
        closed = _closing(breach)
        acting = closed is None and self.may(Act.HANDLE_BREACH)
        forms = {"form": StepForm(), "closing": ClosingForm(auto_id="closing_%s")} if acting else {}
        return self.page(
            "workspace/breaches/detail.html",
            status=status,
            breach=breach,
            closed=closed,
            clock=shown(countdown_of(breach, at=self.now)),
            due=to_the_minute(countdown_of(breach, at=self.now).due_at),
            facts=_facts(breach),
            events=[_event(step) for step in breach.steps.all()],
            **(forms | more),
        )


class Notification(WorkView):
    """What the authority is sent, in both languages."""

    place = Place.BREACHES

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        answer = HttpResponse(notification(_found(pk), at=self.now), content_type="application/pdf")
        answer.headers["Content-Disposition"] = f'attachment; filename="breach-{pk}.pdf"'
        return answer


def _found(pk: int) -> Breach:
    return get_object_or_404(Breach.objects.with_steps(), pk=pk)


def _closing(breach: Breach) -> BreachStep | None:
    return next((step for step in breach.steps.all() if step.kind == BreachStepKind.CLOSED), None)


def _facts(breach: Breach) -> list[dict[str, str]]:
    affected, risk = assessed(breach)
    return [
        {"term": _("Discovered"), "text": to_the_minute(breach.discovered_at)},
        {"term": _("Put into the register"), "text": to_the_minute(breach.entered_at)},
        {
            "term": _("Kinds of data"),
            "text": _(", ").join(str(Category(kind).label) for kind in breach.kinds),
        },
        {"term": _("People affected, about"), "text": number(affected)},
        {"term": _("How they were counted"), "text": breach.method},
        {"term": _("Risk for them"), "text": str(Risk(risk).label)},
    ]


def _event(step: BreachStep) -> dict[str, Any]:
    return {
        "when": to_the_minute(step.at),
        "what": _what(step),
        "who": step.by.called,
        "note": step.text,
        "tone": TONES.get(BreachStepKind(step.kind), "watch"),
    }


def _what(step: BreachStep) -> str:
    label = str(step.get_kind_display())
    if step.reference:
        return _("%(what)s; reference %(number)s") % {"what": label, "number": step.reference}
    if step.affected is not None:
        return _("%(what)s: about %(many)s, risk %(risk)s") % {
            "what": label, "many": number(step.affected), "risk": str(Risk(step.risk).label).lower(),
        }  # fmt: skip
    return label
