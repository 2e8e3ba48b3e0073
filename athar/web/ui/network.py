"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """
    The network address of whoever asks.

    Behind proxies of our own the connection is theirs, and each appends who asked it: count from the end, for
    what stands further to the front anybody may have written.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.ATHAR_PROXIES:
        return direct
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return chain[-settings.ATHAR_PROXIES] if len(chain) >= settings.ATHAR_PROXIES else direct
