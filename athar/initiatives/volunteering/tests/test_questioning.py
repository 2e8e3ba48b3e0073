"""An opportunity asks its own questions: written in a draft, fixed once it is published, answered by whoever signs up."""

import pytest

from athar.engine.journeys.designs.shape import Words
from athar.engine.journeys.questions import wrong_answers
from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.choices import Asking
from athar.initiatives.volunteering.managing import newest_answers_of
from athar.initiatives.volunteering.operations import (
    GuardianRefused,
    OpportunityRefused,
    SignUpRefused,
    ask_guardian,
    ask_no_longer,
    ask_question,
    publish_opportunity,
    sign_up,
    submit_opportunity,
)
from athar.initiatives.volunteering.queries import answers_told_the_guardian
from athar.initiatives.volunteering.questions import MOST, asking_of
from athar.initiatives.volunteering.tests.factories import NOW, drafted, timedelta, volunteer

pytestmark = pytest.mark.django_db
SIZES = (Words("صغير", "Small"), Words("كبير", "Large"))


@pytest.fixture
def draft(db):
    return drafted(PersonFactory(name="نورة العتيبي"), least_age=15)


def ask(draft, asking=Asking.SHORT, label=Words("لماذا؟", "Why?"), *, required=True, **more):  # noqa: B008 -- words never change
    return ask_question(opportunity=draft, asking=asking, label=label, required=required, **more)


def on_its_way(draft):
    return publish_opportunity(
        opportunity=submit_opportunity(opportunity=draft, by=draft.written_by, at=NOW), by=PersonFactory(), at=NOW
    )  # fmt: skip


def codes(call) -> set[str]:
    with pytest.raises((OpportunityRefused, GuardianRefused, SignUpRefused)) as refused:
        call()
    return {reason.code for reason in refused.value.reasons}


def test_every_kind_of_question_is_kept_as_the_engine_reads_it_in_the_order_that_is_wanted(draft):
    for asking in Asking:
        options = SIZES if asking in {Asking.ONE, Asking.SEVERAL} else ()
        draft = ask(draft, asking, Words(f"سؤال {asking}", f"Question {asking}"), options=options)
    draft = ask(
        draft, Asking.DAY, Words("متى؟", "When?"), required=False, code="question_day", after="question_short"
    )
    assert [one.code for one in draft.asks] == [
        "question_number", "question_yes_no", "question_several", "question_one", "question_long", "question_short", "question_day",
    ]  # fmt: skip
    assert {one.code: asking_of(one) for one in draft.asks} == {f"question_{one}": one for one in Asking}
    no = {"question_yes_no": "no", "question_one": "large", "question_several": ["small"]}
    assert {code: one.code for code, one in wrong_answers(draft.asks, no).items()} == dict.fromkeys(("question_number", "question_long", "question_short"), "unanswered")  # fmt: skip


def test_what_cannot_be_asked_says_why_all_at_once(draft):
    assert codes(lambda: ask(draft, Asking.ONE, Words(" ", "Size"), options=SIZES[:1])) == {
        "no_words",
        "options",
    }
    twice = [Words("صغير", "Small"), Words("صغير", "")]
    assert codes(lambda: ask(draft, Asking.SEVERAL, options=twice)) == {"option_words", "same_option"}
    assert codes(lambda: ask(draft, code="gone")) == {"overtaken"}
    for _number in range(MOST):
        ask(draft)
    assert codes(lambda: ask(draft)) == {"too_many"}
    ask_no_longer(opportunity=draft, code="why_2")
    assert "why_2" in {one.code for one in ask(draft).asks}


def test_questions_freeze_with_the_call_and_nobody_signs_up_without_answering(draft):
    opportunity = on_its_way(ask(draft))
    assert [one.code for one in opportunity.call.form.questions] == ["why", "charter"]
    assert codes(lambda: ask(opportunity)) == {"overtaken"}
    assert codes(lambda: ask_no_longer(opportunity=opportunity, code="why")) == {"overtaken"}
    sara, session = volunteer(), opportunity.edition.sessions.get()

    def sign(**answers):
        return sign_up(
            opportunity=opportunity, person=sara, by=sara, at=NOW, answers={"charter": True} | answers, session=session
        )  # fmt: skip

    assert codes(sign) == {"incomplete"}
    assert "too_long" in codes(lambda: sign(why="x" * 201))
    case = sign(why="أحب الخدمة").case
    assert newest_answers_of([case]) == {case.pk: {"charter": True, "why": "أحب الخدمة"}}


def test_a_guardian_reads_what_the_child_would_answer(draft):
    opportunity = on_its_way(ask(draft))
    lina = AccountFactory(person=volunteer(birth_date=(NOW - timedelta(days=365 * 16)).date())).person
    GuardianLinkFactory(child=lina, since=NOW - timedelta(days=30))

    def ask_them(answers=None):
        return ask_guardian(opportunity=opportunity, child=lina, at=NOW, answers=answers)

    assert ask_them().answers == {}
    assert ask_them({"charter": True, "why": "لأتعلم"}).answers == {"why": "لأتعلم"}
    assert ask_them().answers == {"why": "لأتعلم"}
    assert codes(lambda: ask_them({"shoe": 42})) == {"not_asked"}
    assert answers_told_the_guardian(opportunity, [lina.pk]) == {"why": "لأتعلم"}
