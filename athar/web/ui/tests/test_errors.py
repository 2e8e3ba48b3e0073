"""Every error is a page that says what happened and what to do, with the number of the request."""

import logging

import pytest
from django.http import HttpResponseNotAllowed
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from athar.foundation.core.logs import Lines
from athar.web.ui import errors
from athar.web.ui.requests import BareErrors


def fails(_request):
    raise RuntimeError("no person with 1012345678 or sara@example.org")


urlpatterns = [path("fails/", fails)]
handler500 = "athar.web.ui.errors.server_error"


@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_is_told_with_its_number_and_asks_no_database(caplog):
    """There is no ``db`` fixture here: a query would fail the test."""
    answer = Client(raise_request_exception=False).get("/fails/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert page.count(answer.headers["X-Request-ID"]) == 2
    written = "\n".join(Lines().format(record) for record in caplog.records)
    assert "no person with ‹national id› or ‹e-mail›" in written
    assert ("1012345678" in written, "sara@" in written) == (False, False)
    assert any(record.levelno == logging.ERROR for record in caplog.records)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "title"), [("/", "لا شيء في هذا العنوان"), ("/en/", "Nothing at this address")]
)
def test_a_page_that_is_not_there_says_so_with_the_number_of_the_request(client, prefix, title):
    answer = client.get(f"{prefix}nowhere/")
    assert answer.status_code == 404
    assert f"<h1>{title}</h1>" in answer.content.decode()
    assert answer.headers["X-Request-ID"] in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_is_told_with_the_number_of_the_request():
    answer = Client(enforce_csrf_checks=True).post("/en/sign-in/", {"username": "x"})
    page = answer.content.decode()
    assert (answer.status_code, "The form was open too long" in page) == (403, True)
    assert answer.headers["X-Request-ID"] in page


@pytest.mark.django_db
def test_a_method_that_is_not_taken_gets_a_page_in_a_browser_and_keeps_what_is_allowed(client):
    answer = client.post("/en/ledger/", headers={"Accept": "text/html"})
    assert (answer.status_code, "does not take that" in answer.content.decode()) == (405, True)
    assert "GET" in answer.headers["Allow"]


def test_a_program_gets_the_bare_answer():
    bare = BareErrors(lambda _request: HttpResponseNotAllowed(["GET"]))
    assert bare(RequestFactory().post("/", headers={"Accept": "application/json"})).content == b""


@pytest.mark.django_db
@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_what_is_too_large_is_told_as_such(client):
    answer = client.post("/en/sign-in/", {"username": "x" * 100}, headers={"Accept": "text/html"})
    assert answer.status_code in {400, 413}
    request = RequestFactory().post("/en/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    from django.core.exceptions import RequestDataTooBig

    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
