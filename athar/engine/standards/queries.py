"""Reads: how the criteria of a round stand, what its checks find, and which round went before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from athar.engine.standards.catalogue import Area, Criterion
from athar.engine.standards.choices import Standing
from athar.engine.standards.models import Answer, Measurement, Round
from athar.engine.standards.registry import Sample, checks
from athar.engine.standards.rules import GAPS, loss, score, standing_of
from athar.foundation.core.counting import counted

KEPT = 1_000  # keys of what fails by one check


@dataclass(frozen=True)
class Value:
    """So many of so many hold."""

    numerator: int
    denominator: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.numerator) / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Line:
    """How one criterion stands in a round."""

    criterion: Criterion
    standing: Standing
    value: Value | None = None
    answer: Answer | None = None

    @property
    def is_gap(self) -> bool:
        return self.standing in GAPS

    @property
    def loss(self) -> Decimal:
        return loss(self.criterion.weight, self.standing)


@dataclass(frozen=True)
class Part:
    """An area with its lines."""

    area: Area
    lines: tuple[Line, ...]

    @property
    def score(self) -> Decimal | None:
        return _score(self.lines)

    def many(self, standing: str) -> int:
        return sum(line.standing == standing for line in self.lines)


@dataclass(frozen=True)
class Result:
    """A round as a whole."""

    round: Round
    lines: tuple[Line, ...]

    @property
    def score(self) -> Decimal | None:
        return _score(self.lines)

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(
            Part(area, tuple(line for line in self.lines if line.criterion.area == area.code))
            for area in self.round.asks.areas
        )

    @property
    def gaps(self) -> list[Line]:
        """What costs most comes first."""
        return sorted((line for line in self.lines if line.is_gap), key=lambda line: -line.loss)

    @property
    def unanswered(self) -> int:
        return sum(line.standing == Standing.UNANSWERED for line in self.lines)

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.criterion.code == code), None)


def measured(one: Round, *, at: datetime) -> dict[str, Value]:
    """What the checks of a round find as of a moment: one question to the database. A check that is gone measures nothing."""
    samples = {
        criterion.code: checks[criterion.check.code].look(at)
        for criterion in one.asks.criteria
        if criterion.check and criterion.check.code in checks
    }
    if not samples:
        return {}
    named: dict[str, Any] = {}
    for place, sample in enumerate(samples.values()):
        named[f"whole_{place}"], named[f"failing_{place}"] = counted(sample.whole), counted(sample.failing)
    row: Any = Round.objects.filter(pk=one.pk).values(**named).get()
    return {
        code: Value(row[f"whole_{place}"] - row[f"failing_{place}"], row[f"whole_{place}"])
        for place, code in enumerate(samples)
    }


def failing_of(one: Round, *, at: datetime) -> dict[str, list[int]]:
    """Keys of what fails by each check of a round, the first of many; one question for each."""
    samples = {criterion.code: sample_of(criterion, at=at) for criterion in one.asks.criteria}
    return {
        code: list(sample.failing.order_by("pk").values_list("pk", flat=True)[:KEPT])
        for code, sample in samples.items()
        if sample
    }


def failed_in(one: Round, criterion: Criterion, *, at: datetime) -> QuerySet | None:
    """What failed when a round was submitted, as far as it is still there; None where nothing was kept."""
    kept = next((row for row in one.measurements.all() if row.criterion == criterion.code), None)
    sample = sample_of(criterion, at=at)
    if (
        one.is_open
        or kept is None
        or sample is None
        or (kept.numerator < kept.denominator and not kept.failing)
    ):
        return None
    rows: QuerySet = sample.failing.model._default_manager.filter(pk__in=kept.failing)
    return rows


def sample_of(criterion: Criterion, *, at: datetime) -> Sample | None:
    """What the check of a criterion looks at; None where a person answers, or the check is gone."""
    known = checks.get(criterion.check.code) if criterion.check else None
    return known.look(at) if known else None


def result_of(one: Round, *, at: datetime) -> Result:
    """How a round stands: measured now while it is open, as it was kept once it was submitted. Prefetch its answers with ``by``."""
    values = measured(one, at=at) if one.is_open else _kept(one.measurements.all())
    answers = {given.criterion: given for given in one.answers.all()}
    return Result(
        one,
        tuple(
            _line(criterion, values.get(criterion.code), answers.get(criterion.code))
            for criterion in one.asks.criteria
        ),
    )


def previous(one: Round) -> Round | None:
    """The round of the same standard that was confirmed last before this one was opened."""
    earlier = Round.objects.confirmed().filter(standard=one.standard, opened_at__lt=one.opened_at)
    return earlier.exclude(pk=one.pk).order_by("-opened_at", "-pk").first()


def _kept(rows: Iterable[Measurement]) -> dict[str, Value]:
    return {row.criterion: Value(row.numerator, row.denominator) for row in rows}


def _line(criterion: Criterion, value: Value | None, given: Answer | None) -> Line:
    if criterion.check is None:
        standing = Standing(given.level) if given else Standing.UNANSWERED
        return Line(criterion, standing, answer=given)
    found = value or Value(0, 0)
    standing = standing_of(
        found.numerator, found.denominator, met=criterion.check.met, partly=criterion.check.partly
    )
    return Line(criterion, standing, value=found)


def _score(lines: Sequence[Line]) -> Decimal | None:
    return score((line.criterion.weight, line.standing) for line in lines)
