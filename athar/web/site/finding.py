"""What of the public pages can be searched."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.direction.content.choices import Shelf
from athar.direction.content.queries import matching, shown
from athar.direction.reporting.models import Freeze
from athar.direction.reporting.publishing import published
from athar.direction.reporting.queries import newest_publications
from athar.direction.strategy import measuring
from athar.engine.ledger.models import Record
from athar.engine.register.models import Initiative
from athar.foundation.core.keeping import kept
from athar.foundation.core.templatetags.athar_text import digits
from athar.foundation.evidence.models import Evidence
from athar.initiatives.volunteering.finding import Wanted
from athar.initiatives.volunteering.finding import found as live
from athar.web.site import lookups
from athar.web.site.asking import figure_address
from athar.web.site.presenting.content import address_of
from athar.web.site.presenting.figures import period_words
from athar.web.site.presenting.home import newest_year
from athar.web.site.presenting.opportunities import address_of as address_of_opportunity
from athar.web.site.presenting.sentences import sentences_of
from athar.web.site.words import language, spoken
from athar.web.ui.finding import Asked, Hit, finds
from athar.web.ui.viewer import Viewer

KEPT_SECONDS = 3600


@finds(gettext_lazy("By its number or code"), order=5)
def looked_up(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    """A record by number, a figure by its value or code, evidence by its hash: what the verification page finds."""
    if not any(letter.isdigit() for letter in asked.plain) and "." not in asked.plain:
        return []
    return [Hit(str(found.what), found.url, 0, str(found.note)) for found in lookups.find(asked.text)[:limit]]


@finds(gettext_lazy("Opportunities"), order=8)
def opportunities(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    """What one can sign up for now; its place and summary are searched as well."""
    hits: list[Hit] = []
    if not asked.words:
        return hits
    for one in live(Wanted(words=asked.text), at=timezone.now())[:limit]:
        rank = asked.rank(one.edition.name_ar, one.edition.name_en)
        hits.append(Hit(str(one), address_of_opportunity(one), 3 if rank is None else rank, one.summary))
    return hits


@finds(gettext_lazy("Initiatives"), order=10)
def initiatives(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    hits = [_initiative(asked, one) for one in Initiative.objects.all()]
    return [hit for hit in hits if hit][:limit]


def _initiative(asked: Asked, one: Initiative) -> Hit | None:
    rank = asked.rank(one.name_ar, one.name_en, one.code)
    if rank is None and all(word in Asked(f"{one.summary_ar} {one.summary_en}").key for word in asked.words):
        rank = 3
    return (
        None
        if rank is None
        else Hit(str(one), reverse("site:initiative", args=[one.code]), rank, one.summary)
    )


@finds(gettext_lazy("Figures"), order=20)
def figures(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    """Indicators that have a page, in the newest year told."""
    hits = []
    for code, definition in measuring.definitions().items():
        rank = asked.rank(*definition.labels.values(), code)
        if rank is not None:
            hits.append((code, str(spoken(definition.labels)), rank))
    year = newest_year() if hits else None
    if year is None:
        return []
    about = period_words(year)
    return [
        Hit(label, figure_address("figure", year, code), rank, about) for code, label, rank in hits[:limit]
    ]


@finds(gettext_lazy("Reports and their sentences"), order=30)
def reports(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    hits = []
    for publication in newest_publications():
        freeze, report = publication.freeze, publication.freeze.revision.report
        address = reverse("site:report", args=[report.slug])
        rank = asked.rank(report.title_ar, report.title_en, report.slug)
        if rank is not None:
            hits.append(Hit(digits(report), address, rank))
        for anchor, chapter, sentence in _sentences(freeze):
            if all(word in Asked(sentence).key for word in asked.words):
                about = f"{digits(report)}{_(', ')}{digits(chapter)}" if chapter else digits(report)
                hits.append(Hit(digits(sentence), f"{address}#{anchor}" if anchor else address, 3, about))
    return hits[:limit]


def _sentences(freeze: Freeze) -> list[tuple[str, str, str]]:
    name = f"sentences:{freeze.pk}:{bytes(freeze.head.root).hex()}:{language()}"
    return kept(name, KEPT_SECONDS, lambda: sentences_of(published(freeze, language())))


@finds(gettext_lazy("Pages, news and the library"), order=35)
def content(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    """What readers see now, by any of its words."""
    rows = matching(shown(at=timezone.now()).filter(revision__isnull=False), asked.text)[:limit]
    hits = []
    for row in rows:
        assert row.revision is not None  # noqa: S101 -- those that show nothing were left out
        title = row.revision.readable(language()).title
        rank = asked.rank(title)
        about = str(Shelf(row.item.shelf).label)
        hits.append(Hit(title, address_of(row.item), 3 if rank is None else rank, about))
    return hits


@finds(gettext_lazy("Evidence"), order=50)
def evidence(asked: Asked, _viewer: Viewer, limit: int) -> list[Hit]:
    """By title; only what proves a record has a page."""
    wanted = Q()
    for word in asked.text.split():
        wanted &= Q(title_ar__icontains=word) | Q(title_en__icontains=word)
    rows = Evidence.objects.filter(wanted, sha256__in=Record.objects.values("evidence__sha256"))[:limit]
    hits = [(row, asked.rank(row.title_ar, row.title_en)) for row in rows]
    return [
        Hit(str(row), reverse("site:evidence", args=[row.sha256]), 3 if rank is None else rank)
        for row, rank in hits
    ]
