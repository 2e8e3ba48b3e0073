"""A fact as people read it: proposal and record alike."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Fact
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import name_of
from athar.web.workspace.words import counted


@dataclass(frozen=True)
class Shown:
    """A row of a list: ``who`` is masked by role, ``amount`` is the number with its noun."""

    fact: Any
    who: str
    amount: str
    own: bool


def shown(fact: Fact, viewer: Viewer) -> Shown:
    own = viewer.person is not None and fact.entered_by_id == viewer.person.pk
    return Shown(fact, name_of(fact.person, viewer, fact), amount_of(fact), own)


def amount_of(fact: Fact) -> str:
    if fact.headcount is not None:
        return counted(fact.headcount, "person")
    if fact.kind == Kind.HOURS:
        return counted(fact.quantity or Decimal(0), "hour")
    if fact.kind == Kind.TARGET:
        return counted(fact.quantity or Decimal(0), "beneficiary")
    return ""


def told(fact: Fact, viewer: Viewer) -> list[dict[str, Any]]:
    """Everything about a fact as terms and texts; what is not said is left out."""
    rows = [
        (_("Kind"), Kind(fact.kind).label),
        (_("How much"), amount_of(fact)),
        (_("Person"), name_of(fact.person, viewer, fact)),
        (_("Day"), both_dates(fact.occurred_on)),
        (_("Initiative"), str(fact.initiative)),
        (_("Edition"), str(fact.edition) if fact.edition else ""),
        (_("Session"), fact.session),
        (_("Organisation"), str(fact.organisation) if fact.organisation else ""),
        (_("Region"), fact.region.name if fact.region else ""),
        (_("Place"), fact.place),
        (_("Level"), fact.get_level_display()),
        (_("How it was counted"), fact.get_method_display()),
        (_("Explanation"), fact.dimensions.get("explanation", "")),
    ]
    found: list[dict[str, Any]] = [{"term": term, "text": text} for term, text in rows if text]
    if fact.evidence:
        url = address(f"evidence/{fact.evidence.sha256}/")
        found.append({"term": _("Evidence"), "text": str(fact.evidence), "url": url})
    return found
