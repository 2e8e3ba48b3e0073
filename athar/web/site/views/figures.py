"""A figure, its receipt and its records."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from athar.analytics.metrics import Period
from athar.direction.strategy import behind, measuring
from athar.foundation.core.keeping import kept
from athar.web.site import exports
from athar.web.site.asking import LIVE, ask
from athar.web.site.forms import RecordsFilter
from athar.web.site.presenting import breakdowns, figure_page, records
from athar.web.site.presenting.figures import shown
from athar.web.site.presenting.receipts import receipt
from athar.web.site.presenting.recomputing import result_of
from athar.web.site.views.page import Page, position_after
from athar.web.ui.viewer import viewer

PAGE = 50
RECOMPUTED_SECONDS = 5


class Detail(Page):
    """All there is to know about a figure."""

    template_name = "site/figure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = ask(self.request, kwargs["period"], kwargs["code"])
        return super().get_context_data(**kwargs, **figure_page.page(asked, viewer(self.request)))


class Receipt(Page):
    """The receipt by itself; the drawer shows this very page's receipt."""

    template_name = "site/receipt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = ask(self.request, kwargs["period"], kwargs["code"])
        document = receipt(asked, viewer(self.request), result=kwargs.get("result"))
        here = (figure_page.label_of(asked.measurement), asked.address("figure"))
        return super().get_context_data(
            **kwargs, asked=asked, receipt=document, label=figure_page.label_of(asked.measurement), figure_url=asked.address("figure"),
            published_url=asked.address("receipt"), live_url=asked.address("receipt", **{"as": LIVE}),
            trail=[*figure_page.trail(asked)[:1], here, (_("Receipt"), "")],
        )  # fmt: skip


class Recomputation(Receipt):
    """The value computed again from the records, now. Asked again within seconds, the same answer is given."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        """Whoever reloads the answer, or reads it in the other language, stands before the receipt again."""
        return redirect(ask(request, kwargs["period"], kwargs["code"]).address("receipt"))

    def post(self, request: HttpRequest, period: Period, code: str) -> HttpResponse:
        asked = ask(request, period, code)
        measurement = asked.measurement
        found = kept(
            f"recomputed:{measurement.pk}:{measurement.state}",
            RECOMPUTED_SECONDS,
            lambda: measuring.recompute(measurement),
        )
        return self.render_to_response(
            self.get_context_data(period=period, code=code, result=result_of(found))
        )


class ReceiptFile(View):
    """The sealed document, for ``athar verify``."""

    def get(self, request: HttpRequest, period: Period, code: str) -> HttpResponse:
        asked = ask(request, period, code)
        document = asked.published.receipt if asked.published and asked.is_published else asked.live.receipt
        answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="{figure_page.file_name(asked)}.receipt.json"'
        return answer


class Records(Page):
    """The records behind a figure, page by page."""

    template_name = "site/figure_records.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = ask(self.request, kwargs["period"], kwargs["code"], narrow=False)
        form = RecordsFilter(self.request.GET or None, kinds=behind.kinds_of(asked.measurement))
        start = position_after(self.request)
        page = behind.page_of(asked.measurement, form.wanted(), after=start, size=PAGE + 1)
        here = (figure_page.label_of(asked.measurement), asked.address("figure"))
        return super().get_context_data(
            **kwargs, asked=asked, form=form, trail=[*figure_page.trail(asked)[:-1], here, (_("Records"), "")], figure=shown(asked.measurement), total=asked.measurement.records,
            rows=records.rows(page[:PAGE], viewer(self.request).sight_of), is_first=start is None,
            after=page[PAGE - 1].position if len(page) > PAGE else None,
            file=asked.address("figure-records-file", **{name: self.request.GET.get(name, "") for name in form.fields}),
        )  # fmt: skip


class RecordsFile(View):
    """The same records as a file, masked for whoever asks."""

    def get(self, request: HttpRequest, period: Period, code: str) -> HttpResponseBase:
        asked = ask(request, period, code, narrow=False)
        form = RecordsFilter(request.GET or None, kinds=behind.kinds_of(asked.measurement))
        found = behind.contributing(asked.measurement, form.wanted()).with_everything()
        sight_of = viewer(request).sight_of
        lines = (
            exports.record_cells(record, sight_of) for record in found.iterator(chunk_size=exports.PIECE)
        )
        return exports.csv_file(f"{figure_page.file_name(asked)}-records", exports.COLUMNS, lines)


class Breakdown(View):
    """One of a figure's tables as a file."""

    def get(self, request: HttpRequest, period: Period, code: str) -> HttpResponseBase:
        asked = ask(request, period, code)
        table = next((table for table in breakdowns.tables(asked) if table.by == request.GET.get("by")), None)
        if table is None:
            raise Http404
        rows = [(row.key, row.label, row.value, row.identified, row.headcount) for row in table.rows]
        ends = [("", "overlap", -table.overlap, None, None), ("", "total", table.total, None, None)]
        return exports.csv_file(
            f"{figure_page.file_name(asked)}-{table.by}",
            (table.by, "label", "value", "identified", "headcount"),
            [*rows, *ends],
        )
