"""A fact entered by a program: what a form would say, made into a proposal that a second person decides on."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import Source
from athar.engine.ledger.models import Proposal
from athar.engine.ledger.operations import propose
from athar.engine.ledger.queries import persons_open_to
from athar.engine.register.models import Initiative
from athar.foundation.core.dates import age_group, age_on
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.evidence.models import Evidence
from athar.foundation.evidence.operations import keep
from athar.foundation.evidence.rules import media_type_of
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import NEEDS, reach_of_key
from athar.foundation.gate.keys import Program
from athar.foundation.people.holdings import reach_of
from athar.foundation.people.models import Person
from athar.foundation.people.reach import with_number
from athar.foundation.places.models import Region
from athar.web.api.files import file_from
from athar.web.api.schemas import EntryIn, EvidenceIn


class EntryRefused(Refused):
    """What the entry names is not there."""


def enter(*, entry: EntryIn, program: Program, at: datetime) -> Proposal:
    """
    Propose what a program sent, in the name of the holder of its key. Call it within a transaction.

    :raises Refused: with every reason, of the entry and of the ledger.
    """
    initiative = Initiative.objects.filter(code=entry.initiative).first()
    region = Region.objects.filter(pk=entry.region).first() if entry.region else None
    reasons = [
        reason
        for wanted, found, reason in (
            (True, initiative, NO_INITIATIVE),
            (bool(entry.region), region, NO_REGION),
        )
        if wanted and found is None
    ]
    person = _person(entry, program, reasons, at=at) if entry.kind == "hours" else None
    if reasons or initiative is None:
        raise EntryRefused(*reasons)
    proposal = Proposal(
        kind=entry.kind, initiative=initiative, occurred_on=entry.occurred_on, region=region, place=entry.place.strip(),
        session=entry.session.strip(), source=Source.PROGRAM,
    )  # fmt: skip
    if person is None:
        proposal.headcount, proposal.method = entry.headcount, entry.method or ""
        proposal.dimensions = {"explanation": said} if (said := entry.explanation.strip()) else {}
    else:
        _say_hours(proposal, entry, person)
    if entry.evidence:
        proposal.evidence = _evidence(entry.evidence, by=program.account.person, at=at)
    within = reach_of(program.roles, NEEDS[Scope.RECORDS_ENTER])
    return propose(proposal=proposal, by=program.account.person, at=at, within=within)


def _say_hours(proposal: Proposal, entry: EntryIn, person: Person) -> None:
    proposal.person, proposal.gender, proposal.organisation = person, person.gender, person.organisation
    proposal.quantity, proposal.unit, proposal.level = (
        Decimal(str(entry.quantity)).quantize(Decimal("0.01")),
        "hour",
        entry.level,
    )
    if person.birth_date:
        proposal.age_group = age_group(age_on(person.birth_date, entry.occurred_on))


def _person(entry: EntryIn, program: Program, reasons: list[Reason], *, at: datetime) -> Person | None:
    """Whom the hours are of: the one person of this number about whom the holder of the key may enter facts."""
    if entry.quantity is None:
        reasons.append(NO_HOURS)
    far = reach_of_key(program.roles, Scope.RECORDS_ENTER)
    open_to = persons_open_to(program.account.person, program.roles, far, at=at)
    found = list(with_number(open_to, entry.person or "")[:2])
    if len(found) == 1:
        return found[0]
    reasons.append(SEVERAL if found else NOBODY)
    return None


def _evidence(sent: EvidenceIn, *, by: Person, at: datetime) -> Evidence:
    media_type = media_type_of(sent.file_name)
    if media_type is None:
        raise EntryRefused(NO_TYPE)
    file = file_from(sent.content, sent.file_name)
    return keep(file=file, title_ar=sent.title, title_en=sent.title, media_type=media_type, by=by, at=at)


NO_INITIATIVE = Reason(
    "unknown_initiative", _("There is no initiative of this code."), _("GET /initiatives lists them.")
)
NO_REGION = Reason(
    "unknown_region", _("There is no region of this code."), _("Regions are SA-01 to SA-12 and SA-14.")
)
NOBODY = Reason(
    "nobody_known", _("Nobody you may enter hours for has this number."),
    _("Send the identity number or the phone; new people come in with an import."),
)  # fmt: skip
SEVERAL = Reason("several_known", _("Several people have this number."), _("Send the identity number."))
NO_HOURS = Reason("no_hours", _("The hours are missing."), _("Send quantity: hours of this day."))
NO_TYPE = Reason(
    "media_type", _("Evidence is a PDF, a picture (JPG, PNG), a CSV or an Excel workbook."),
    _("Give the file its own name with its ending."),
)  # fmt: skip
