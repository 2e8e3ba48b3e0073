"""Reads: for what somebody may ask expenses back, what they asked, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import AttendanceMark, Session, Statement
from athar.foundation.core.search_key import search_key
from athar.foundation.core.templatetags.athar_text import number
from athar.initiatives.volunteering.choices import ExpenseState
from athar.initiatives.volunteering.models import ExpenseReport, Opportunity
from athar.initiatives.volunteering.models.expense import TO_PAY


@dataclass(frozen=True)
class Total:
    """What the reports in one state come to: what was approved where it was, else what is asked for."""

    state: ExpenseState
    many: int
    riyals: Decimal


def in_riyals(amount: Decimal) -> str:
    """An amount with its currency, in the digits of the reader."""
    return _("SAR %(amount)s") % {"amount": number(amount, 2)}


def covered_for(people: Sequence[int]) -> QuerySet[Opportunity]:
    """Opportunities that cover expenses and at a shift of which this human was seen or stated, the newest first."""
    mine = {"session": OuterRef("pk"), "person__in": people}
    stated = Statement.objects.standing().filter(came_at__isnull=False, **mine)
    marked = AttendanceMark.objects.unstated().filter(leaves=False, **mine)
    attended = Session.objects.filter(
        Exists(stated) | Exists(marked), edition=OuterRef("edition"), part=Part.VOLUNTEER, cancelled_at=None
    )
    return (
        Opportunity.objects.filter(Exists(attended), expenses=True)
        .select_related("edition").order_by("-edition__starts_on", "-pk")
    )  # fmt: skip


def expenses_of(people: Sequence[int]) -> QuerySet[ExpenseReport]:
    """What one human asked back, the newest first, with what became of it."""
    return (
        ExpenseReport.objects.filter(person__in=people)
        .select_related("opportunity__edition").prefetch_related("steps")
    )  # fmt: skip


def said_like(
    rows: QuerySet[ExpenseReport], text: str, *, by_name: QuerySet[Opportunity]
) -> QuerySet[ExpenseReport]:
    """
    Those of an opportunity, or of a person, in whose name the words stand, in any spelling.

    :param by_name: opportunities whose volunteers may be searched by name.
    """
    for word in search_key(text).split():
        named = Q(person__search_key__contains=word, opportunity__in=by_name.order_by().values("pk"))
        rows = rows.filter(named | Q(opportunity__search_key__contains=word))
    return rows


def totals(rows: QuerySet[ExpenseReport]) -> list[Total]:
    """What reports come to, state by state in the order of their way; one question to the database."""
    counted = (
        rows.order_by()
        .values("state")
        .annotate(many=Count("pk"), asked=Sum("amount"), approved=Sum("granted"))
    )
    found = {row["state"]: row for row in counted}
    return [
        Total(state, found[state]["many"], found[state]["approved" if state in TO_PAY else "asked"])
        for state in ExpenseState
        if state in found
    ]
