"""The report studio: where each report stands, and the steps that make it final."""

from abc import ABC, abstractmethod
from typing import Any, final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.reporting.models import Freeze, Report, Revision
from athar.direction.reporting.operations import approve, freeze, publish
from athar.direction.reporting.queries import latest_publication, reports_in_work
from athar.foundation.core.refusals import Reason, Refused
from athar.web.workspace.access import Act, Place
from athar.web.workspace.counts import newest_revisions
from athar.web.workspace.forms.reports import ApprovalForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.studio import Standing, restated, stages, standing_of
from athar.web.workspace.views.base import WorkView


class List(WorkView):
    place = Place.REPORTS

    def get(self, _request: HttpRequest) -> HttpResponse:
        newest = {
            row.report_id: row
            for row in newest_revisions().select_related("report", "written_by", "approval")
        }
        return self.page(
            "workspace/reports/list.html",
            heading=LABELS[self.place],
            rows=[(report, _standing(newest.get(report.pk))) for report in reports_in_work()],
        )


def _standing(revision: Revision | None) -> Standing:
    """From what ``newest_revisions`` fetched along; only whether there is an issue, not which."""
    if revision is None:
        return Standing(None, None, None, None)
    found: Any = revision
    return Standing(revision, getattr(revision, "approval", None), found.freeze_id, found.publication_id)


class ReportView(WorkView):
    place = Place.REPORTS

    def report(self, slug: str) -> Report:
        return get_object_or_404(Report, slug=slug)

    def to(self, report: Report) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:report", args=[report.slug]))


class Detail(ReportView):
    def get(self, _request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report(slug)
        standing = standing_of(report)
        revision = standing.revision
        mine = revision is not None and revision.written_by_id == self.person.pk
        return self.page(
            "workspace/reports/detail.html",
            report=report,
            standing=standing,
            stages=stages(standing),
            publication=latest_publication(report),
            may_approve=revision is not None
            and not standing.approval
            and not mine
            and self.may(Act.APPROVE_REPORT),
            may_freeze=bool(standing.approval) and not standing.freeze and self.may(Act.PUBLISH_REPORT),
            may_publish=bool(standing.freeze) and not standing.publication and self.may(Act.PUBLISH_REPORT),
            may_reissue=bool(standing.publication) and self.may(Act.PUBLISH_REPORT),
        )


class StepView(ReportView, ABC):
    """A page that says what becomes final, and the POST that makes it so."""

    form_only = True
    template = ""

    def get(self, _request: HttpRequest, slug: str) -> HttpResponse:
        return self.step_page(self.report(slug))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report(slug)
        try:
            messages.success(request, self.take(report))
        except Refused as refused:
            return self.step_page(report, status=409, refusals=refused.reasons)
        return self.to(report)

    @abstractmethod
    def take(self, report: Report) -> str:
        """Do it, and say what was done; :raises Refused: with every reason."""

    def step_page(self, report: Report, *, status: int = 200, **more: Any) -> HttpResponse:
        standing = standing_of(report)
        return self.page(self.template, status=status, report=report, standing=standing, **more | self.more())

    def more(self) -> dict[str, Any]:
        return {}


def _nothing_yet() -> Refused:
    return Refused(Reason("no_text", _("There is no text yet."), _("Write it first.")))


@final
class Approval(StepView):
    act = Act.APPROVE_REPORT
    template = "workspace/reports/approval.html"

    def more(self) -> dict[str, Any]:
        return {"form": ApprovalForm(self.request.POST or None)}

    def take(self, report: Report) -> str:
        revision = standing_of(report).revision
        form = ApprovalForm(self.request.POST)
        if revision is None or not form.is_valid():
            raise _nothing_yet()
        if self.request.POST.get("revision") != str(revision.number):
            raise Refused(
                Reason(
                    "overtaken",
                    _("Somebody saved another version while you read."),
                    _("Read the newest version and approve that one."),
                )
            )
        approve(revision=revision, by=self.person, at=self.now, resolution=form.cleaned_data["resolution"])
        return _("Approved: version %(number)s. Its figures can be frozen now.") % {"number": revision.number}


@final
class Freezing(StepView):
    act = Act.PUBLISH_REPORT
    template = "workspace/reports/freeze.html"

    def take(self, report: Report) -> str:
        revision = standing_of(report).revision
        if revision is None:
            raise _nothing_yet()
        frozen = freeze(revision=revision, by=self.person, at=self.now)
        return _("Frozen as issue %(number)s. Later records change the live figures, never these.") % {
            "number": frozen.number
        }


@final
class Publishing(StepView):
    act = Act.PUBLISH_REPORT
    template = "workspace/reports/publication.html"

    def take(self, report: Report) -> str:
        frozen: Freeze | None = standing_of(report).freeze
        if frozen is None:
            raise Refused(
                Reason("not_frozen", _("The figures are not fixed yet."), _("Freeze the report first."))
            )
        publish(frozen=frozen, by=self.person, at=self.now)
        return _("Published. Everybody can read it and check every number in it.")


class Figures(ReportView):
    """Every figure of the newest issue, as published and as it would be today."""

    def get(self, _request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report(slug)
        publication = latest_publication(report)
        rows = restated(publication.freeze) if publication else []
        return self.page(
            "workspace/reports/figures.html",
            report=report,
            publication=publication,
            rows=rows,
            changed=sum(row.difference != 0 for row in rows),
            may_reissue=self.may(Act.PUBLISH_REPORT),
        )
