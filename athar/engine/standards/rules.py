"""What a share comes to, and what score follows. Pure."""

from collections.abc import Iterable
from decimal import Decimal

from athar.engine.standards.choices import Standing

# Who did not answer is not taken for somebody who has nothing to answer: that costs what "not met" costs.
POINTS: dict[str, Decimal] = {
    Standing.MET: Decimal(1),
    Standing.PARTLY: Decimal("0.5"),
    Standing.NOT_MET: Decimal(0),
    Standing.UNANSWERED: Decimal(0),
}
GAPS = (Standing.NOT_MET, Standing.UNANSWERED, Standing.PARTLY)


def standing_of(numerator: int, denominator: int, *, met: int, partly: int) -> Standing:
    """
    What a share comes to.

    :param met: from which per cent on the criterion is met; ``partly`` likewise.
    """
    if denominator == 0:
        return Standing.NOTHING
    if numerator * 100 >= met * denominator:
        return Standing.MET
    return Standing.PARTLY if numerator * 100 >= partly * denominator else Standing.NOT_MET


def points(standing: str) -> Decimal | None:
    """Between 0 and 1; None: it does not count."""
    return POINTS.get(standing)


def score(weighed: Iterable[tuple[int, str]]) -> Decimal | None:
    """
    The weighted mean of what counts, between 0 and 1; None where nothing counts.

    :param weighed: weights, each with how its criterion stands.
    """
    counting = [(weight, POINTS[standing]) for weight, standing in weighed if standing in POINTS]
    whole = sum(weight for weight, _points in counting)
    return sum((weight * got for weight, got in counting), Decimal(0)) / whole if whole else None


def loss(weight: int, standing: str) -> Decimal:
    """What a criterion costs, in points of weight: by this the gaps are put in order."""
    got = points(standing)
    return Decimal(0) if got is None else weight * (1 - got)
