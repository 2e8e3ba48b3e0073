"""Addresses for machines that watch over the site."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django calls it so
    """Whether the site can reach its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size FROM ledger_head")
        [size] = cursor.fetchone()
    return JsonResponse({"ok": True, "records": size})
