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


class RequestKind(TextChoices):
    """What somebody may ask of the association about their data (Personal Data Protection Law, art. 4 and 5)."""

    ACCESS = "access", _("To know what is held, and why")
    CORRECTION = "correction", _("To correct what is wrong")
    ERASURE = "erasure", _("To erase")
    OBJECTION = "objection", _("To object to a use")
    WITHDRAWAL = "withdrawal", _("To withdraw a consent")


class ArrivalChannel(TextChoices):
    """How a request came that nobody made on their own pages."""

    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("In person")


# Accepting these changes something; the others are answered in words.
HAS_EFFECT = (RequestKind.CORRECTION, RequestKind.ERASURE, RequestKind.WITHDRAWAL)


class RequestStepKind(TextChoices):
    """What can happen to a request; each is a dated row."""

    TAKEN = "taken", _("Taken on")
    EXTENDED = "extended", _("Given more time")
    ANSWERED = "answered", _("Answered")
    ACCEPTED = "accepted", _("Accepted and carried out")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("Taken back")


ENDS_A_REQUEST = (
    RequestStepKind.ANSWERED,
    RequestStepKind.ACCEPTED,
    RequestStepKind.REFUSED,
    RequestStepKind.TAKEN_BACK,
)


class Ground(TextChoices):
    """Why a request is refused (implementing regulation, art. 3 and 4)."""

    UNFOUNDED = "unfounded", _("What is held is right")
    IDENTITY = "identity", _("Who asks could not be verified")
    DUTY = "duty", _("A law requires it to be kept")
    OTHERS = "others", _("It would harm the rights of somebody else")
    REPETITIVE = "repetitive", _("Asked again without anything new")
