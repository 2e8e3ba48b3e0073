"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Gender(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


class Role(TextChoices):
    """What a person may be trusted with; always scoped, always dated (see ``RoleGrant``)."""

    VOLUNTEER = "volunteer", _("Volunteer")
    GUARDIAN = "guardian", _("Guardian")
    TRAINER = "trainer", _("Trainer")
    JUDGE = "judge", _("Judge")
    MENTOR = "mentor", _("Mentor")
    TEAM_LEADER = "team_leader", _("Team leader")
    PARTNER_MANAGER = "partner_manager", _("Partner manager")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    REVIEWER = "reviewer", _("Measurement officer")
    STRATEGY_OFFICER = "strategy_officer", _("Strategy officer")
    GOVERNANCE_OFFICER = "governance_officer", _("Governance officer")
    EXECUTIVE = "executive", _("Chief executive")
    BOARD_MEMBER = "board_member", _("Board member")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF = frozenset({
    Role.PROGRAMME_MANAGER, Role.REVIEWER, Role.STRATEGY_OFFICER, Role.GOVERNANCE_OFFICER,
    Role.EXECUTIVE, Role.BOARD_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR,
})  # fmt: skip


class Purpose(TextChoices):
    """What personal data may be used for; consent is given purpose by purpose (PDPL, art. 5 and 6)."""

    PARTICIPATION = "participation", _("Taking part and being counted")
    CONTACT = "contact", _("Being contacted about opportunities")
    RESEARCH = "research", _("Research on volunteering")


class OrganisationKind(TextChoices):
    ASSOCIATION = "association", _("Association")
    GOVERNMENT = "government", _("Government body")
    SCHOOL = "school", _("School")
    UNIVERSITY = "university", _("University")
    COMPANY = "company", _("Company")
    TEAM = "team", _("Volunteer team")
    OTHER = "other", _("Other body")


class IdentityCheck(TextChoices):
    """How somebody here made sure who somebody else is, outside this system."""

    DOCUMENT = "document", _("Identity document seen, in person")
    VIDEO = "video", _("Identity document shown in a video call")
    CALLED_BACK = "called_back", _("Called back at the number we hold")
    COPY = "copy", _("A copy of the identity document, compared with what we hold")
    KNOWN = "known", _("Somebody who works here knows them in person")


OF_AGE = 18  # PDPL's implementing regulation: the guardian of somebody under age acts for them


class Sensitive(TextChoices):
    """What deserves a line whenever somebody with work here reads it."""

    MINOR = "minor", _("Data of a minor")
    NUMBER = "number", _("Identity number in clear")
    PAGE = "page", _("Page of one person")
    HEALTH = "health", _("Report of an injury")
