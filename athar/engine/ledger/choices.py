"""Enumerations of the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a record states. Only the first four are about beneficiaries."""

    SERVICE = "service", _("Service to an identified person")
    TRAINING = "training", _("Training")
    COMPLETION = "completion", _("Completion")
    HEADCOUNT = "headcount", _("Headcount")
    HOURS = "hours", _("Volunteer hours")
    RESPONSE = "response", _("Survey response")
    PUBLICATION = "publication", _("Publication")
    TARGET = "target", _("Approved target")


IDENTIFIED = (Kind.SERVICE, Kind.TRAINING, Kind.COMPLETION)


class Method(TextChoices):
    """How people who are not identified were counted."""

    MEALS = "meals", _("Meals handed out, one each")
    TURNSTILE = "turnstile", _("Gate counter")
    TALLY = "tally", _("Tally by two counters")
    ESTIMATE = "estimate", _("Estimate by area")


class Level(TextChoices):
    GENERAL = "general", _("General")
    SKILLED = "skilled", _("Skilled")
    PROFESSIONAL = "professional", _("Professional")


class Verdict(TextChoices):
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


class Source(TextChoices):
    """Where a record came from. An import may name others, which are shown as they are."""

    FORM = "form", _("A form in the workspace")
    ATTENDANCE = "attendance", _("Attendance marked at the door")
    ATTENDANCE_SHEET = "attendance-sheet", _("An attendance sheet")
    COUNTING_SHEET = "counting-sheet", _("A counting sheet")
    LEARNING_PLATFORM = "learning-platform", _("The learning platform")
    SURVEY = "survey", _("A survey")
    IMPORT = "import", _("An imported file")
    PROGRAM = "program", _("A program, through the interface")

    @classmethod
    def in_words(cls, source: str) -> str:
        return str(cls(source).label) if source in cls.values else source
