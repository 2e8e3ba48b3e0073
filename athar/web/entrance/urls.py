"""Addresses of the doors: nouns."""

from django.urls import path

from athar.web.entrance.views import (
    account,
    codes,
    guardianship,
    organisations,
    passkeys,
    phone,
    registration,
    second_proof,
    security,
    sign_in,
)

app_name = "entrance"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", codes.Request.as_view(), name="sign-in-code"),
    path("sign-in/code/entry/", codes.Entry.as_view(), name="sign-in-code-entry"),
    path("sign-in/second-proof/", second_proof.SecondProof.as_view(), name="second-proof"),
    path("sign-in/second-proof/passkey/", passkeys.SecondProof.as_view(), name="second-proof-passkey"),
    path("sign-in/passkey/", passkeys.SignIn.as_view(), name="sign-in-passkey"),
    path("sign-in/demonstration/", sign_in.DemonstrationSession.as_view(), name="demonstration-session"),
    path("sign-in/outbox/", codes.Outbox.as_view(), name="outbox"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("account/", account.Overview.as_view(), name="account"),
    path("account/new/", registration.Email.as_view(), name="registration"),
    path("account/new/code/", registration.Code.as_view(), name="registration-code"),
    path("account/new/consents/", registration.Consents.as_view(), name="registration-consents"),
    path("account/new/profile/", registration.Profile.as_view(), name="registration-profile"),
    path("partners/registration/", organisations.Registration.as_view(), name="organisation-registration"),
    path("guardianship/", guardianship.Claim.as_view(), name="guardianship"),
    path("guardianship/account/", guardianship.Registration.as_view(), name="guardianship-account"),
    path("guardianship/<str:token>/", guardianship.Opening.as_view(), name="guardianship-link"),
    path("account/phone/", phone.Number.as_view(), name="phone"),
    path("account/phone/code/", phone.Code.as_view(), name="phone-code"),
    path("account/security/", security.Security.as_view(), name="security"),
    path("account/security/proof/", second_proof.Proof.as_view(), name="proof"),
    path("account/security/proof/code/", second_proof.ProofCodeRequest.as_view(), name="proof-code-request"),
    path("account/security/proof/code/entry/", second_proof.ProofCode.as_view(), name="proof-code"),
    path("account/security/proof/passkey/", passkeys.Proof.as_view(), name="proof-passkey"),
    path("account/security/passkeys/new/", passkeys.NewPasskey.as_view(), name="passkey-new"),
    path("account/security/passkeys/<int:pk>/removal/", passkeys.Removal.as_view(), name="passkey-removal"),
    path("account/security/app/", security.CodeApp.as_view(), name="code-app"),
    path("account/security/app/removal/", security.CodeAppRemoval.as_view(), name="code-app-removal"),
    path("account/security/recovery-codes/", security.RecoveryCodes.as_view(), name="recovery-codes"),
]
