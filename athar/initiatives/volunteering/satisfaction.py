"""Reads: what somebody is asked about how an opportunity was, and what all said together, once enough did."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from athar.initiatives.volunteering.choices import Overall
from athar.initiatives.volunteering.models import Opportunity, Satisfaction

FEWEST = 5  # of fewer answers one could tell whose they are, so nothing of them is shown


@dataclass(frozen=True)
class Summary:
    """
    What those who took part said of an opportunity together.

    :ivar answers: None while fewer than ``FEWEST`` answered; then neither how many nor what is told.
    :ivar overall: how many chose each of 1 to 5, in that order.
    :ivar mean: of 1 to 5; ``again``: of 0 to 10.
    :ivar words: what they wrote, in an order that says nothing of who or when.
    """

    asked: int
    answers: int | None = None
    overall: tuple[int, ...] = ()
    mean: float = 0.0
    again: float = 0.0
    words: tuple[str, ...] = ()


def satisfactions_of(people: Sequence[int]) -> QuerySet[Satisfaction]:
    """What one human was asked, the newest first."""
    return Satisfaction.objects.filter(person__in=people).select_related("opportunity__edition")


def open_satisfactions(people: Sequence[int], *, at: datetime) -> QuerySet[Satisfaction]:
    """What one human can still answer, or answer anew."""
    return satisfactions_of(people).open(at=at)  # type: ignore[attr-defined, no-any-return]


def satisfaction_with(opportunity: Opportunity) -> Summary:
    """What all said together; one question to the database."""
    rows = list(
        Satisfaction.objects.filter(opportunity=opportunity).order_by().values_list("overall", "again", "words")
    )  # fmt: skip
    said = [(overall, again, words) for overall, again, words in rows if overall is not None]
    if len(said) < FEWEST:
        return Summary(len(rows))
    counts = Counter(overall for overall, _again, _words in said)
    return Summary(
        asked=len(rows),
        answers=len(said),
        overall=tuple(counts[one.value] for one in Overall),
        mean=sum(overall for overall, _again, _words in said) / len(said),
        again=sum(again or 0 for _overall, again, _words in said) / len(said),
        words=tuple(sorted(words for _overall, _again, words in said if words)),
    )
