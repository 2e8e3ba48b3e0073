"""What went wrong, as programs read it (RFC 9457), with every reason in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, Text, both_languages

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem; ``slug`` is its address below /developers/problems/."""

    slug: str
    status: int
    title: Text
    meaning: Text
    remedy: Text

    @property
    def address(self) -> str:
        """The same in whatever language one asks, because programs compare it."""
        return f"{settings.ATHAR_BASE_URL}/developers/problems/{self.slug}/"

    @property
    def reason(self) -> Reason:
        return Reason(self.slug.replace("-", "_"), self.meaning, self.remedy)


KINDS = [
    Kind(
        "not-understood", 400, _("Not understood"), _("What was sent cannot be read."),
        _("Send JSON in UTF-8, as the reference shows."),
    ),
    Kind(
        "idempotency-key-missing", 400, _("Idempotency key missing"), _("What changes something needs an Idempotency-Key."),
        _("Make a new one for every new thing, a UUID for instance, and send it in the header; send it again when you try again."),
    ),
    Kind(
        "access-key-needed", 401, _("Access key needed"), _("There is no access key, or it opens nothing any more."),
        _("Make one under My journey, Programs, and send it as “Authorization: Bearer KEY”."),
    ),
    Kind(
        "not-open", 403, _("Not open to this key"), _("The access key does not open this, or your roles no longer do."),
        _("Make a key that opens it. What a key opens shrinks with the roles of its holder."),
    ),
    Kind(
        "not-found", 404, _("Nothing here"), _("There is nothing at this address, or it is not for you to see."),
        _("Check the address and what it names; lists tell what there is."),
    ),
    Kind(
        "method-not-allowed", 405, _("Not done this way"), _("The address does not take this method."),
        _("The Allow header names those it takes."),
    ),
    Kind(
        "refused", 409, _("Refused"), _("A rule says no; every reason is listed."),
        _("Do what the reasons say, then send it again under a new idempotency key."),
    ),
    Kind(
        "too-large", 413, _("Too large"), _("More was sent than is taken at once."),
        _("Send at most 5 MB. Bring larger evidence in through the workspace."),
    ),
    Kind(
        "not-json", 415, _("Not JSON"), _("Only JSON is taken here."), _("Send “Content-Type: application/json”."),
    ),
    Kind(
        "invalid", 422, _("Not as described"), _("Something is missing, or is not as the reference describes it."),
        _("Each reason names where."),
    ),
    Kind(
        "idempotency-key-reused", 422, _("Idempotency key used before"), _("Something else was sent under this idempotency key."),
        _("Make a new key for every new thing; keep it only to send the very same again."),
    ),
    Kind(
        "too-many-requests", 429, _("Too many requests"), _("More was asked for than one account or address may ask in a minute."),
        _("Wait as many seconds as Retry-After says. RateLimit tells how much is left."),
    ),
    Kind(
        "server-error", 500, _("Something broke on our side"), _("It was written down, and nothing was changed."),
        _("Try again in a little while; if you write to us, name the X-Request-ID."),
    ),
    Kind(
        "unavailable", 503, _("Not available now"), _("The service does not answer at the moment."),
        _("Try again in a little while."),
    ),
]  # fmt: skip
BY_SLUG = {kind.slug: kind for kind in KINDS}
SERVER_ERROR = 500


class Problem(Exception):
    """An answer that is no: of which kind, with which reasons, and where in what was sent."""

    def __init__(self, slug: str, *reasons: Reason, places: Sequence[str] = ()) -> None:
        super().__init__(slug)
        self.kind, self.reasons, self.places = BY_SLUG[slug], reasons, places


def of_status(status: int) -> Kind:
    """The kind that says a status best: the first of that status, else the plainest of its hundred."""
    plain = "server-error" if status >= SERVER_ERROR else "not-understood"
    return next((kind for kind in KINDS if kind.status == status), BY_SLUG[plain])


def of_refusal(refused: Refused) -> Problem:
    return Problem("refused", *refused.reasons)


def answer(
    request: HttpRequest,
    problem: Problem,
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """The problem in the language that is spoken, its reasons in both."""
    kind = problem.kind
    reasons = problem.reasons or (kind.reason,)
    document: dict[str, Any] = {
        "type": kind.address,
        "title": str(kind.title),
        "status": status or kind.status,
        "detail": " ".join(str(reason.message) for reason in reasons),
        "instance": request.path,
        "reasons": [_told(reason, place) for reason, place in _placed(reasons, problem.places)],
    }
    found = JsonResponse(
        document,
        status=document["status"],
        content_type=MEDIA_TYPE,
        headers=dict(headers or {}),
        json_dumps_params={"ensure_ascii": False},
    )
    if document["status"] == BY_SLUG["access-key-needed"].status:
        found.headers["WWW-Authenticate"] = 'Bearer realm="athar"'
    return found


def _placed(reasons: Sequence[Reason], places: Sequence[str]) -> list[tuple[Reason, str]]:
    return [(reason, places[number] if number < len(places) else "") for number, reason in enumerate(reasons)]


def _told(reason: Reason, place: str) -> dict[str, str | None]:
    message, remedy = both_languages(reason.message), both_languages(reason.remedy)
    return {
        "code": reason.code,
        "message_ar": message["ar"],
        "message_en": message["en"],
        "remedy_ar": remedy["ar"],
        "remedy_en": remedy["en"],
        "where": place or None,
    }
