"""Accounts and roles: found, given, ended, explained. Hind administers, Yousef audits, Omar is an outsider."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.identity.models import CodeApp
from athar.foundation.people.choices import Role
from athar.foundation.people.closing import close_account
from athar.foundation.people.models import Account, RoleGrant
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory

HOME = "/en/workspace/accounts/"


def of(person, *more):
    return f"{HOME}{person.account.pk}/" + "".join(f"{part}/" for part in more)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("words", ["نوره العتيبى", "NOURA", "noura@example.org"])
def test_an_account_is_found_by_any_spelling_of_the_name_and_by_its_address(enter, cast, words):
    cast.noura.name_latin = "Noura Alotaibi"
    cast.noura.save()
    page = text(enter("hind").get(HOME, {"q": words}))
    assert "Noura Alotaibi" in page
    assert "خالد الشمري" not in page


def test_accounts_are_narrowed_by_role_and_by_state(enter, cast):
    close_account(account=cast.omar.account, by=cast.hind, at=timezone.now(), reason="انتقل")
    client = enter("hind")
    reviewers = text(client.get(HOME, {"role": "reviewer"}))
    closed = text(client.get(HOME, {"state": "closed"}))
    assert ("خالد الشمري" in reviewers, "عمر الغامدي" in reviewers) == (True, False)
    assert ("خالد الشمري" in closed, "عمر الغامدي" in closed) == (False, True)


def test_the_list_sorts_both_ways_and_takes_as_few_queries_for_many_as_for_few(pages, enter, cast):
    few = pages("hind", HOME)
    for _ in range(6):
        RoleGrantFactory(person=AccountFactory().person, role=Role.JUDGE, initiative="forum")
    assert pages("hind", HOME) <= few + 1 <= 12  # one more: the initiatives' names, however many
    names = [text(enter("hind").get(HOME, {"sort": sort})) for sort in ("name", "-name")]
    assert names[0].index("خالد الشمري") < names[0].index("يوسف القحطاني")
    assert names[1].index("خالد الشمري") > names[1].index("يوسف القحطاني")


def test_an_auditor_reads_names_of_those_on_duty_and_no_others(enter, cast):
    page = text(enter("yousef").get(HOME))
    assert "نورة العتيبي" in page
    assert "noura@example.org" in page
    assert "عمر الغامدي" not in page
    assert "omar@example.org" not in page
    assert "Give a role" not in text(enter("yousef").get(of(cast.omar)))


def test_a_search_reveals_nobody_whose_name_is_read_masked(enter, cast):
    """Found by a name or an address, a masked line would say who is behind the mask."""
    for words in ("عمر", "omar@"):
        found = {key: text(enter(key).get(HOME, {"q": words})) for key in ("hind", "yousef", "fahad")}
        assert [of(cast.omar) in page for page in found.values()] == [True, False, False]
    assert of(cast.noura) in text(enter("yousef").get(HOME, {"q": "نورة"}))


def test_an_account_shows_its_roles_with_who_gave_them_and_why_and_no_secret(enter, cast):
    RoleGrantFactory(
        person=cast.omar, role=Role.JUDGE, granted_by=cast.hind, reason="خبرة في التحكيم", initiative="forum"
    )
    cast.omar.account.set_password("a long secret")
    cast.omar.account.save()
    page = text(enter("yousef").get(of(cast.omar)))
    assert "Judge" in page
    assert "هند الجهني" in page
    assert "خبرة في التحكيم" in page
    assert cast.omar.account.password not in page


def test_hind_gives_a_role_until_a_day_and_it_opens_the_workspace(enter, cast):
    assert enter("omar").get("/workspace/records/").status_code == 403
    answer = enter("hind").post(
        of(cast.omar, "roles", "new"),
        {"role": "reviewer", "last_day": "٢٠٤٠-٠١-٣١", "reason": "تكليف"},
        follow=True,
    )
    grant = RoleGrant.objects.get(person=cast.omar)
    assert (grant.granted_by, grant.reason, grant.initiative) == (cast.hind, "تكليف", "")
    assert grant.until.isoformat() == "2040-01-31T21:00:00+00:00"  # the end of that day in Riyadh
    assert f"roles/{grant.pk}/ending/" in text(answer)  # to undo it
    assert enter("omar").get("/workspace/records/").status_code == 200


def test_every_reason_against_giving_a_role_is_on_the_page(enter, cast):
    RoleGrantFactory(person=cast.omar, role=Role.PARTNER_MANAGER)
    answer = enter("hind").post(
        of(cast.omar, "roles", "new"), {"role": "partner_manager", "last_day": "2020-01-01", "reason": ""}
    )
    page = text(answer)
    assert answer.status_code == 409
    for reason in (
        "given, ended or delegated for a reason",
        "within one body",
        "end before it begins",
        "already",
    ):
        assert reason in page


def test_nobody_gives_themselves_a_role_not_even_by_its_address(enter, cast):
    answer = enter("hind").post(of(cast.hind, "roles", "new"), {"role": "board_member", "reason": "أريد"})
    assert answer.status_code == 409
    assert roles_of_person(cast.hind, at=timezone.now()) == {Role.ADMINISTRATOR}


def test_a_role_that_is_ended_opens_nothing_and_is_offered_again(enter, cast):
    grant = cast.khalid.roles.get()
    client = enter("hind")
    page = text(client.post(of(cast.khalid, "roles", grant.pk, "ending"), {"reason": "انتقل"}, follow=True))
    assert "Roles held before" in page
    assert enter("khalid").get("/workspace/").status_code == 403
    again = text(client.get(of(cast.khalid, "roles", "new") + f"?again={grant.pk}"))
    assert '<option value="reviewer" selected>' in again


def test_the_last_administrator_cannot_go(enter, cast):
    grant = cast.hind.roles.get()
    answer = enter("hind").post(of(cast.hind, "roles", grant.pk, "ending"), {"reason": "تعبت"})
    assert answer.status_code == 409
    assert "Somebody must administer" in text(answer)


def test_a_grant_is_ended_only_at_the_account_of_its_holder(enter, cast):
    grant = cast.khalid.roles.get()
    assert enter("hind").post(of(cast.omar, "roles", grant.pk, "ending"), {"reason": "x"}).status_code == 404


def test_a_closed_account_is_signed_out_at_once_and_opened_with_one_press(enter, cast):
    khalid, client = enter("khalid"), enter("hind")
    page = text(client.post(of(cast.khalid, "closure"), {"reason": "جهاز مفقود"}, follow=True))
    assert khalid.get("/workspace/").status_code == 302  # to sign in
    assert "Undo" in page
    client.post(of(cast.khalid, "reopening"), {"reason": "Taken back at once"})
    assert Account.objects.get(person=cast.khalid).is_active
    assert "Opened again" in text(client.get(of(cast.khalid)))


def test_closing_without_a_reason_is_refused_in_words(enter, cast):
    answer = enter("hind").post(of(cast.khalid, "closure"), {"reason": ""})
    assert (answer.status_code, "for a reason" in text(answer)) == (409, True)


@pytest.fixture
def secured(cast):
    """Omar signs in with a code of his phone, too."""
    CodeApp.objects.create(
        account=cast.omar.account, secret="JBSWY3DPEHPK3PXP", last_step=1, set_up_at=timezone.now()
    )
    return cast.omar


def test_hind_takes_lost_second_proofs_away_once_it_is_known_who_asked(enter, secured):
    client = enter("hind")
    assert "reset/" in text(client.get(of(secured)))
    page = text(
        client.post(of(secured, "reset"), {"checked": "document", "reason": "ضاع جواله"}, follow=True)
    )
    assert "Second proofs taken away: Identity document seen, in person" in page
    assert "ضاع جواله" in page
    assert f"{of(secured, 'reset')}" not in page  # nothing is left to take away
    assert not CodeApp.objects.exists()
    assert "ضاع جواله" in text(enter("yousef").get(of(secured)))


def test_second_proofs_stay_without_a_check_and_nobody_takes_their_own_away(enter, cast, secured):
    answer = enter("hind").post(of(secured, "reset"), {"reason": "ضاع جواله"})
    assert (answer.status_code, "how identity was checked" in text(answer)) == (409, True)
    own = enter("hind").post(of(cast.hind, "reset"), {"checked": "known", "reason": "ضاع جوالي"})
    assert (own.status_code, "their own second proofs" in text(own)) == (409, True)
    assert CodeApp.objects.exists()


def why(enter, person, **asked):
    return text(enter("hind").get(of(person, "permissions"), asked))


def test_why_may_khalid_is_told_as_a_chain_from_role_to_grantor(enter, cast):
    cast.khalid.roles.update(granted_by=cast.hind, reason="خبير قياس")
    page = why(enter, cast.khalid, what="act:decide_facts")
    assert "Open to them" in page
    assert "Holds the role Measurement officer, for the whole association" in page
    assert "هند الجهني" in page
    assert "خبير قياس" in page


def test_why_may_omar_not_names_what_is_missing_and_what_was_held(enter, cast):
    now = timezone.now()
    RoleGrantFactory(
        person=cast.omar, role=Role.REVIEWER, since=now - timedelta(days=9), until=now - timedelta(days=2),
        ended_by=cast.hind, end_reason="انتهى التكليف", granted_by=cast.hind,
    )  # fmt: skip
    page = why(enter, cast.omar, what="place:corrections")
    assert "Closed to them" in page
    assert "Held the role Measurement officer" in page
    assert "انتهى التكليف" in page
    assert "Missing: one of these roles" in page


def test_a_lent_role_names_who_lent_it_and_falls_with_its_source(enter, cast):
    source = cast.khalid.roles.get()
    now = timezone.now()
    RoleGrantFactory(
        person=cast.omar,
        role=Role.REVIEWER,
        delegates=source,
        granted_by=cast.khalid,
        until=now + timedelta(days=3),
    )
    assert "Lent by" in why(enter, cast.omar, what="place:records")
    source.until, source.ended_by, source.end_reason = now, cast.hind, "انتقل"
    source.save()
    page = why(enter, cast.omar, what="place:records")
    assert "Closed to them" in page
    assert "The role it was lent from is over" in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/workspace/records/", "Open to them"),
        ("https://athar.example/workspace/people/", "Closed to them"),
        ("/en/reports/", "open to everybody"),
        ("/me/data/", "only what is their own"),
        ("/workspace/nothing-here/", "no such page"),
    ],
)
def test_any_address_of_the_site_is_explained(enter, cast, address, words):
    assert words in why(enter, cast.khalid, address=address)


def test_a_closed_account_opens_nothing_whatever_its_roles(enter, cast):
    close_account(account=cast.khalid.account, by=cast.hind, at=timezone.now(), reason="جهاز مفقود")
    page = why(enter, cast.khalid, what="place:records")
    assert "Closed to them" in page
    assert "جهاز مفقود" in page


def test_without_a_question_everything_is_listed_with_yes_or_no(enter, cast):
    page = why(enter, cast.khalid)
    assert "?what=place:scorecard" in page
    assert "?what=act:give_roles" in page
