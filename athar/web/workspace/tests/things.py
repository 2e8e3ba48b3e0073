"""What the addresses of the workspace name: for everybody who knocks their own, another organisation's, a minor's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.direction.content.tests.saying import said
from athar.engine.intake import operations as intake
from athar.engine.journeys.designs import Words
from athar.engine.journeys.models import Case, Enrolment, Workflow, WorkflowVersion
from athar.engine.journeys.operations import revise, take_seat
from athar.engine.journeys.tests.factories import workflow as publish_template
from athar.engine.ledger.corrections import request_correction
from athar.engine.ledger.models import CorrectionRequest, Record
from athar.engine.ledger.tests.factories import ProposalFactory
from athar.engine.standards.choices import Level
from athar.engine.standards.models import Round
from athar.engine.standards.operations import Reply
from athar.engine.standards.operations import answer as answer_criterion
from athar.engine.standards.tests.factories import STANDARD, elsewhere
from athar.foundation.admissions.models import GuardianLink
from athar.foundation.admissions.tests.factories import (
    GuardianLinkFactory,
    InvitationFactory,
    RegistrationFactory,
)
from athar.foundation.evidence import papers
from athar.foundation.people.choices import Role
from athar.foundation.people.models import CustomRole, Person
from athar.foundation.people.operations import merge
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory
from athar.foundation.privacy.breaches import enter_breach
from athar.foundation.privacy.choices import Risk
from athar.foundation.privacy.models import Preview
from athar.foundation.privacy.requests import ask_for_correction
from athar.foundation.privacy.retention import hold
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.models import Message, MessageTemplate, Opportunity, Roster
from athar.initiatives.volunteering.tests.factories import published
from athar.web.ui.doors import MINORS, OTHERS, OWN

HEADERS = "kind,initiative,occurred_on,person_name,national_id,birth_date"
MAY_ANSWER = {"code": "why", "kind": "text", "ar": "لماذا؟", "en": "Why?", "required": False, "longest": 200}


def proposal(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Entered by somebody else, so that deciding is not refused for that."""
    whose = {OWN: world.student, OTHERS: world.stranger, MINORS: world.minor}
    return {
        label: {"pk": ProposalFactory(person=person, entered_by=world.maker, **world.belongs(label)).pk}
        for label, person in whose.items()
    }


