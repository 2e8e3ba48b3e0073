"""Who of those who work here is told what: the tables of ``access`` say whose work it is."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from athar.direction.reporting.facts import ReportPublished
from athar.direction.reporting.models import Publication
from athar.engine.intake.facts import ImportRead
from athar.engine.intake.models import Import
from athar.engine.ledger.facts import EntryProposed
from athar.engine.ledger.models import Proposal
from athar.engine.standards.facts import RoundSubmitted
from athar.foundation.admissions.facts import GuardianClaimed, RegistrationWaiting
from athar.foundation.core.facts import subscribe
from athar.foundation.notices.operations import tell
from athar.foundation.notices.queries import holders, untold
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person, RoleGrant
from athar.foundation.privacy.facts import BreachPressing, RequestAsked, RequestPressing
from athar.foundation.privacy.queries import rows_of_human
from athar.foundation.qualifications.facts import QualificationFiled
from athar.initiatives.volunteering.facts import (
    ExpensesFiled,
    GroupAsked,
    InjuryNoted,
    InjuryReported,
    SeatHandedOver,
    ShiftWrappedUp,
    UnseenExplained,
)
from athar.initiatives.volunteering.models import Injury, Opportunity
from athar.web.workspace.access import DOES, SEES, Act, Place


def doing(act: Act, *, at: datetime, but: Collection[int] = (), about: Any = None) -> list[int]:
    """Keys of those who may do it, also within a scope in which a thing lies, without those who are parties to it."""
    return [person for person in holders(DOES[act], at=at, about=about) if person not in but]


def leading(opportunity: Opportunity, *, at: datetime, act: Act = Act.TAKE_ATTENDANCE) -> list[int]:
    """Keys of those who do something at an opportunity, or take its attendance: staff within reach, and who manages volunteers for its body."""
    hers = RoleGrant.objects.in_force(at).filter(
        role=Role.PARTNER_MANAGER, organisation=opportunity.organisation_id
    )
    staff = [role for role in DOES[act] if role != Role.PARTNER_MANAGER]
    return sorted({*holders(staff, at=at, about=opportunity), *hers.values_list("person", flat=True)})


@subscribe(ShiftWrappedUp)
def tell_who_leads_of_whom_was_missed(fact: ShiftWrappedUp) -> None:
    opportunity = _opportunity_of(fact.session)
    tell(
        leading(opportunity, at=fact.at), "workspace.shift_over", at=fact.at, opportunity=opportunity.pk, shift=fact.session,
        absent=fact.absent, unfinished=fact.unfinished,
    )  # fmt: skip


@subscribe(UnseenExplained)
def tell_who_leads_what_was_said(fact: UnseenExplained) -> None:
    opportunity = _opportunity_of(fact.session)
    tell(
        leading(opportunity, at=fact.at), "workspace.unseen_explained", at=fact.at, opportunity=opportunity.pk, shift=fact.session
    )  # fmt: skip


@subscribe(SeatHandedOver)
def tell_who_leads_that_a_seat_changed_hands(fact: SeatHandedOver) -> None:
    opportunity = _opportunity_of(fact.session)
    tell(
        leading(opportunity, at=fact.at), "workspace.seat_handed_over", at=fact.at, opportunity=opportunity.pk, shift=fact.session
    )  # fmt: skip


@subscribe(InjuryReported)
def tell_who_follows_up_injuries(fact: InjuryReported) -> None:
    _tell_of_injury("workspace.injury_reported", fact.injury, but=fact.by, at=fact.at)


@subscribe(InjuryNoted)
def tell_who_follows_up_what_was_added(fact: InjuryNoted) -> None:
    _tell_of_injury("workspace.injury_noted", fact.injury, but=fact.by, at=fact.at)


def _tell_of_injury(kind: str, injury: int, *, but: int, at: datetime) -> None:
    session, person = Injury.objects.values_list("session", "person").get(pk=injury)
    opportunity = _opportunity_of(session)
    told = _handling(Act.HANDLE_INJURIES, opportunity, at=at, but=person)
    tell(sorted(told - {but}), kind, at=at, injury=injury, **_names(opportunity))


@subscribe(GroupAsked)
def tell_who_decides_on_groups(fact: GroupAsked) -> None:
    opportunity = _opportunity_of(fact.session)
    deciding = _handling(Act.CHOOSE, opportunity, at=fact.at, but=fact.leader)
    tell(deciding, "workspace.group_waiting", at=fact.at, opportunity=opportunity.pk, **_names(opportunity))


@subscribe(ExpensesFiled)
def tell_who_decides_on_expenses(fact: ExpensesFiled) -> None:
    opportunity = _opportunity(pk=fact.opportunity)
    deciding = _handling(Act.DECIDE_EXPENSES, opportunity, at=fact.at, but=fact.person)
    tell(deciding, "workspace.expenses_waiting", at=fact.at)


def _handling(act: Act, opportunity: Opportunity, *, at: datetime, but: int) -> set[int]:
    """Keys of those who may do it there, by a role of the house or one that the association drew; not whom it is about."""
    drawn = RoleGrant.objects.in_force(at).whole().filter(custom__acts__contains=[act])
    told = {*leading(opportunity, at=at, act=act), *drawn.values_list("person", flat=True)}
    return told - set(rows_of_human(Person.objects.get(pk=but), at=at))


def _names(opportunity: Opportunity) -> dict[str, Any]:
    return {"name_ar": opportunity.edition.name_ar, "name_en": opportunity.edition.name_en}


def _opportunity_of(session: int) -> Opportunity:
    return _opportunity(edition__sessions=session)


def _opportunity(**asked: int) -> Opportunity:
    return Opportunity.objects.select_related("edition__initiative", "organisation").get(**asked)


@subscribe(EntryProposed)
def tell_who_may_decide(fact: EntryProposed) -> None:
    proposal = Proposal.objects.select_related("initiative", "edition").get(pk=fact.proposal)
    deciding = doing(Act.DECIDE_FACTS, at=fact.at, but=[fact.by], about=proposal)
    tell(deciding, "workspace.waiting", at=fact.at)


@subscribe(ImportRead)
def tell_who_decides_on_files(fact: ImportRead) -> None:
    imported = Import.objects.select_related("initiative", "edition").get(pk=fact.intake)
    deciding = doing(Act.DECIDE_IMPORT, at=fact.at, but=[fact.by], about=imported)
    tell(deciding, "workspace.import_waiting", at=fact.at)


@subscribe(GuardianClaimed)
def tell_who_confirms_guardians(fact: GuardianClaimed) -> None:
    deciding = doing(Act.DECIDE_GUARDIAN, at=fact.at, but=[fact.guardian, fact.child])
    tell(deciding, "workspace.guardian_waiting", at=fact.at)


@subscribe(QualificationFiled)
def tell_who_decides_on_qualifications(fact: QualificationFiled) -> None:
    deciding = doing(Act.DECIDE_QUALIFICATION, at=fact.at, but=[fact.person, fact.by])
    tell(deciding, "workspace.qualification_waiting", at=fact.at)


@subscribe(RoundSubmitted)
def tell_who_confirms_self_assessments(fact: RoundSubmitted) -> None:
    deciding = doing(Act.CONFIRM_ASSESSMENT, at=fact.at, but=[fact.by])
    tell(deciding, "workspace.assessment_waiting", at=fact.at)


@subscribe(RegistrationWaiting)
def tell_who_admits_organisations(fact: RegistrationWaiting) -> None:
    deciding = doing(Act.ADMIT_ORGANISATION, at=fact.at, but=[fact.applicant])
    tell(deciding, "workspace.registration_waiting", at=fact.at)


@subscribe(RequestAsked)
def tell_who_answers_requests(fact: RequestAsked) -> None:
    answering = doing(Act.ANSWER_REQUEST, at=fact.at, but=fact.parties)
    tell(
        answering, "workspace.request_received", at=fact.at, request=fact.request, due=fact.due.isoformat()
    )  # fmt: skip


@subscribe(RequestPressing)
def remind_who_answers_requests(fact: RequestPressing) -> None:
    """Once within days of the deadline, and once after it."""
    kind = "workspace.request_overdue" if fact.overdue else "workspace.request_pressing"
    facts: dict[str, Any] = {"request": fact.request, "due": fact.due.isoformat()}
    tell(
        untold(doing(Act.ANSWER_REQUEST, at=fact.at, but=fact.parties), kind, **facts),
        kind,
        at=fact.at,
        **facts,
    )


@subscribe(BreachPressing)
def remind_who_handles_breaches(fact: BreachPressing) -> None:
    kind = "workspace.breach_pressing"
    facts: dict[str, Any] = {"breach": fact.breach, "due": fact.due.isoformat()}
    tell(untold(doing(Act.HANDLE_BREACH, at=fact.at), kind, **facts), kind, at=fact.at, **facts)


@subscribe(ReportPublished)
def tell_who_works_on_reports(fact: ReportPublished) -> None:
    publication = Publication.objects.select_related("freeze__revision__report").get(pk=fact.publication_id)
    report, told = publication.freeze.revision.report, holders(SEES[Place.REPORTS], at=publication.at)
    tell(
        [person for person in told if person != publication.by_id],
        "reporting.published", at=publication.at, slug=report.slug, title_ar=report.title_ar, title_en=report.title_en,
    )  # fmt: skip
