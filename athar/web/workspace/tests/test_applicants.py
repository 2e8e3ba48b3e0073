"""Who applied: decided about one by one or several at once, carried out together, and told only then."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Case, Decision
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.tests.factories import published, volunteer

HOME = "/en/workspace/opportunities/"
NAMES = ("هيفاء العنزي", "ريان الحارثي", "جنى السبيعي")


@pytest.fixture
def opportunity(cast):
    return published(
        cast.saad, cast.khalid, at=timezone.now() - timedelta(hours=2), choosing="chosen", initiative=cast.forum, organisation=cast.body
    )  # fmt: skip


@pytest.fixture
def cases(opportunity):
    found = []
    for name in NAMES:
        person = volunteer(name=name)
        done = sign_up(
            opportunity=opportunity, person=person, by=person, at=timezone.now() - timedelta(hours=1), answers={"charter": True}
        )  # fmt: skip
        found.append(done.case)
    return found


@pytest.fixture
def people(opportunity):
    return f"{HOME}{opportunity.pk}/people/"


def states(cases):
    return [Case.objects.get(pk=case.pk).state for case in cases]


def choosing(cases, step="take", **more):
    return {"case": [case.pk for case in cases], "step": step, "read_at": timezone.now().isoformat(), **more}


def test_several_are_decided_at_once_and_nothing_moves_until_it_is_carried_out(
    enter, opportunity, cases, people
):
    client = enter("noura")
    client.post(people, choosing(cases[:2]))
    client.post(people, choosing(cases[2:], "decline", reason="Every place is taken"))
    assert states(cases) == ["sent"] * 3
    assert "Decided, not carried out yet: 3" in client.get(people).content.decode()
    client.post(f"{HOME}{opportunity.pk}/releases/")
    assert states(cases) == ["placed", "placed", "not_taken"]


def test_declining_needs_a_reason_and_then_nothing_is_decided(enter, cases, people):
    answer = enter("noura").post(people, choosing(cases, "decline"))
    page = answer.content.decode()
    assert (
        answer.status_code,
        Decision.objects.count(),
        len(re.findall(r'name="case" value="\d+" checked', page)),
    ) == (409, 0, 3)
    assert "The reason is missing." in page


def test_answers_that_changed_since_the_list_was_read_are_read_first(enter, cases, people):
    before = (timezone.now() - timedelta(days=1)).isoformat()
    answer = enter("noura").post(people, choosing(cases) | {"read_at": before})
    assert (answer.status_code, Decision.objects.count()) == (409, 0)
    assert "The answers were changed meanwhile." in answer.content.decode()


def test_one_is_read_with_what_was_answered_decided_about_and_taken_back(enter, cases, people):
    client, case = enter("noura"), cases[0]
    page = client.get(f"{people}{case.pk}/").content.decode()
    assert "I accept the charter of this opportunity" in page
    client.post(f"{people}{case.pk}/", {"transition": "take", "seen": "sent", "answers": 1})
    assert "Decided: Accept" in client.get(f"{people}{case.pk}/").content.decode()
    client.post(f"{people}{case.pk}/", {"retraction": "yes"})
    assert not Decision.objects.pending().exists()


def test_a_reason_that_was_typed_stays_when_the_decision_is_refused(enter, cases, people):
    client, page = enter("noura"), f"{people}{cases[0].pk}/"
    said = {"transition": "decline", "seen": "draft", "answers": 1, "reason": "Every <place> is taken"}
    for more in ({}, {"reason": "Every <place> is taken" + "!" * 300}):
        answer = client.post(page, said | more)
        typed = re.findall(r'<textarea id="id_(\w+)"[^>]*>([^<]*)</textarea>', answer.content.decode())
        [(field, text)] = [(field, text) for field, text in typed if text]
        assert (answer.status_code, field) == (409, "reason")
        assert text.startswith("Every &lt;place&gt; is taken")
    many = client.post(people, choosing([], "decline", reason="Every place is taken"))
    assert (many.status_code, "Every place is taken</textarea>" in many.content.decode()) == (422, True)


def test_a_decision_about_what_has_moved_on_is_refused(enter, cases, people):
    answer = enter("noura").post(
        f"{people}{cases[0].pk}/", {"transition": "take", "seen": "draft", "answers": 1}
    )
    assert answer.status_code == 409
    assert "This has moved on meanwhile." in answer.content.decode()


def test_whoever_checks_reads_initials_and_whoever_hosts_reads_names(enter, cases, people):
    assert NAMES[0] not in enter("khalid").get(people).content.decode()
    assert NAMES[0] in enter("salma").get(people).content.decode()


def test_whoever_only_reads_finds_nothing_to_decide(enter, opportunity, cases, people):
    client = enter("khalid")
    assert 'name="case"' not in client.get(people).content.decode()
    assert client.post(people, choosing(cases)).status_code == 403
    assert client.post(f"{HOME}{opportunity.pk}/releases/").status_code == 403
    assert Decision.objects.count() == 0


def test_the_list_is_narrowed_by_state_and_taken_home(enter, cases, people):
    client = enter("noura")
    client.post(people, choosing(cases[:1]))
    assert len(client.get(f"{people}?pending=yes").context["table"].lines) == 1
    assert len(client.get(f"{people}?state=placed").context["table"].lines) == 0
    text = b"".join(client.get(f"{people}applications.csv").streaming_content).decode()
    assert all(name in text for name in NAMES)


def test_applications_wait_on_the_first_page_until_somebody_decides(enter, opportunity, cases, people):
    client = enter("noura")
    [item] = client.get("/en/workspace/").context["queue"].items
    assert (item.many, item.url) == (3, f"{people}?state=sent")
    client.post(people, choosing(cases))
    assert client.get("/en/workspace/").context["queue"].items == []


@pytest.mark.parametrize("many", [1, 3])
def test_pages_stay_within_twelve_queries(pages, opportunity, cases, people, many):
    Case.objects.filter(pk__in=[case.pk for case in cases[many:]]).update(begun_at=timezone.now())
    assert pages("noura", people) <= 12
    assert pages("noura", f"{people}{cases[0].pk}/") <= 12


def test_a_partners_manager_chooses_who_volunteers_with_her(enter, opportunity, cases, people):
    client = enter("salma")
    client.post(people, choosing(cases[:1]))
    client.post(
        f"{people}{cases[1].pk}/",
        {"transition": "decline", "seen": "sent", "answers": 1, "reason": "Too far"},
    )
    client.post(f"{HOME}{opportunity.pk}/releases/")
    assert states(cases) == ["placed", "not_taken", "sent"]


@pytest.fixture
def asking(cast):
    """An opportunity with a question of its own, which three answered."""
    asking = published(
        cast.saad, cast.khalid, at=timezone.now() - timedelta(hours=2), choosing="chosen", initiative=cast.forum, organisation=cast.body,
        questions=[{"code": "why", "kind": "text", "ar": "لماذا؟", "en": "Why do you come?", "required": True}],
    )  # fmt: skip
    for name, why in zip(NAMES, ("=1+1", "لأتعلم", "To help"), strict=True):
        person = volunteer(name=name)
        sign_up(
            opportunity=asking,
            person=person,
            by=person,
            at=timezone.now(),
            answers={"charter": True, "why": why},
        )
    return asking


def test_answers_stand_in_the_list_where_they_are_chosen_and_in_its_file_by_themselves(enter, asking):
    address = f"{HOME}{asking.pk}/people/"
    client = enter("salma")
    assert "To help" not in client.get(address).content.decode()
    assert "To help" in client.get(f"{address}?columns=q-why").content.decode()
    file = b"".join(client.get(f"{address}applications.csv").streaming_content).decode()
    assert "Why do you come?" in file.splitlines()[0]
    assert "لأتعلم" in file
    assert ",=1+1" not in file  # no spreadsheet computes what somebody wrote
    assert client.get(f"{address}applications.xlsx").status_code == 200
    case = Case.objects.filter(call=asking.call).first()
    assert "Why do you come?" in client.get(f"{address}{case.pk}/").content.decode()


@pytest.mark.parametrize("key", ["khalid", "saad", "yousef"])
def test_whoever_meets_people_masked_reads_none_of_their_answers(enter, asking, key):
    client, address = enter(key), f"{HOME}{asking.pk}/people/"
    case = Case.objects.filter(call=asking.call).first()
    shown = client.get(f"{address}?columns=q-why").content.decode()
    file = b"".join(client.get(f"{address}applications.csv").streaming_content).decode()
    page = client.get(f"{address}{case.pk}/").content.decode()
    for text in (shown, file, page):
        assert all(words not in text for words in ("Why do you come?", "To help", "لأتعلم", "=1+1"))
    assert len(file.splitlines()) == 1 + len(NAMES)
    assert "Those in charge of the opportunity read the answers." in page
