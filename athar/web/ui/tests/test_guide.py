"""The guide shows everything there is, says how to use it, and lets it be found."""

from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from athar.foundation.core.templatetags import athar_ui
from athar.web.ui import guide, views

CORE = Path(athar_ui.__file__).resolve().parents[2] / "templates" / "core"
SAMPLES = Path(guide.__file__).resolve().parents[1] / "templates" / "ui" / "guide"
PARTS = sorted(path.stem for path in CORE.glob("*.html"))
SHOWN = {part for _name, _title, parts in guide.ENTRIES for part in parts}


def page(query: str = "", language: str = "en") -> str:
    with override(language):
        answer = views.Styleguide.as_view()(RequestFactory().get(f"/styleguide/{query}"))
        return answer.render().content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_in_the_guide(part):
    assert part in SHOWN


@pytest.mark.parametrize("part", PARTS)
def test_every_part_begins_by_naming_what_it_takes(part):
    assert len(guide.documentation.parameters(part)) > 20


@pytest.mark.parametrize("tag", sorted(athar_ui.register.tags))
def test_every_tag_is_used_in_the_guide(tag):
    written = "".join(path.read_text() for folder in (SAMPLES, CORE) for path in folder.glob("*.html"))
    assert f"{{% {tag} " in written or f"{{% {tag} %}}" in written


def test_each_sample_has_its_own_things_to_show():
    happened = page("?q=history")
    assert [
        happened.count(what)
        for what in ("Report approved and published", "Record sent back for its evidence", "أُدخل القيد")
    ] == [2, 2, 2]
    assert "Ramadan season 1445" in page("?q=calendar")


def test_a_search_leaves_what_fits_in_either_language():
    found = [entry.name for entry in guide.entries(RequestFactory().get("/"), "refusal")]
    assert found == ["notices"]
    with override("ar"):
        title = str(next(title for name, title, _parts in guide.ENTRIES if name == "fields"))
    assert "fields" in [entry.name for entry in guide.entries(RequestFactory().get("/"), title)]


def test_a_search_without_a_match_says_so_and_leads_back():
    shown = page("?q=zeppelin")
    assert ("No part fits" in shown, "guide__entry" in shown) == (True, False)


def test_what_is_searched_for_is_written_back_safely():
    assert "<b>x" not in page("?q=%3Cb%3Ex")


def test_the_guide_shows_the_markup_of_each_sample():
    assert "{% track stages %}" in page("?q=track")
