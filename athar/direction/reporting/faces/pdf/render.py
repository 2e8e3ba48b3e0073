"""Puts document, cover and colophon together and has them set."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from athar.direction.reporting.document.model import Document, Language
from athar.direction.reporting.faces.pdf.matter import Colophon, Cover
from athar.direction.reporting.faces.pdf.tree import Node, body_of
from athar.foundation.core.dates import both_calendars, format_day, format_hijri, hijri, riyadh_day
from athar.foundation.core.printing.compiling import compiled
from athar.foundation.core.templatetags.athar_ui.motif import rings_of

SOURCE = Path(__file__).parent / "typst" / "report.typ"


def render_pdf(document: Document, *, base_url: str, cover: Cover, colophon: Colophon | None = None) -> bytes:
    """
    The report as PDF/A-2a and PDF/UA-1.

    :param base_url: put before every address, so that a printed link still leads home: ``https://athar.example``.
    :param colophon: None for a draft, whose figures are still live.
    :raises CannotMakePdf: when typst refuses or warns.
    """
    with override(document.language):
        return typeset(
            document,
            base_url=base_url,
            author=cover.association,
            description=f"{document.title}. {cover.period_label}.",
            keywords=[cover.period_label],
            issued_on=cover.issued_on,
            running=_running(cover, colophon),
            cover=_cover(cover, document.language),
            colophon=_colophon(cover, colophon, document.language),
        )


def typeset(
    document: Document,
    *,
    base_url: str,
    author: str,
    description: str,
    keywords: list[str],
    issued_on: date,
    running: str,
    cover: Node,
    colophon: Node,
    words: dict[str, str] | None = None,
    flowing: bool = False,
) -> bytes:
    """
    Any document between a cover and a colophon, as ``typst/report.typ`` reads them; its language is active already.

    :param words: others than a report's, by the name ``_words`` gives them.
    :param flowing: chapters follow each other on a page, as short ones should.
    """
    values = {
        **body_of(document),
        "base_url": base_url.rstrip("/"),
        "words": _words() | (words or {}),
        "author": author,
        "description": description,
        "keywords": keywords,
        "date": [issued_on.year, issued_on.month, issued_on.day],
        "running": running,
        "cover": cover,
        "colophon": colophon,
        "flowing": flowing,
    }
    return compiled(SOURCE, {"report": json.dumps(values, ensure_ascii=False)}, on=issued_on)


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "receipt": _("Receipt"),
        "identified": _("Identified people"),
        "headcount": _("Headcount"),
        "figure_notes": _("Notes on every figure"),
        "figure_notes_lead": _(
            "Every figure of this report once, with what it means, how it was counted, where it stands and where its receipt is."
        ),
        "receipt_number": _("Receipt"),
        "pages": _("Pages"),
        "comma": _(","),
        "colophon": _("About this issue"),
        "head": _("The signed head of the ledger"),
        "head_lead": _(
            "This note fixes the ledger as it stood when the report was frozen. Whoever holds it can tell whether anything before it was changed."
        ),
        "check": _("How to check this report"),
        "made": _("Set in IBM Plex Sans Arabic by Athar, from the same records as the site."),
    }


def _running(cover: Cover, colophon: Colophon | None) -> str:
    marks = [cover.association]
    if colophon is None:
        marks.append(_("Draft"))
    if cover.demonstration:
        marks.append(_("Demonstration data"))
    return " · ".join(marks)


def _cover(cover: Cover, language: Language) -> Node:
    return {
        "association": cover.association,
        "period": cover.period_label,
        "subtitle": cover.subtitle,
        "years": _years(cover.starts_on, cover.ends_on),
        "demonstration": _("Demonstration data") if cover.demonstration else "",
        "issued": [
            _("Issued on %(day)s") % {"day": format_day(cover.issued_on, language)},
            format_hijri(cover.issued_on, language),
        ],
        "rings": rings(cover.rings),
    }


def rings(values: Sequence[Any] = ()) -> list[Node]:
    """The rings of a cover; without a year's initiatives those of the mark itself: three."""
    drawn = rings_of(values or [{"value": 10**power} for power in (1, 2, 3)])
    return [
        {"radius": ring.radius, "width": ring.width, "opacity": ring.opacity, "counted": ring.counted}
        for ring in drawn
    ]


def _years(starts_on: date, ends_on: date) -> str:
    """The period's years in both calendars, ranges in words."""
    first, last = hijri(starts_on).year, hijri(ends_on).year
    hijri_years = (
        _("%(first)s to %(last)s AH") % {"first": first, "last": last}
        if first != last
        else _("%(year)s AH") % {"year": first}
    )
    if starts_on.year == ends_on.year:
        return f"{_('%(year)s CE') % {'year': starts_on.year}} · {hijri_years}"
    return (
        f"{_('%(first)s to %(last)s CE') % {'first': starts_on.year, 'last': ends_on.year}} · {hijri_years}"
    )


def _colophon(cover: Cover, colophon: Colophon | None, language: Language) -> Node:
    facts = [
        _fact(pgettext("colophon", "Association"), cover.association),
        _fact(_("Issued"), both_calendars(cover.issued_on, language)),
    ]
    if colophon is None:
        facts.append(_fact(_("Status"), _("Draft: its figures are live and may still change.")))
        return {"facts": facts, "checkpoint": "", "steps": []}
    facts += [
        _fact(_("Issue"), str(colophon.issue), code=True),
        _fact(pgettext("colophon", "Frozen"), both_calendars(riyadh_day(colophon.frozen_at), language)),
    ]
    if colophon.prepared_by:
        facts.append(_fact(_("Prepared by"), colophon.prepared_by))
    if colophon.approved_by:
        on = f"، {both_calendars(colophon.approved_on, language)}" if colophon.approved_on else ""
        facts.append(
            _fact(pgettext("colophon", "Approved by"), f"{colophon.approved_by}{on}".replace("، ", _(", ")))
        )
    if colophon.resolution:
        facts.append(_fact(_("Resolution"), colophon.resolution))
    return {"facts": facts, "checkpoint": colophon.checkpoint.strip(), "steps": _steps(colophon)}


def _steps(colophon: Colophon) -> list[dict[str, str]]:
    return [
        {
            "text": _("Open the report's page and press the seal beside any figure."),
            "url": colophon.report_url,
            "command": "",
        },
        {"text": _("Download the data package."), "url": colophon.data_url, "command": ""},
        {
            "text": _("Check the package on your own machine, without a connection."),
            "url": "",
            "command": "athar verify data.zip",
        },
        {
            "text": _("Compare the signed head above with the one published."),
            "url": colophon.verification_url,
            "command": "",
        },
    ]


def _fact(term: str, text: str, *, code: bool = False) -> dict[str, Any]:
    return {"term": term, "text": text, "code": code}
