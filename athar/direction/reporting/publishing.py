"""A report in one of its forms: a page, a PDF, a data package. Made once for a frozen report, then kept."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from athar.direction.reporting import packaging
from athar.direction.reporting.document import Document, parse
from athar.direction.reporting.faces import html, pdf
from athar.direction.reporting.models import Freeze, Report, Revision
from athar.direction.reporting.queries import latest_publication
from athar.direction.reporting.resolving import Frozen, Live
from athar.foundation.core.dates import period_label, riyadh_day


class NothingToPublish(LookupError):
    """The report has no text yet, or is not published, which the data package needs."""


def build(report: Report, *, language: str, form: str) -> bytes:
    """
    The report as a file: the newest published issue, or a draft of the newest text where there is none.

    :param form: html, pdf or data.
    :raises NothingToPublish: when there is no text; for data, when there is no published issue.
    """
    publication = latest_publication(report)
    if publication is not None:
        return kept(publication.freeze, language=language, form=form)
    if form == "data":
        message = f"{report.slug} is not published yet; its data package exists from the day it is."
        raise NothingToPublish(message)
    revision = report.revisions.select_related("report").first()
    if revision is None:
        message = f"{report.slug} has no text yet; write it in the report studio."
        raise NothingToPublish(message)
    document = draft(revision, language)
    return _page(document).encode() if form == "html" else _pdf(document, revision, None)


def kept(frozen: Freeze, *, language: str, form: str) -> bytes:
    """A form of a frozen report, from the disk when it was made before."""
    path = (
        Path(settings.DATA_DIR)
        / "reports"
        / f"{frozen.revision.report.slug}-{frozen.number}-{_stamp(frozen)}"
    )
    name = {"html": f"{language}.html", "pdf": f"{language}.pdf", "data": "data.zip"}[form]
    file = path / name
    if not file.exists():
        content = _made(frozen, language, form)
        path.mkdir(parents=True, exist_ok=True)
        half = path / f".{name}-{timezone.now().timestamp()}"
        half.write_bytes(content)
        half.rename(file)
    return file.read_bytes()


def _stamp(frozen: Freeze) -> str:
    """Two associations in one data folder, one after the other, must not see each other's files."""
    return bytes(frozen.head.root).hex()[:16]


def _made(frozen: Freeze, language: str, form: str) -> bytes:
    if form == "data":
        return packaging.build(frozen)
    document = published(frozen, language)
    return _page(document).encode() if form == "html" else _pdf(document, frozen.revision, frozen)


def published(frozen: Freeze, language: str) -> Document:
    """The document of a frozen report."""
    report = frozen.revision.report
    return parse(frozen.revision.source(language), language, Frozen(frozen, language), period=report.period)  # type: ignore[arg-type]


def draft(revision: Revision, language: str, *, source: str | None = None) -> Document:
    """The document of a text with the figures as they stand now; ``source`` instead of the kept text for a preview."""
    resolver = Live(revision.report, language, at=timezone.now())
    text = revision.source(language) if source is None else source
    return parse(text, language, resolver, period=revision.report.period)  # type: ignore[arg-type]


def _page(document: Document) -> str:
    """A page that stands by itself: no address of ours, no style but the reader's own."""
    direction = "rtl" if document.language == "ar" else "ltr"
    with override(document.language):
        body = html.render_document(document)
    return (
        f'<!doctype html>\n<html lang="{document.language}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{document.title}</title></head>\n'
        f"<body><main><h1>{document.title}</h1>\n{body}\n</main></body></html>\n"
    )


def _pdf(document: Document, revision: Revision, frozen: Freeze | None) -> bytes:
    report, language = revision.report, document.language
    cover = pdf.Cover(
        association=settings.ATHAR_ASSOCIATION[language],
        period_label=period_label(report.starts_on, report.ends_on, language),
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        issued_on=riyadh_day(frozen.at if frozen else timezone.now()),
        demonstration=settings.ATHAR_DEMO,
        rings=_rings(frozen),
    )
    return pdf.render_pdf(
        document,
        base_url=settings.ATHAR_BASE_URL,
        cover=cover,
        colophon=_colophon(frozen, language) if frozen else None,
    )


def _rings(frozen: Freeze | None) -> tuple[dict[str, object], ...]:
    rows = frozen.data.content.get("beneficiaries_by_initiative", {}).get("rows", []) if frozen else []
    return tuple({"value": row["value"], "counted": row["headcount"] > row["identified"]} for row in rows)


def _colophon(frozen: Freeze, language: str) -> pdf.Colophon:
    report, approval = frozen.revision.report, frozen.revision.approval
    prefix = "" if language == "ar" else f"/{language}"
    return pdf.Colophon(
        issue=frozen.number,
        frozen_at=frozen.at,
        approved_by=approval.by.name,
        approved_on=riyadh_day(approval.at),
        resolution=approval.resolution,
        prepared_by=frozen.revision.written_by.name,
        checkpoint=frozen.head.note,
        report_url=f"{prefix}/reports/{report.slug}/",
        data_url=f"{prefix}/reports/{report.slug}/data.zip",
        verification_url=f"{prefix}/verification/",
    )
