"""Who is told what, how often, and by which way."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from athar.foundation.core.telling import UnknownKind, Way, kinds
from athar.foundation.identity.messages import deliver
from athar.foundation.identity.models import Dispatch, Passkey
from athar.foundation.identity.operations import second_factor_reset
from athar.foundation.notices.letters import find_what_is_due, forget_old_notices, send_letter
from athar.foundation.notices.models import Notice
from athar.foundation.notices.operations import (
    choose,
    mark,
    mark_all_read,
    read_link,
    start_letters,
    stop_letters,
    tell,
    unread_again,
)
from athar.foundation.notices.queries import notices_of, offered
from athar.foundation.notices.reminding import remind_of_roles_that_end
from athar.foundation.notices.rules import LETTERS_AN_HOUR, Hours
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.granting import end_role, grant_role
from athar.foundation.people.models import CustomRole
from athar.foundation.people.tests.factories import RoleGrantFactory

from .conftest import NOON

AWAKE = Hours("Asia/Riyadh", Hours().quiet_until, Hours().quiet_until)


def ways_of(person):
    return {kind.code: way for kind, way in offered(person, inside=False)}


def told(person):
    return [(notice.kind, notice.many) for notice in notices_of(person)]


def test_a_notice_is_read_in_the_language_of_whoever_reads_it(cast):
    tell(cast.sara, "people.role_given", at=NOON, role=Role.MENTOR)
    sentences = []
    for language in ("ar", "en"):
        with override(language):
            sentences.append(notices_of(cast.sara).get().sentence)
    assert sentences == ["مُنحت دورًا: مرشد.", "You were given a role: Mentor."]


def test_what_is_told_again_within_the_hour_is_one_notice_until_it_is_read(cast):
    for minutes in (0, 20, 50):
        tell(cast.noura, "ledger.approved", at=NOON + timedelta(minutes=minutes), many=2)
    assert told(cast.noura) == [("ledger.approved", 6)]
    mark(notice=notices_of(cast.noura).get(), read=True, at=NOON + timedelta(minutes=55))
    tell(cast.noura, "ledger.approved", at=NOON + timedelta(minutes=56))
    assert told(cast.noura) == [("ledger.approved", 1), ("ledger.approved", 6)]


def test_after_an_hour_it_is_another_notice(cast):
    tell(cast.noura, "ledger.approved", at=NOON)
    tell(cast.noura, "ledger.approved", at=NOON + timedelta(minutes=61))
    assert told(cast.noura) == [("ledger.approved", 1), ("ledger.approved", 1)]


def test_different_roles_are_different_news(cast):
    for role in (Role.MENTOR, Role.JUDGE):
        tell(cast.sara, "people.role_given", at=NOON, role=role)
    assert len(told(cast.sara)) == 2


def test_somebody_without_an_account_is_not_told(cast):
    tell([cast.layla, cast.sara], "people.role_given", at=NOON, role=Role.JUDGE)
    assert set(Notice.objects.values_list("person", flat=True)) == {cast.sara.pk}


def test_whoever_wants_not_to_be_told_is_not(cast):
    choose(person=cast.sara, ways={"people.role_given": Way.NONE}, hours=Hours())
    tell(cast.sara, "people.role_given", at=NOON, role=Role.JUDGE)
    assert told(cast.sara) == []


def test_what_the_law_wants_told_is_told_whatever_was_chosen(cast):
    choose(person=cast.sara, ways={"privacy.erasure_undone": Way.NONE}, hours=Hours())
    tell(cast.sara, "privacy.erasure_undone", at=NOON)
    assert told(cast.sara) == [("privacy.erasure_undone", 1)]
    assert Notice.objects.get().due_at == NOON


def test_telling_nothing_that_a_room_declares_is_a_mistake(cast):
    with pytest.raises(UnknownKind):
        tell(cast.sara, "nobody.knows", at=NOON)


def test_telling_is_undone_with_the_transaction_it_happened_in(cast):
    with transaction.atomic():
        tell(cast.sara, "people.role_given", at=NOON, role=Role.JUDGE)
        transaction.set_rollback(True)
    assert told(cast.sara) == []


def test_telling_many_costs_as_many_queries_as_telling_one(cast):
    def cost(people):
        with CaptureQueriesContext(connection) as asked:
            tell(people, "workspace.waiting", at=NOON)
        return len(asked)

    assert cost([cast.noura]) == cost([cast.khalid, cast.sara, cast.omar])


def test_whoever_gets_or_loses_a_role_is_told(cast):
    hind = RoleGrantFactory(person=cast.omar, role=Role.ADMINISTRATOR, since=NOON - timedelta(days=9)).person
    grant = grant_role(person=cast.sara, role=Role.MENTOR, by=hind, at=NOON, reason="برنامج الإرشاد")
    end_role(grant=grant, by=hind, at=NOON + timedelta(days=1), reason="انتهى البرنامج")
    assert [kind for kind, _many in told(cast.sara)] == ["people.role_ended", "people.role_given"]


def test_a_role_that_the_association_drew_is_told_by_its_own_name(cast):
    hind = RoleGrantFactory(person=cast.omar, role=Role.ADMINISTRATOR, since=NOON - timedelta(days=9)).person
    drawn = CustomRole.objects.create(
        code="sheet-checker", name_ar="مدقق الكشوف", name_en="Sheet checker", places=["records"], acts=[],
        changed_at=NOON, changed_by=hind, reason="تكليف",
    )  # fmt: skip
    grant_role(person=cast.sara, role=drawn, by=hind, at=NOON, reason="تكليف")
    with override("ar"):
        assert notices_of(cast.sara).get().sentence == "مُنحت دورًا: مدقق الكشوف."


def test_whose_role_ends_within_a_week_is_reminded_once(cast, time_machine):
    time_machine.move_to(NOON, tick=False)
    since = NOON - timedelta(days=90)
    for person, days in ((cast.sara, 7), (cast.omar, 8)):
        RoleGrantFactory(person=person, role=Role.MENTOR, since=since, until=NOON + timedelta(days=days))
    RoleGrantFactory(  # lent for less than that
        person=cast.noura, role=Role.JUDGE, since=NOON - timedelta(days=1), until=NOON + timedelta(days=2)
    )
    remind_of_roles_that_end()
    remind_of_roles_that_end()
    assert Notice.objects.values_list("person", "kind").get() == (cast.sara.pk, "people.role_ends_soon")
    with override("en"):
        assert "11 March 2026" in notices_of(cast.sara).get().sentence


def test_everything_is_marked_as_read_and_that_is_taken_back_without_touching_what_was_read_before(cast):
    for role in (Role.MENTOR, Role.JUDGE, Role.TRAINER):
        tell(cast.sara, "people.role_given", at=NOON, role=role)
    first = notices_of(cast.sara).last()
    mark(notice=first, read=True, at=NOON)
    assert mark_all_read(person=cast.sara, at=NOON + timedelta(hours=1)) == 2
    assert unread_again(person=cast.sara, at=NOON + timedelta(hours=1)) == 2
    assert list(notices_of(cast.sara).exclude(read_at=None)) == [first]


# ---- letters


@pytest.fixture
def awake(cast):
    """Sara, whom letters reach at any hour; the moment is now, for letters ask the clock."""
    choose(person=cast.sara, ways={}, hours=AWAKE)
    return cast.sara


def news(person, *roles):
    for role in roles:
        tell(person, "people.role_given", at=timezone.now(), role=role)


def test_what_is_due_goes_out_as_one_letter_that_names_nobody_in_its_subject(
    awake, django_capture_on_commit_callbacks
):
    news(awake, Role.MENTOR, Role.JUDGE)
    send_letter(person=awake.pk)
    send_letter(person=awake.pk)
    letter = Dispatch.objects.get()
    assert (letter.subject, letter.address) == ("مُنحت دورًا", "sara@example.org")
    assert letter.text.count("مُنحت دورًا: ") == 2
    assert (awake.name in letter.subject, "/me/notices/preferences/" in letter.text) == (False, True)


def test_a_letter_can_be_stopped_in_one_click_by_the_program_that_shows_it(awake, settings, mailoutbox):
    news(awake, Role.MENTOR)
    send_letter(person=awake.pk)
    deliver(message=Dispatch.objects.get().pk)
    [mail] = mailoutbox
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"{settings.ATHAR_BASE_URL}/me/notices/unsubscription/")
    person, codes = read_link(link.rstrip("/").rpartition("/")[2])
    assert (person, codes) == (awake, ["people.role_given"])
    stop_letters(person=person, codes=codes)
    news(awake, Role.JUDGE)
    assert ways_of(awake)["people.role_given"] is Way.PAGE
    assert notices_of(awake).first().due_at is None
    start_letters(person=person, codes=codes)
    assert ways_of(awake)["people.role_given"] is Way.NOW


def test_what_the_law_wants_told_has_no_link_that_stops_it(awake):
    tell(awake, "privacy.erasure_undone", at=timezone.now())
    send_letter(person=awake.pk)
    assert Dispatch.objects.get().unsubscribe is None


@pytest.mark.parametrize("token", ["", "x", "eyJhIjoxfQ:1tdD:abc"])
def test_a_link_of_somebody_elses_making_stops_nothing(cast, token):
    assert read_link(token) is None


def test_what_was_read_before_the_letter_went_out_is_not_sent(awake):
    news(awake, Role.MENTOR)
    mark_all_read(person=awake, at=timezone.now())
    send_letter(person=awake.pk)
    assert not Dispatch.objects.exists()


def test_nothing_is_sent_in_the_quiet_hours(cast):
    tell(cast.sara, "people.role_given", at=NOON.replace(hour=22), role=Role.JUDGE)
    assert Notice.objects.get().due_at == NOON.replace(day=5, hour=4)


def test_letters_beyond_the_brake_wait_for_the_morning(awake):
    now = timezone.now()
    for minutes in range(LETTERS_AN_HOUR):
        moment = now - timedelta(minutes=minutes + 1)
        Notice.objects.create(
            person=awake,
            kind="ledger.approved",
            fold=str(minutes),
            told_at=moment,
            due_at=moment,
            sent_at=moment,
        )
    news(awake, Role.MENTOR)
    send_letter(person=awake.pk)
    assert not Dispatch.objects.exists()
    assert Notice.objects.get(kind="people.role_given").due_at > now
    tell(awake, "privacy.erasure_undone", at=timezone.now())
    send_letter(person=awake.pk)  # what the law wants told is not braked
    assert Dispatch.objects.count() == 1


def test_the_clock_finds_whoever_something_is_due_to(awake, cast):
    news(awake, Role.MENTOR)
    tell(cast.omar, "people.role_given", at=timezone.now() + timedelta(days=9), role=Role.JUDGE)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        find_what_is_due()
        cursor.execute("SELECT args -> 'ids' ->> 'person' FROM procrastinate_jobs")
        assert cursor.fetchall() == [(str(awake.pk),)]


def test_where_no_letters_can_be_sent_none_waits(cast, settings):
    settings.EMAIL_HOST = ""
    tell(cast.sara, "people.role_given", at=NOON, role=Role.JUDGE)
    assert Notice.objects.get().due_at is None


def test_notices_are_kept_for_half_a_year(cast):
    tell(cast.sara, "people.role_given", at=timezone.now() - timedelta(days=181), role=Role.JUDGE)
    tell(cast.sara, "people.role_given", at=timezone.now() - timedelta(days=179), role=Role.MENTOR)
    forget_old_notices()
    assert [notice.facts["role"] for notice in notices_of(cast.sara)] == ["mentor"]


def test_whose_second_proofs_were_taken_away_reads_it_on_their_pages(cast):
    hind = RoleGrantFactory(role=Role.ADMINISTRATOR, since=NOON - timedelta(days=9)).person
    Passkey.objects.create(
        account=cast.sara.account,
        credential_id=b"1",
        public_key=b"1",
        sign_count=0,
        backed_up=False,
        name="Phone",
        registered_at=NOON,
    )
    second_factor_reset(
        account=cast.sara.account, by=hind, checked=IdentityCheck.VIDEO, reason="Lost her phone", at=NOON
    )
    [told] = notices_of(cast.sara)
    assert (told.kind, told.due_at) == ("identity.second_proofs_reset", None)  # its letter went out by itself


# ---- kinds


SAMPLE = {"qualification": "first_aid", "role": "mentor", "until": "2026-03-11T09:00:00+03:00", "due": "2026-03-11T09:00:00+03:00", "starts": "2026-03-11T09:00:00+03:00", "slug": "annual-2023", "request": 5, "breach": 5, "intake": 5, "question": 5, "approves": True, "code": "valley-day",
          "title_ar": "التقرير السنوي 2023", "title_en": "Annual report 2023", "ends": "2026-03-11T11:00:00+03:00", "name_ar": "إفطار", "name_en": "Iftar",
          "place_ar": "الساحة", "place_en": "The square", "ar": "ننتظرك.", "en": "See you there.", "seat": 5, "injury": 5, "day": "2026-03-11T09:00:00+03:00", "handover": 5, "group": 5, "seats": 3, "kudos": 5, "reason": "punctuality", "amount": "42.50", "granted": "40.00", "opportunity": 5, "shift": 5, "absent": 1, "unfinished": 3}  # fmt: skip


@pytest.mark.parametrize("code", sorted(kinds()))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_kind_says_its_sentence_once_and_many_times_and_leads_somewhere(code, language):
    kind = kinds()[code]
    with override(language):
        once, often = (kind.say(SAMPLE | {"many": many}) for many in (1, 12))
    assert once.rstrip("\N{POP DIRECTIONAL ISOLATE}").endswith(".")
    assert ("12" in often) == (once != often)
    assert "{" not in kind.path.format(**SAMPLE)
    assert kind.beside is None or "{" not in kind.beside[1].format(**SAMPLE)
