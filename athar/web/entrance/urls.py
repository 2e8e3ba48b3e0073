"""Addresses of the doors: nouns."""

from django.urls import path
from django.views.decorators.http import require_http_methods

from athar.web.entrance.views import account, codes, phone, registration, sign_in

# Before anything else: a form view would take PUT for POST, and some lead elsewhere before they look at the method.
form = require_http_methods(["GET", "HEAD", "OPTIONS", "POST"])

app_name = "entrance"
urlpatterns = [
    path("sign-in/", form(sign_in.SignIn.as_view()), name="sign-in"),
    path("sign-in/code/", form(codes.Request.as_view()), name="sign-in-code"),
    path("sign-in/code/entry/", form(codes.Entry.as_view()), name="sign-in-code-entry"),
    path("sign-in/demonstration/", sign_in.DemonstrationSession.as_view(), name="demonstration-session"),
    path("sign-in/outbox/", codes.Outbox.as_view(), name="outbox"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("account/", account.Overview.as_view(), name="account"),
    path("account/new/", form(registration.Email.as_view()), name="registration"),
    path("account/new/code/", form(registration.Code.as_view()), name="registration-code"),
    path("account/new/consents/", form(registration.Consents.as_view()), name="registration-consents"),
    path("account/new/profile/", form(registration.Profile.as_view()), name="registration-profile"),
    path("account/phone/", form(phone.Number.as_view()), name="phone"),
    path("account/phone/code/", form(phone.Code.as_view()), name="phone-code"),
]
