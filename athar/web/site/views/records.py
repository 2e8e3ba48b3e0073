"""One record, and the proof that it is in the ledger."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View

from athar.engine.ledger.models import Record, SignedHead
from athar.engine.ledger.proofs import prove_inclusion
from athar.engine.ledger.signing import sign_head
from athar.web.site.presenting import record_page
from athar.web.site.views.page import Page
from athar.web.ui.viewer import viewer


class Detail(Page):
    template_name = "site/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = get_object_or_404(Record.objects.with_everything(), position=kwargs["position"])
        return super().get_context_data(**kwargs, **record_page.page(record, viewer(self.request)))


class Proof(View):
    """The inclusion proof, for ``athar verify``. A record newer than every signed head has one signed for it."""

    def get(self, request: HttpRequest, position: int) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        record = get_object_or_404(Record.objects.with_everything(), position=position)
        head = SignedHead.objects.filter(size__gt=position).last() or sign_head(at=timezone.now())
        answer = JsonResponse(
            prove_inclusion(record, head).to_dict(), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        answer["Content-Disposition"] = f'attachment; filename="athar-{record}.proof.json"'
        return answer
