"""What waits for a person, and how much of it in each place: one query for the rail of every page."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from athar.direction.reporting.models import Freeze, Revision
from athar.engine.intake.choices import CLOSED, State
from athar.engine.intake.models import Import
from athar.engine.journeys.models import Case, Session
from athar.engine.ledger.models import CorrectionRequest, Head, Proposal
from athar.engine.standards.models import Answer, Round, Submission
from athar.foundation.admissions.models import GuardianLink, Registration
from athar.foundation.admissions.queries import registrations_to_decide
from athar.foundation.core.composed import Composed, Given, Moment
from athar.foundation.core.counting import counted
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Drawn, Holding, Roles, bodies_of, drawn_of, narrow_of
from athar.foundation.privacy.models import Breach, Preview, Request
from athar.foundation.privacy.queries import about_humans
from athar.foundation.privacy.retention import GOOD_FOR
from athar.foundation.qualifications.models import Qualification
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.groups import groups_to_decide
from athar.initiatives.volunteering.models import ExpenseReport, Group, Injury, Opportunity
from athar.initiatives.volunteering.models.expense import TO_SETTLE
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Act, Place, may_do, reach_to_do
from athar.web.workspace.scope import (
    corrections_within,
    expenses_visible_to,
    injuries_visible_to,
    opportunities_visible_to,
)


def waiting(viewer: Viewer) -> dict[Place, int]:
    """What this person could decide now, by place; places where nothing could ever wait are left out."""
    may = tuple(number for number, (act, _, _) in enumerate(WAITING) if may_do(viewer.roles, act))
    if not may or viewer.person is None:
        return {}
    roles, own = viewer.roles, viewer.person.organisation_id
    bodies = bodies_of(roles) | ({own} if own and Role.PARTNER_MANAGER in roles else set())
    asked = _composed(may, frozenset(roles), drawn_of(roles), narrow_of(roles), bodies)
    [row] = asked.all(person=viewer.person.pk)
    counts: dict[Place, int] = {}
    for number in may:
        place = WAITING[number][1]
        counts[place] = counts.get(place, 0) + getattr(row, f"waiting_{number}")
    return counts


class _Anybody(Given):
    """Stands for a person in a question; a body of their own stands among those of the role already."""

    organisation_id = None

    @property
    def pk(self) -> Given:
        return self


@lru_cache(maxsize=200)
def _composed(
    may: tuple[int, ...], roles: frozenset[Role], drawn: frozenset[Drawn], narrow: tuple[Holding, ...], bodies: frozenset[int]
) -> Composed[Head]:  # fmt: skip
    """
    The question for everybody who holds the same: for a manager it is as long as this file, and asked with every page.

    :param may: places in ``WAITING``.
    """
    anybody: Any = _Anybody("person")
    viewer = Viewer(anybody, Roles(roles, drawn=drawn, narrow=narrow, bodies=bodies))
    return Composed(
        lambda: Head.objects.annotate(
            **{f"waiting_{number}": counted(WAITING[number][2](viewer)) for number in may}
        )
    )


def proposals_to_decide(viewer: Viewer) -> QuerySet[Proposal]:
    """Entered by others, and about others or nobody."""
    waiting = Proposal.objects.awaiting().exclude(entered_by=viewer.person)
    if viewer.person is not None:
        waiting = waiting.exclude(about_humans([viewer.person.pk], at=Moment()))
    return reach_to_do(viewer.roles, Act.DECIDE_FACTS).narrow(waiting)


def imports_read() -> QuerySet[Import]:
    """Read to their end and neither approved nor closed."""
    later = [State.REVIEWED, *CLOSED]
    return Import.objects.filter(stages__name=State.READ).exclude(stages__name__in=later)


def imports_to_decide(viewer: Viewer) -> QuerySet[Import]:
    waiting = imports_read().exclude(entered_by=viewer.person)
    return reach_to_do(viewer.roles, Act.DECIDE_IMPORT).narrow(waiting)


def imports_to_mend(viewer: Viewer) -> QuerySet[Import]:
    """The person's own, with refused rows that could still be mended or explained."""
    own = imports_read().filter(entered_by=viewer.person, refused__gt=0)
    return reach_to_do(viewer.roles, Act.IMPORT).narrow(own)


def corrections_to_decide(viewer: Viewer) -> QuerySet[CorrectionRequest]:
    waiting = CorrectionRequest.objects.awaiting().exclude(requested_by=viewer.person)
    return corrections_within(waiting, reach_to_do(viewer.roles, Act.DECIDE_CORRECTION))


def newest_revisions() -> QuerySet[Any]:
    """The newest text of every report, with its newest issue and whether that one is public.

    Rows are revisions with ``freeze_id`` and ``publication_id``.
    """
    issues = Freeze.objects.filter(revision=OuterRef("pk")).order_by("-number")
    return (
        Revision.objects.exclude(report__revisions__number__gt=F("number"))
        .annotate(freeze_id=Subquery(issues.values("pk")[:1]))
        .annotate(publication_id=Subquery(issues.values("publication__pk")[:1]))
    )


def revisions_to_approve(viewer: Viewer) -> QuerySet[Any]:
    return newest_revisions().filter(approval=None).exclude(written_by=viewer.person)


def revisions_to_publish(_viewer: Viewer) -> QuerySet[Any]:
    """Approved, and not frozen yet or frozen and not public yet."""
    return newest_revisions().filter(approval__isnull=False, publication_id=None)


def requests_to_answer(viewer: Viewer) -> QuerySet[Request]:
    """Open, and not the viewer's own."""
    return Request.objects.open().whole().exclude(asked_by=viewer.person).exclude(person=viewer.person)


