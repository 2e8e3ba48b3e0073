"""A short guided way from a sentence to its proof. The step stands in the address: ``?tour=3``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from athar.analytics.metrics import Period
from athar.direction.strategy import behind, measuring
from athar.direction.strategy.models import Measurement
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Record
from athar.web.site.asking import figure_address
from athar.web.site.presenting.home import LEAD, newest_publication, newest_year


@dataclass(frozen=True)
class Way:
    """What the tour is led along; found once, when a step is looked up."""

    report: str | None
    period: str
    record: Record | None


@dataclass(frozen=True)
class Step:
    title: Promise
    text: Promise
    address: Callable[[Way], str]


def _report(way: Way) -> str:
    return (
        f"{reverse('site:report', args=[way.report])}?figure={LEAD}#chapter-1"
        if way.report
        else reverse("site:home") + "?"
    )


def _figure(name: str) -> Callable[[Way], str]:
    return lambda way: (
        (figure_address(name, way.period, LEAD) if way.period else reverse("site:ledger")) + "?"
    )


def _record(way: Way) -> str:
    return (
        reverse("site:record", args=[way.record.position]) + "?"
        if way.record
        else reverse("site:ledger") + "?"
    )


def _evidence(way: Way) -> str:
    evidence = way.record.evidence if way.record else None
    return (
        reverse("site:evidence", args=[evidence.sha256]) + "?" if evidence else reverse("site:ledger") + "?"
    )


STEPS = [
    Step(
        _("A sentence"),
        _("The report says how many people were reached. The ring beside the number is its seal. Every number on every page has one."),
        _report,
    ),
    Step(
        _("Its figure"),
        _("Here the number stands with what it counts, how it splits, what was left out and why, and whether it has changed since."),
        _figure("figure"),
    ),
    Step(
        _("Its receipt"),
        _("Eight knots on one thread, from the number to its proof. Press “Recompute now”, and it is counted again from the records."),
        _figure("receipt"),
    ),
    Step(
        _("A record"),
        _("One of the records in the number: what happened, when and where, who entered it and who else approved it. It cannot be edited."),
        _record,
    ),
    Step(
        _("Its evidence"),
        _("The sheet the record was made from. Its hash is part of the record, so that nobody can swap the sheet without breaking the seal."),
        _evidence,
    ),
    Step(
        _("Your own check"),
        _("You need not trust this site. Download a receipt, and check it here or on a computer that is not connected to anything."),
        lambda _way: reverse("site:verification") + "?",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Stop:
    """The step a page is, with what leads on and back."""

    number: int
    of: int
    title: Promise
    text: Promise
    before: str
    after: str
    end: str


def stop_of(request: HttpRequest) -> Stop | None:
    """The stop a request is at; none when it is not on the tour."""
    given = request.GET.get("tour", "")
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= len(STEPS):
        return None
    number = int(given)
    step = STEPS[number - 1]
    return Stop(number, len(STEPS), step.title, step.text, _to(number - 1), _to(number + 1), request.path)


def _to(number: int) -> str:
    return f"{reverse('site:tour')}?step={number}" if 1 <= number <= len(STEPS) else ""


def address_of(number: int) -> str:
    """Where a step of the tour is; looked up anew, so that it always leads along what stands in the ledger now."""
    step = min(max(number, 1), len(STEPS))
    base, hash_mark, anchor = STEPS[step - 1].address(_way()).partition("#")
    return f"{base}{'' if base.endswith('?') else '&'}tour={step}{hash_mark}{anchor}"


def _way() -> Way:
    publication, year = newest_publication(), newest_year()
    slug = publication.freeze.revision.report.slug if publication else None
    period = year.name if year else ""
    return Way(slug, period, _a_proved_record(period))


def _a_proved_record(period: str) -> Record | None:
    """A record in the number that carries evidence; of a headcount, since its sheet says most."""
    if not period:
        return None
    measurement = measuring.measure([LEAD], Period.read(period))[LEAD]
    position = behind.remembered("proved", measurement, lambda: _proved(measurement))
    return None if position is None else Record.objects.with_everything().filter(position=position).first()


def _proved(measurement: Measurement) -> int | None:
    proved = behind.contributing(measurement).exclude(evidence=None)
    counted = proved.filter(kind=Kind.HEADCOUNT)
    return (
        counted.values_list("position", flat=True).first()
        or proved.values_list("position", flat=True).first()
    )
