"""What the demonstration says in public: whole in both languages, every number of ours by reference."""

import pytest
import yaml

from athar.demo.content import DATA
from athar.direction.content.choices import Genre, Shelf
from athar.direction.content.models import Item
from athar.direction.content.queries import shown, ways
from athar.direction.content.texts import asked_by, doubts

ENTRIES = [
    (file.stem, entry) for file in sorted(DATA.glob("*.yaml")) for entry in yaml.safe_load(file.read_text())
]


@pytest.mark.parametrize(
    ("shelf", "entry"), ENTRIES, ids=lambda part: part["slug"] if isinstance(part, dict) else part
)
def test_an_item_is_whole_in_both_languages_and_types_no_number_of_ours(shelf, entry):
    assert shelf in Shelf.values
    assert entry.get("genre", "guide") in Genre.values
    for language in ("ar", "en"):
        assert all(entry[f"{part}_{language}"].strip() for part in ("title", "summary", "body"))
        assert doubts(entry[f"body_{language}"], language) == []
    asked = [
        list(
            asked_by(entry[f"body_{language}"], language, figures=_Any(), periods=_Any(), pictures=()).figures
        )
        for language in ("ar", "en")
    ]
    assert asked[0] == asked[1]


class _Any:
    def __contains__(self, _name):
        return True


@pytest.mark.usefixtures("demo")
def test_readers_of_the_demonstration_see_every_item_and_find_the_pages_in_the_footer():
    from django.utils import timezone

    now = timezone.now()
    assert shown(at=now).count() == Item.objects.count() == len(ENTRIES)
    assert [way.slug for way in ways(at=now)] == [
        "about",
        "figures",
        "verify",
        "privacy",
        "terms",
        "accessibility",
    ]
    assert {
        row.revision.wording(language).state.value for row in shown(at=now) for language in ("ar", "en")
    } == {"current"}


@pytest.mark.usefixtures("demo")
def test_the_guide_can_be_taken_home_in_both_languages():
    from athar.direction.content.printing import languages_in_print

    guide = Item.objects.get(shelf=Shelf.LIBRARY, slug="culture-guide").revisions.latest("number")
    assert languages_in_print(guide) == ["ar", "en"]
