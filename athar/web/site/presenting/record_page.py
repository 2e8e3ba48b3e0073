"""Everything the page of a record shows, as far as the viewer may read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.analytics.metrics import Period
from athar.engine.ledger.choices import Source
from athar.engine.ledger.models import Record, SignedHead
from athar.engine.ledger.models.record import number
from athar.engine.ledger.signing import key
from athar.foundation.core.dates import clock_span
from athar.foundation.core.numerals import active_digits
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person, RoleGrant
from athar.foundation.people.queries import STAFF
from athar.foundation.people.rules import Sight
from athar.initiatives.volunteering.entered import session_named
from athar.web.site.asking import figure_address
from athar.web.site.presenting import records
from athar.web.site.words import called, language
from athar.web.ui.viewer import Viewer

# The figure that a kind of record goes into, for the way back up the thread.
FIGURES = {
    "service": "beneficiaries.reached", "training": "beneficiaries.reached", "completion": "beneficiaries.reached",
    "headcount": "beneficiaries.reached", "hours": "hours.approved", "response": "culture.responses",
    "publication": "culture.guides", "target": "beneficiaries.targeted",
}  # fmt: skip


def page(record: Record, viewer: Viewer) -> dict[str, Any]:
    reversal = Record.objects.filter(corrects=record.position).first()
    head = SignedHead.objects.filter(size__gt=record.position).last()
    return {
        "record": record,
        "row": records.row(record, viewer.sight_of),
        "facts": facts(record, viewer.sight_of(record)),
        "acts": acts(record, viewer),
        "reversal": None if reversal is None else {"number": str(reversal), "url": address(reversal.position), "reason": reversal.reason,
                                                   "at": reversal.approved_at},
        "corrects": None if record.corrects is None else {"number": number(record.corrects), "url": address(record.corrects)},
        "hash": bytes(record.hash).hex(),
        "commitment": bytes(record.commitment).hex(),
        "head": head,
        "root": bytes(head.root).hex() if head else "",
        "steps": path_length(record.position, head.size) if head else 0,
        "proof_url": reverse("site:record-proof", args=[record.position]),
        "figure_url": figure_address("figure", Period.year(record.occurred_on.year), FIGURES[record.kind]),
        "verifier_key": str(key().public),
        "trail": [(_("The ledger"), reverse("site:ledger")), (str(record), "")],
    }  # fmt: skip


def address(position: int) -> str:
    return reverse("site:record", args=[position])


def facts(record: Record, sight: Sight) -> list[dict[str, Any]]:
    """What happened, in the order people ask: what, who, when, where. Empty facts are left out."""
    rows: list[tuple[str, Any, str]] = [
        (_("Kind"), record.get_kind_display(), ""),
        (_("Initiative"), record.initiative, reverse("site:initiative", args=[record.initiative.code])),
        (_("Edition"), record.edition or "", ""),
        (
            _("Beneficiary") if record.kind != "hours" else _("Volunteer"),
            records.beneficiary(record, sight),
            "",
        ),
        (_("How many"), records.amount(record), ""),
        (_("Counted by"), record.get_method_display() if record.method else "", ""),
        (_("Level"), record.get_level_display() if record.level else "", ""),
        *_about_the_person(record, sight),
        (_("Date"), both_dates(record.occurred_on), ""),
        (_("Region"), record.region.name if record.region else "", ""),
        (_("Place"), record.place, ""),
        (_("Session"), *_session(record)),
        (_("Body"), record.organisation or "", ""),
        (_("Source"), Source.in_words(record.source), ""),
    ]
    return [{"term": term, "text": text, "url": url} for term, text, url in rows if text]


def _session(record: Record) -> tuple[str, str]:
    """A shift that volunteers took seats in by its name, with the way to its opportunity; else as whoever entered it called it."""
    session = session_named(record.session)
    if session is None or session.edition_id != record.edition_id:
        return record.session, ""
    hours = clock_span(session.starts_at, session.ends_at, language(), active_digits())
    return _(", ").join((str(session), hours)), reverse("site:opportunity", args=[session.edition.code])


def _about_the_person(record: Record, sight: Sight) -> list[tuple[str, Any, str]]:
    """Gender and age group could tell who somebody is, so the hash hides them, and so does the page."""
    if sight < Sight.MASKED:
        return []
    return [
        (_("Gender"), record.get_gender_display() if record.gender else "", ""),
        (_("Age group"), record.age_group, ""),
    ]


def acts(record: Record, viewer: Viewer) -> list[dict[str, Any]]:
    """Who entered and who approved: by role for everybody, by name for staff."""
    roles = roles_at([record.entered_by, record.approved_by], record.approved_at)
    return [
        {"role": _("Entered by"), "name": _who(record.entered_by, roles, viewer), "when": record.entered_at},
        {
            "role": _("Approved by"),
            "name": _who(record.approved_by, roles, viewer),
            "when": record.approved_at,
        },
    ]


def _who(person: Person, roles: dict[int, str], viewer: Viewer) -> str:
    role = roles.get(person.pk, _("A member of staff"))
    return f"{called(person)} ({role})" if viewer.is_staff else role


def roles_at(persons: Sequence[Person], at: datetime) -> dict[int, str]:
    """The role each held then, in words; of several the one that works with records comes first."""
    order = [*Role]
    grants = RoleGrant.objects.filter(
        Q(until=None) | Q(until__gt=at),
        person__in=persons,
        since__lte=at,
        role__in=STAFF | {Role.PARTNER_MANAGER},
    )
    found = sorted(
        grants.values_list("person_id", "role"), key=lambda grant: order.index(Role(grant[1])), reverse=True
    )
    return {person: str(Role(role).label) for person, role in found}


def path_length(index: int, size: int) -> int:
    """How many hashes an inclusion proof holds (RFC 9162, section 2.1.3)."""
    start, stop, steps = 0, size, 0
    while stop - start > 1:
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        start, stop = (start, middle) if index < middle else (middle, stop)
        steps += 1
    return steps
