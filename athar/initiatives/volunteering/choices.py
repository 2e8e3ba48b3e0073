"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SESSION = "session-"  # how records name a session; its key follows


class Level(TextChoices):
    """Of what somebody does, after the national classification of volunteering opportunities."""

    GENERAL = "general", _("General")
    SKILLED = "skilled", _("Skilled")
    PROFESSIONAL = "professional", _("Professional")


class Field(TextChoices):
    """Where volunteers serve."""

    FOOD = "food", _("Food and iftar")
    PILGRIMS = "pilgrims", _("Serving pilgrims")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education and training")
    ENVIRONMENT = "environment", _("Environment")
    CULTURE = "culture", _("Culture and heritage")
    TECHNOLOGY = "technology", _("Technology")
    EVENTS = "events", _("Organising events")
    CARE = "care", _("Social care")
    RELIEF = "relief", _("Relief and safety")


class Choosing(TextChoices):
    """How somebody comes to take part."""

    OPEN = "open", _("Whoever meets the conditions takes part at once")
    CHOSEN = "chosen", _("People apply and are chosen")


class State(TextChoices):
    """How far an opportunity is."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")
    EVALUATED = "evaluated", _("Evaluated")


class GuardianAnswer(TextChoices):
    """What a guardian said to a minor who asked."""

    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
