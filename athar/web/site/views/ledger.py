"""The ledger in public: how much it holds, what was signed, what was corrected."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from athar.direction.reporting.queries import corrections
from athar.engine.ledger.models import SignedHead
from athar.engine.ledger.models.record import number
from athar.web.site.presenting import ledger_page, records
from athar.web.site.presenting.record_page import address
from athar.web.site.views.page import Page
from athar.web.ui.viewer import viewer

PAGE = 20


class Ledger(Page):
    template_name = "site/ledger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(corrections(), PAGE).get_page(self.request.GET.get("page"))
        rows = [
            {"row": records.row(record, viewer(self.request).sight_of), "reason": record.reason, "at": record.approved_at,
             "corrected": number(record.corrects), "corrected_url": address(record.corrects)}
            for record in page.object_list if record.corrects is not None
        ]  # fmt: skip
        return super().get_context_data(**kwargs, page=page, corrections=rows, **ledger_page.page())


class Head(View):
    """The newest signed head, as the signed note that auditors and witnesses read."""

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        head = SignedHead.objects.last()
        if head is None:
            raise Http404
        return HttpResponse(head.note, content_type="text/plain; charset=utf-8")
