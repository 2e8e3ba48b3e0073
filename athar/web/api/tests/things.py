"""What the addresses for programs name."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.engine.credentials.tests.factories import HoursCertificateFactory
from athar.engine.intake.operations import start
from athar.engine.journeys.models import Enrolment, Session
from athar.engine.journeys.operations import open_session, take_seat
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


def job(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: {"job": f"import-{named['number']}"} for label, named in delivered(world, person).items()}


def certificate(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": HoursCertificateFactory(person=world.stranger).code}}


def session(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"number": _shift(_offered(world, OWN)).pk}}


def seat(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A seat of whoever knocks, with their organisation, and one of somebody else, with another."""
    now, found = timezone.now(), {}
    for label, one in {OWN: person or world.maker, OTHERS: world.stranger}.items():
        session = _shift(_offered(world, label))
        taking = {"edition": session.edition, "part": "volunteer", "person": one, "ended_at": None}
        Enrolment.objects.get_or_create(**taking, defaults={"since": now})
        found[label] = {"number": take_seat(session=session, person=one, by=one, at=now).pk}
    return found


def _offered(world: Any, label: str) -> Opportunity:
    code = "with-us" if label == OWN else "elsewhere"
    known = Opportunity.objects.filter(edition__code=code).first()
    return known or published(
        world.maker, world.people[Role.EXECUTIVE], at=timezone.now(), code=code, **world.belongs(label)
    )


def _shift(offered: Opportunity) -> Session:
    """Nobody is in two places at a time: each begins after the last."""
    begin = timezone.now() + timedelta(days=20, hours=5 * Session.objects.count())
    return open_session(
        edition=offered.edition, part="volunteer", names=("وردية", "Shift"), starts_at=begin, ends_at=begin + timedelta(hours=4), capacity=2
    )  # fmt: skip


def problem(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"slug": "not-found"}}


THINGS = {
    "opportunity": opportunity,
    "figure": figure, "initiative": initiative, "report": report, "record": record, "heads": heads, "entry": entry,
    "import": delivered, "job": job, "problem": problem, "certificate": certificate, "session": session, "seat": seat,
}  # fmt: skip
