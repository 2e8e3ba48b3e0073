"""Addresses for machines that watch over the site. No personal data, and nothing that helps an attacker."""

import ipaddress
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from athar.engine.ledger.models import Head
from athar.engine.ledger.signing import key
from athar.foundation.core import crypto, queue
from athar.web.ui.metrics import METRICS, gauge

log = logging.getLogger("athar.readiness")
# Whatever a proxy adds to what it passes on; then the address we see is the proxy's.
PASSED_ON = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django calls it so
    """The process answers; that it can work is what readiness says."""
    return JsonResponse({"ok": True})


@never_cache
@require_safe
def readiness(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django calls it so
    """Whether requests may be sent here: the database answers, its tables are those of this code, the keys are there."""
    checks = {name: _holds(name, check) for name, check in CHECKS.items()}
    ready = all(checks.values())
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus, for this machine or whoever has the token."""
    if not _may_watch(request):
        return HttpResponseForbidden(
            "Only from this machine, or with the token in ATHAR_METRICS_TOKEN.\n", content_type="text/plain"
        )
    found = queue.state()
    lines = [
        *METRICS.lines(),
        *gauge("athar_jobs_waiting", "Jobs that could begin now.", found.waiting),
        *gauge(
            "athar_jobs_oldest_seconds",
            "How long the oldest of them has waited.",
            round(found.oldest_seconds, 1),
        ),
        *gauge("athar_jobs_failed", "Jobs that failed for good.", found.failed),
        *gauge("athar_workers", "Workers that gave a sign of life in the last minute.", found.workers),
        *gauge("athar_ledger_records", "Records in the ledger.", Head.objects.get().size),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_watch(request: HttpRequest) -> bool:
    token = settings.ATHAR_METRICS_TOKEN
    if token and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return True
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever it is, the answer is that it does not hold; why stands in the log
        log.exception("not ready: %s", name)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _keys() -> bool:
    key()
    return crypto.is_current(crypto.encrypt("", context="readiness"))


CHECKS = {"database": _database, "migrations": _migrations, "keys": _keys}
