"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """Where a code can be sent."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")


class Use(TextChoices):
    """What a code opens; one sent for one use opens no other."""

    REGISTRATION = "registration", _("Opening an account")
    SIGN_IN = "sign_in", _("Signing in")
    PHONE = "phone", _("Proving a phone number")
    PASSWORD = "password", _("Setting a new password")
    EMAIL = "email", _("Proving a new e-mail address")
    PROOF = "proof", _("Proving once more who one is")
