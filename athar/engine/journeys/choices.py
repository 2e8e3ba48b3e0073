"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Takes(TextChoices):
    """Whose the cases of a call are."""

    PERSON = "person", _("People")
    TEAM = "team", _("Teams")


class Part(TextChoices):
    """In what role somebody takes part in an edition."""

    VOLUNTEER = "volunteer", _("Volunteer")
    TRAINEE = "trainee", _("Trainee")
    TRAINER = "trainer", _("Trainer")
    PARTICIPANT = "participant", _("Participant")
    SPEAKER = "speaker", _("Speaker")
    MENTOR = "mentor", _("Mentor")
    JUDGE = "judge", _("Judge")
    LEADER = "leader", _("Leader")


class Ending(TextChoices):
    """What became of a decision."""

    RELEASED = "released", _("Carried out")
    RETRACTED = "retracted", _("Taken back")
    LAPSED = "lapsed", _("Overtaken by events")


class OfferEnding(TextChoices):
    """What became of a seat that was offered."""

    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Time was up")


class HoldEnding(TextChoices):
    """Why seats are held no longer."""

    ENDED = "ended", _("Somebody in charge ended it")
    EXPIRED = "expired", _("Time was up")
    CANCELLED = "cancelled", _("It does not take place")
