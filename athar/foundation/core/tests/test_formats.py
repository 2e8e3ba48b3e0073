from datetime import date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import formats
from django.utils.translation import override


@pytest.mark.parametrize("language", ["ar", "en"])
def test_numbers_read_72347_point_5_in_both_languages(language):
    with override(language):
        assert formats.number_format(Decimal("72347.5"), use_l10n=True, force_grouping=True) == "72,347.5"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_week_begins_on_sunday(language):
    with override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 0


@pytest.mark.parametrize(("language", "written"), [("ar", "5 مارس 2024"), ("en", "5 March 2024")])
def test_days_are_written_day_month_year(language, written):
    with override(language):
        assert formats.date_format(date(2024, 3, 5)) == written


@pytest.mark.parametrize(
    ("language", "written"), [("ar", "5 مارس 2024، 14:30"), ("en", "5 March 2024, 14:30")]
)
def test_moments_are_written_with_twenty_four_hours(language, written):
    with override(language):
        assert formats.date_format(datetime(2024, 3, 5, 14, 30), "DATETIME_FORMAT") == written


def test_templates_write_numbers_the_same_way():
    with override("ar"):
        assert Template("{{ n }}").render(Context({"n": Decimal("72347.5")})) == "72,347.5"
