from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.numerals import use_digits

DAY = date(2024, 3, 5)


def written(source, language="ar", **values):
    with override(language):
        return Template("{% load athar_text %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "arabic", "english"),
    [
        ("{{ v|number }}", Decimal("72347.5"), "72,347.5", "72,347.5"),
        ("{{ v|number:1 }}", 4, "4.0", "4.0"),
        ("{{ v|number }}", -1600, "\u2066−1,600\u2069", "\u2066−1,600\u2069"),
        ("{{ v|number }}", None, "", ""),
        ("{{ v|percent }}", Decimal("0.834"), "\u206683%\u2069", "\u206683%\u2069"),
        ("{{ v|percent:1 }}", Decimal("0.834"), "\u206683.4%\u2069", "\u206683.4%\u2069"),
        ("{{ v|percent }}", None, "", ""),
        ("{{ v|day }}", DAY, "5 مارس 2024", "5 March 2024"),
        ("{{ v|hijri }}", DAY, "24 شعبان 1445\N{NO-BREAK SPACE}هـ", "24 Sha‘ban 1445\N{NO-BREAK SPACE}AH"),
        (
            "{{ v|both_dates }}",
            DAY,
            "5 مارس 2024\N{NO-BREAK SPACE}م (24 شعبان 1445\N{NO-BREAK SPACE}هـ)",
            "5 March 2024 (24 Sha‘ban 1445\N{NO-BREAK SPACE}AH)",
        ),
        ("{{ v|day }}{{ v|hijri }}{{ v|both_dates }}", None, "", ""),
        ('{{ v|counted_noun:"youth" }}', 243, "243 شابًا", "243 young people"),
        ('{{ v|counted_noun:"youth" }}', None, "", ""),
    ],
)
def test_filters_write_in_the_language_of_the_reader(source, value, arabic, english):
    assert (written(source, "ar", v=value), written(source, "en", v=value)) == (arabic, english)


def test_filters_write_in_the_digits_of_the_reader():
    with use_digits("arabic"):
        assert (
            written("{{ n|number }} {{ r|percent }} {{ d|day }}", n=72_347, r=0.5, d=DAY)
            == "٧٢٬٣٤٧ \u2066٥٠٪\u2069 ٥ مارس ٢٠٢٤"
        )


def test_a_moment_falls_on_its_day_in_riyadh():
    assert written("{{ v|day }}", v=datetime(2024, 3, 4, 22, 0, tzinfo=UTC)) == "5 مارس 2024"


def test_nouns_may_come_as_data():
    assert written("{{ 3|counted_noun:forms }}", forms=NOUNS["hour"]) == "3 ساعات"


def test_a_noun_nobody_knows_is_an_error():
    with pytest.raises(KeyError, match="beneficary"):
        written('{{ 3|counted_noun:"beneficary" }}')


def test_names_are_isolated_and_escaped():
    assert written("{{ v|bidi_isolate }}", v="Sara <b>") == "<bdi>Sara &lt;b&gt;</bdi>"
    assert written('{{ v|bidi_isolate:"ltr" }}', v="R-008214") == '<bdi dir="ltr">R-008214</bdi>'


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("عدّ رمضان 1444.xlsx", "عدّ رمضان \u20661444.xlsx\u2069"),
        ("كشف.csv", "كشف.csv"),
        ("attendance 3.csv", "attendance \u20663.csv\u2069"),
        ("no ending", "no ending"),
    ],
)
def test_the_end_of_a_files_name_stays_in_order_beside_arabic(name, shown):
    assert written("{{ v|file_name }}", v=name) == shown
