"""Which language is behind, and what readers see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.direction.content.choices import Standing, Translation
from athar.direction.content.rules import OTHER, behind_after, may_read_unpublished, standing, translation
from athar.foundation.people.choices import Role

BOTH = {"ar", "en"}


def test_a_language_is_missing_draft_current_or_outdated():
    assert [
        translation("", "نص", draft=False, behind=False),
        translation("عنوان", " ", draft=True, behind=True),
        translation("عنوان", "نص", draft=True, behind=True),
        translation("عنوان", "نص", draft=False, behind=True),
        translation("عنوان", "نص", draft=False, behind=False),
    ] == [
        Translation.MISSING,
        Translation.MISSING,
        Translation.DRAFT,
        Translation.OUTDATED,
        Translation.CURRENT,
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_writes_in_one_language_leaves_the_other_behind(language):
    assert behind_after("", {language}, BOTH, confirmed=False) == OTHER[language]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_writes_in_the_language_that_is_behind_catches_up(language):
    assert behind_after(language, {language}, BOTH, confirmed=False) == ""


def test_a_language_stays_behind_while_the_other_goes_on():
    assert behind_after("en", {"ar"}, BOTH, confirmed=False) == "en"


@given(behind=st.sampled_from(["", "ar", "en"]), changed=st.sets(st.sampled_from(["ar", "en"])))
def test_nothing_is_behind_once_a_writer_says_so_and_nothing_missing_ever_is(behind, changed):
    assert behind_after(behind, changed, BOTH, confirmed=True) == ""
    assert behind_after(behind, changed, {"ar"}, confirmed=False) == ""


@given(st.lists(st.sets(st.sampled_from(["ar", "en"]), min_size=1, max_size=1)))
def test_writing_in_turns_ends_current_when_the_last_word_is_in_the_language_that_was_behind(turns):
    behind = ""
    for changed in turns:
        before, behind = behind, behind_after(behind, changed, BOTH, confirmed=False)
        assert behind == ("" if before in changed else OTHER[next(iter(changed))])


@pytest.mark.parametrize(
    ("shown", "awaited", "decided", "expected"),
    [
        (None, False, False, Standing.UNPUBLISHED),
        (None, True, False, Standing.SCHEDULED),
        (2, False, True, Standing.PUBLIC),
        (1, True, True, Standing.CHANGED),
        (None, False, True, Standing.WITHDRAWN),
    ],
)
def test_what_readers_see_has_a_name(shown, awaited, decided, expected):
    assert standing(newest=2, shown=shown, awaited=awaited, decided=decided) is expected


def test_what_is_not_public_is_read_by_those_who_write_publish_and_audit():
    assert {role for role in Role if may_read_unpublished({role})} == {
        Role.PROGRAMME_MANAGER, Role.STRATEGY_OFFICER, Role.GOVERNANCE_OFFICER, Role.EXECUTIVE, Role.AUDITOR,
    }  # fmt: skip
