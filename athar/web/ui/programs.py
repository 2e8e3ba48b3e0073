"""Which program asks, where it comes with an access key."""

from django.http import HttpRequest
from django.utils import timezone

from athar.foundation.gate.keys import Program, program_with

ADDRESSES = "/api/"  # below which only programs ask
SCHEME = "bearer "


def is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(ADDRESSES)


def brings_a_key(request: HttpRequest) -> bool:
    return bool(request.headers.get("Authorization"))


def program_of(request: HttpRequest) -> Program | None:
    """The program that asks; asked once a request. None where it brings no key, or one that opens nothing."""
    if not hasattr(request, "_program"):
        said = request.headers.get("Authorization", "")
        known = said[: len(SCHEME)].lower() == SCHEME
        request._program = (  # type: ignore[attr-defined]
            program_with(said[len(SCHEME) :].strip(), at=timezone.now()) if known else None
        )
    return request._program  # type: ignore[attr-defined, no-any-return]
