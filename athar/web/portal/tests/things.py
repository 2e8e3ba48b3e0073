"""What the addresses of a person's own pages name."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.engine.credentials.tests.factories import HoursCertificateFactory
from athar.engine.journeys.models import Case, Enrolment, Event, Session
from athar.engine.journeys.operations import join_waiting_list, open_session, release_seat, take_seat
from athar.foundation.admissions.tests.factories import (
    GuardianInvitationFactory,
    GuardianLinkFactory,
    RegistrationFactory,
)
from athar.foundation.gate.calendars import make_calendar_address
from athar.foundation.gate.tests.factories import AccessKeyFactory
from athar.foundation.notices.letters import token_for
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import Role
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.foundation.privacy.choices import RequestKind
from athar.foundation.privacy.models import Export
from athar.foundation.privacy.requests import ask
from athar.foundation.qualifications.catalogue import kinds
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.models import (
    AvailabilityCall,
    GuardianQuestion,
    Injury,
    Opportunity,
    Satisfaction,
)
from athar.initiatives.volunteering.operations import offer_to_others
from athar.initiatives.volunteering.tests.factories import filed, published
from athar.web.portal.tests.things_of_groups import group_led, group_link, opportunity_for_groups
from athar.web.ui.doors import OTHERS, OWN

PROFILE = "people.person-pk"


def child(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A child of whoever knocks, and one of another guardian."""
    return {label: {"child": row.child_id} for label, row in _approvals(world, person).items()}


def childs_holding(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"key": PROFILE} for label, named in child(world, person).items()}


def approval(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: {"pk": row.pk} for label, row in _approvals(world, person).items()}


def _approvals(world: Any, person: Any) -> dict[str, GuardianApproval]:
    guardians = {OWN: person or world.maker, OTHERS: world.stranger}
    return {
        label: GuardianApproval.objects.create(
            child=_child(),
            guardian=guardian, initiative="forum", approved_on=date(2023, 1, 1),
        )
        for label, guardian in guardians.items()
    }  # fmt: skip


def _child() -> Any:
    return PersonFactory(name="لينا الخالدي", birth_date=date(2015, 9, 9))


def childs_purpose(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"purpose": "contact"} for label, named in child(world, person).items()}


def link(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Of whoever knocks to a child, and of another guardian."""
    guardians = {OWN: person or world.maker, OTHERS: world.stranger}
    return {
        label: {"pk": GuardianLinkFactory(child=_child(), guardian=guardian, since=timezone.now()).pk}
        for label, guardian in guardians.items()
    }


def registration(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """An organisation whoever knocks registered, and one somebody else did."""
    applicants = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": RegistrationFactory(applicant=one).pk} for label, one in applicants.items()}


def naming(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A link that whoever knocks had sent to a guardian, and one of somebody else."""
    children = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": GuardianInvitationFactory(child=one).pk} for label, one in children.items()}


def copy(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A finished copy of everything held of whoever knocks, and one of somebody else."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": _copy_of(one).pk} for label, one in whose.items()}


def _copy_of(person: Any) -> Export:
    now = timezone.now()
    made = Export(person=person, asked_at=now, finished_at=now, expires_at=now + timedelta(days=1))
    made.data.save("data.json", ContentFile(b"{}"), save=False)
    made.document.save("data.pdf", ContentFile(b"%PDF"))
    return made


def grant(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Roles that are over, so that they open nothing while others knock."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    days = {"since": datetime(2020, 1, 1, tzinfo=UTC), "until": datetime(2020, 1, 2, tzinfo=UTC)}
    return {
        label: {"pk": RoleGrantFactory(person=one, role=Role.REVIEWER, **days).pk}
        for label, one in whose.items()
    }


def childs_fact(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"fact": "name"} for label, named in child(world, person).items()}


def asked(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Something whoever knocks asked, and something somebody else did."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    return {
        label: {
            "pk": ask(
                person=one, by=one, kind=RequestKind.ACCESS, text="ما الذي تحفظونه عني؟", at=timezone.now()
            ).pk
        }
        for label, one in whose.items()
    }


