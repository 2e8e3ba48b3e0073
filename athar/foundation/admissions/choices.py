"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    """By what somebody speaks for a child."""

    FATHER = "father", _("Father")
    MOTHER = "mother", _("Mother")
    APPOINTED = "appointed", _("Guardian by a court’s order or a will")


class Verdict(TextChoices):
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class Ending(TextChoices):
    """How a guardian's link ended."""

    REFUSED = "refused", _("Staff could not confirm it")
    GUARDIAN = "guardian", _("The guardian ended it")
    STAFF = "staff", _("Staff ended it")
    MAJORITY = "majority", _("The child came of age")
