"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a round is."""

    OPEN = "open", _("Being answered")
    SUBMITTED = "submitted", _("Waits to be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")


class Level(TextChoices):
    """What is answered to a criterion."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOT_APPLICABLE = "not_applicable", _("Does not apply to us")


class Standing(TextChoices):
    """How a criterion stands: as answered or measured, or why it stands nowhere yet."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    UNANSWERED = "unanswered", _("Not answered yet")
    NOT_APPLICABLE = "not_applicable", _("Does not apply to us")
    NOTHING = "nothing", _("Nothing to measure yet")


class Outcome(TextChoices):
    """What a second person decided about a round that was submitted."""

    CONFIRMED = "confirmed", _("Confirmed")
    RETURNED = "returned", _("Given back")


class Proof(TextChoices):
    """What kind of thing proves that a criterion is met."""

    POLICY = "policy", _("A policy or decision that was adopted")
    RECORD = "record", _("Records: minutes, lists, forms that were filled in")
    PUBLICATION = "publication", _("A page or paper that volunteers can read")
    DATA = "data", _("What the system itself has recorded")
