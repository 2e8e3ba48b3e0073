from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from PIL import Image

from athar.engine.standards.choices import Level, Outcome, State
from athar.engine.standards.models import Answer, Measurement, Round
from athar.engine.standards.operations import Reply, RoundRefused, answer, decide, submit
from athar.engine.standards.queries import measured, previous, result_of
from athar.engine.standards.tests.factories import NOW, answered, opened
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noura(db):
    return AccountFactory(person__name="نورة العتيبي").person


@pytest.fixture
def fahad(db):
    return AccountFactory(person__name="فهد الدوسري").person


@pytest.fixture
def saad(db):
    return AccountFactory(person__name="سعد التميمي").person


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def picture() -> ContentFile:
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name="policy.png")


def test_one_answers_another_submits_and_a_third_confirms_what_then_stays(noura, fahad, saad):
    one = answered(noura)
    submit(round=one, by=fahad, at=NOW)
    for by, why in ((noura, "answered"), (fahad, "own")):
        with pytest.raises(RoundRefused) as refused:
            decide(round=one, outcome=Outcome.CONFIRMED, by=by, at=NOW)
        assert codes(refused) == [why]
    decide(round=one, outcome=Outcome.CONFIRMED, by=saad, at=NOW)
    one.refresh_from_db()
    assert one.state == State.CONFIRMED
    assert Measurement.objects.filter(round=one).count() == len(one.asks.criteria) - len(one.asks.asked)
    assert Notice.objects.get(person=fahad).kind == "standards.confirmed"
    for change in (
        lambda: Answer.objects.filter(round=one).update(level=Level.NOT_MET),
        lambda: Measurement.objects.filter(round=one).delete(),
        lambda: Round.objects.filter(pk=one.pk).update(state=State.OPEN),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(RoundRefused) as refused:
        answer(round=one, criterion="policy", reply=Reply(Level.NOT_MET), by=noura, at=NOW)
    assert codes(refused) == ["not_open"]


def test_it_is_given_back_for_a_reason_and_measured_anew(noura, saad):
    one = answered(noura)
    submit(round=one, by=noura, at=NOW)
    with pytest.raises(RoundRefused) as refused:
        decide(round=one, outcome=Outcome.RETURNED, by=saad, at=NOW, reason=" ")
    assert codes(refused) == ["no_reason"]
    decide(round=one, outcome=Outcome.RETURNED, by=saad, at=NOW, reason="أين محضر المجلس؟")
    with pytest.raises(RoundRefused) as refused:
        decide(round=one, outcome=Outcome.CONFIRMED, by=saad, at=NOW)
    assert codes(refused) == ["not_waiting"]
    later = NOW + timedelta(days=1)
    submit(round=one, by=noura, at=later)
    assert set(Measurement.objects.filter(round=one).values_list("at", flat=True)) == {later}


def test_one_round_of_a_standard_runs_and_is_submitted_once_all_is_answered(noura):
    one = opened(noura)
    with pytest.raises(RoundRefused) as refused:
        opened(noura)
    assert codes(refused) == ["runs"]
    with pytest.raises(RoundRefused) as refused:
        submit(round=one, by=noura, at=NOW)
    assert codes(refused) == ["unanswered"]
    assert str(len(one.asks.asked)) in str(refused.value)


def test_an_answer_is_proved_and_what_is_measured_is_not_answered(noura):
    one = opened(noura)
    for criterion, reply, expected in (
        ("policy", Reply(Level.MET), ["unproved"]),
        ("policy", Reply(Level.NOT_APPLICABLE, link="https://example.org/"), ["no_why"]),
        ("charter", Reply(Level.MET, "نعم"), ["measured"]),
        ("magic", Reply(Level.NOT_MET), ["not_asked"]),
    ):
        with pytest.raises(RoundRefused) as refused:
            answer(round=one, criterion=criterion, reply=reply, by=noura, at=NOW)
        assert codes(refused) == expected


def test_a_file_proves_an_answer_until_another_replaces_it(noura, django_capture_on_commit_callbacks):
    one = opened(noura)
    given = answer(round=one, criterion="policy", reply=Reply(Level.MET, papers=picture()), by=noura, at=NOW)
    storage, first = given.papers.storage, given.papers.name
    assert (len(given.papers_sha256), storage.exists(first)) == (64, True)
    answer(round=one, criterion="policy", reply=Reply(Level.PARTLY), by=noura, at=NOW)  # the file stays
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RoundRefused):
        answer(round=one, criterion="policy", reply=Reply(Level.MET, without_papers=True), by=noura, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        answer(
            round=one, criterion="policy", reply=Reply(Level.NOT_MET, without_papers=True), by=noura, at=NOW
        )
    assert (Answer.objects.get().papers.name, storage.exists(first)) == ("", False)


def test_a_round_is_compared_with_the_one_confirmed_before(noura, saad, django_assert_num_queries):
    first = answered(noura, at=NOW - timedelta(days=300), level=Level.NOT_MET)
    submit(round=first, by=noura, at=NOW - timedelta(days=300))
    decide(round=first, outcome=Outcome.CONFIRMED, by=saad, at=NOW - timedelta(days=299))
    one = answered(noura)
    assert (previous(one), previous(first)) == (first, None)
    assert (result_of(first, at=NOW).score, result_of(one, at=NOW).score) == (0, 1)
    gaps = result_of(first, at=NOW).gaps
    assert [gap.criterion.weight for gap in gaps] == sorted((gap.criterion.weight for gap in gaps), reverse=True)  # fmt: skip
    with django_assert_num_queries(1):
        measured(one, at=NOW)


def test_a_check_that_is_gone_measures_nothing_and_the_round_still_reads(noura, monkeypatch):
    one = opened(noura)
    monkeypatch.setattr("athar.engine.standards.queries.checks", {})
    assert measured(one, at=NOW) == {}
    assert result_of(one, at=NOW).line("charter").standing == "nothing"
