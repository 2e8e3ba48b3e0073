"""The text of a report: written, previewed with live figures, compared."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.direction.reporting.choosing import faults_of
from athar.direction.reporting.document import ReportSourceError
from athar.direction.reporting.faces import html
from athar.direction.reporting.models import Report, Revision
from athar.direction.reporting.operations import write
from athar.foundation.core.refusals import Refused
from athar.web.workspace.access import Act
from athar.web.workspace.forms.reports import TextForm
from athar.web.workspace.shaping.studio import differences, figure_rows, preview
from athar.web.workspace.views.reports import ReportView
from athar.web.workspace.words import language

LANGUAGES = ("ar", "en")


class Text(ReportView):
    """Both languages side by side. Saving makes a new version; nothing is overwritten."""

    act = Act.WRITE_REPORT
    form_only = True

    def get(self, _request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report(slug)
        newest = report.revisions.first()
        first = (
            {"source_ar": newest.source_ar, "source_en": newest.source_en, "based_on": newest.number}
            if newest
            else {"based_on": 0}
        )
        return self.editor(report, TextForm(initial=first))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        report, form = self.report(slug), TextForm(request.POST)
        if not form.is_valid():
            return self.editor(report, form, status=422)
        answers = form.cleaned_data
        try:
            revision = write(report=report, by=self.person, at=self.now, **answers)
        except Refused as refused:
            return self.refused_text(report, form, refused)
        messages.success(request, _("Saved as version %(number)s.") % {"number": revision.number})
        return self.to(report)

    def refused_text(self, report: Report, form: TextForm, refused: Refused) -> HttpResponse:
        faults = [(name, faults_of(report, form.cleaned_data[f"source_{name}"], name)) for name in LANGUAGES]
        about_text = {str(reason) for _name, reasons in faults for reason in reasons}
        others = [reason for reason in refused.reasons if str(reason) not in about_text]
        overtaken = any(reason.code == "overtaken" for reason in others)
        return self.editor(report, form, status=409, faults=faults, refusals=others, overtaken=overtaken)

    def editor(self, report: Report, form: TextForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/reports/text.html",
            status=status,
            report=report,
            form=form,
            figures=figure_rows(report),
            **more,
        )


class Preview(ReportView):
    """The newest text, or what was just typed, as readers would see it with the figures as they stand now."""

    act = Act.WRITE_REPORT

    def get(self, _request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report(slug)
        newest = report.revisions.first()
        return self.preview(report, {name: newest.source(name) for name in LANGUAGES} if newest else {})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Nothing is kept: the text travels with the request."""
        texts = {name: request.POST.get(f"source_{name}", "").replace("\r\n", "\n") for name in LANGUAGES}
        return self.preview(self.report(slug), texts)

    def preview(self, report: Report, texts: dict[str, str]) -> HttpResponse:
        wanted = self.request.GET.get("language", language())
        shown = wanted if wanted in LANGUAGES else "ar"
        context: dict[str, Any] = {"report": report, "shown": shown, "languages": LANGUAGES}
        try:
            with override(shown):
                document = preview(report, texts.get(shown, ""), shown, at=self.now)
                context |= {"document": document, "body": html.render_document(document)}
        except ReportSourceError as error:
            context["faults"] = error.reasons
        return self.page("workspace/reports/preview.html", **context)


class Revisions(ReportView):
    """All versions, and how any two of them differ."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report(slug)
        rows = list(report.revisions.select_related("written_by", "approval").defer("source_ar", "source_en"))
        shown = request.GET.get("language", language())
        shown = shown if shown in LANGUAGES else "ar"
        before, after = self.pair(rows)
        changes = (
            differences(self.source(report, before, shown), self.source(report, after, shown))
            if before and after
            else []
        )
        return self.page(
            "workspace/reports/revisions.html",
            report=report,
            rows=rows,
            before=before,
            after=after,
            shown=shown,
            languages=LANGUAGES,
            changes=changes,
        )

    def pair(self, rows: list[Revision]) -> tuple[int | None, int | None]:
        """The two versions asked for; without a wish the newest two."""
        numbers = [row.number for row in rows]
        asked = [self.request.GET.get(name, "") for name in ("before", "after")]
        chosen = [
            int(text) if text.isascii() and text.isdigit() and int(text) in numbers else None
            for text in asked
        ]
        usual = [numbers[1] if len(numbers) > 1 else None, numbers[0] if numbers else None]
        before, after = (
            found if found is not None else default for found, default in zip(chosen, usual, strict=True)
        )
        return before, after

    def source(self, report: Report, number: int, shown: str) -> str:
        return get_object_or_404(Revision, report=report, number=number).source(shown)


class Restoration(ReportView):
    """Going back is a new version with an old text."""

    act = Act.WRITE_REPORT

    def get(self, _request: HttpRequest, slug: str, number: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return HttpResponseRedirect(reverse("workspace:report-revisions", args=[slug]))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        report = self.report(slug)
        old = get_object_or_404(Revision, report=report, number=number)
        newest = report.revisions.first()
        note = _("Back to version %(number)s") % {"number": number}
        try:
            write(
                report=report, source_ar=old.source_ar, source_en=old.source_en, note=note,
                based_on=newest.number if newest else 0, by=self.person, at=self.now,
            )  # fmt: skip
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, f"{reason.message} {reason.remedy}".strip())
            return HttpResponseRedirect(reverse("workspace:report-revisions", args=[slug]))
        messages.success(request, note)
        return self.to(report)
