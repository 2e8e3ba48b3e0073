"""JSON from the provider: encrypted, from the very address that was asked, and no more of it than such answers have."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

PATIENCE = 5  # seconds
LARGEST = 256 * 1024  # bytes
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
ANSWERS = {
    HTTPStatus.OK,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
}  # those that carry JSON (RFC 6749, section 5)


class ProviderAway(Exception):
    """The provider does not answer as one does: no fault of whoever signs in. Says to the log what is wrong."""


@dataclass(frozen=True)
class Answer:
    status: int
    content: dict[str, Any]


class _Stays(HTTPRedirectHandler):
    """A provider that moved is set up anew, not followed: where it leads, nobody has agreed to."""

    def redirect_request(self, *_args: Any) -> None:
        return None


_opener = build_opener(_Stays)


def safe(address: Any) -> str:
    """
    The address, if nobody on the way can read or change what is said there.

    :raises ProviderAway: when it is neither encrypted nor on this machine.
    """
    parts = urlsplit(address if isinstance(address, str) else "")
    host = parts.hostname
    if (parts.scheme == "https" and host) or (parts.scheme == "http" and host in LOOPBACK):
        return str(address)
    raise ProviderAway(f"{address!r} is no encrypted address")


def fetch(address: str, *, form: dict[str, str] | None = None, authorization: str = "") -> Answer:
    """
    What the provider answers.

    :param form: sent by POST; without one, the address is read.
    :raises ProviderAway: when there is no answer in time, or none that is JSON.
    """
    data = urlencode(form).encode() if form is not None else None
    request = Request(safe(address), data=data, headers={"Accept": "application/json"})  # noqa: S310 -- looked at by safe()
    if authorization:
        request.add_unredirected_header("Authorization", authorization)
    try:
        status, body = _read(request)
        content = json.loads(body)
    except (OSError, HTTPException, ValueError) as error:
        raise ProviderAway(f"{address}: {error}") from error
    if status not in ANSWERS or len(body) > LARGEST or not isinstance(content, dict):
        raise ProviderAway(f"{address} answered {status} with {len(body)} bytes, which is no answer to this")
    return Answer(status, content)


def _read(request: Request) -> tuple[int, bytes]:
    try:
        with _opener.open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read(LARGEST + 1)
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read(LARGEST + 1)
