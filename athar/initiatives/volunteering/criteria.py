"""What the data itself says of how volunteers are managed, and the standard that asks for it. Each check looks back over a year."""

from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, Session
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Proposal
from athar.engine.standards.registry import Sample, check, standard
from athar.foundation.core.dates import RIYADH, riyadh_day
from athar.foundation.people.choices import OF_AGE
from athar.foundation.people.models import GuardianApproval
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.models import Step as Decided
from athar.initiatives.volunteering.choices import Level, State
from athar.initiatives.volunteering.managing import PRESSING, to_claim
from athar.initiatives.volunteering.models import Opportunity, Step

YEAR, FORTNIGHT, WEEK, MONTH = timedelta(365), timedelta(14), timedelta(7), timedelta(30)
FILES = sorted((Path(__file__).parent / "data" / "standard").glob("volunteering.*.yaml"))


@check(
    "opportunities.reviewed",
    _("Opportunities published by somebody who neither wrote them nor sent them to review"),
)
def reviewed(at: datetime) -> Sample:
    """Who sent it to review last before it was published may have written it anew (``Opportunity.writers``)."""
    sent = Step.objects.filter(
        opportunity=OuterRef("opportunity"), target=State.IN_REVIEW, at__lte=OuterRef("at")
    ).order_by("-at", "-pk")
    published = Step.objects.filter(opportunity=OuterRef("pk"), target=State.PUBLISHED, at__lte=at)
    by_writers = Q(by=F("opportunity__written_by")) | Q(by=Subquery(sent.values("by")[:1]))
    alone = published.filter(by_writers)
    return Sample(_shown(at), _shown(at).filter(Exists(alone)))


@check("opportunities.charter", _("Opportunities with a charter in both languages"))
def charter(at: datetime) -> Sample:
    return Sample(_shown(at), _shown(at).filter(Q(charter_ar="") | Q(charter_en="")))


@check("opportunities.expenses", _("Opportunities at a place that pay back expenses"))
def expenses(at: datetime) -> Sample:
    return Sample(_at_a_place(at), _at_a_place(at).filter(expenses=False))


@check("opportunities.insurance", _("Opportunities at a place whose volunteers are insured"))
def insurance(at: datetime) -> Sample:
    return Sample(_at_a_place(at), _at_a_place(at).filter(insurance=False))


@check("opportunities.training", _("Skilled and professional opportunities that offer training"))
def training(at: datetime) -> Sample:
    rows = _shown(at).exclude(level=Level.GENERAL)
    return Sample(rows, rows.filter(training=False))


@check("opportunities.evaluated", _("Opportunities that ended a month ago or longer and are evaluated"))
def evaluated(at: datetime) -> Sample:
    rows = _shown(at).filter(edition__ends_on__lte=riyadh_day(at - MONTH))
    return Sample(rows, rows.exclude(state=State.EVALUATED))


@check("qualifications.decided", _("Qualifications decided within fourteen days"))
def qualifications_decided(at: datetime) -> Sample:
    """Those filed within the last fourteen days count once they are decided."""
    decided = Decided.objects.filter(qualification=OuterRef("pk"), verdict__in=["approved", "refused"])
    in_time = decided.filter(at__lte=OuterRef("filed_at") + FORTNIGHT)
    filed = Qualification.objects.filter(filed_at__gt=at - YEAR, filed_at__lte=at)
    rows = filed.filter(Exists(decided) | Q(filed_at__lt=at - FORTNIGHT))
    return Sample(rows, rows.exclude(Exists(in_time)))


@check("seats.guardian", _("Seats of minors whose guardian had approved before"))
def guardian(at: datetime) -> Sample:
    """
    Source: PDPL's implementing regulation, as the guard ``guardian_approves`` asks when somebody signs up.

    Younger than 18 on the day on which the seat was taken; whose date of birth is not known here is not among them.
    """
    minors = (
        Seat.objects.taken()
        .filter(
            taken_at__lte=at, session__starts_at__gt=at - YEAR, session__cancelled_at=None,
            session__edition__opportunity__isnull=False,
        )
        .annotate(placed_on=TruncDate("taken_at", tzinfo=RIYADH), of_age_on=_of_age())
        .filter(of_age_on__gt=F("placed_on"))
    )  # fmt: skip
    approved = GuardianApproval.objects.filter(
        Q(initiative="") | Q(initiative=OuterRef("session__edition__initiative__code")),
        Q(revoked_on=None) | Q(revoked_on__gt=OuterRef("placed_on")),
        child=OuterRef("person"), approved_on__lte=OuterRef("placed_on"),
    )  # fmt: skip
    return Sample(minors, minors.exclude(Exists(approved)))


@check("shifts.hours_entered", _("Shifts whose hours were entered within seven days"))
def hours_entered(at: datetime) -> Sample:
    """As far back as a shift is still asked for: what is older is written off elsewhere."""
    due = at - WEEK
    rows = Session.objects.filter(
        Exists(Seat.objects.confirmed().filter(session=OuterRef("pk"))),
        edition__opportunity__isnull=False, cancelled_at=None, ends_at__lte=due, ends_at__gt=due - PRESSING,
    )  # fmt: skip
    return Sample(
        rows, rows.filter(pk__in=to_claim(Opportunity.objects.all(), at=due).order_by().values("pk"))
    )


@check("hours.second_person", _("Hours decided by a second person"))
def second_person(at: datetime) -> Sample:
    rows = _hours().filter(decision__at__gt=at - YEAR, decision__at__lte=at)
    return Sample(rows, rows.filter(Q(decision__by=F("entered_by")) | Q(decision__by=F("person"))))


@check("hours.in_time", _("Hours decided within fourteen days"))
def in_time(at: datetime) -> Sample:
    """Those entered within the last fourteen days count once they are decided."""
    entered = _hours().filter(entered_at__gt=at - YEAR, entered_at__lte=at)
    rows = entered.filter(Q(decision__isnull=False) | Q(entered_at__lt=at - FORTNIGHT))
    late = Q(decision=None) | Q(decision__at__gt=F("entered_at") + FORTNIGHT)
    return Sample(rows, rows.filter(late))


def _shown(at: datetime) -> QuerySet[Opportunity]:
    """Published by then, and not over for a year."""
    return Opportunity.objects.shown().filter(
        call__opens_at__lte=at, edition__ends_on__gt=riyadh_day(at - YEAR)
    )


def _at_a_place(at: datetime) -> QuerySet[Opportunity]:
    return _shown(at).filter(remote=False)


def _hours() -> QuerySet[Proposal]:
    """Of a person: what is counted as a crowd has no claimant."""
    return Proposal.objects.filter(kind=Kind.HOURS)


def _of_age() -> Cast:
    """The day on which whoever has a seat comes of age."""
    birthday = Func(
        F("person__birth_date"),
        template=f"(%(expressions)s + interval '{OF_AGE} years')",
        output_field=DateField(),
    )
    return Cast(birthday, DateField())


standard(*FILES)  # the checks stand above: it asks for them