def record(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    whose = {OWN: world.student, OTHERS: world.stranger, MINORS: world.minor}
    return {label: {"position": world.record_of(person)} for label, person in whose.items()}


def correction(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {
        label: {"pk": _request(named["position"], world).pk} for label, named in record(world, person).items()
    }


def _request(position: int, world: Any) -> Any:
    """A record is asked to be taken back once, whoever knocks."""
    if known := CorrectionRequest.objects.filter(position=position).first():
        return known
    asked = Record.objects.get(position=position)
    return request_correction(record=asked, reason="كشف مكرر", by=world.maker, at=timezone.now())


def delivery(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Own: delivered by whoever knocks, for her organisation and the forum."""
    own, others = world.belongs(OWN), world.belongs(OTHERS)
    return {
        OWN: {"pk": _deliver(person or world.maker, own, "ليان الواحة", "1999-01-01").pk},
        OTHERS: {"pk": _deliver(world.maker, others, "هدى العسيري", "1998-02-03").pk},
        MINORS: {"pk": _deliver(world.maker, {}, "جود القرني", "2012-02-03").pk},
    }


def row(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"line": 2} for label, named in delivery(world, person).items()}


def _deliver(by: Any, whose: dict[str, Any], name: str, born: str) -> Any:
    """One row, with an identity number that is none."""
    text = f"{HEADERS}\ntraining,forum,2023-05-09,{name} {by.pk},1234567890,{born}\n"
    imported = intake.start(
        file=ContentFile(text.encode()), name="attendance.csv", by=by, at=timezone.now(), **whose
    )
    intake.read(import_id=imported.pk)
    return imported


def pair(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {
        OWN: {"one": world.student.pk, "other": PersonFactory(organisation=world.body).pk},
        OTHERS: {"one": world.stranger.pk, "other": PersonFactory(organisation=world.other_body).pk},
        MINORS: {"one": world.minor.pk, "other": PersonFactory(birth_date=world.minor.birth_date).pk},
    }


def merging(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    at = timezone.now() - timedelta(minutes=1)
    keys = {label: (named["one"], named["other"]) for label, named in pair(world, person).items()}
    return {
        label: {"pk": merge(person=world.person(other), into=world.person(one), by=world.maker, at=at).pk}
        for label, (one, other) in keys.items()
    }


def item(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"pk": _said(world).pk}}


def item_version(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"pk": _said(world).pk, "number": 1}}


def item_decision(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    found = _said(world)
    return {OWN: {"pk": found.pk, "decision": found.decisions.first().pk}}


def _said(world: Any) -> Any:
    return said("news", "season", writer=world.maker, publisher=world.people[Role.EXECUTIVE])


def breach(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    at = timezone.now()
    entered = enter_breach(
        title="كشف في مجلد مفتوح", happened="وُجد مفتوحًا", kinds=["contact"], affected=3, method="عدد الصفوف",
        risk=Risk.LOW, discovered_at=at - timedelta(hours=1), by=world.maker, at=at,
    )  # fmt: skip
    return {OWN: {"pk": entered.pk}}


def account(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Of somebody of the same organisation, of another, and of a minor: administering knows no organisation."""
    return {
        OWN: {"pk": AccountFactory(person__organisation=world.body).pk},
        OTHERS: {"pk": AccountFactory(person__organisation=world.other_body).pk},
        MINORS: {"pk": AccountFactory(person__birth_date=world.minor.birth_date).pk},
    }


def role_grant(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    named = account(world, person)
    for keys in named.values():
        holder = Person.objects.get(account=keys["pk"])
        keys["grant"] = RoleGrantFactory(
            person=holder, role=Role.REVIEWER, since=timezone.now() - timedelta(days=1)
        ).pk
    return named


def request(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """With evidence, asked by somebody who does not knock."""
    somebody = PersonFactory(name="ماجد الحربي", organisation=world.body)
    asked = ask_for_correction(
        person=somebody, by=somebody, fact="name", value="ماجد بن سعد الحربي", at=timezone.now(),
        evidence=ContentFile(b"%PDF-1.7", name="evidence.pdf"),
    )  # fmt: skip
    return {OWN: {"pk": asked.pk}}


def asker(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Nobody chosen yet, somebody, and a minor, for whom a guardian is chosen."""
    return {OWN: {"?": f"person={world.student.pk}"}}


def drawn_role(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    role, _made = CustomRole.objects.get_or_create(
        code="sheet-checker",
        defaults={
            "name_ar": "مدقق الكشوف", "name_en": "Sheet checker", "places": ["records"], "acts": ["decide_facts"],
            "changed_at": timezone.now(), "changed_by": world.maker, "reason": "تكليف",
        },
    )  # fmt: skip
    return {OWN: {"code": role.code}}


def guardian(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """A claim with a file; ending it is possible as well as deciding on it."""
    link = GuardianLink.objects.filter(child=world.minor, guardian=world.stranger).first()
    if link is None:
        link = GuardianLinkFactory(child=world.minor, guardian=world.stranger)
        papers.keep(link.papers, ContentFile(b"%PDF-1.7", name="register.pdf"))
        link.save()
    return {OWN: {"pk": link.pk}}


def qualification(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """With its document, by somebody who does not knock."""
    known = Qualification.objects.waiting().filter(person=world.stranger).first()
    return {OWN: {"pk": (known or QualificationFactory(person=world.stranger, paper=True)).pk}}


def assessment(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One that is open, answered by somebody who does not knock, an answer with a file."""
    now = timezone.now()
    one = elsewhere(world.maker, standard=f"trial-{Round.objects.count()}", at=now)
    paper = ContentFile(b"%PDF-1.7", name="policy.pdf")
    reply = Reply(Level.MET, papers=paper)
    answer_criterion(round=one, criterion="policy", reply=reply, by=world.maker, at=now)
    return {OWN: {"pk": one.pk}}


def assessment_file(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: assessment(world, person)[OWN] | {"kind": "csv"}}


def criterion(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: assessment(world, person)[OWN] | {"code": "policy"}}


def registration(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """With a copy of the licence, by somebody who does not knock."""
    registered = RegistrationFactory(applicant=world.stranger)
    papers.keep(registered.papers, ContentFile(b"%PDF-1.7", name="licence.pdf"))
    registered.save()
    return {OWN: {"pk": registered.pk}}


def preview(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Prepared by somebody who does not knock."""
    at = timezone.now()
    made = Preview.objects.create(version="2026-1", made_by=world.maker, made_at=at, sha256="0" * 64)
    return {OWN: {"pk": made.pk}}


def held(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    placed = hold(by=world.maker, at=timezone.now(), reason="قضية", model="sessions.Session")
    return {OWN: {"pk": placed.pk}}


def invitation(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Into the organisation of whoever knocks, and into another."""
    administrator = world.people[Role.ADMINISTRATOR]
    bodies = {OWN: world.body, OTHERS: world.other_body}
    return {
        label: {"pk": InvitationFactory(organisation=body, invited_by=administrator).pk}
        for label, body in bodies.items()
    }


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


def workflow_version(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    known = WorkflowVersion.objects.filter(workflow__code="course").first()
    version = known or publish_template("course", world.maker)
    return {OWN: {"code": "course", "number": version.number}}


def workflow_of_its_own(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """Changed once, so that there is something to go back to and to publish."""
    workflow_version(world, None)
    workflow = Workflow.objects.get(code="course")
    if workflow.draft_number == 1:
        for name in ("دورة", "دورة بتقييم"):
            workflow = revise(
                workflow=workflow, change=lambda draft, name=name: replace(draft, name=Words(name, draft.name.en)),
                based_on=workflow.draft_number, by=world.maker, at=timezone.now(),
            )  # fmt: skip
    return {OWN: {"code": "course"}}


def workflow_part(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    found = workflow_of_its_own(world, person)[OWN]
    return {OWN: found | {"sort": "states", "part": "learning"}}


def workflow_part_new(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: workflow_of_its_own(world, person)[OWN] | {"sort": "steps"}}


def workflow_revision(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: workflow_of_its_own(world, person)[OWN] | {"number": 2}}


THINGS = {
    "workflow": workflow_of_its_own,
    "workflow part": workflow_part,
    "workflow part new": workflow_part_new,
    "workflow revision": workflow_revision,
    "workflow version": workflow_version,
    "opportunity": opportunity,
    "opportunity file": opportunity_file,
    "opportunity question": opportunity_question,
    "application": application,
    "message": message,
    "message template": message_template,
    "roster": roster,
    "shift": shift,
    "seat": seat,
    "invitation": invitation,
    "registration": registration,
    "preview": preview,
    "hold": held,
    "request": request,
    "asker": asker,
    "role": drawn_role,
    "breach": breach,
    "account": account,
    "grant": role_grant,
    "guardian": guardian,
    "qualification": qualification,
    "standard": lambda _world, _person: {OWN: {"code": STANDARD}},
    "round": assessment,
    "round file": assessment_file,
    "criterion": criterion,
    "item": item,
    "item version": item_version,
    "item decision": item_decision,
    "proposal": proposal,
    "record": record,
    "correction": correction,
    "import": delivery,
    "row": row,
    "pair": pair,
    "merge": merging,
    "drawing": lambda _world, _person: {OWN: {"drawing": "map"}},
    "file": lambda _world, _person: {OWN: {"kind": "csv"}},
    "indicator": lambda _world, _person: {OWN: {"code": "beneficiaries.reached"}},
    "report": lambda _world, _person: {OWN: {"slug": "annual-2023"}},
    "revision": lambda _world, _person: {OWN: {"slug": "annual-2023", "number": 1}},
}