def notice(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """What whoever knocks was told, and what somebody else was."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": _told(one).pk} for label, one in whose.items()}


def _told(person: Any) -> Notice:
    facts = {"role": Role.VOLUNTEER}
    return Notice.objects.create(
        person=person, kind="people.role_given", facts=facts, fold="-", told_at=timezone.now()
    )


def unsubscription(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"token": token_for((person or world.maker).pk, ["people.role_given"])}}


def access_key(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A key of whoever knocks, and one of somebody else."""
    whose = {OWN: person or world.maker, OTHERS: world.maker}
    return {label: {"pk": AccessKeyFactory(account=one.account).pk} for label, one in whose.items()}


def opportunity(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": _offered(world).edition.code}}


def _offered(world: Any) -> Opportunity:
    found = Opportunity.objects.first()
    return found or published(world.maker, world.people[Role.EXECUTIVE], at=timezone.now())


def _taking_part(world: Any, person: Any) -> dict[str, Any]:
    """Whoever knocks, and somebody else, each with a shift of the opportunity."""
    now, found = timezone.now(), {}
    for label, one in {OWN: person or world.maker, OTHERS: world.stranger}.items():
        edition = _offered(world).edition
        taking = {"edition": edition, "part": "volunteer", "person": one, "ended_at": None}
        enrolment, _new = Enrolment.objects.get_or_create(**taking, defaults={"since": now})
        # Nobody is in two places at a time: each shift begins after the last.
        begin = now + timedelta(days=20, hours=5 * Session.objects.count())
        session = open_session(
            edition=edition, part="volunteer", names=("وردية", "Shift"), starts_at=begin, ends_at=begin + timedelta(hours=4), capacity=1
        )  # fmt: skip
        found[label] = (session, one, enrolment)
    return found


def seat(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A seat of whoever knocks, and one of somebody else."""
    return {
        label: {"pk": take_seat(session=session, person=one, by=one, at=timezone.now()).pk}
        for label, (session, one, _enrolment) in _taking_part(world, person).items()
    }


def calendar_address(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    whose = person or world.maker
    return {OWN: {"secret": make_calendar_address(account=whose.account, at=timezone.now())}}


def wait(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: {"pk": row.pk} for label, row in _waits(world, person).items()}


def offer(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A seat kept for whoever knocks, and one kept for somebody else."""
    found = {}
    for label, row in _waits(world, person).items():
        release_seat(seat=row.session.seats.get(), by=world.maker, at=timezone.now())
        found[label] = {"pk": row.offers.get().pk}
    return found


def _waits(world: Any, person: Any) -> dict[str, Any]:
    found = {}
    for label, (session, one, _enrolment) in _taking_part(world, person).items():
        now, first = timezone.now(), PersonFactory()
        Enrolment.objects.create(edition=session.edition, part="volunteer", person=first, since=now)
        take_seat(session=session, person=first, by=first, at=now)
        found[label] = join_waiting_list(session=session, person=one, at=now)
    return found


def handover(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A seat that is offered to whoever knocks, and one offered to somebody else by their phone."""
    found = {}
    for label, (session, _one, _enrolment) in _taking_part(world, person).items():
        now, holder = timezone.now(), PersonFactory()
        Enrolment.objects.create(edition=session.edition, part="volunteer", person=holder, since=now)
        theirs = take_seat(session=session, person=holder, by=holder, at=now)
        phone = "" if label == OWN else "+966500000001"
        found[label] = {"pk": offer_to_others(seat=theirs, by=holder, at=now, phone=phone).pk}
    return found


def availability(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """An opportunity that asks whoever knocks, who takes part in it; and one that asks somebody else."""
    found = {}
    for label, one in {OWN: person or world.maker, OTHERS: world.stranger}.items():
        now, code = timezone.now(), f"asks-{one.pk}"
        asking = Opportunity.objects.filter(edition__code=code).first() or published(
            world.maker, world.people[Role.EXECUTIVE], at=now, code=code
        )
        Enrolment.objects.get_or_create(
            edition=asking.edition, part="volunteer", person=one, ended_at=None, defaults={"since": now}
        )
        AvailabilityCall.objects.get_or_create(
            opportunity=asking, defaults={"until": now + timedelta(days=9), "by": world.maker, "at": now}
        )
        found[label] = {"code": code}
    return found


def satisfaction(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """An opportunity that is over and asks whoever knocks how it was; and one that asks somebody else."""
    found = {}
    for label, one in {OWN: person or world.maker, OTHERS: world.stranger}.items():
        now, code = timezone.now(), f"was-{one.pk}"
        over = Opportunity.objects.filter(edition__code=code).first() or published(
            world.maker, world.people[Role.EXECUTIVE], at=now - timedelta(days=21), code=code
        )
        Satisfaction.objects.get_or_create(opportunity=over, person=one, defaults={"asked_at": now})
        found[label] = {"code": code}
    return found


def application(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Of whoever knocks, and of somebody else: both take part."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": _applied(world, one).pk} for label, one in whose.items()}


def _applied(world: Any, one: Any) -> Case:
    call, now = _offered(world).call, timezone.now()
    known = Case.objects.going_on().filter(call=call, person=one).first()
    if known is not None:
        return known
    case = Case.objects.create(
        call=call,
        version=call.workflow,
        person=one,
        state=call.workflow.design.start,
        begun_at=now,
        begun_by=one,
    )
    Event.objects.create(
        case=case, number=1, transition="send", source=case.state, target="placed", by=one, at=now
    )
    Case.objects.filter(pk=case.pk).update(state="placed", moves=1)
    return case


def certificate(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Of hours of whoever knocks, and of somebody else."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": HoursCertificateFactory(person=one).pk} for label, one in whose.items()}


def certificate_file(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"language": "en"} for label, named in certificate(world, person).items()}


def expense(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Expenses of whoever knocks, and of somebody else, that wait; each with a bill."""
    whose = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": filed(_offered(world), one).pk} for label, one in whose.items()}


def guardian_question(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """What a child of whoever knocks asks, and one of another guardian."""
    now, found = timezone.now(), {}
    for label, row in _approvals(world, person).items():
        asked = GuardianQuestion.objects.create(opportunity=_offered(world), child=row.child, asked_at=now)
        found[label] = {"pk": asked.pk}
    return found


def qualification(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """One that waits, with its document: their own, and somebody else's."""
    owners = {OWN: person or world.maker, OTHERS: world.stranger}
    return {
        label: {"pk": QualificationFactory(person=owner, kind=_kind_of(owner), paper=True).pk}
        for label, owner in owners.items()
    }


def _kind_of(owner: Any) -> str:
    """Of each kind one waits at a time."""
    waiting = set(Qualification.objects.waiting().filter(person=owner).values_list("kind", flat=True))
    return next((kind for kind in kinds() if kind not in waiting), "") or _freed(owner)


def _freed(owner: Any) -> str:
    Qualification.objects.waiting().filter(person=owner).update(state="refused")
    return next(iter(kinds()))


def injury(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A report about whoever knocks, and one about somebody else."""
    found, now = {}, timezone.now()
    for label, (session, one, _enrolment) in _taking_part(world, person).items():
        made = Injury.objects.create(
            session=session, person=one, happened_at=now, happened="تعثّر بسلك", severity="first_aid", reported_by=world.maker, reported_at=now
        )  # fmt: skip
        found[label] = {"pk": made.pk}
    return found


THINGS = {
    "injury": injury,
    "qualification": qualification,
    "language": lambda _world, _person: {OWN: {"language": "en"}},
    "guardian question": guardian_question,
    "certificate": certificate,
    "expense": expense,
    "certificate file": certificate_file,
    "application": application,
    "availability": availability,
    "satisfaction": satisfaction,
    "opportunity": opportunity,
    "opportunity for groups": opportunity_for_groups,
    "group led": group_led,
    "group link": group_link,
    "seat": seat,
    "calendar address": calendar_address,
    "wait": wait,
    "offer": offer,
    "handover": handover,
    "notice": notice,
    "unsubscription": unsubscription,
    "access key": access_key,
    "grant": grant,
    "fact": lambda _world, _person: {OWN: {"fact": "name"}},
    "child's fact": childs_fact,
    "request": asked,
    "copy": copy,
    "holding": lambda _world, _person: {OWN: {"key": PROFILE}},
    "purpose": lambda _world, _person: {OWN: {"purpose": "contact"}},
    "child": child,
    "child's purpose": childs_purpose,
    "link": link,
    "naming": naming,
    "registration": registration,
    "child's holding": childs_holding,
    "approval": approval,
}
