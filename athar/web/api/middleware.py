"""What every answer to a program has in common."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import override
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from athar.foundation.gate.limits import Left
from athar.foundation.gate.rules import WINDOW
from athar.web.api.doors import DOORS
from athar.web.api.problems import MEDIA_TYPE, Problem, answer, of_status
from athar.web.ui.doors import EVERYBODY
from athar.web.ui.programs import brings_a_key, is_for_programs

KEPT = ("Allow", "Retry-After")
EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID"
WRONG, FOUND, NOT_ALLOWED = 400, 200, 405
USUAL_LANGUAGE = "ar"


class Answers:
    """
    Speaks the language that is asked for, answers HEAD and OPTIONS, and tells as a problem whatever else went wrong.

    What anybody may read may be read by the pages of other sites too, without a key and without changing anything; it
    carries a tag, by which whoever has it already is told that nothing changed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_programs(request):
            return self.get_response(request)
        asked, language = request.method, language_of(request)
        if asked == "HEAD":
            request.method = "GET"
        with override(language):
            response = self.answered(request, asked or "")
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        _tell_limits(request, response)
        return response

    def answered(self, request: HttpRequest, asked: str) -> HttpResponse:
        response = self.get_response(request)
        if asked == "OPTIONS" and response.status_code == NOT_ALLOWED:
            response = HttpResponse(
                status=204, headers={"Allow": f"{response.headers['Allow']}, HEAD, OPTIONS"}
            )
        elif response.status_code >= WRONG and response.headers.get("Content-Type") != MEDIA_TYPE:
            kept = {name: response.headers[name] for name in KEPT if name in response.headers}
            problem = Problem(of_status(response.status_code).slug)
            response = answer(request, problem, status=response.status_code, headers=kept)
        if is_public(request):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            if asked == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
                response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
            if response.status_code == FOUND and not response.streaming and request.method == "GET":
                return _tagged(request, response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def is_public(request: HttpRequest) -> bool:
    """Whether anybody may read what is at this address, and it is asked for without a key."""
    match = request.resolver_match
    door = DOORS.get(match.view_name) if match else None
    return bool(door and door.reads == EVERYBODY and not brings_a_key(request))


def language_of(request: HttpRequest) -> str:
    """The language that the program asks for; no cookie decides it."""
    for said, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(said)
        except LookupError:
            continue
    return USUAL_LANGUAGE


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "public, no-cache"
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    same: HttpResponse | None = get_conditional_response(request, etag=etag, response=response)
    return same or response


def _tell_limits(request: HttpRequest, response: HttpResponse) -> None:
    """How much may be asked, and how much is left of it (draft-ietf-httpapi-ratelimit-headers)."""
    left: list[Left] = getattr(request, "left", [])
    if not left:
        return
    least = min(left, key=lambda one: one.requests)
    policy = f'"calls";q={least.bucket.many};w={WINDOW}'
    response.headers["RateLimit-Policy"] = policy
    response.headers["RateLimit"] = f'"calls";r={least.requests};t={least.seconds}'
