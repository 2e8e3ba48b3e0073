"""A published report to read, with the receipt of one of its figures beside it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from athar.analytics.metrics import Period
from athar.direction.reporting import drawing
from athar.direction.reporting.document import Document
from athar.direction.reporting.exhibits import CHARTS, TABLES
from athar.direction.reporting.faces import html
from athar.direction.reporting.models import Freeze, Publication
from athar.direction.reporting.publishing import published
from athar.direction.reporting.queries import Restatement, figures_of
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Measurement
from athar.foundation.core.charts import ChartData
from athar.foundation.core.keeping import kept
from athar.foundation.core.numerals import active_digits
from athar.foundation.core.templatetags.athar_text import digits
from athar.web.site.asking import ask
from athar.web.site.presenting.figures import shown
from athar.web.site.presenting.receipts import receipt
from athar.web.site.presenting.sentences import sentence_with
from athar.web.site.words import language
from athar.web.ui.viewer import Viewer

KEPT_SECONDS = 3600


def page(publication: Publication, chosen: str, request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    freeze = publication.freeze
    report, approval = freeze.revision.report, freeze.revision.approval
    beside = _receipt(chosen, report.period, request, viewer) if chosen else None
    text = text_of(freeze, chosen if beside else "")
    if beside:
        beside["sentence"] = text["sentence"]
    return {
        "publication": publication,
        "trail": [(_("Reports"), reverse("site:reports")), (digits(report), "")],
        "report": report,
        "freeze": freeze,
        "approval": approval,
        "text": text,
        "restated": restated(freeze),
        "receipt": beside,
        "close_url": reverse("site:report", args=[report.slug]),
        "pdf_url": reverse("site:report-pdf", args=[report.slug, language()]),
        "data_url": reverse("site:report-data", args=[report.slug]),
        "root": bytes(freeze.head.root).hex(),
    }


def text_of(freeze: Freeze, code: str) -> dict[str, SafeString | str]:
    """
    Title, contents and text of a frozen report in the language being spoken.

    Kept, because a frozen report never changes; the root tells two associations' reports apart.
    """
    name = f"report:{freeze.pk}:{bytes(freeze.head.root).hex()}:{language()}:{active_digits()}:{code}"
    return kept(name, KEPT_SECONDS, lambda: _rendered(freeze, code))


def _rendered(freeze: Freeze, code: str) -> dict[str, SafeString | str]:
    document: Document = published(freeze, language())
    current = (code, freeze.revision.report.period) if code else None
    return {
        "title": document.title,
        "sentence": sentence_with(document, code, freeze.revision.report.period) if code else "",
        "contents": html.render_contents(document),
        "body": html.render_document(document, current=current),
    }


def _receipt(code: str, period: str, request: HttpRequest, viewer: Viewer) -> dict[str, Any] | None:
    try:
        return receipt(ask(request, Period.read(period), code, narrow=False), viewer)
    except Http404:
        return None


def restated(freeze: Freeze) -> list[dict[str, Any]]:
    """Published figures that have changed since, each beside the live one; looked up once for a state of the data."""
    state = measuring.data_state().digest
    changed = kept(f"restated:{freeze.pk}:{state}", KEPT_SECONDS, lambda: _restated(freeze))
    return [
        {"published": shown(one.published.measurement), "live": shown(one.live, live=True), "difference": one.difference}
        for one in changed
    ]  # fmt: skip


def _restated(freeze: Freeze) -> list[Restatement]:
    rows = figures_of(freeze)
    changed: list[Restatement] = []
    for period in sorted({name for _code, name in rows}):
        codes = [code for code, name in rows if name == period]
        live: dict[str, Measurement] = measuring.measure(codes, Period.read(period))
        changed += [Restatement(rows[code, period], live[code]) for code in codes]
    return [one for one in changed if one.differs]


def exhibit_csv(freeze: Freeze, name: str) -> str | None:
    """A chart or a table as it was frozen; None when the report shows no such thing."""
    content = freeze.data.content.get(name)
    if content is None:
        return None
    period = Period.read(freeze.revision.report.period)
    if name in CHARTS:
        chart: ChartData = drawing.chart(name, content, period, language())
        return chart.as_table(language()).as_csv()
    return drawing.table(name, content, period, language()).as_csv() if name in TABLES else None
