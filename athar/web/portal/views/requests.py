"""What I asked about my data or my child's: asking, following, taking back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.people.correcting import fact_in_words, fact_of
from athar.foundation.people.models import Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.choices import ENDS_A_REQUEST, RequestStepKind
from athar.foundation.privacy.models import Request, RequestStep
from athar.foundation.privacy.requests import (
    arrival_of,
    ask,
    ask_for_correction,
    deadline_of,
    ending_of,
    facts,
    take_back,
)
from athar.web.portal.forms import CorrectionForm, RequestForm
from athar.web.portal.views.base import OwnView
from athar.web.portal.views.children import ChildView

TONES = {
    RequestStepKind.ANSWERED: "good",
    RequestStepKind.ACCEPTED: "good",
    RequestStepKind.REFUSED: "bad",
    RequestStepKind.TAKEN_BACK: "none",
}


class Requests(OwnView):
    way = "data"

    def get(self, _request: HttpRequest) -> HttpResponse:
        found = list(queries.requests_of(self.people))
        return self.page(
            "portal/requests.html",
            rows=[self.row(request) for request in found],
            facts=[(label, reverse("portal:correction", args=[fact])) for fact, label in facts().items()],
        )

    def row(self, request: Request) -> dict[str, Any]:
        ending = ending_of(request)
        state = ending or next(iter(reversed(request.steps.all())), None)
        return {
            "request": request,
            "about": None if request.person_id in self.people else request.person,
            "came": arrival_of(request),
            "what": str(facts()[request.fact]) if request.fact else "",
            "old": fact_in_words(request.fact, request.old or ""),
            "new": fact_in_words(request.fact, request.new or ""),
            "state": state.get_kind_display() if state else _("Waiting"),
            "tone": TONES[RequestStepKind(ending.kind)] if ending else "accent",
            "deadline": None if ending else deadline_of(request, at=self.now),
            "events": [_event(step) for step in request.steps.all()],
            "retractable": ending is None and request.asked_by_id in self.people,
        }


def _event(step: RequestStep) -> dict[str, Any]:
    """Without the name of whoever did it: the association answers."""
    ground = f"{_(': ')}{step.get_ground_display()}" if step.ground else ""
    return {
        "when": step.at,
        "what": f"{step.get_kind_display()}{ground}",
        "note": step.text,
        "tone": TONES[RequestStepKind(step.kind)] if step.kind in ENDS_A_REQUEST else "none",
    }


class New(OwnView):
    way = "data"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(RequestForm(person=self.person, children=self.children))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RequestForm(request.POST, person=self.person, children=self.children)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            ask(by=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        messages.success(request, _("Your request is in. You read the answer here, within thirty days."))
        return self.back("requests")

    def asked(self, form: RequestForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("portal/request_new.html", status=status, form=form, **more)


class Retraction(OwnView):
    """One's own request taken back."""

    way = "data"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("requests")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mine = get_object_or_404(queries.requests_of(self.people).filter(asked_by__in=self.people), pk=pk)
        try:
            take_back(request=mine, by=self.person, at=self.now)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("You took your request back."))
        return self.back("requests")


class Correction(ChildView):
    """One fact of the profile, what it says and what it should say; mine, or a child's."""

    way = "data"

    def get(self, _request: HttpRequest, fact: str, child: int | None = None) -> HttpResponse:
        return self.asked(self.subject(child), fact, CorrectionForm(fact=fact))

    def post(self, request: HttpRequest, fact: str, child: int | None = None) -> HttpResponse:
        subject, form = self.subject(child), CorrectionForm(request.POST, request.FILES, fact=fact)
        if not form.is_valid():
            return self.asked(subject, fact, form, status=422)
        try:
            ask_for_correction(person=subject, by=self.person, fact=fact, at=self.now, **form.said())
        except Refused as refused:
            return self.asked(subject, fact, form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("Your correction is asked for. You read here what was decided, within thirty days.")
        )
        return self.back("requests")

    def subject(self, child: int | None) -> Person:
        return self.person if child is None else self.child(child)

    def asked(
        self, subject: Person, fact: str, form: CorrectionForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        mine = subject == self.person
        return self.page(
            "portal/correction.html",
            status=status,
            subject=None if mine else subject,
            label=facts()[fact],
            stands=fact_in_words(fact, fact_of(subject, fact)),
            form=form,
            back=reverse("portal:data") if mine else reverse("portal:child", args=[subject.pk]),
            **more,
        )
