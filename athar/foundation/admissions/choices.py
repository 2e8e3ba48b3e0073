"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from athar.foundation.people.choices import STAFF, OrganisationKind, Role


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


class RegistrationStep(TextChoices):
    """What happens to an organisation's registration; the last step is how it stands."""

    SUBMITTED = "submitted", _("Waiting for staff")
    ASKED = "asked", _("More is asked for")
    MENDED = "mended", _("Mended, waiting for staff")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WAITING = frozenset({RegistrationStep.SUBMITTED, RegistrationStep.MENDED})
OPEN = WAITING | {RegistrationStep.ASKED}
STAFFS = frozenset({RegistrationStep.ASKED, RegistrationStep.APPROVED, RegistrationStep.REFUSED})
EXPLAINED = frozenset({RegistrationStep.ASKED, RegistrationStep.REFUSED})
# Kinds of bodies that register themselves; teams are made by the association, which is there already.
REGISTERING = (
    OrganisationKind.GOVERNMENT, OrganisationKind.UNIVERSITY, OrganisationKind.SCHOOL, OrganisationKind.COMPANY,
    OrganisationKind.ASSOCIATION, OrganisationKind.OTHER,
)  # fmt: skip

# Roles somebody can be invited to: work for the association, and managing a partner's people.
INVITED = tuple(role for role in Role if role in STAFF or role == Role.PARTNER_MANAGER)
