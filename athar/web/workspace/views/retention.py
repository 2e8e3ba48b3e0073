"""Retention: what each period ends, a preview of exactly what would go, a second person's approval, and holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import number
from athar.foundation.privacy.models import Destruction, LegalHold, Preview
from athar.foundation.privacy.processing import processing
from athar.foundation.privacy.retention import (
    Kind,
    approve,
    hold,
    kinds,
    lift,
    prepare,
    refusals,
    reminder,
    summary,
    without_schedule,
)
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.retention import HoldForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import name_of
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import counted, to_the_minute

SHOWN = 12


class RetentionView(WorkView):
    place = Place.RETENTION

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("workspace:retention"))

    def overview(self, *, status: int = 200, **more: Any) -> HttpResponse:
        holds = LegalHold.objects.in_force(self.now).select_related("person", "placed_by")
        labels = {kind.schedule.model: kind.label for kind in kinds()}
        forms = {"form": HoldForm()} if self.may(Act.HOLD_DATA) else {}
        return self.page(
            "workspace/retention/list.html",
            status=status,
            heading=LABELS[self.place],
            kinds=kinds(),
            unscheduled=without_schedule(),
            version=processing().version,
            late=reminder(at=self.now) is not None,
            previews=list(Preview.objects.select_related("made_by", "destruction__approved_by")[:SHOWN]),
            holds=[
                (row, labels.get(row.model, row.model) or name_of(row.person, self.viewer) or _("A person"))
                for row in holds
            ],
            **(forms | more),
        )


class Schedules(RetentionView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.overview()


class Previews(RetentionView):
    """A POST prepares one; nothing goes by it."""

    act = Act.PREPARE_RETENTION

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back()

    def post(self, _request: HttpRequest) -> HttpResponse:
        try:
            preview = prepare(by=self.person, at=self.now)
        except Refused as refused:
            return self.overview(status=409, refusals=refused.reasons)
        return HttpResponseRedirect(reverse("workspace:retention-preview", args=[preview.pk]))


class Detail(RetentionView):
    """What would go; the POST approves it, and a worker carries it out."""

    act = Act.APPROVE_RETENTION

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(_found(pk))

    def post(self, _request: HttpRequest, pk: int) -> HttpResponse:
        preview = _found(pk)
        try:
            approve(preview=preview, by=self.person, at=self.now)
        except Refused as refused:
            return self.detail(preview, status=409, refusals=refused.reasons)
        messages.success(self.request, _("Approved: it is carried out now. You may leave this page."))
        return HttpResponseRedirect(reverse("workspace:retention-preview", args=[pk]))

    def detail(self, preview: Preview, *, status: int = 200, **more: Any) -> HttpResponse:
        destruction: Destruction | None = getattr(preview, "destruction", None)
        approving = destruction is None and self.may(Act.APPROVE_RETENTION)
        against = refusals(preview, by=self.person, at=self.now) if approving else []
        return self.page(
            "workspace/retention/preview.html",
            status=status,
            preview=preview,
            rows=[_row(row) for row in summary(preview)],
            facts=_facts(preview),
            destruction=destruction,
            result=_result(destruction) if destruction and destruction.finished_at else [],
            approving=approving and not against,
            against=against,
            **more,
        )


class List(RetentionView):
    """Every row of a preview, by its mark: nobody is found from it."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        labels = {kind.schedule.model: str(kind.label) for kind in kinds()}
        rows = _found(pk).rows.order_by("model", "since", "mark").values_list("model", "since", "mark")
        told = [[labels.get(model, model), since.isoformat(), mark] for model, since, mark in rows.iterator()]
        headers = [_("Data"), _("Since"), _("Mark of its contents")]
        return as_file("csv", f"retention-{pk}", headers, told, rtl=get_language_bidi())


class Holds(RetentionView):
    act = Act.HOLD_DATA

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HoldForm(request.POST)
        if not form.is_valid():
            return self.overview(status=422, form=form)
        try:
            hold(by=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.overview(status=409, form=form, refusals=refused.reasons)
        messages.success(request, _("The hold is placed: no schedule and no erasure touches it."))
        return self.back()


class Lifting(RetentionView):
    act = Act.HOLD_DATA

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        lift(held=get_object_or_404(LegalHold, pk=pk), by=self.person, at=self.now)
        messages.success(request, _("The hold is lifted."))
        return self.back()


def _found(pk: int) -> Preview:
    return get_object_or_404(Preview.objects.select_related("made_by", "destruction__approved_by"), pk=pk)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    kind: Kind | None = row["kind"]
    return row | {
        "label": str(kind.label) if kind else row["model"],
        "period": str(kind.retention) if kind else "",
    }


def _facts(preview: Preview) -> list[dict[str, Any]]:
    return [
        {"term": _("Prepared by"), "text": preview.made_by.called},
        {"term": _("Prepared at"), "text": to_the_minute(preview.made_at)},
        {"term": _("Version of purposes and retention"), "text": preview.version},
        {"term": _("Fingerprint of the list"), "text": preview.sha256, "code": True},
    ]


def _result(destruction: Destruction) -> list[dict[str, Any]]:
    kept = destruction.kept.values()
    held, changed = (sum(row[name] for row in kept) for name in ("held", "changed"))
    return [
        {"term": _("Approved by"), "text": destruction.approved_by.called},
        {"term": _("Approved at"), "text": to_the_minute(destruction.approved_at)},
        {
            "term": _("Carried out at"),
            "text": to_the_minute(destruction.finished_at) if destruction.finished_at else "",
        },
        {"term": _("Destroyed"), "text": counted(sum(destruction.removed.values()), "row")},
        {"term": _("Stayed: changed or gone since"), "text": number(changed)},
        {"term": _("Stayed: under a hold"), "text": number(held)},
        {"term": _("Seal of the result"), "text": destruction.sha256, "code": True},
    ]
