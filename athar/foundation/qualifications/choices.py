"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """How a qualification stands."""

    WAITING = "waiting", _("Waits for a decision")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    REVOKED = "revoked", pgettext_lazy("qualification", "Revoked")


class Verdict(TextChoices):
    """What was decided about it; each is the state that follows."""

    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    REVOKED = "revoked", pgettext_lazy("qualification", "Revoked")
