"""What the addresses of the workspace name of opportunities, their shifts and whoever takes part."""

from typing import Any

from django.utils import timezone

from athar.engine.journeys.models import Case, Enrolment
from athar.engine.journeys.operations import take_seat
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.models import (
    Group,
    Injury,
    Message,
    MessageTemplate,
    Opportunity,
    Roster,
)
from athar.initiatives.volunteering.tests.factories import filed, published
from athar.web.ui.doors import MINORS, OTHERS, OWN

MAY_ANSWER = {"code": "why", "kind": "text", "ar": "لماذا؟", "en": "Why?", "required": False, "longest": 200}


def opportunity(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {label: {"pk": _offered(world, label).pk} for label in (OWN, OTHERS)}


def opportunity_question(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"code": "why"} for label, named in opportunity(world, person).items()}


def opportunity_file(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"kind": "csv"} for label, named in opportunity(world, person).items()}


def shift(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {
        label: {"pk": offered.pk, "shift": offered.edition.sessions.earliest("pk").pk}
        for label in (OWN, OTHERS)
        for offered in [_offered(world, label)]
    }


def message(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One that was sent to those of an opportunity."""
    return {
        label: {
            "pk": offered.pk,
            "message": Message.objects.create(
                opportunity=offered, selection="coming", text_ar="أهلًا بكم", by=world.maker, at=timezone.now()
            ).pk,
        }
        for label in (OWN, OTHERS)
        for offered in [_offered(world, label)]
    }


def group(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One that waits for a decision."""
    found = {}
    for label in (OWN, OTHERS):
        offered = _offered(world, label)
        asked, _new = Group.objects.get_or_create(
            session=offered.edition.sessions.earliest("pk"), leader=world.stranger, ending="",
            defaults={"name": "فريق الوادي", "size": 2, "begun_at": timezone.now()},
        )  # fmt: skip
        found[label] = {"pk": offered.pk, "group": asked.pk}
    return found


def message_template(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One of the organisation of an opportunity."""
    found = {}
    for label in (OWN, OTHERS):
        offered = _offered(world, label)
        template, _new = MessageTemplate.objects.get_or_create(
            organisation=offered.organisation, name_ar="شكر",
            defaults={"name_en": "Thanks", "text_ar": "شكرًا {الاسم}", "text_en": "Thank you {name}", "by": world.maker, "at": timezone.now()},
        )  # fmt: skip
        found[label] = {"pk": template.pk}
    return found


def roster(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One that was found, in which somebody stands who said yes."""
    found, now = {}, timezone.now()
    for label in (OWN, OTHERS):
        offered, person = _offered(world, label), PersonFactory()
        Enrolment.objects.create(edition=offered.edition, part="volunteer", person=person, since=now)
        made = Roster.objects.create(
            opportunity=offered, by=world.maker, at=now, seconds=10, finished_at=now, outcome={"cost": 0, "bound": 0}
        )  # fmt: skip
        session = offered.edition.sessions.earliest("pk")
        offered.availabilities.create(person=person, said_at=now).answers.create(session=session, can="can")
        made.placements.create(session=session, person=person)
        found[label] = {"pk": offered.pk, "roster": made.pk}
    return found


def application(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One that waits for a decision."""
    found = {}
    for label, applicant in _volunteers(world).items():
        offered = _offered(world, label)
        case, _new = Case.objects.get_or_create(
            call=offered.call, version=offered.call.workflow, person=applicant,
            defaults={"state": "sent", "moves": 1, "begun_at": timezone.now(), "begun_by": applicant},
        )  # fmt: skip
        found[label] = {"pk": offered.pk, "case": case.pk}
    return found


def seat(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    found = {}
    for label, volunteer in _volunteers(world).items():
        offered = _offered(world, label)
        session = offered.edition.sessions.earliest("pk")
        if not session.seats.filter(person=volunteer).exists():
            part = Enrolment.objects.create(
                edition=offered.edition, part="volunteer", person=volunteer, since=timezone.now()
            )
            take_seat(session=session, person=part.person, by=part.person, at=timezone.now())
        found[label] = {"pk": offered.pk, "shift": session.pk, "person": volunteer.pk}
    return found


def injury(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """A report about each, by somebody who does not knock."""
    found, now = {}, timezone.now()
    for label, volunteer in _volunteers(world).items():
        session = _offered(world, label).edition.sessions.earliest("pk")
        made = Injury.objects.create(
            session=session, person=volunteer, happened_at=now, happened="تعثّر بسلك", severity="first_aid", reported_by=world.maker, reported_at=now
        )  # fmt: skip
        found[label] = {"pk": made.pk}
    return found


def expense(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Expenses of a volunteer that wait for a decision."""
    people = _volunteers(world)
    return {label: {"pk": filed(_offered(world, label), people[label]).pk} for label in (OWN, OTHERS)}


def _volunteers(world: Any) -> dict[str, Any]:
    return {OWN: world.student, OTHERS: world.stranger, MINORS: world.minor}


def _offered(world: Any, label: str) -> Opportunity:
    """Where people are chosen, of one organisation and initiative or of the others, once whoever knocks."""
    whose = OWN if label == OWN else OTHERS
    code = "of-the-body" if whose == OWN else "of-the-other-body"
    known = Opportunity.objects.filter(edition__code=code).first()
    return known or published(
        world.maker, world.people[Role.EXECUTIVE], at=timezone.now(), code=code, choosing="chosen", questions=[MAY_ANSWER],
        **world.belongs(whose),
    )  # fmt: skip
