"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Risk(TextChoices):
    """How grave a breach is for those whose data it is."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class BreachStepKind(TextChoices):
    """What can be done about a breach; each is a dated row."""

    CONTAINED = "contained", _("Contained")
    ASSESSED = "assessed", _("Assessed again")
    AUTHORITY_TOLD = "authority_told", _("The authority was told")
    AUTHORITY_SPARED = "authority_spared", _("The authority need not be told, and why")
    PERSONS_TOLD = "persons_told", _("Those affected were told")
    PERSONS_SPARED = "persons_spared", _("Those affected are not told, and why")
    CLOSED = "closed", _("Closed")


ENDS_THE_COUNTDOWN = (BreachStepKind.AUTHORITY_TOLD, BreachStepKind.AUTHORITY_SPARED)
SETTLES_THE_PERSONS = (BreachStepKind.PERSONS_TOLD, BreachStepKind.PERSONS_SPARED)


class Clock(TextChoices):
    """How the 72 hours stand."""

    RUNNING = "running", _("Running")
    URGENT = "urgent", _("Less than a day left")
    OVERDUE = "overdue", _("Overdue")
    TOLD = "told", _("Told in time")
    TOLD_LATE = "told_late", _("Told late")
    SPARED = "spared", _("Need not be told")
