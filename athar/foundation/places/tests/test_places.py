from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from athar.foundation.core.search_key import sort_key
from athar.foundation.places import queries
from athar.foundation.places.choices import RegionCode
from athar.foundation.places.models import Governorate, Region

pytestmark = pytest.mark.django_db

TODAY = date(2024, 3, 5)


def refused_by(constraint, write):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


def another(**changes):
    facts = {"code": "sa-01-new", "region_id": "SA-01", "name_ar": "جديدة", "name_en": "New"} | changes
    return Governorate.objects.create(**facts)


def test_the_thirteen_regions_are_those_of_iso_3166_without_13():
    assert [region.code for region in queries.regions()] == list(RegionCode.values)
    assert "SA-13" not in RegionCode.values


def test_a_region_is_named_in_the_language_of_the_reader():
    region = Region.objects.get(code="SA-09")

    with override("ar"):
        assert str(region) == "جازان"
    with override("en"):
        assert str(region) == "Jazan"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_choices_in_code_carry_the_names_of_the_data(language):
    with override(language):
        assert queries.region_choices(language) == [
            (value, str(label)) for value, label in RegionCode.choices
        ]


def test_every_region_has_one_seat_and_governorates_of_its_own():
    seats = {region.code: region.governorates.filter(seat=True).count() for region in queries.regions()}
    others = {region.code: region.governorates.filter(seat=False).count() for region in queries.regions()}

    assert set(seats.values()) == {1}
    assert others == {
        "SA-01": 22, "SA-02": 16, "SA-03": 8, "SA-04": 12, "SA-05": 13, "SA-06": 8, "SA-07": 6,
        "SA-08": 3, "SA-09": 16, "SA-10": 6, "SA-11": 9, "SA-12": 3, "SA-14": 17,
    }  # fmt: skip


def test_the_map_keeps_neighbours_next_to_each_other_and_the_compass_right():
    tile = {region.code: (region.tile_row, region.tile_column) for region in queries.regions()}
    neighbours = [
        ("SA-01", "SA-04"),
        ("SA-01", "SA-05"),
        ("SA-02", "SA-03"),
        ("SA-02", "SA-11"),
        ("SA-11", "SA-14"),
        ("SA-14", "SA-10"),
        ("SA-14", "SA-09"),
        ("SA-07", "SA-06"),
        ("SA-12", "SA-08"),
        ("SA-05", "SA-06"),
    ]

    for one, other in neighbours:
        assert abs(tile[one][0] - tile[other][0]) + abs(tile[one][1] - tile[other][1]) == 1
    assert max(tile, key=lambda code: tile[code][0]) == "SA-09"
    assert max(tile, key=lambda code: tile[code][1]) in {"SA-04", "SA-10"}
    assert min(tile, key=lambda code: tile[code][1]) == "SA-07"


def test_governorates_stand_in_arabic_order_after_the_seat():
    names = [place.name_ar for place in queries.governorates("SA-14", on=TODAY)]

    assert names[0] == "أبها"
    assert names[1:] == sorted(names[1:], key=sort_key)


def test_a_list_of_governorates_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert {place.region.code for place in queries.governorates(on=TODAY)} == set(RegionCode.values)


def test_a_renamed_governorate_is_known_by_the_name_of_the_day():
    another(name_ar="القديمة", valid_from=date(2000, 1, 1), valid_to=date(2020, 1, 1))
    another(name_ar="الجديدة", valid_from=date(2020, 1, 1))

    on = {
        day: [place.name_ar for place in Governorate.objects.on(day).filter(code="sa-01-new")]
        for day in (date(1999, 12, 31), date(2019, 12, 31), date(2020, 1, 1))
    }

    assert on == {date(1999, 12, 31): [], date(2019, 12, 31): ["القديمة"], date(2020, 1, 1): ["الجديدة"]}


def test_a_governorate_has_one_version_at_a_time():
    another(valid_to=date(2020, 1, 1))

    refused_by("governorate_has_one_version_at_a_time", lambda: another(valid_from=date(2019, 12, 31)))


def test_a_version_ends_after_it_begins():
    refused_by(
        "governorate_ends_after_it_begins",
        lambda: another(valid_from=date(2020, 1, 1), valid_to=date(2020, 1, 1)),
    )


@pytest.mark.parametrize("code", ["SA-13", "SA-00", "SA-15", "SA-1", "sa-01"])
def test_a_region_has_an_iso_code(code):
    region = Region(code=code, name_ar="أخرى", name_en="Other", order=99, tile_row=9, tile_column=9)

    refused_by("region_code_is_iso_3166_2", region.save)


def test_regions_do_not_share_a_tile():
    refused_by("regions_do_not_share_a_tile", lambda: Region.objects.filter(code="SA-01").update(tile_row=1))


def test_a_region_with_governorates_stays():
    with pytest.raises(ProtectedError):
        Region.objects.get(code="SA-01").delete()
