"""A key is made in the browser, a program reads the description and calls what it describes, until it asks too often."""

import json
import re
from http.client import HTTPResponse
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
MANY = 60  # calls a minute that the site of the tests allows one account (see conftest)


def called(
    site: str, path: str, secret: str = "", body: dict | None = None, **headers: str
) -> tuple[int, dict, dict]:
    """Status, answer and headers of what a program asks."""
    sent = {"Authorization": f"Bearer {secret}"} if secret else {}
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{site}{path}", data, {**sent, "Content-Type": "application/json", **headers})
    try:
        answer: HTTPResponse | HTTPError = urlopen(request, timeout=60)
    except HTTPError as refused:
        answer = refused
    with answer:
        return answer.status, json.loads(answer.read()), dict(answer.headers)


def test_from_a_key_by_the_description_to_the_limit(visits, axe, language):
    page = visits.page("noura")
    for path in ("/developers/", "/developers/problems/too-many-requests/"):
        page.goto(language.at(path))
        assert written_in(page, language) == []
        axe(page)
        page.set_viewport_size(PHONE)
        assert sticking_out(page) == []
    page.goto(language.at("/me/programs/"))
    axe(page)
    page.locator("#id_name").fill("تطبيق الحضور")
    for scope in ("records.enter", "records.read"):
        page.locator(f'[name="scopes"][value="{scope}"]').check()
    page.locator("#new form .button--main").click()
    secret = page.locator("#made code").inner_text()
    assert re.fullmatch(r"athar_\w{46}", secret)
    axe(page)
    assert sticking_out(page) == []

    _status, description, _headers = called(
        visits.site, "/api/v1/openapi.json", **{"Accept-Language": language.code}
    )
    assert description["openapi"] == "3.1.0"
    assert "/api/v1/entries" in description["paths"]
    status, key, _headers = called(visits.site, "/api/v1/key", secret)
    assert (status, key["scopes"]) == (200, ["records.enter", "records.read"])

    entry = {
        "kind": "headcount",
        "initiative": "ramadan-season",
        "occurred_on": "2023-04-01",
        "headcount": 40,
        "method": "tally",
    }
    entry["initiative"] = called(visits.site, "/api/v1/initiatives")[1]["initiatives"][0]["code"]
    status, refused, _headers = called(
        visits.site, "/api/v1/entries", secret, entry, **{"Idempotency-Key": str(uuid4())}
    )
    assert (status, [reason["code"] for reason in refused["reasons"]]) == (409, ["headcount_incomplete"])
    page.goto(refused["type"].replace("/developers/", f"{language.prefix}/developers/"))
    expect(page.locator("main h1")).to_be_visible()
    entry["evidence"] = {"title": "كشف العدّ", "file_name": "sheet.csv", "content": "bmlnaHQsY291bnQKMSw0MAo="}
    idempotency = {"Idempotency-Key": str(uuid4())}
    status, entered, _headers = called(visits.site, "/api/v1/entries", secret, entry, **idempotency)
    assert (status, entered["state"]) == (201, "awaiting")
    assert called(visits.site, "/api/v1/entries", secret, entry, **idempotency)[1] == entered
    page.goto(language.at("/workspace/records/?side=mine"))
    expect(page.locator("main")).to_contain_text("40")

    for _call in range(2 * MANY):
        status, refused, headers = called(visits.site, "/api/v1/key", secret)
        if status != 200:
            break
    assert (status, refused["reasons"][0]["code"]) == (429, "too_many_requests")
    assert 0 < int(headers["Retry-After"]) <= 2
    assert called(visits.site, "/api/v1/figures?period=2023")[0] == 200  # everybody else goes on

    page.goto(language.at("/me/programs/"))
    page.locator('#keys form[action$="/revocation/"] button').first.click()
    expect(page.locator("#keys .chip--bad").first).to_be_visible()
    assert called(visits.site, "/api/v1/key", secret)[0] == 401
