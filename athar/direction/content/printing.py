"""A guide or a study to keep: its text between a cover and a colophon, as a tagged PDF in either language."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.direction.content.choices import Translation
from athar.direction.content.models import Revision
from athar.direction.content.texts import asked_by, resolved
from athar.direction.content.texts.reading import EVERYTHING
from athar.direction.content.texts.syntax import parsed
from athar.direction.reporting.document import Document, FigureRef, References, ReportSourceError, UnknownName
from athar.direction.reporting.document import parse as parse_document
from athar.direction.reporting.document.model import LANGUAGES, Language
from athar.direction.reporting.faces import pdf
from athar.foundation.core.charts import ChartData, TableData
from athar.foundation.core.dates import both_calendars, format_day, format_hijri

FIT = {Translation.CURRENT, Translation.OUTDATED}


class _Told:
    """The figures a text tells; a guide has no charts or tables of a report."""

    def __init__(self, figures: Mapping[tuple[str, str], FigureRef]) -> None:
        self._figures = figures

    def figure(self, code: str, period: str) -> FigureRef:
        if (code, period) not in self._figures:
            raise UnknownName(code)
        return self._figures[code, period]

    def chart(self, name: str) -> ChartData:
        raise UnknownName(name)

    def table(self, name: str) -> TableData:
        raise UnknownName(name)


def languages_in_print(revision: Revision) -> list[Language]:
    """The languages whose text can be printed: fit to be read, in chapters, and without pictures or tables."""
    return [language for language in LANGUAGES if _can_be_printed(revision, language)]


def document_of(revision: Revision, language: Language, *, at: datetime) -> Document:
    """
    The text as a document, its figures as published or as of now.

    :raises ReportSourceError: for a text that cannot be printed, and for a figure that cannot be told.
    """
    body = revision.wording(language).body
    asked = asked_by(body, language, figures=EVERYTHING, periods=EVERYTHING, pictures=EVERYTHING)  # type: ignore[arg-type]
    return _read(revision, language, _Told(resolved(asked.figures, language, at=at)))


def render(revision: Revision, document: Document, *, address: str, published_on: date) -> bytes:
    """
    The PDF of a document that ``document_of`` gave.

    :param address: of the item's page, from the site's root; printed, so that whoever holds the paper finds the page.
    :raises CannotMakePdf: when typst refuses or warns.
    """
    language = document.language
    wording, association = revision.wording(language), settings.ATHAR_ASSOCIATION[language]
    with override(language):
        genre = str(revision.get_genre_display())
        notice = _("Demonstration data") if settings.ATHAR_DEMO else ""
        return pdf.typeset(
            document,
            base_url=settings.ATHAR_BASE_URL,
            author=wording.authors or association,
            description=wording.summary,
            keywords=[str(revision.get_subject_display()), genre],
            issued_on=published_on,
            running=" · ".join(filter(None, [association, notice])),
            cover={
                "association": association,
                "period": genre,
                "subtitle": wording.summary,
                "years": wording.authors,
                "demonstration": notice,
                "issued": [
                    _("Published on %(day)s") % {"day": format_day(published_on, language)},
                    format_hijri(published_on, language),
                ],
                "rings": pdf.rings(),
            },
            colophon={
                "facts": _facts(revision, language, published_on),
                "checkpoint": "",
                "steps": _steps(address),
            },
            words={
                "figure_notes_lead": _(
                    "Every figure told here once, with what it means, how it was counted, where it stands and where its receipt is."
                ),
                "check": _("How to check what stands here"),
                "colophon": _("About this document"),
            },
            flowing=True,
        )


def _facts(revision: Revision, language: Language, published_on: date) -> list[dict[str, object]]:
    wording, association = revision.wording(language), settings.ATHAR_ASSOCIATION[language]
    year = f" ({revision.year})" if revision.year else ""
    facts = [
        (_("Authors"), wording.authors),
        (_("Publisher"), association),
        (_("Published"), both_calendars(published_on, language)),
        (_("Licence"), str(revision.get_licence_display())),
        (_("Cite it"), f"{wording.authors or association}{year}. {wording.title}. {association}."),
    ]
    return [{"term": term, "text": text, "code": False} for term, text in facts if text]


def _steps(address: str) -> list[dict[str, str]]:
    return [
        {
            "text": _("Open its page: the text there is the one in force, should it have changed since."),
            "url": address,
            "command": "",
        },
        {
            "text": _("Press the seal beside a figure to see the records behind it."),
            "url": "",
            "command": "",
        },
    ]


def _can_be_printed(revision: Revision, language: Language) -> bool:
    wording = revision.wording(language)
    if wording.state not in FIT or any(token.type == "table_open" for token in parsed(wording.body)):
        return False
    try:
        _read(revision, language, References(EVERYTHING, frozenset(), frozenset()))
    except ReportSourceError:
        return False
    return True


def _read(revision: Revision, language: Language, resolver: References | _Told) -> Document:
    wording = revision.wording(language)
    source = f"# {' '.join(wording.title.split())}\n\n{wording.body}"
    return parse_document(source, language, resolver, period="")
