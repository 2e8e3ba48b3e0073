"""What the addresses for programs name."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.engine.intake.operations import start
from athar.engine.ledger.models import SignedHead
from athar.engine.ledger.tests.factories import ProposalFactory
from athar.foundation.people.choices import Role
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.tests.factories import published
from athar.web.ui.doors import MINORS, OTHERS, OWN


def figure(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": "beneficiaries.reached", "?": "period=2023"}}


def initiative(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": world.forum.code}}


def opportunity(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    found = Opportunity.objects.first() or published(
        world.maker, world.people[Role.EXECUTIVE], at=timezone.now()
    )
    return {OWN: {"code": found.edition.code}}


def report(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"slug": "annual-2023"}}


def record(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    whose = {OWN: world.student, OTHERS: world.stranger, MINORS: world.minor}
    return {label: {"position": world.record_of(person)} for label, person in whose.items()}


def heads(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    size = SignedHead.objects.latest("size").size
    return {OWN: {"?": f"old={size}&new={size}"}}


def entry(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Own: entered by whoever knocks; others' entries are theirs to ask about, even of one's own organisation."""
    makers = {OWN: person or world.maker, OTHERS: world.maker}
    return {
        label: {"number": ProposalFactory(initiative=world.forum, entered_by=maker, person=world.student).pk}
        for label, maker in makers.items()
    }


def delivered(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Own: delivered by whoever knocks, a partner for her organisation."""
    makers = {OWN: person or world.maker, OTHERS: world.maker}
    return {label: {"number": _deliver(by, world.belongs(label)).pk} for label, by in makers.items()}


def _deliver(by: Any, whose: dict[str, Any]) -> Any:
    text = f"kind,initiative,occurred_on,person_name\ntraining,forum,2023-05-09,برنامج {by.pk}\n"
    return start(file=ContentFile(text.encode()), name="program.csv", by=by, at=timezone.now(), **whose)


def problem(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"slug": "not-found"}}


THINGS = {
    "opportunity": opportunity,
    "figure": figure, "initiative": initiative, "report": report, "record": record, "heads": heads, "entry": entry,
    "import": delivered, "problem": problem,
}  # fmt: skip
