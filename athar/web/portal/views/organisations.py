"""Organisations I registered: how each stands, mending it, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.admissions.choices import OPEN, RegistrationStep
from athar.foundation.admissions.models import Registration, Step
from athar.foundation.admissions.operations import (
    mend_registration,
    submit_registration,
    withdraw_registration,
)
from athar.foundation.admissions.queries import registrations_of
from athar.foundation.core.refusals import Refused
from athar.web.portal.forms_joining import OrganisationForm
from athar.web.portal.views.base import OwnView

TONES = {
    RegistrationStep.SUBMITTED: "watch", RegistrationStep.MENDED: "watch", RegistrationStep.ASKED: "accent",
    RegistrationStep.APPROVED: "good", RegistrationStep.REFUSED: "bad", RegistrationStep.WITHDRAWN: "none",
}  # fmt: skip
MOST = 50


def told(state: str) -> dict[str, Any]:
    step = RegistrationStep(state)
    return {"word": step.label, "tone": TONES[step]}


class RegistrationView(OwnView):
    way = "organisations"

    def found(self, pk: int) -> Any:
        return get_object_or_404(registrations_of(self.people), pk=pk)


class List(RegistrationView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        rows: list[Any] = list(registrations_of(self.people)[:MOST])
        return self.page("portal/organisations.html", rows=[(row, told(row.state)) for row in rows])


class New(RegistrationView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.form_page(OrganisationForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OrganisationForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.form_page(form, status=422)
        try:
            kept = submit_registration(
                applicant=self.person, body=form.body(), at=self.now, evidence=form.cleaned_data["evidence"]
            )
        except Refused as refused:
            return self.form_page(form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("Registered. Staff look at it now; you read here how it stands, and get a message.")
        )
        return self.back("organisation", pk=kept.pk)

    def form_page(self, form: OrganisationForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("portal/organisation_new.html", status=status, form=form, **more)


class Detail(RegistrationView):
    """How it stands, step by step; the POST says it better while nobody decided."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        found = self.found(pk)
        names = ("kind", "name_ar", "name_en", "licence", "region", "phone", "wish")
        return self.detail(found, OrganisationForm(initial={name: getattr(found, name) for name in names}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found, form = self.found(pk), OrganisationForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.detail(found, form, status=422)
        try:
            mend_registration(
                registration=found,
                body=form.body(),
                by=self.person,
                at=self.now,
                evidence=form.cleaned_data["evidence"],
            )
        except Refused as refused:
            return self.detail(found, form, status=409, refusals=refused.reasons)
        messages.success(request, _("Mended. Staff look at it again."))
        return self.back("organisation", pk=pk)

    def detail(
        self, found: Registration, form: OrganisationForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        state = RegistrationStep(found.state)  # type: ignore[attr-defined]
        return self.page(
            "portal/organisation.html",
            status=status,
            found=found,
            form=form if state in OPEN else None,
            stands=told(state),
            approved=state is RegistrationStep.APPROVED,
            steps=[_event(step) for step in found.steps.all()],
            **more,
        )


def _event(step: Step) -> dict[str, Any]:
    return {
        "when": step.at,
        "what": step.get_kind_display(),
        "note": step.reason,
        "tone": TONES[RegistrationStep(step.kind)],
    }


class Withdrawal(RegistrationView):
    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("organisations")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            withdraw_registration(registration=self.found(pk), by=self.person, at=self.now)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("Taken back; nobody looks at it any more."))
        return self.back("organisation", pk=pk)
