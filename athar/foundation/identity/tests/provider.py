"""
A provider that speaks OpenID Connect, small but real: over HTTP, with keys, codes that are good once, and PKCE.

It keeps to the rules; a test makes it lie by ``claims``, ``signs`` or ``description``.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import cache
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "athar", "a secret of the two"
DISCOVERY = "/.well-known/openid-configuration"


@cache
def key(name: str = "first") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


class Provider:
    """Whoever comes is ``subject`` there, and is sent back at once."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.asked: Counter[str] = Counter()
        self.back_to_rules()

    def back_to_rules(self) -> None:
        self.subject, self.name = "sara-there", "سارة"
        self.key = self.shown = key()
        self.claims: dict[str, Any] = {}
        self.description: dict[str, Any] = {}
        self.signs: Callable[[dict[str, Any]], str] = self.sign
        self.codes: dict[str, dict[str, str]] = {}
        self.by_post = False
        self.asked.clear()

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "ATHAR_OIDC_ISSUER": self.issuer, "ATHAR_OIDC_CLIENT_ID": CLIENT, "ATHAR_OIDC_CLIENT_SECRET": SECRET,
            "ATHAR_OIDC_NAME": {"ar": "نفاذ التجربة", "en": "Trial Access"},
        }  # fmt: skip

    def visited(self, address: str) -> str:
        """Where the provider leads a browser that comes to this address."""
        with closing(HTTPConnection("127.0.0.1", self.server.server_port, timeout=5)) as connection:
            connection.request("GET", address.removeprefix(self.issuer))
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 302
            return answer.headers["Location"]

    def described(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post" if self.by_post else "client_secret_basic"],
        } | self.description  # fmt: skip

    def authorized(self, asked: dict[str, str]) -> str | None:
        """Where whoever comes is led; nowhere when the site asks otherwise than it should."""
        proper = (asked.get("client_id"), asked.get("response_type"), asked.get("code_challenge_method"))
        if proper != (CLIENT, "code", "S256") or not asked.get("code_challenge") or not asked.get("state"):
            return None
        if "openid" not in asked.get("scope", "").split():
            return None
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def exchanged(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        pair = (
            (form.get("client_id"), form.get("client_secret"))
            if self.by_post
            else tuple(base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":"))
        )
        if pair not in {(CLIENT, SECRET), (CLIENT, SECRET.replace(" ", "%20"))}:
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or asked["redirect_uri"] != form.get("redirect_uri")
            or asked["code_challenge"] != base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        ):
            return 400, {"error": "invalid_grant"}
        now, access_token = int(time.time()), secrets.token_urlsafe(16)
        half = base64.urlsafe_b64encode(hashlib.sha256(access_token.encode()).digest()[:16]).rstrip(b"=")
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": self.subject, "name": self.name, "iat": now, "exp": now + 300,
            "auth_time": now, "nonce": asked["nonce"], "at_hash": half.decode(),
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return 200, {"access_token": access_token, "token_type": "Bearer", "id_token": self.signs(claims)}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked[parts.path] += 1
            if parts.path == DISCOVERY:
                self.say(200, provider.described())
            elif parts.path == "/keys":
                self.say(200, {"keys": [provider.shown.as_dict(private=False)]})
            elif parts.path == "/authorize" and (back := provider.authorized(_flat(parts.query))):
                self.send_response(302)
                self.send_header("Location", back)
                self.end_headers()
            else:
                self.say(400, {"error": "invalid_request"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*provider.exchanged(_flat(body), self.headers.get("Authorization", "")))

        def say(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
