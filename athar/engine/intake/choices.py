"""Enumerations of the intake."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an import stands; follows from its dated stages."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    READ = "read", _("Read, awaits review")
    REVIEWED = "reviewed", _("Approved, being posted")
    POSTED = "posted", _("Posted")
    REFUSED = "refused", _("Sent back")
    CANCELLED = "cancelled", _("Cancelled")


# What a stage may be; the first two states are the absence of one.
STAGES = (State.READ, State.REVIEWED, State.POSTED, State.REFUSED, State.CANCELLED)
OPEN = (State.WAITING, State.READING, State.READ, State.REVIEWED)
CLOSED = (State.POSTED, State.REFUSED, State.CANCELLED)


class RowStatus(TextChoices):
    VALID = "valid", _("Ready to be posted")
    REFUSED = "refused", _("Row refused")
    UNCHANGED = "unchanged", _("In the ledger already")