def previews_to_approve(viewer: Viewer) -> QuerySet[Preview]:
    """The newest alone, while it may be approved, and not by whoever prepared it."""
    fresh = Preview.objects.filter(destruction=None, made_at__gt=Moment() - GOOD_FOR)
    return fresh.filter(pk__in=Preview.objects.order_by("-made_at").values("pk")[:1]).exclude(
        made_by=viewer.person
    )


def breaches_to_tell(_viewer: Viewer) -> QuerySet[Breach]:
    """The authority was not told yet; practice puts nobody under pressure."""
    return Breach.objects.awaiting_notice().filter(drill=False)


def links_to_decide(viewer: Viewer) -> QuerySet[GuardianLink]:
    """Guardians whose word nobody has checked yet."""
    return GuardianLink.objects.waiting().exclude(guardian=viewer.person)


def qualifications_to_decide(viewer: Viewer) -> QuerySet[Qualification]:
    """Filed by others and about others."""
    waiting = Qualification.objects.waiting().exclude(person=viewer.person)
    return waiting.exclude(filed_by=viewer.person)


def assessments_to_confirm(viewer: Viewer) -> QuerySet[Any]:
    """Submitted and answered by others; each round with ``submitted_by`` and ``submitted_at``."""
    mine = Answer.objects.filter(round=OuterRef("pk"), by=viewer.person)
    newest = Submission.objects.filter(round=OuterRef("pk")).order_by("-at", "-pk")
    waiting = Round.objects.waiting().exclude(Exists(mine))
    return waiting.annotate(
        submitted_by=Subquery(newest.values("by")[:1]), submitted_at=Subquery(newest.values("at")[:1])
    ).exclude(submitted_by=viewer.person)


def registrations_of_others(viewer: Viewer) -> QuerySet[Registration]:
    """Organisations that wait for an answer; nobody decides on their own."""
    return registrations_to_decide().exclude(applicant=viewer.person)


def opportunities_to_review(viewer: Viewer) -> QuerySet[Opportunity]:
    """Of others: nobody publishes what they wrote, or sent to review."""
    rows: QuerySet[Any] = managing.to_review(opportunities_visible_to(viewer, to=Act.PUBLISH_OPPORTUNITY))
    return rows.exclude(written_by=viewer.person).exclude(sent_by=viewer.person)


def applications_to_decide(viewer: Viewer) -> QuerySet[Case]:
    rows = managing.to_choose(opportunities_visible_to(viewer, to=Act.CHOOSE))
    return rows.exclude(person=viewer.person)


def groups_waiting(viewer: Viewer) -> QuerySet[Group]:
    """Groups that ask for seats; nobody decides about their own."""
    rows = groups_to_decide(opportunities_visible_to(viewer, to=Act.CHOOSE), at=Moment())
    return rows.exclude(leader=viewer.person)


def shifts_to_claim(viewer: Viewer) -> QuerySet[Session]:
    """Over, and their hours are not all entered."""
    return managing.to_claim(opportunities_visible_to(viewer, to=Act.TAKE_ATTENDANCE), at=Moment())


def injuries_to_follow_up(viewer: Viewer) -> QuerySet[Injury]:
    """Reports about others that nobody took care of yet."""
    return injuries_visible_to(viewer, to=Act.HANDLE_INJURIES, at=Moment()).waiting()


def expenses_to_settle(viewer: Viewer) -> QuerySet[ExpenseReport]:
    """Of others: to be decided, or approved and to be paid."""
    rows = expenses_visible_to(viewer, to=Act.DECIDE_EXPENSES).filter(state__in=TO_SETTLE)
    return rows.exclude(person=viewer.person)


WAITING: tuple[tuple[Act, Place, Callable[[Viewer], QuerySet]], ...] = (
    (Act.PUBLISH_OPPORTUNITY, Place.OPPORTUNITIES, opportunities_to_review),
    (Act.CHOOSE, Place.OPPORTUNITIES, applications_to_decide),
    (Act.CHOOSE, Place.OPPORTUNITIES, groups_waiting),
    (Act.TAKE_ATTENDANCE, Place.OPPORTUNITIES, shifts_to_claim),
    (Act.HANDLE_INJURIES, Place.INJURIES, injuries_to_follow_up),
    (Act.DECIDE_EXPENSES, Place.OPPORTUNITIES, expenses_to_settle),
    (Act.DECIDE_FACTS, Place.RECORDS, proposals_to_decide),
    (Act.DECIDE_CORRECTION, Place.CORRECTIONS, corrections_to_decide),
    (Act.DECIDE_IMPORT, Place.IMPORTS, imports_to_decide),
    (Act.IMPORT, Place.IMPORTS, imports_to_mend),
    (Act.APPROVE_REPORT, Place.REPORTS, revisions_to_approve),
    (Act.ADMIT_ORGANISATION, Place.ORGANISATIONS, registrations_of_others),
    (Act.DECIDE_GUARDIAN, Place.GUARDIANS, links_to_decide),
    (Act.DECIDE_QUALIFICATION, Place.QUALIFICATIONS, qualifications_to_decide),
    (Act.CONFIRM_ASSESSMENT, Place.STANDARDS, assessments_to_confirm),
    (Act.PUBLISH_REPORT, Place.REPORTS, revisions_to_publish),
    (Act.ANSWER_REQUEST, Place.REQUESTS, requests_to_answer),
    (Act.APPROVE_RETENTION, Place.RETENTION, previews_to_approve),
    (Act.HANDLE_BREACH, Place.BREACHES, breaches_to_tell),
)
