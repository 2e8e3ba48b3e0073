import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.engine.journeys.designs import Unreadable
from athar.engine.journeys.questions import questions_from, wrong_answers
from athar.engine.journeys.tests.factories import COMPLETE, QUESTIONS

WORDS = st.text(alphabet="yesnoم 3-", max_size=9)


def codes(**answers) -> dict[str, str]:
    wrong = wrong_answers(questions_from(QUESTIONS), COMPLETE | answers)
    return {code: reason.code for code, reason in wrong.items()}


def test_complete_answers_have_nothing_wrong():
    assert codes() == {}


def test_a_question_is_asked_only_where_another_answer_asks_for_it():
    assert codes(drives="yes") == {"years": "unanswered"}
    assert codes(drives="yes", years=3) == {}
    assert codes(drives="no", years=3) == {"years": "not_asked"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"why": ""}, "unanswered"), ({"why": "x" * 101}, "too_long"), ({"why": 3}, "too_long"), ({"charter": False}, "not_agreed"),
        ({"charter": "yes"}, "not_agreed"), ({"drives": "maybe"}, "no_option"), ({"drives": ["yes"]}, "no_option"),
        ({"drives": "yes", "years": "many"}, "no_number"), ({"drives": "yes", "years": True}, "no_number"),
        ({"drives": "yes", "years": -1}, "too_small"), ({"drives": "yes", "years": "61"}, "too_great"),
        ({"drives": "yes", "years": "NaN"}, "no_number"), ({"shoe": 42}, "not_asked"),
    ],
)  # fmt: skip
def test_an_answer_of_the_wrong_kind_is_named(answer, code):
    [(name, found)] = codes(**answer).items()
    assert (name, found) == (list(answer)[-1], code)


@given(
    st.dictionaries(
        st.sampled_from(["why", "drives", "years", "charter", "x"]),
        st.none() | st.booleans() | WORDS | st.floats() | st.lists(WORDS),
    )
)
def test_whatever_is_sent_is_judged_and_never_breaks(answers):
    wrong = wrong_answers(questions_from(QUESTIONS), answers)
    assert set(wrong) <= set(answers) | {"why", "years", "charter"}


@pytest.mark.parametrize(
    "questions",
    [
        {}, ["why"], [{"code": "Why?", "kind": "text", "ar": "ا", "en": "a"}], [{"code": "why", "kind": "poem", "ar": "ا", "en": "a"}],
        [{"code": "why", "kind": "text", "ar": "ا"}], [{"code": "why", "kind": "choice", "ar": "ا", "en": "a"}],
        [QUESTIONS[0], QUESTIONS[0]], [QUESTIONS[2]],
    ],
)  # fmt: skip
def test_what_are_no_questions_is_refused(questions):
    with pytest.raises(Unreadable):
        questions_from(questions)
