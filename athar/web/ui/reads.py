"""Writes down, at the end of every request, what was read that deserves care, and by whom in what role."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from athar.foundation.people.noticing import Noticed, noticing
from athar.foundation.people.reads import record_reads
from athar.web.ui.viewer import viewer


class SensitiveReads:
    """
    Whoever has work here leaves a line for every minor, number in clear and person's page they read.

    A guardian or somebody who reads about themselves has no work here and leaves none. A file that is sent piece by
    piece is read while it is sent, so its lines are written at its end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with noticing() as found:
            response = self.get_response(request)
        if response.streaming and not response.is_async:  # type: ignore[attr-defined]
            pieces: Iterable[bytes] = response.streaming_content  # type: ignore[attr-defined]
            response.streaming_content = _sent(request, pieces, found)  # type: ignore[attr-defined]
        else:
            _write(request, found)
        return response


def _sent(request: HttpRequest, pieces: Iterable[bytes], found: set[Noticed]) -> Iterator[bytes]:
    try:
        # Between two pieces the server's thread may do other work, which is none of this request's.
        remaining = iter(pieces)
        while True:
            with noticing(found):
                piece = next(remaining, None)
            if piece is None:
                break
            yield piece
    finally:
        _write(request, found)


def _write(request: HttpRequest, found: set[Noticed]) -> None:
    if not found or not getattr(request, "user", None) or not request.user.is_authenticated:
        return
    known = viewer(request)
    if known.person is None or not known.may_enter_workspace:
        return
    match = request.resolver_match
    record_reads(
        found, reader=known.person, roles=known.codes, page=(match.view_name if match else "") or "none", path=request.path, at=timezone.now()
    )  # fmt: skip
