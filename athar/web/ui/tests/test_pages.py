import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from athar.web.ui import views
from athar.web.ui.middleware import POLICY, ContentSecurityPolicy


@pytest.fixture(params=["ar", "en"])
def guide(request) -> str:
    with override(request.param):
        answer = views.Styleguide.as_view()(RequestFactory().get("/styleguide/"))
        return answer.render().content.decode()


def test_the_guide_shows_both_directions_in_both_themes(guide):
    panes = [
        f'lang="{language}" dir="{direction}" data-theme="{theme}"'
        for language, direction in [("ar", "rtl"), ("en", "ltr")]
        for theme in ("light", "dark")
    ]
    assert [guide.count(pane) for pane in panes] == [len(views.guide.ENTRIES)] * 4


def test_no_two_elements_of_the_guide_share_an_id(guide):
    ids = [part.split('"')[0] for part in guide.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("code", ["400", "500"])
def test_the_worst_pages_need_nothing_and_speak_both_languages(code):
    page = render_to_string(f"{code}.html")
    assert ('dir="rtl"' in page, 'lang="en" dir="ltr"' in page) == (True, True)


@pytest.mark.parametrize("code", ["403", "403_csrf", "404"])
def test_other_errors_stand_in_the_frame_of_the_site(code):
    page = render_to_string(f"{code}.html", request=RequestFactory().get("/nowhere/"))
    assert ("site-foot" in page, "<h1>" in page) == (True, True)


def test_the_policy_goes_with_every_answer_and_allows_nothing_inline():
    answer = ContentSecurityPolicy(lambda _request: HttpResponse())(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
