import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from athar.foundation.core.templatetags.athar_ui.addresses import address


def written(source: str, path: str) -> str:
    return Template(source).render(Context({"request": RequestFactory().get(path)}))


@pytest.mark.parametrize(("language", "expected"), [("ar", "/initiatives/"), ("en", "/en/initiatives/")])
def test_an_address_carries_the_prefix_of_its_language(language, expected):
    with override(language):
        assert address("initiatives/") == expected


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("ar", "/", "/en/"),
        ("en", "/en/", "/"),
        ("ar", "/reports/annual-2023/?page=2", "/en/reports/annual-2023/?page=2"),
        ("en", "/en/reports/annual-2023/", "/reports/annual-2023/"),
    ],
)
def test_the_other_language_keeps_the_page_and_its_query(language, here, there):
    with override(language):
        assert written("{% autoescape off %}{% other_language_url %}{% endautoescape %}", here) == there


def test_another_order_begins_at_the_first_page():
    source = "{% autoescape off %}{% query_string sort='day' %}{% endautoescape %}"
    assert written(source, "/?page=3&region=SA-01") == "?region=SA-01&sort=day"


def test_another_page_keeps_the_order():
    source = "{% autoescape off %}{% query_string page=4 %}{% endautoescape %}"
    assert written(source, "/?sort=day&page=3") == "?sort=day&page=4"


def test_the_query_never_breaks_out_of_its_attribute():
    assert "<script>" not in written('<a href="{% query_string page=2 %}">', '/?q="><script>')
