"""Addresses of the workspace: nouns, one place after another."""

from django.urls import path, re_path

from athar.web.workspace.views import (
    audit,
    entries,
    home,
    imports,
    indicators,
    ledger,
    people,
    privacy_register,
    records,
    reports,
    scorecard,
    texts,
)

KIND = r"(?P<kind>csv|xlsx)"

app_name = "workspace"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("records/", records.List.as_view(), name="records"),
    path("records/new/", entries.New.as_view(), name="record-new"),
    path("records/decisions/", records.Decisions.as_view(), name="record-decisions"),
    path("records/<int:pk>/", records.Detail.as_view(), name="record"),
    path("ledger/", ledger.List.as_view(), name="ledger"),
    path("ledger/<int:position>/", ledger.Detail.as_view(), name="ledger-record"),
    path("corrections/", ledger.Corrections.as_view(), name="corrections"),
    path("corrections/<int:pk>/", ledger.Correction.as_view(), name="correction"),
    path("imports/", imports.List.as_view(), name="imports"),
    path("imports/new/", imports.New.as_view(), name="import-new"),
    path("imports/format/", imports.Format.as_view(), name="import-format"),
    re_path(rf"^imports/template\.{KIND}$", imports.Template.as_view(), name="import-template"),
    path("imports/<int:pk>/", imports.Detail.as_view(), name="import"),
    path("imports/<int:pk>/review/", imports.Review.as_view(), name="import-review"),
    path("imports/<int:pk>/refusal/", imports.Refusal.as_view(), name="import-refusal"),
    path("imports/<int:pk>/cancellation/", imports.Cancellation.as_view(), name="import-cancellation"),
    path("imports/<int:pk>/refused.xlsx", imports.RefusedRows.as_view(), name="import-refused"),
    path(
        "imports/<int:pk>/rows/<int:line>/explanation/",
        imports.Explanation.as_view(),
        name="import-explanation",
    ),
    path("people/", people.List.as_view(), name="people"),
    path("people/<int:one>/<int:other>/", people.Pair.as_view(), name="people-pair"),
    path("people/merges/<int:pk>/undoing/", people.Undoing.as_view(), name="people-undoing"),
    path("scorecard/", scorecard.Detail.as_view(), name="scorecard"),
    path("scorecard/summary/", scorecard.Summary.as_view(), name="scorecard-summary"),
    path("scorecard/comparison/", scorecard.Comparison.as_view(), name="scorecard-comparison"),
    re_path(rf"^scorecard/file\.{KIND}$", scorecard.File.as_view(), name="scorecard-file"),
    path("indicators/", indicators.List.as_view(), name="indicators"),
    path("indicators/<str:code>/", indicators.Detail.as_view(), name="indicator"),
    path("reports/", reports.List.as_view(), name="reports"),
    path("reports/<slug:slug>/", reports.Detail.as_view(), name="report"),
    path("reports/<slug:slug>/text/", texts.Text.as_view(), name="report-text"),
    path("reports/<slug:slug>/preview/", texts.Preview.as_view(), name="report-preview"),
    path("reports/<slug:slug>/revisions/", texts.Revisions.as_view(), name="report-revisions"),
    path(
        "reports/<slug:slug>/revisions/<int:number>/restoration/",
        texts.Restoration.as_view(),
        name="report-restoration",
    ),
    path("reports/<slug:slug>/approval/", reports.Approval.as_view(), name="report-approval"),
    path("reports/<slug:slug>/freeze/", reports.Freezing.as_view(), name="report-freeze"),
    path("reports/<slug:slug>/publication/", reports.Publishing.as_view(), name="report-publication"),
    path("reports/<slug:slug>/figures/", reports.Figures.as_view(), name="report-figures"),
    path("audit/", audit.Audit.as_view(), name="audit"),
    path("privacy/", privacy_register.Register.as_view(), name="privacy"),
    re_path(
        rf"^privacy/register\.{KIND}$", privacy_register.RegisterFile.as_view(), name="privacy-register-file"
    ),
]
