"""Addresses of the public site."""

from django.urls import path, register_converter

from athar.direction.content.choices import Shelf
from athar.web.site.converters import (
    CodeConverter,
    HashConverter,
    PeriodConverter,
    ShelfConverter,
    SizeConverter,
)
from athar.web.site.views import (
    cards,
    certificates,
    content,
    evidence,
    figures,
    home,
    initiatives,
    ledger,
    machines,
    opportunities,
    records,
    reports,
    verification,
)

register_converter(PeriodConverter, "period")
register_converter(CodeConverter, "figure")
register_converter(HashConverter, "sha256")
register_converter(ShelfConverter, "shelf")
register_converter(SizeConverter, "size")

app_name = "site"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("initiatives/", initiatives.List.as_view(), name="initiatives"),
    path("initiatives/<slug:code>/", initiatives.Detail.as_view(), name="initiative"),
    path("opportunities/", opportunities.List.as_view(), name="opportunities"),
    path("opportunities/shifts.ics", opportunities.Calendar.as_view(), name="opportunities-calendar"),
    path(
        "opportunities/<slug:code>/shifts.ics",
        opportunities.ShiftsCalendar.as_view(),
        name="opportunity-calendar",
    ),
    path("opportunities/<slug:code>/", opportunities.Detail.as_view(), name="opportunity"),
    path("reports/", reports.List.as_view(), name="reports"),
    path("reports/<slug:slug>/", reports.Detail.as_view(), name="report"),
    path("reports/<slug:slug>/<str:language>.pdf", reports.Pdf.as_view(), name="report-pdf"),
    path("reports/<slug:slug>/data.zip", reports.Data.as_view(), name="report-data"),
    path("reports/<slug:slug>/exhibits/<slug:name>.csv", reports.Exhibit.as_view(), name="report-exhibit"),
    path("figures/<period:period>/<figure:code>/", figures.Detail.as_view(), name="figure"),
    path("figures/<period:period>/<figure:code>/receipt/", figures.Receipt.as_view(), name="receipt"),
    path(
        "figures/<period:period>/<figure:code>/receipt.json",
        figures.ReceiptFile.as_view(),
        name="receipt-file",
    ),
    path(
        "figures/<period:period>/<figure:code>/recomputation/",
        figures.Recomputation.as_view(),
        name="recomputation",
    ),
    path("figures/<period:period>/<figure:code>/records/", figures.Records.as_view(), name="figure-records"),
    path(
        "figures/<period:period>/<figure:code>/records.csv",
        figures.RecordsFile.as_view(),
        name="figure-records-file",
    ),
    path(
        "figures/<period:period>/<figure:code>/breakdown.csv",
        figures.Breakdown.as_view(),
        name="figure-breakdown-file",
    ),
    path("card/<str:code>/", cards.Detail.as_view(), name="card"),
    path("certificates/<str:code>/", certificates.Detail.as_view(), name="certificate"),
    path("records/<int:position>/", records.Detail.as_view(), name="record"),
    path("records/<int:position>/proof.json", records.Proof.as_view(), name="record-proof"),
    path("evidence/<sha256:sha256>/", evidence.Detail.as_view(), name="evidence"),
    path("evidence/<sha256:sha256>/file", evidence.File.as_view(), name="evidence-file"),
    path("verification/", verification.Verification.as_view(), name="verification"),
    path("ledger/", ledger.Ledger.as_view(), name="ledger"),
    path("ledger/head.txt", ledger.Head.as_view(), name="head"),
    path("news/", content.List.as_view(), name="news"),
    path("news/feed.xml", machines.Feed.as_view(), name="feed"),
    path("news/<slug:slug>/", content.Item.as_view(shelf=Shelf.NEWS), name="news-item"),
    path("library/", content.Library.as_view(), name="library"),
    path("library/<slug:slug>/", content.Item.as_view(shelf=Shelf.LIBRARY), name="library-item"),
    path("library/<slug:slug>/<str:language>.pdf", content.Print.as_view(), name="library-print"),
    path("governance/", content.Governance.as_view(), name="governance"),
    path("governance/<slug:slug>/", content.Item.as_view(shelf=Shelf.DISCLOSURE), name="governance-item"),
    path("about/", content.Item.as_view(shelf=Shelf.PAGE), name="about"),
    path("about/<slug:slug>/", content.Item.as_view(shelf=Shelf.PAGE), name="page"),
    path("documents/<shelf:shelf>/<slug:slug>/<sha256:sha256>/", content.Document.as_view(), name="document"),
    path("pictures/<sha256:sha256>/<size:size>.webp", content.PictureFile.as_view(), name="picture"),
    path("sitemap.xml", machines.Sitemap.as_view(), name="sitemap"),
    path("robots.txt", machines.Robots.as_view(), name="robots"),
    path("tour/", home.Tour.as_view(), name="tour"),
]
