"""What the addresses of the workspace name: for everybody who knocks their own, another organisation's, a minor's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.direction.content.tests.saying import said
from athar.engine.intake import operations as intake
from athar.engine.journeys.designs import Words
from athar.engine.journeys.models import Workflow, WorkflowVersion
from athar.engine.journeys.operations import revise
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
from athar.web.ui.doors import MINORS, OTHERS, OWN
from athar.web.workspace.tests.things_of_opportunities import (
    application,
    expense,
    group,
    injury,
    message,
    message_template,
    opportunity,
    opportunity_file,
    opportunity_question,
    roster,
    seat,
    shift,
)

HEADERS = "kind,initiative,occurred_on,person_name,national_id,birth_date"


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
    "group": group,
    "injury": injury,
    "expense": expense,
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
