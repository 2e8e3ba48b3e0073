"""A message is written, looked at before it goes, sent and kept; only by those who lead the opportunity."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from athar.foundation.people.models import ConsentEvent
from athar.foundation.people.tests.factories import AccountFactory, OrganisationFactory
from athar.initiatives.volunteering.models import Message, MessageTemplate
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.operations.messaging import deliver
from athar.initiatives.volunteering.tests.factories import published, volunteer


@pytest.fixture
def session(cast):
    """An opportunity of Salma's organisation; of two with a seat, one agreed to be written to."""
    now = timezone.now()
    opportunity = published(cast.saad, cast.khalid, at=now, initiative=cast.forum, organisation=cast.body)
    session = opportunity.edition.sessions.get()
    for agrees in (True, False):
        person = AccountFactory(person=volunteer()).person
        ConsentEvent.objects.create(person=person, purpose="contact", given=agrees, on=date(2020, 1, 1))
        sign_up(
            opportunity=opportunity, person=person, by=person, at=now, answers={"charter": True}, session=session
        )  # fmt: skip
    return session


def address(session, *tail):
    return "/".join(
        ["/en/workspace/opportunities", str(session.edition.opportunity.pk), "messages", *tail, ""]
    )


def written(**changes):
    return {"selection": "coming", "text_ar": "أهلًا {الاسم}", "text_en": "", "step": "preview"} | changes


def looked_at(client, new, **changes):
    """What the page sends after the look at it."""
    shown = client.post(new, written(**changes))
    return written(**changes) | {"step": "send", "look": shown.context["look"]}


def test_it_is_looked_at_with_whom_it_reaches_then_sent_and_kept(enter, cast, session):
    client, new = enter("salma"), f"{address(session, 'new')}?shift={session.pk}"
    started = client.get(f"{new}&template=what-to-bring").content.decode()
    assert "Please bring" in started
    shown = client.post(new, written())
    assert (shown.context["preview"]["reached"], shown.context["preview"]["left_out"][0][1]) == (1, 1)
    assert "أهلًا سلمى المطيري" in shown.content.decode()
    assert not Message.objects.exists()
    answer = client.post(new, looked_at(client, new))
    sent = Message.objects.get()
    assert (answer.url, sent.by, sent.session) == (address(session, str(sent.pk)), cast.salma, session)
    assert "On its way" in client.get(answer.url).content.decode()
    deliver(message=sent.pk)
    page = client.get(answer.url)
    assert [number for _label, number in page.context["outcomes"]] == [1, 1]
    assert len(client.get(f"{address(session)}?q=أهلًا").context["table"].lines) == 1
    assert len(client.get(f"{address(session)}?q=وداعًا").context["table"].lines) == 0


def test_what_cannot_be_sent_says_why_and_keeps_what_was_written(enter, session):
    client, new = enter("noura"), address(session, "new")
    for changes, status, words in (
        ({"text_ar": "{الوقت}"}, 422, "There is no field"),
        ({"text_ar": ""}, 422, "in Arabic, in English or in both"),
        (looked_at(client, new, selection="waiting"), 409, "It would reach nobody"),
    ):
        answer = client.post(new, written(**changes))
        assert (answer.status_code, words in answer.content.decode()) == (status, True), changes
    assert not Message.objects.exists()


def test_whoever_sends_it_twice_sends_one_message_and_is_led_to_it(enter, session):
    client, new = enter("salma"), f"{address(session, 'new')}?shift={session.pk}"
    said = looked_at(client, new)
    first, second = client.post(new, said), client.post(new, said)
    sent = Message.objects.get()
    assert first.url == second.url == address(session, str(sent.pk))
    client.post(new, looked_at(client, new))
    assert Message.objects.count() == 2  # after another look the same may go once more


def test_what_is_not_as_it_was_shown_is_shown_again_and_says_why(enter, session):
    client, new = enter("salma"), f"{address(session, 'new')}?shift={session.pk}"
    said = looked_at(client, new)
    for url, changes in (
        (new, {"selection": "all"}),
        (new, {"text_ar": "غير ذلك"}),
        (new, {"text_en": "Something else"}),
        (new, {"look": ""}),
        (new, {"look": said["look"][1:]}),
        (address(session, "new"), {}),
    ):
        answer = client.post(url, said | changes)
        assert answer.status_code == 409, changes
        assert "is not as it was shown" in answer.content.decode(), changes
    assert not Message.objects.exists()
    again = said | {"selection": "all"}
    client.post(new, again | {"look": client.post(new, again).context["look"]})
    assert Message.objects.get().selection == "all"


def test_a_look_is_of_whoever_looked(enter, session):
    new = f"{address(session, 'new')}?shift={session.pk}"
    answer = enter("noura").post(new, looked_at(enter("salma"), new))
    assert (answer.status_code, Message.objects.count()) == (409, 0)


def test_whoever_only_reads_writes_to_nobody_and_pages_ask_few_questions(enter, cast, session, pages):
    assert enter("khalid").get(address(session, "new")).status_code == 403
    assert enter("khalid").post(address(session, "new"), written(step="send")).status_code == 403
    Message.objects.create(
        opportunity=session.edition.opportunity, selection="all", text_en="Hello", by=cast.noura, at=timezone.now() - timedelta(1)
    )  # fmt: skip
    assert max(pages("noura", address(session)), pages("noura", address(session, "new"))) <= 12


def test_an_organisation_writes_its_own_templates_looks_at_them_with_a_real_shift_and_starts_from_them(
    enter, cast, session
):
    client, home = enter("salma"), "/en/workspace/message-templates/"
    began = client.get(f"{home}new/?from=what-to-bring").content.decode()
    assert "Please bring" in began
    said = {
        "organisation": cast.body.pk, "name_ar": "موعدنا", "name_en": "See you", "text_ar": "{الاسم}، موعدنا {اليوم}",
        "text_en": "{name}, see you on {day} at {place}",
    }  # fmt: skip
    shown = client.post(f"{home}new/", said | {"step": "preview"}).content.decode()
    assert "see you on" in shown
    assert "at The square" in shown
    assert not MessageTemplate.objects.exists()
    wrong = client.post(f"{home}new/", said | {"text_en": "{shoe}"})
    assert wrong.status_code == 409
    assert "There is no field" in wrong.content.decode()
    assert client.post(f"{home}new/", said).url == home
    template = MessageTemplate.objects.get()
    assert "See you" in client.get(home).content.decode()
    started = client.get(f"{address(session, 'new')}?shift={session.pk}&template=own-{template.pk}")
    assert "see you on {day}" in started.content.decode()
    whole = client.get(f"{address(session, 'new')}?template=own-{template.pk}").content.decode()
    assert "see you on {day}" not in whole  # a whole opportunity has no day
    client.post(f"{home}{template.pk}/", {"withdraw": "yes"})
    assert "Withdrawn" in client.get(home).content.decode()
    assert "see you on {day}" not in client.get(started.wsgi_request.get_full_path()).content.decode()
    assert enter("khalid").get(home).status_code == 200
    assert enter("khalid").post(f"{home}new/", said).status_code == 403
    elsewhere = MessageTemplate.objects.create(
        organisation=OrganisationFactory(code="elsewhere"), name_ar="أ", name_en="A", text_ar="أ", text_en="A", by=cast.noura,
        at=timezone.now(),
    )  # fmt: skip
    assert client.get(f"{home}{elsewhere.pk}/").status_code == 404
    assert client.post(f"{home}new/", said | {"organisation": elsewhere.organisation_id}).status_code == 422
