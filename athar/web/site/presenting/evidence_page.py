"""A piece of evidence and the records it proves."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.models import Record
from athar.engine.ledger.queries import proves_within, reversed_among
from athar.foundation.core.keeping import kept
from athar.foundation.core.numerals import active_digits, format_number
from athar.foundation.evidence.models import Evidence
from athar.foundation.evidence.rules import kind_of
from athar.foundation.people.rules import Sight, reach_of_sight
from athar.web.site.presenting import records
from athar.web.site.words import language
from athar.web.ui.viewer import Viewer

PAGE = 20
KILO = 1000
CHECKED_SECONDS = (
    600  # hashing a large file again for every visitor would be a gift to whoever wants to slow us down
)


def visible(sha256: str, viewer: Viewer) -> Evidence | None:
    """The public sees evidence of records; what only waits for approval is for those who check."""
    evidence = Evidence.objects.filter(sha256=sha256).first()
    if evidence is None or may_open(evidence, viewer):
        return evidence
    return evidence if Record.objects.filter(evidence=evidence).exists() else None


def may_open(evidence: Evidence, viewer: Viewer) -> bool:
    """Its file, which holds names: to whoever checks or manages, or whose role holds within scopes that it lies in wholly."""
    if viewer.may_open_evidence:
        return True
    far = reach_of_sight(viewer.roles, Sight.MASKED)
    return bool(far) and proves_within(evidence, far)


def page(evidence: Evidence, viewer: Viewer, after: int | None) -> dict[str, Any]:
    proved = Record.objects.filter(evidence=evidence).order_by("position")
    rows = list(
        (proved if after is None else proved.filter(position__gt=after)).with_everything()[: PAGE + 1]
    )
    return {
        "evidence": evidence,
        "trail": [(_("The ledger"), reverse("site:ledger")), (str(evidence), "")],
        "kind": kind_of(evidence.media_type),
        "size": size_words(evidence.size),
        "intact": kept(f"intact:{evidence.sha256}", CHECKED_SECONDS, evidence.is_intact),
        "count": proved.count(),
        "rows": records.rows(rows[:PAGE], viewer.sight_of, reversed_ones=reversed_among(rows[:PAGE])),
        "is_first": after is None,
        "after": rows[PAGE - 1].position if len(rows) > PAGE else None,
        "may_open": may_open(evidence, viewer),
        "file_url": reverse("site:evidence-file", args=[evidence.sha256]),
    }


def size_words(size: int) -> str:
    """Bytes as people say them: 12 kB, 1.4 MB."""
    digits = active_digits()
    if size < KILO:
        return _("%(size)s bytes") % {"size": format_number(size, language(), digits)}
    if size < KILO * KILO:
        return _("%(size)s kB") % {"size": format_number(round(size / KILO), language(), digits)}
    return _("%(size)s MB") % {"size": format_number(round(size / KILO / KILO, 1), language(), digits)}
