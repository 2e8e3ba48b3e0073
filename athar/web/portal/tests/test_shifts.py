"""Signing up, one's own seats, what is kept for one, and where one waits; nothing of others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Case, Seat, Wait
from athar.engine.journeys.operations import release_seat
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.models import ConsentEvent
from athar.initiatives.volunteering.models import Handover
from athar.initiatives.volunteering.operations import sign_up, wrap_up
from athar.initiatives.volunteering.tests.factories import published, volunteer
from athar.web.ui.tests.reading import itself

ACCEPTS = {"charter": "on"}


@pytest.fixture
def opportunity(family):
    """Noura wrote it, Khalid published it; Sara agreed to take part."""
    now = timezone.now()
    ConsentEvent.objects.create(
        person=family.sara, purpose="participation", given=True, on=now.date() - timedelta(days=9)
    )
    return published(family.noura, family.khalid, at=now)


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def seated(opportunity, session, person):
    return sign_up(
        opportunity=opportunity,
        person=person,
        by=person,
        at=timezone.now(),
        answers={"charter": True},
        session=session,
    ).seat


def address(session) -> str:
    return f"/en/me/opportunities/iftar/sign-up/?session={session.pk}"


def test_a_seat_is_taken_shown_and_given_back(enter, family, session):
    browser = enter("sara")
    assert "I keep the time." in browser.get(address(session)).content.decode()
    answer = browser.post(address(session), ACCEPTS)
    seat = Seat.objects.get(person=family.sara)
    assert answer.url == f"/en/me/seats/{seat.pk}/"
    assert "Your seat is kept" in browser.get(answer.url).content.decode()
    assert f"/en/me/seats/{seat.pk}/" in browser.get("/en/me/shifts/").content.decode()
    browser.post(f"/en/me/seats/{seat.pk}/release/")
    assert not Seat.objects.taken().exists()
    assert "I keep the time." not in browser.get(address(session)).content.decode()  # she takes part already


QUESTIONS = [
    {"code": "why", "kind": "text", "ar": "لماذا؟", "en": "Why do you come?", "required": True, "longest": 20},
    {"code": "size", "kind": "choice", "ar": "المقاس", "en": "Your size", "required": False, "options": [
        {"code": "s", "ar": "صغير", "en": "Small"}, {"code": "l", "ar": "كبير", "en": "Large"}]},
    {"code": "years", "kind": "number", "ar": "منذ كم سنة؟", "en": "For how many years?", "required": True},
    {"code": "since", "kind": "day", "ar": "متى؟", "en": "When did you last come?", "required": False},
    {"code": "can", "kind": "choices", "ar": "تجيد", "en": "You can", "required": False, "options": [
        {"code": "cook", "ar": "الطبخ", "en": "Cook"}, {"code": "drive", "ar": "القيادة", "en": "Drive"}]},
]  # fmt: skip


def test_an_opportunity_asks_its_questions_says_all_that_is_wrong_and_keeps_what_was_written(enter, family):
    ConsentEvent.objects.create(
        person=family.sara, purpose="participation", given=True, on=timezone.now().date() - timedelta(days=9)
    )
    asking = published(family.noura, family.khalid, at=timezone.now(), questions=QUESTIONS)
    session, browser = asking.edition.sessions.get(), enter("sara")
    assert "Why do you come?" in browser.get(address(session)).content.decode()
    said = ACCEPTS | {"q-why": "لأخدم", "q-years": "٣", "q-since": "1447-09-01H", "q-can": ["cook", "drive"]}
    wrong = browser.post(address(session), said | {"q-why": "x" * 21, "q-years": "many", "q-size": "xl"})
    assert (wrong.status_code, wrong.content.decode().count("field--bad")) == (422, 3)
    assert "1447-09-01H" in wrong.content.decode()
    browser.post(address(session), said)
    case = family.sara.cases.get()
    assert case.answers.get().data == {
        "charter": True, "why": "لأخدم", "years": 3, "since": "2026-02-18", "can": ["cook", "drive"],
    }  # fmt: skip
    page = browser.get(f"/en/me/applications/{case.pk}/").content.decode()
    assert "Cook, Drive" in page
    assert "Why do you come?" not in browser.get(address(session)).content.decode()  # answered once


def test_the_charter_comes_first(enter, session):
    answer = enter("sara").post(address(session))
    assert answer.status_code == 422
    assert not Seat.objects.exists()


def test_every_reason_is_shown_at_once(enter, family, opportunity, session):
    opportunity.least_age, opportunity.gender = 60, "male"
    opportunity.save()
    answer = enter("sara").post(address(session), ACCEPTS)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "from the age of 60" in text


def test_where_every_seat_is_taken_one_waits_and_takes_what_becomes_free(enter, family, opportunity, session):
    first, _second = (seated(opportunity, session, volunteer()) for _number in range(2))
    browser = enter("sara")
    assert "waiting list" in browser.get(address(session)).content.decode()
    browser.post(address(session), ACCEPTS)
    wait = Wait.objects.get(person=family.sara)
    assert f"/en/me/waits/{wait.pk}/leaving/" in browser.get("/en/me/shifts/").content.decode()
    release_seat(seat=first, by=first.person, at=timezone.now())
    offer = wait.offers.get()
    assert f"/en/me/offers/{offer.pk}/" in browser.get("/en/me/shifts/").content.decode()
    answer = browser.post(f"/en/me/offers/{offer.pk}/", {"answer": "yes"})
    assert answer.url == f"/en/me/seats/{offer.seat_id}/"


def test_what_is_kept_can_be_let_go_and_one_stops_waiting(enter, family, opportunity, session):
    first, _second = (seated(opportunity, session, volunteer()) for _number in range(2))
    browser = enter("sara")
    browser.post(address(session), ACCEPTS)
    wait = Wait.objects.get(person=family.sara)
    release_seat(seat=first, by=first.person, at=timezone.now())
    browser.post(f"/en/me/offers/{wait.offers.get().pk}/", {"answer": "no"})
    assert not Seat.objects.taken().filter(person=family.sara).exists()
    browser.post(f"/en/me/waits/{wait.pk}/leaving/")
    wait.refresh_from_db()
    assert wait.left_at is not None


def test_a_seat_of_somebody_else_is_not_there(enter, opportunity, session):
    seat = seated(opportunity, session, volunteer())
    browser = enter("omar")
    for path in ("", "code/", "shift.ics"):
        assert browser.get(f"/me/seats/{seat.pk}/{path}").status_code == 404
    assert browser.post(f"/me/seats/{seat.pk}/release/").status_code == 404
    assert Seat.objects.taken().filter(pk=seat.pk).exists()


def test_the_code_stands_there_shortly_before_the_shift_and_until_it_is_over(
    enter, family, opportunity, session, time_machine
):
    seat = seated(opportunity, session, family.sara)
    far, near, over = (
        session.starts_at - timedelta(hours=4), session.starts_at - timedelta(hours=1), session.ends_at + timedelta(minutes=1),
    )  # fmt: skip
    shown = {}
    for name, moment in (("far", far), ("near", near), ("over", over)):
        time_machine.move_to(moment, tick=False)
        shown[name] = 'id="code"' in enter("sara").get(f"/en/me/seats/{seat.pk}/").content.decode()
    assert shown == {"far": False, "near": True, "over": False}


def test_the_code_makes_itself_anew_wherever_it_is_shown(enter, family, opportunity, session, time_machine):
    seat = seated(opportunity, session, family.sara)
    page, code = f"/en/me/seats/{seat.pk}/", f"/en/me/seats/{seat.pk}/code/"
    renewing = f'id="code" class="stack seat-code__square" hx-get="{code}" hx-trigger="every 20s, visibilitychange from:document"'
    time_machine.move_to(session.starts_at - timedelta(hours=1), tick=False)
    for address in (page, code):
        shown = enter("sara").get(address).content.decode()
        assert shown.count(renewing) == 1
        # What fetches it has to be there, and may neither write styles into the page nor run strings as code.
        assert shown.count('src="/static/django_htmx/htmx-2.min.js"') == 1
        assert '"includeIndicatorStyles": false, "allowEval": false, "selfRequestsOnly": true' in shown
        assert shown.count('<meta name="robots" content="noindex">') == 1
    time_machine.move_to(session.starts_at - timedelta(hours=4), tick=False)
    assert "htmx" not in enter("sara").get(page).content.decode()


def test_a_shift_goes_into_a_calendar(enter, family, opportunity, session):
    seat = seated(opportunity, session, family.sara)
    text = enter("sara").get(f"/en/me/seats/{seat.pk}/shift.ics").content.decode()
    assert f"UID:shift-{session.pk}@" in text
    assert f"DTSTART;TZID=Asia/Riyadh:{session.starts_at.astimezone(RIYADH):%Y%m%dT%H%M%S}" in text


@pytest.mark.parametrize("chosen", ["x", "99999999999999999999", "0"])
def test_a_shift_that_is_none_is_not_found(enter, opportunity, chosen):
    assert enter("sara").get(f"/en/me/opportunities/iftar/sign-up/?session={chosen}").status_code == 404


def test_whoever_was_not_seen_says_why_on_the_page_of_the_seat(enter, family):
    then = timezone.now() - timedelta(days=20, hours=8)
    ConsentEvent.objects.create(
        person=family.sara, purpose="participation", given=True, on=then.date() - timedelta(days=9)
    )
    past = published(family.noura, family.khalid, at=then)
    seat = sign_up(
        opportunity=past, person=family.sara, by=family.sara, at=then, answers={"charter": True}, session=past.edition.sessions.get()
    ).seat  # fmt: skip
    wrap_up(session=seat.session_id, at=timezone.now())
    browser, page = enter("sara"), f"/en/me/seats/{seat.pk}/"
    assert "We did not see you there" in browser.get(page).content.decode()
    assert browser.post(f"{page}explanation/", {"words": "?"}).status_code == 422
    browser.post(f"{page}explanation/", {"word": "came", "words": "I stood at the back gate"})
    assert "I was there. I stood at the back gate" in browser.get(page).content.decode()


def test_a_seat_is_offered_to_others_and_taken_over(enter, family, opportunity, session):
    for person in (family.sara, family.father):
        ConsentEvent.objects.get_or_create(
            person=person, purpose="participation", given=True, on=timezone.now().date() - timedelta(days=9)
        )
    seat = seated(opportunity, session, family.sara)
    seated(opportunity, None, family.father)
    sara, father, page = enter("sara"), enter("father"), f"/en/me/seats/{seat.pk}/"
    assert sara.post(f"{page}handover/", {"phone": "12"}).status_code == 422
    sara.post(f"{page}handover/", {"phone": ""})
    assert "whoever takes part and fits" in sara.get(page).content.decode()
    handover = Handover.objects.get()
    assert f"/en/me/handovers/{handover.pk}/" in father.get("/en/me/shifts/").content.decode()
    assert father.get(f"/en/me/handovers/{handover.pk}/").status_code == 200
    assert sara.get(f"/en/me/handovers/{handover.pk}/").status_code == 404
    father.post(f"/en/me/handovers/{handover.pk}/")
    assert Seat.objects.taken().get().person == family.father


def test_an_offer_that_is_over_says_so_to_whoever_comes_late_and_leads_whoever_took_it_to_the_seat(
    enter, family, opportunity, session
):
    family.omar.birth_date = family.father.birth_date
    family.omar.save()
    for person in (family.father, family.omar):
        ConsentEvent.objects.get_or_create(
            person=person, purpose="participation", given=True, on=timezone.now().date() - timedelta(days=9)
        )
        seated(opportunity, None, person)
    seat = seated(opportunity, session, family.sara)
    enter("sara").post(f"/en/me/seats/{seat.pk}/handover/", {"phone": ""})
    page = f"/en/me/handovers/{Handover.objects.get().pk}/"
    father, omar = enter("father"), enter("omar")
    taken = father.post(page).url
    assert [father.post(page).url, father.get(page).url] == [taken, taken]
    late = omar.get(page)
    assert (late.status_code, "This seat is not offered any more" in late.content.decode()) == (200, True)
    assert "Take the seat over" not in itself(late.content.decode())
    refused = omar.post(page)
    assert refused.status_code == 409
    assert "This is not offered any more." in refused.content.decode()
    assert page not in omar.get("/en/me/shifts/").content.decode()


def test_what_goes_on_stands_in_the_list_however_much_ended_since(enter, family, opportunity, session):
    case = seated(opportunity, session, family.sara).enrolment.case
    now = timezone.now()
    for days in range(1, 22):
        Case.objects.create(
            call=case.call, version=case.version, person=family.sara, state=case.state, moves=1, begun_by=family.sara,
            begun_at=now + timedelta(days=days), ended_at=now + timedelta(days=days),
        )  # fmt: skip
    assert enter("sara").get("/en/me/shifts/").context["applications"] == [case]
