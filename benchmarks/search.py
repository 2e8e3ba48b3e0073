"""
How long a search takes over the demonstration association: the whole answer, as a visitor and as a programme manager.

    ATHAR_DATA_DIR=build/look ATHAR_DEMO=yes python benchmarks/search.py
"""

import os
import platform
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 -- Django is set up first
from django.db import connection  # noqa: E402 -- Django is set up first
from django.test import Client  # noqa: E402 -- Django is set up first

from athar.foundation.people.models import Account, Person  # noqa: E402 -- Django is set up first

WORDS = [
    "رمضان",
    "منتدى الرياض",
    "Ramadan",
    "R-000131",
    "72,347",
    "العتيبي",
    "Alotaibi",
    "Mohammed",
    "كشف حضور",
    "zzzz",
]
ROUNDS = 10


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    print(f"{platform.platform()}, Python {platform.python_version()}, Django {django.get_version()}")
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        print(f"PostgreSQL {cursor.fetchone()[0]}, {Person.objects.count():,} persons")
    for name, account in (
        ("visitor", None),
        ("programme manager", Account.objects.get(email="noura@example.org")),
    ):
        browser = Client()
        if account:
            browser.force_login(account)
        taken = sorted(_once(browser, word) for turn in range(ROUNDS + 1) for word in WORDS if turn)
        print(
            f"{name:>18}: median {statistics.median(taken):6.1f} ms, p95 {taken[int(len(taken) * 0.95)]:6.1f} ms"
        )


def _once(browser: Client, word: str) -> float:
    began = time.perf_counter()
    answer = browser.get("/search/", {"q": word})
    assert answer.status_code == 200
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
