"""Forms of the public site. They validate and never save."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    username = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"}))
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"})
    )

    error_messages = {
        "invalid_login": _("E-mail and password do not belong together. Check both; the password tells capital letters from small ones."),
        "inactive": _("This account is closed. Ask the administrator of the association."),
    }


class VerificationForm(forms.Form):
    file = forms.FileField(
        label=_("Receipt, proof or data package"),
        help_text=_("A file you downloaded from here or from another site that runs Athar: .json or .zip"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.zip"}),
    )


class LookupForm(forms.Form):
    number = forms.CharField(
        label=_("Number of a record, or code of a figure"),
        help_text=_("Like R-000131, or beneficiaries.reached"),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
