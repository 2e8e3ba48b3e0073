"""What machines that watch over the site are told."""

import json
import logging

import pytest
from django.db import connection
from django.test import Client, override_settings

from athar.foundation.core.logs import JsonLines

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_the_site_is_ready_when_database_tables_and_keys_are(client):
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "checks": {"database": True, "migrations": True, "keys": True}}


def test_the_site_is_not_ready_while_a_migration_is_missing(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'site'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "migrations": False, "keys": True}


@override_settings(ATHAR_ENCRYPTION_KEY="c2hvcnQ=")
def test_the_site_is_not_ready_with_a_key_that_is_none(client):
    assert client.get("/readyz").json()["checks"]["keys"] is False


def test_requests_are_counted_by_the_name_of_their_route(client):
    client.get("/en/ledger/?q=1012345678")
    text = client.get("/metrics").content.decode()
    assert 'athar_requests_total{route="site:ledger",method="GET",status="200"}' in text
    assert 'athar_request_seconds_bucket{route="site:ledger",le="+Inf"}' in text
    assert "athar_ledger_records 0" in text
    assert "1012345678" not in text


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("203.0.113.7", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 403),
        ("203.0.113.7", {"Authorization": "Bearer long-token"}, 200),
        ("203.0.113.7", {"Authorization": "Bearer other-token"}, 403),
    ],
)
@override_settings(ATHAR_METRICS_TOKEN="long-token")
def test_numbers_are_for_this_machine_or_whoever_has_the_token(address, headers, status):
    assert Client(REMOTE_ADDR=address, headers=headers).get("/metrics").status_code == status


def test_a_request_is_written_down_by_route_and_number_alone(client, caplog):
    with caplog.at_level(logging.INFO, logger="athar.request"):
        answer = client.get("/en/figures/0501234567/sara@example.org/")
    [record] = [record for record in caplog.records if record.name == "athar.request"]
    line = json.loads(JsonLines().format(record))
    assert (line["route"], line["method"], line["status"], line["roles"]) == ("none", "GET", 404, [])
    assert "0501234567" not in caplog.text.split("Not Found")[0]
    assert answer.headers["X-Request-ID"] not in ("", None)
