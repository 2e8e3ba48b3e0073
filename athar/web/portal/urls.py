"""Addresses of a person's own pages: nouns."""

from django.urls import path, register_converter

from athar.web.portal.converters import FactConverter, HoldingConverter, PurposeConverter
from athar.web.portal.views import (
    applications,
    calendars,
    certificates,
    children,
    childs_consents,
    consents,
    copies,
    data,
    erasure,
    guardian_questions,
    guardians,
    handovers,
    home,
    hours,
    notices,
    organisations,
    programs,
    requests,
    roles,
    shifts,
)

register_converter(PurposeConverter, "purpose")
register_converter(HoldingConverter, "holding")
register_converter(FactConverter, "fact")

app_name = "portal"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("hours/", hours.Hours.as_view(), name="hours"),
    path("certificates/", certificates.Certificates.as_view(), name="certificates"),
    path(
        "certificates/<int:pk>/<str:language>.pdf",
        certificates.CertificateFile.as_view(),
        name="certificate-file",
    ),
    path(
        "certificates/<int:pk>/ending/", certificates.CertificateEnding.as_view(), name="certificate-ending"
    ),
    path("shifts/", shifts.Shifts.as_view(), name="shifts"),
    path("shifts/calendar/", calendars.Address.as_view(), name="calendar-address"),
    path("shifts/calendar/ending/", calendars.Ending.as_view(), name="calendar-ending"),
    path("shifts/calendar/<str:secret>.ics", calendars.Feed.as_view(), name="calendar"),
    path("seats/<int:pk>/", shifts.OwnSeat.as_view(), name="seat"),
    path("seats/<int:pk>/code/", shifts.Code.as_view(), name="seat-code"),
    path("seats/<int:pk>/release/", shifts.Release.as_view(), name="seat-release"),
    path("seats/<int:pk>/handover/", handovers.Offering.as_view(), name="seat-handover"),
    path("handovers/<int:pk>/", handovers.Handing.as_view(), name="handover"),
    path("seats/<int:pk>/explanation/", shifts.Explanation.as_view(), name="seat-explanation"),
    path("seats/<int:pk>/shift.ics", shifts.Calendar.as_view(), name="seat-calendar"),
    path("offers/<int:pk>/", shifts.Offered.as_view(), name="offer"),
    path("waits/<int:pk>/leaving/", shifts.Leaving.as_view(), name="wait-leaving"),
    path("applications/<int:pk>/", applications.Application.as_view(), name="application"),
    path(
        "applications/<int:pk>/withdrawal/", applications.Withdrawal.as_view(), name="application-withdrawal"
    ),
    path("opportunities/<slug:code>/guardian/", guardian_questions.Asking.as_view(), name="guardian-asking"),
    path("children/questions/<int:pk>/", guardian_questions.Question.as_view(), name="guardian-question"),
    path("opportunities/<slug:code>/sign-up/", shifts.SignUp.as_view(), name="sign-up"),
    path("data/", data.Data.as_view(), name="data"),
    path("data/copies/", copies.Copies.as_view(), name="copies"),
    path("data/copies/<int:pk>/data.json", copies.File.as_view(kind="data"), name="copy-data"),
    path("data/copies/<int:pk>/data.pdf", copies.File.as_view(kind="document"), name="copy-document"),
    path("data/erasure/", erasure.Wish.as_view(), name="erasure"),
    path("data/erasure/undoing/", erasure.Undoing.as_view(), name="erasure-undoing"),
    path("data/corrections/<fact:fact>/", requests.Correction.as_view(), name="correction"),
    path("data/<holding:key>/", data.Rows.as_view(), name="data-rows"),
    path("roles/", roles.Roles.as_view(), name="roles"),
    path("roles/<int:pk>/delegation/", roles.Delegation.as_view(), name="delegation"),
    path("roles/<int:pk>/ending/", roles.Ending.as_view(), name="role-ending"),
    path("requests/", requests.Requests.as_view(), name="requests"),
    path("requests/new/", requests.New.as_view(), name="request-new"),
    path("requests/<int:pk>/retraction/", requests.Retraction.as_view(), name="request-retraction"),
    path("notices/", notices.List.as_view(), name="notices"),
    path("notices/reading/", notices.AllRead.as_view(), name="notices-read"),
    path("notices/preferences/", notices.Preferences.as_view(), name="notice-preferences"),
    path("notices/unsubscription/<str:token>/", notices.Unsubscription.as_view(), name="unsubscription"),
    path("notices/<int:pk>/", notices.Opening.as_view(), name="notice"),
    path("notices/<int:pk>/reading/", notices.Reading.as_view(), name="notice-reading"),
    path("consents/", consents.Consents.as_view(), name="consents"),
    path("consents/<purpose:purpose>/agreement/", consents.Agreement.as_view(), name="agreement"),
    path("consents/<purpose:purpose>/withdrawal/", consents.Withdrawal.as_view(), name="withdrawal"),
    path("children/", children.Children.as_view(), name="children"),
    path("children/<int:child>/", children.Data.as_view(), name="child"),
    path(
        "children/<int:child>/corrections/<fact:fact>/",
        requests.Correction.as_view(way="children"),
        name="child-correction",
    ),
    path("children/<int:child>/consents/", childs_consents.Consents.as_view(), name="child-consents"),
    path(
        "children/<int:child>/consents/<purpose:purpose>/agreement/",
        childs_consents.Agreement.as_view(),
        name="child-agreement",
    ),
    path(
        "children/<int:child>/consents/<purpose:purpose>/withdrawal/",
        childs_consents.Withdrawal.as_view(),
        name="child-withdrawal",
    ),
    path("children/links/<int:pk>/ending/", children.LinkEnding.as_view(), name="link-ending"),
    path("organisations/", organisations.List.as_view(), name="organisations"),
    path("organisations/new/", organisations.New.as_view(), name="organisation-new"),
    path("organisations/<int:pk>/", organisations.Detail.as_view(), name="organisation"),
    path(
        "organisations/<int:pk>/withdrawal/",
        organisations.Withdrawal.as_view(),
        name="organisation-withdrawal",
    ),
    path("guardians/", guardians.Guardians.as_view(), name="guardians"),
    path("guardians/links/<int:pk>/withdrawal/", guardians.Withdrawal.as_view(), name="naming-withdrawal"),
    path("children/<int:child>/<holding:key>/", children.Rows.as_view(), name="child-rows"),
    path("programs/", programs.Programs.as_view(), name="programs"),
    path("programs/<int:pk>/revocation/", programs.Revocation.as_view(), name="program-revocation"),
    path("approvals/<int:pk>/revocation/", children.Revocation.as_view(), name="revocation"),
    path("approvals/<int:pk>/renewal/", children.Renewal.as_view(), name="renewal"),
]
