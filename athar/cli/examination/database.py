"""What the database says of itself: version, tables, ledger, queue, clock."""

from datetime import UTC, datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from athar.cli.examination.findings import Finding, bad, good, watch
from athar.engine.journeys.models import PendingEffect
from athar.engine.ledger import integrity
from athar.foundation.core import queue
from athar.foundation.privacy import breaches
from athar.foundation.privacy.choices import Clock

OLDEST_VERSION = 15
MOST_SKEW = 2.0
LONGEST_WAIT = 15 * 60


def reachable() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0])
    except Error as error:
        place = f"{connection.settings_dict['HOST']}:{connection.settings_dict['PORT']}"
        why = str(error).strip().splitlines()[0]
        return bad(
            "database", f"the database at {place} does not answer: {why}", "start it, or mend DATABASE_URL"
        )
    version = number // 10_000
    if version < OLDEST_VERSION:
        return bad(
            "database", f"PostgreSQL {version} is too old", f"move to version {OLDEST_VERSION} or newer"
        )
    return good("database", f"PostgreSQL {version} answers")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        first = f"{missing[0][0].app_label}.{missing[0][0].name}"
        return bad(
            "migrations",
            f"{len(missing)} changes of the tables are missing, first {first}",
            "run athar setup",
        )
    return good("migrations", "the tables are those of this version")


def ledger(*, full: bool) -> Finding:
    verdict = integrity.verify() if full else integrity.glance()
    if not verdict.holds:
        return bad("ledger", verdict.faults[0], "stop writing, and see the guide: when something is wrong")
    checked = "every record was checked" if full else "counter and seals agree; --full checks every record"
    return good("ledger", f"{verdict.records:,} records and {verdict.heads} signed heads: {checked}")


def worker() -> Finding:
    found = queue.state()
    waiting = f"{found.waiting} jobs wait, the oldest for {found.oldest_seconds:,.0f} s"
    if not found.workers:
        return bad(
            "worker", f"no worker gave a sign of life in the last minute; {waiting}", "start athar serve"
        )
    if found.oldest_seconds > LONGEST_WAIT:
        return watch("worker", waiting, "see what the worker does; python manage.py procrastinate shell")
    if found.failed:
        return watch(
            "worker", f"{found.failed} jobs failed for good", "see why: python manage.py procrastinate shell"
        )
    return good("worker", f"{found.workers} at work; {waiting}")


def outbox() -> Finding:
    """What follows from steps that people took, and failed time and again; the oldest speaks for all."""
    failing = PendingEffect.objects.failing()
    first = failing.first()
    if first is None:
        return good("outbox", "nothing that follows from a step fails time and again")
    return watch(
        "outbox",
        f"{failing.count()} effects of steps fail time and again, first {first.code} ({first.fault})",
        "mend what it fails at; it is tried again every six hours",
    )


def breach() -> Finding:
    """Breaches whose 72 hours run; the most pressing speaks for all."""
    waiting = breaches.running(at=datetime.now(UTC))
    if not waiting:
        return good("breaches", "the authority waits to be told of nothing")
    pressing, clock = waiting[0]
    remedy = f"tell the authority and note it at /workspace/breaches/{pressing.pk}/"
    if clock.state is Clock.OVERDUE:
        return bad("breaches", f"breach {pressing.pk} is overdue by {clock.hours} h", remedy)
    left = f"breach {pressing.pk}: {clock.hours} h left to tell the authority"
    if clock.state is Clock.URGENT:
        return watch("breaches", left, remedy)
    return good("breaches", left)


def clock() -> Finding:
    with connection.cursor() as cursor:
        before = datetime.now(UTC)
        cursor.execute("SELECT clock_timestamp()")
        [theirs] = cursor.fetchone()
        after = datetime.now(UTC)
    skew = abs((theirs - (before + (after - before) / 2)).total_seconds())
    if skew > MOST_SKEW:
        return bad(
            "clock", f"this clock and the database's differ by {skew:.1f} s", "let both follow a time server"
        )
    return good("clock", f"this clock and the database's differ by {skew:.2f} s")
