"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Shelf(TextChoices):
    """What an item is; each stands at its own address on the site."""

    PAGE = "page", _("Page")
    NEWS = "news", _("Piece of news")
    LIBRARY = "library", _("Library item")
    DISCLOSURE = "disclosure", _("Disclosure")


class Genre(TextChoices):
    GUIDE = "guide", _("Guide")
    STUDY = "study", _("Study")
    TOOLKIT = "toolkit", _("Toolkit")
    POLICY = "policy", _("Policy")
    BYLAWS = "bylaws", _("Bylaws")
    STATEMENT = "statement", _("Financial statement")
    MINUTES = "minutes", _("Minutes")
    ASSESSMENT = "assessment", _("Self-assessment")


class Subject(TextChoices):
    CULTURE = "culture", _("Culture of volunteering")
    MEASUREMENT = "measurement", _("Measuring impact")
    LEADERSHIP = "leadership", _("Leading volunteers")
    TEAMS = "teams", _("Volunteer teams")
    GOVERNANCE = "governance", _("Governance")


class Licence(TextChoices):
    BY = "cc-by-4.0", _("Creative Commons Attribution 4.0")
    ZERO = "cc0-1.0", _("Creative Commons Zero 1.0")
    RESERVED = "reserved", _("All rights reserved")


class Navigation(TextChoices):
    """Where the site leads to a page from everywhere."""

    HEAD = "head", _("In the header")
    FOOT = "foot", _("In the footer")
    BOTH = "both", _("In header and footer")


class Translation(TextChoices):
    """How far a language of an item is."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    CURRENT = "current", _("Current")
    OUTDATED = "outdated", _("Outdated")


class Standing(TextChoices):
    """What readers see of an item."""

    UNPUBLISHED = "unpublished", _("Not published")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLIC = "public", _("Public")
    CHANGED = "changed", _("Public, newer text waits")
    WITHDRAWN = "withdrawn", _("Withdrawn")


GENRES: dict[str, tuple[Genre, ...]] = {
    Shelf.PAGE: (),
    Shelf.NEWS: (),
    Shelf.LIBRARY: (Genre.GUIDE, Genre.STUDY, Genre.TOOLKIT),
    Shelf.DISCLOSURE: (Genre.POLICY, Genre.BYLAWS, Genre.STATEMENT, Genre.MINUTES, Genre.ASSESSMENT),
}
