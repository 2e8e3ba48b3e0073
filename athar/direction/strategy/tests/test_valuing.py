"""What hours would have cost, as a range."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from athar.direction.strategy.models import Rate
from athar.direction.strategy.valuing import value_hours

pytestmark = pytest.mark.django_db


def rate(level, year, rate, **changes):
    return Rate.objects.create(
        level=level, year=year, rate=rate, source_ar="مصدر", source_en="Source", **changes
    )


def test_each_level_is_valued_at_the_rates_of_its_years(django_assert_num_queries):
    rate("general", 2023, 24, low=20, high=30)
    rate("general", 2024, 25, low=21, high=32)
    rate("skilled", 2023, 49)
    with django_assert_num_queries(1):
        general, skilled = value_hours(
            [("skilled", 2023, Decimal(2)), ("general", 2024, Decimal(10)), ("general", 2023, Decimal("0.5"))]
        )
    assert (general.hours, general.low, general.central, general.high) == (
        Decimal("10.5"), Decimal(220), Decimal(262), Decimal(335),
    )  # fmt: skip
    assert (skilled.low, skilled.central, skilled.high) == (98, 98, 98)
    assert [one.year for one in general.rates] == [2023, 2024]


def test_hours_without_a_rate_are_in_no_sum_and_are_named():
    [line] = value_hours([("professional", 2019, Decimal(7))])
    assert (line.hours, line.unrated, line.central, line.rates) == (7, 7, 0, [])


@pytest.mark.parametrize(("low", "high"), [(25, 30), (20, 23), (None, 30), (0, 30)])
def test_a_rate_lies_within_its_range(low, high):
    with pytest.raises(IntegrityError, match="a_rate_lies_within_its_range"):
        rate("general", 2023, 24, low=low, high=high)
