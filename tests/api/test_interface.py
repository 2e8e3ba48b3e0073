"""What programs read and enter, and how they are told no."""

import base64
import json
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import resolve
from django.utils import timezone

from athar.analytics.packages import verify_document
from athar.analytics.proofs import verify_consistency
from athar.engine.ledger.models import Proposal, Record
from athar.engine.ledger.operations import approve, reject
from athar.engine.ledger.signing import key, sign_head
from athar.foundation.people.choices import Role
from athar.initiatives.volunteering.tests.factories import published
from athar.web.api.description import description, operations
from athar.web.api.doors import DOORS
from athar.web.api.problems import KINDS
from athar.web.ui.doors import NOBODY

pytestmark = pytest.mark.django_db
HEADCOUNT = {
    "kind": "headcount", "initiative": "forum", "occurred_on": "2023-05-01", "headcount": 120, "method": "tally",
    "evidence": {"title": "كشف العدّ", "file_name": "sheet.csv", "content": base64.b64encode(b"night,count\n1,120\n").decode()},
}  # fmt: skip
HOURS = {
    "kind": "hours",
    "initiative": "forum",
    "occurred_on": "2023-05-01",
    "quantity": 3.5,
    "level": "skilled",
}


def read(path: str, client: Client | None = None, **headers: str):
    answer = (client or Client()).get(f"/api/v1{path}", headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def enter(client: Client, entry: dict, idempotency_key: str = ""):
    headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
    return client.post("/api/v1/entries", json.dumps(entry), content_type="application/json", headers=headers)


def told(answer) -> tuple[int, list[str]]:
    """Status and reasons of a problem, which is in order as a problem."""
    problem = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == answer.status_code
    assert all(reason["message_ar"] and reason["message_en"] for reason in problem["reasons"])
    return answer.status_code, [reason["code"] for reason in problem["reasons"]]


def test_every_headline_figure_has_its_basis_and_its_receipt(world):
    found = read("/figures?period=2023")
    assert found["period"] == ["2023-01-01", "2023-12-31"]
    [reached] = [figure for figure in found["figures"] if figure["code"] == "beneficiaries.reached"]
    split = reached["breakdown"]
    assert (reached["value"], reached["basis"]) == (split["identified"] + split["headcount"], "mixed")
    receipt = read(reached["receipt"].partition("/api/v1")[2])
    assert verify_document(receipt, trusted=[str(key().public)])


def test_a_figure_is_told_with_its_rows_which_come_to_it(world):
    found = read("/figures/beneficiaries.reached?period=2023")
    by = {told["by"]: told for told in found["breakdowns"]}
    rows = by["initiative"]
    assert sum(row["value"] for row in rows["rows"]) - rows["overlap"] == rows["total"] == found["value"]
    assert found["published"] == found["value"]
    assert verify_document(found["proof"], trusted=[str(key().public)])


def test_without_a_period_the_newest_published_one_is_told(world):
    assert read("/figures")["period"] == ["2023-01-01", "2023-12-31"]


def test_the_records_of_a_figure_are_as_many_as_it_says(world):
    found = read("/figures/beneficiaries.reached?period=2023")
    records = read("/figures/beneficiaries.reached/records?period=2023")["records"]
    assert len(records) == found["records"]


def test_persons_are_masked_as_the_holder_of_the_key_sees_them(world):
    def people(caller: str) -> set[str | None]:
        rows = read("/records", world.programs[caller])["records"]
        return {row["person"] for row in rows if row["kind"] == "service"}

    assert people("visitor") == {None}
    assert people(Role.PARTNER_MANAGER) == {None}
    assert people(Role.AUDITOR) == {"ل. و.", "ع. غ.", "ج. ق.", "ن. s. i. w. a. r."}
    assert "ليان الواحة" in people(Role.PROGRAMME_MANAGER)


def test_pages_follow_each_other_without_gaps_while_the_list_grows(world):
    seen, path = [], "/records?limit=1"
    while path:
        answer = Client().get(f"/api/v1{path}")
        page = answer.json()
        seen += [row["position"] for row in page["records"]]
        path = f"/records?limit=1&cursor={page['next_cursor']}" if page["next_cursor"] else ""
        assert ('rel="next"' in answer.headers.get("Link", "")) == bool(path)
    assert seen == list(Record.objects.values_list("position", flat=True))


def test_records_are_narrowed_by_what_they_are(world):
    assert [row["headcount"] for row in read("/records?kind=headcount")["records"]] == [380, 380]
    assert read("/records?since=2031-01-01")["records"] == []


def test_a_record_is_proved_to_be_in_the_ledger(world):
    proof = read("/records/0/proof")
    assert verify_document(proof, trusted=[str(key().public)])
    assert read("/records/0")["hash"] == proof["leaf_hash"]


def test_the_ledger_is_proved_to_have_only_grown(world):
    entry = enter(world.programs[Role.PROGRAMME_MANAGER], HEADCOUNT).json()
    approve(
        proposals=list(Proposal.objects.filter(pk=entry["id"])),
        by=world.people[Role.REVIEWER],
        at=timezone.now(),
    )
    sign_head(at=timezone.now())
    old, new = read("/ledger/heads")["heads"][-2:]
    assert read("/ledger/head") == new
    proof = read(f"/ledger/consistency?old={old['size']}&new={new['size']}")
    path = [bytes.fromhex(step) for step in proof["path"]]
    roots = bytes.fromhex(proof["old_root"]), bytes.fromhex(proof["new_root"])
    assert verify_consistency(old["size"], new["size"], path, *roots)
    assert not verify_consistency(old["size"], new["size"], path, roots[1], roots[0])


def test_a_published_report_is_fetched_with_its_proofs(world):
    [report] = read("/reports")["reports"]
    assert read(f"/reports/{report['slug']}") == report
    answer = Client().get(report["data"].partition("8000")[2] or "/api/v1/reports/annual-2023/data")
    names = ZipFile(BytesIO(b"".join(answer))).namelist()
    assert "manifest.json" in {name.rpartition("/")[2] for name in names}


def test_initiatives_are_told_with_their_regions_and_editions(world):
    found = {row["code"]: row for row in read("/initiatives")["initiatives"]}
    assert read("/initiatives/forum") == found["forum"]
    assert len(found) > 10


def test_opportunities_are_told_with_their_shifts_and_the_seats_that_are_left(world):
    published(world.maker, world.people[Role.EXECUTIVE], at=timezone.now())
    [row] = [row for row in read("/opportunities")["opportunities"] if row["code"] == "iftar"]
    whole = read("/opportunities/iftar")
    assert whole.items() >= row.items()
    assert whole["is_open"]
    assert whole["shifts"][0].items() >= {"capacity": 2, "free": 2}.items()


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "valid"),
        ({"value": "72347"}, "invalid"),
        ({"format": "other/1"}, "unknown"),
        ({"period": 7}, "invalid"),
    ],
)
def test_a_receipt_is_checked(world, change, state):
    document = read("/figures/beneficiaries.reached/receipt?period=2023") | change
    answer = Client().post("/api/v1/verifications", document, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (200, state)


def test_what_a_program_enters_waits_for_a_second_person(world):
    manager = world.programs[Role.PROGRAMME_MANAGER]
    answer = enter(manager, HEADCOUNT)
    entry = answer.json()
    assert (answer.status_code, entry["state"], entry["record"]) == (201, "awaiting", None)
    proposal = Proposal.objects.get(pk=entry["id"])
    assert (proposal.headcount, proposal.source, proposal.entered_by) == (
        120,
        "program",
        world.people[Role.PROGRAMME_MANAGER],
    )
    assert proposal.evidence.title_ar == "كشف العدّ"
    [position] = approve(proposals=[proposal], by=world.people[Role.REVIEWER], at=timezone.now())
    followed = read(answer.headers["Location"].partition("/api/v1")[2], manager)
    assert (followed["state"], followed["record"]) == ("approved", position)


def test_a_program_learns_why_its_entry_was_rejected(world):
    manager = world.programs[Role.PROGRAMME_MANAGER]
    entry = enter(manager, HEADCOUNT).json()
    proposals = Proposal.objects.filter(pk=entry["id"])
    reject(proposals=list(proposals), by=world.people[Role.REVIEWER], at=timezone.now(), reason="كشف مكرر")
    assert read(f"/entries/{entry['id']}", manager)["reason"] == "كشف مكرر"


def test_hours_are_entered_by_the_volunteers_number(world):
    world.student.phone = "+966501234567"
    world.student.save()
    answer = enter(world.programs[Role.PARTNER_MANAGER], HOURS | {"person": "٠٥٠١٢٣٤٥٦٧"})
    assert answer.status_code == 201, answer.content
    proposal = Proposal.objects.get(pk=answer.json()["id"])
    assert (proposal.person, str(proposal.quantity), proposal.age_group) == (world.student, "3.50", "18-24")


def test_a_partner_enters_nothing_about_people_of_other_bodies(world):
    world.stranger.phone = "+966507654321"
    world.stranger.save()
    entry = HOURS | {"person": "0507654321"}
    assert told(enter(world.programs[Role.PARTNER_MANAGER], entry)) == (409, ["nobody_known"])
    assert enter(world.programs[Role.PROGRAMME_MANAGER], entry).status_code == 201


def test_all_reasons_are_told_at_once(world):
    entry = {"kind": "hours", "initiative": "nothing", "region": "SA-13", "occurred_on": "2023-05-01"}
    refused = told(enter(world.programs[Role.PROGRAMME_MANAGER], entry))
    assert refused == (409, ["unknown_initiative", "unknown_region", "no_hours", "nobody_known"])
    later = {key: value for key, value in HEADCOUNT.items() if key != "evidence"} | {
        "occurred_on": "2099-01-01"
    }
    assert told(enter(world.programs[Role.PROGRAMME_MANAGER], later)) == (
        409,
        ["future", "headcount_incomplete"],
    )


def test_sent_again_an_entry_is_entered_once(world):
    manager = world.programs[Role.PROGRAMME_MANAGER]
    first, again = enter(manager, HEADCOUNT, "one"), enter(manager, HEADCOUNT, "one")
    assert first.json() == again.json()
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert Proposal.objects.filter(headcount=120).count() == 1
    assert told(enter(manager, HEADCOUNT | {"headcount": 121}, "one")) == (422, ["idempotency_key_reused"])


def test_an_entry_that_was_refused_may_be_mended_and_sent_under_the_same_key(world):
    manager = world.programs[Role.PROGRAMME_MANAGER]
    assert enter(manager, HEADCOUNT | {"occurred_on": "2099-01-01"}, "two").status_code == 409
    assert enter(manager, HEADCOUNT, "two").status_code == 201


def test_without_an_idempotency_key_nothing_is_entered(world):
    answer = world.programs[Role.PROGRAMME_MANAGER].post(
        "/api/v1/entries", HEADCOUNT, content_type="application/json"
    )
    assert told(answer) == (400, ["idempotency_key_missing"])


def test_what_is_not_as_described_is_told_with_its_place(world):
    answer = enter(world.programs[Role.PROGRAMME_MANAGER], HOURS | {"quantity": 30, "colour": "red"})
    assert told(answer)[0] == 422
    assert {reason["where"] for reason in answer.json()["reasons"]} == {"body.quantity", "body.colour"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nothing", 404), ("get", "/figures/no.such?period=2023", 404), ("get", "/figures/a%00b", 404),
        ("get", "/figures?period=1999", 422), ("get", "/figures?period=2076-2016", 404), ("get", "/records/999999", 404), ("get", "/ledger/consistency?old=9&new=2", 404),
        ("delete", "/figures", 405), ("post", "/verifications", 415), ("get", "/key", 401), ("get", "/imports", 401),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_a_problem(world, method, path, status):
    assert told(getattr(Client(), method)(f"/api/v1{path}"))[0] == status


def test_broken_json_is_not_understood(world):
    answer = Client().post("/api/v1/verifications", "{", content_type="application/json")
    assert told(answer) == (400, ["not_understood"])


def test_a_key_that_opens_nothing_is_not_taken_for_a_reader_without_one(world):
    answer = Client().get("/api/v1/figures", headers={"Authorization": "Bearer athar_mistyped"})
    assert told(answer) == (401, ["access_key_needed"])
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_sessions_of_browsers_open_nothing_to_programs(world):
    for caller in (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR):
        browser = world.browsers[caller]
        assert told(browser.get("/api/v1/imports"))[0] == 401
        assert told(enter(browser, HEADCOUNT))[0] == 401


def test_an_access_key_opens_no_page(world):
    program = world.programs[Role.PROGRAMME_MANAGER]
    for path in ("/workspace/", "/me/", "/me/programs/"):
        answer = program.get(path)
        assert (answer.status_code, answer.headers["Location"].startswith("/sign-in/")) == (302, True)


def test_the_language_is_the_one_that_is_asked_for(world):
    titles = {
        said: Client().get("/api/v1/nothing", headers={"Accept-Language": said}).json()["title"]
        for said in ("en-GB,en;q=0.8", "ar-SA", "fr")
    }
    assert titles == {"en-GB,en;q=0.8": "Nothing here", "ar-SA": "لا شيء هنا", "fr": "لا شيء هنا"}


def test_whoever_has_it_already_is_told_that_nothing_changed(world):
    first = Client().get("/api/v1/initiatives")
    again = Client().get("/api/v1/initiatives", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_only_what_is_public_may_be_read_by_the_pages_of_other_sites(world):
    public = Client().get("/api/v1/figures", headers={"Origin": "https://elsewhere.example"})
    assert public.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in public.headers
    with_key = world.programs[Role.AUDITOR].get("/api/v1/records")
    assert "Access-Control-Allow-Origin" not in with_key.headers
    assert with_key.headers["Cache-Control"] == "no-store"
    asked = Client().options("/api/v1/entries", headers={"Origin": "https://elsewhere.example"})
    assert (asked.status_code, asked.headers["Allow"]) == (204, "POST, HEAD, OPTIONS")
    assert "Access-Control-Allow-Origin" not in asked.headers


def test_head_tells_what_get_would(world):
    assert (
        Client().head("/api/v1/initiatives").headers["ETag"]
        == Client().get("/api/v1/initiatives").headers["ETag"]
    )


@override_settings(ATHAR_LIMITS=True, ATHAR_DEMO=False, ATHAR_LIMIT_API=2)
def test_a_program_is_told_how_much_it_may_ask_and_when_it_is_too_much(world):
    cache.clear()
    program = world.programs[Role.AUDITOR]
    answers = [program.get("/api/v1/key") for _ in range(3)]
    assert [answer.headers["RateLimit"] for answer in answers[:2]] == ['"calls";r=1;t=30', '"calls";r=0;t=60']
    assert answers[0].headers["RateLimit-Policy"] == '"calls";q=2;w=60'
    assert told(answers[2]) == (429, ["too_many_requests"])
    assert 0 < int(answers[2].headers["Retry-After"]) <= 30
    assert Client().get("/api/v1/figures").status_code == 200  # others at the address go on


def test_a_key_tells_what_it_opens(world):
    found = read("/key", world.programs[Role.PARTNER_MANAGER])
    assert found["scopes"] == [
        "attendance.mark", "imports.read", "imports.send", "records.enter", "seats.others", "seats.own",
    ]  # fmt: skip


def test_every_operation_of_the_description_stands_behind_a_door_that_says_the_same(world):
    for path, method, operation in operations(description()):
        address = (
            path.replace("{code}", "forum")
            .replace("{slug}", "a")
            .replace("{position}", "1")
            .replace("{number}", "1")
            .replace("{job}", "import-1")
        )
        door = DOORS[resolve(address).view_name]
        knocks = {"get": door.reads, "post": door.sends, "delete": door.removes}[method]
        assert knocks != NOBODY, (method, path)
        assert ("x-scope" in operation) == ("visitor" not in knocks and path != "/api/v1/key"), (method, path)


def test_the_description_is_openapi_in_both_languages(world):
    arabic, english = (
        Client().get("/api/v1/openapi.json", headers={"Accept-Language": said}).json()
        for said in ("ar", "en")
    )
    assert (arabic["openapi"], english["openapi"]) == ("3.1.0", "3.1.0")
    assert arabic["paths"].keys() == english["paths"].keys()
    assert english["paths"]["/api/v1/figures"]["get"]["summary"] == "The headline figures of a period"
    untranslated = [
        (path, method)
        for path, method, operation in operations(arabic)
        if operation["summary"] == english["paths"][path][method]["summary"]
    ]
    assert untranslated == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_reference_names_everything_one_may_ask(world, prefix, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = Client().get(f"{prefix}/developers/").content.decode()
    for path, _method, operation in operations(description()):
        assert path in page
        assert prefix or operation["summary"] in page


def test_every_kind_of_problem_has_its_page(world):
    for kind in KINDS:
        path = kind.address.partition("/developers")[2]
        page = Client().get(f"/en/developers{path}").content.decode()
        assert f"HTTP {kind.status}" in page
