"""Organisations that ask to be known here: compared, approved, refused, or asked for more."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.admissions.choices import WAITING, RegistrationStep
from athar.foundation.admissions.models import Registration
from athar.foundation.admissions.operations import decide_registration
from athar.foundation.admissions.queries import lookalikes, registrations_for_staff
from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import bidi_isolate
from athar.foundation.people.rules import Sight
from athar.web.ui.papers import as_answer
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.joining import NameFilter, RegistrationDecisionForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import name_of
from athar.web.workspace.views.base import WorkView

SIZE = 25
SIDES = ("waiting", "asked", "ended")
TONES = {
    RegistrationStep.SUBMITTED: "watch", RegistrationStep.MENDED: "watch", RegistrationStep.ASKED: "accent",
    RegistrationStep.APPROVED: "good", RegistrationStep.REFUSED: "bad", RegistrationStep.WITHDRAWN: "none",
}  # fmt: skip


def told(state: str) -> dict[str, Any]:
    step = RegistrationStep(state)
    return {"word": step.label, "tone": TONES[step]}


class List(WorkView):
    place = Place.ORGANISATIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NameFilter(request.GET)
        chosen = form.chosen()
        asked = str(chosen.get("side", ""))
        side = asked if asked in SIDES else "waiting"
        page = Paginator(registrations_for_staff(side=side, text=chosen.get("q", "")), SIZE).get_page(
            request.GET.get("page")
        )
        found: list[Any] = list(page)
        return self.page(
            "workspace/organisations/list.html",
            heading=LABELS[self.place],
            form=form,
            side=side,
            page=page,
            tabs=self.tabs(side),
            rows=[(row, told(row.state), name_of(row.applicant, self.viewer)) for row in found],
        )

    def tabs(self, side: str) -> list[dict[str, Any]]:
        labels = {"waiting": _("Waiting"), "asked": _("More is asked for"), "ended": _("Decided")}
        return [{"label": labels[name], "url": f"?side={name}", "current": name == side} for name in SIDES]


class RegistrationView(WorkView):
    place = Place.ORGANISATIONS
    act = Act.ADMIT_ORGANISATION

    def found(self, pk: int) -> Any:
        rows = Registration.objects.with_state().select_related(
            "applicant__account", "region", "organisation"
        )
        return get_object_or_404(rows, pk=pk)


class Detail(RegistrationView):
    """What was said, what looks alike, what happened; the POST decides."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk), RegistrationDecisionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found, form = self.found(pk), RegistrationDecisionForm(request.POST)
        if not form.is_valid():
            return self.detail(found, form, status=422)
        kind = RegistrationStep(form.cleaned_data["verdict"])
        try:
            decide_registration(
                registration=found, kind=kind, by=self.person, at=self.now, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            return self.detail(found, form, status=409, refusals=refused.reasons)
        done = {
            RegistrationStep.APPROVED: _("Approved: the organisation is here, and the applicant manages it."),
            RegistrationStep.REFUSED: _("Refused. The applicant reads your reason."),
            RegistrationStep.ASKED: _("Asked for. The applicant reads what is missing and can mend it."),
        }
        messages.success(request, done[kind])
        return HttpResponseRedirect(reverse("workspace:organisations"))

    def detail(
        self, found: Any, form: RegistrationDecisionForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        state = RegistrationStep(found.state)
        own = found.applicant_id == self.person.pk
        return self.page(
            "workspace/organisations/detail.html",
            status=status,
            found=found,
            stands=told(state),
            told=self.told(found),
            alike=lookalikes(found),
            steps=[self.event(step) for step in found.steps.select_related("by")],
            own=own,
            deciding=state in WAITING and not own and self.may(Act.ADMIT_ORGANISATION),
            form=form,
            **more,
        )

    def told(self, found: Registration) -> list[tuple[str, Any]]:
        whole = self.viewer.sight is Sight.FULL or self.may(Act.ADMIT_ORGANISATION)
        rows = [
            (_("Name in Arabic"), found.name_ar),
            (_("Name in English"), found.name_en),
            (_("Kind"), found.get_kind_display()),
            (_("Licence number"), found.licence),
            (_("Region"), found.region),
            (_("Registered by"), name_of(found.applicant, self.viewer)),
            (_("E-mail"), getattr(getattr(found.applicant, "account", None), "email", "") if whole else ""),
            (_("Phone"), bidi_isolate(found.phone, "ltr") if whole and found.phone else ""),
            (_("What it wants"), found.wish),
            (_("Code here"), found.organisation.code if found.organisation else ""),
        ]
        return [(term, text) for term, text in rows if text]

    def event(self, step: Any) -> dict[str, Any]:
        tone = TONES[RegistrationStep(step.kind)]
        who = name_of(step.by, self.viewer)
        return {
            "when": step.at,
            "what": step.get_kind_display(),
            "who": who,
            "note": step.reason,
            "tone": tone,
        }


class Papers(RegistrationView):
    """The copy of the licence, for whoever decides."""

    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        return as_answer(self.found(pk).papers)
