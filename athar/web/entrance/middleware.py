"""Before anything of the workspace opens."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from athar.web.entrance.landing import second_proof_page
from athar.web.ui.viewer import account_of, lacks_second_proof


class SecondProof:
    """Lead whoever has work in the workspace to the second proof that it asks for, or to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or "workspace" not in match.namespaces or not lacks_second_proof(request):
            return None
        wanted = urlencode({"next": request.get_full_path()})
        return redirect(f"{second_proof_page(account_of(request))}?{wanted}")
