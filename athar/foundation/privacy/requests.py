"""What people ask about their data: asked, taken on, answered in time; a correction is carried out by whoever owns the fact."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day, start_of_day
from athar.foundation.core.facts import announce
from athar.foundation.core.personal import tables
from athar.foundation.core.refusals import Reason, Refused, Text
from athar.foundation.notices.operations import tell
from athar.foundation.people.choices import Purpose
from athar.foundation.people.correcting import FACTS, correct_fact, fact_of, read_fact
from athar.foundation.people.models import Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.choices import ENDS_A_REQUEST, HAS_EFFECT, Ground, RequestKind, RequestStepKind
from athar.foundation.privacy.erasures import ask_for_erasure
from athar.foundation.privacy.facts import GuardianConsidered, RequestAsked
from athar.foundation.privacy.models import Arrival, Request, RequestStep
from athar.foundation.privacy.operations import withdraw_on_request
from athar.foundation.privacy.rules import Deadline, deadline

PROFILE = "people.Person"
# Of what is done, whoever asked is told; that somebody took it on is for colleagues.
TOLD = {
    RequestStepKind.ANSWERED: "privacy.request_answered",
    RequestStepKind.ACCEPTED: "privacy.request_accepted",
    RequestStepKind.REFUSED: "privacy.request_refused",
    RequestStepKind.EXTENDED: "privacy.request_extended",
}


class RequestRefused(Refused):
    """It cannot be asked, or not be decided so."""


def facts() -> dict[str, Text]:
    """The facts that can be corrected, with their labels of the inventory."""
    [profile] = [table for table in tables() if table.model == PROFILE]
    labels = {column.name: column.label for part in profile.parts for column in part.columns}
    return {fact: labels[fact] for fact in FACTS}


def deadline_of(request: Request, *, at: datetime) -> Deadline:
    """Steps that were fetched with the request are not asked for again."""
    extended = any(step.kind == RequestStepKind.EXTENDED for step in request.steps.all())
    return deadline(riyadh_day(request.asked_at), extended=extended, on=riyadh_day(at))


def ending_of(request: Request) -> RequestStep | None:
    return next((step for step in request.steps.all() if step.kind in ENDS_A_REQUEST), None)


def arrival_of(request: Request) -> Arrival | None:
    """How it came, where somebody here recorded it."""
    found: Arrival | None = getattr(request, "arrival", None)
    return found


def owner_of(request: Request) -> Person | None:
    """Who took it on last."""
    taken = [step for step in request.steps.all() if step.kind == RequestStepKind.TAKEN]
    return taken[-1].by if taken else None


@transaction.atomic
def ask(
    *,
    person: Person,
    by: Person,
    kind: RequestKind,
    at: datetime,
    text: str = "",
    purpose: Purpose | None = None,
) -> Request:
    """
    Ask something about a person's data, in words.

    :param by: the person, or the guardian of a child.
    :raises RequestRefused: with every reason why not.
    """
    reasons = _not_theirs(person, by, at)
    if not text.strip():
        reasons.append(
            Reason("no_words", _("It does not say what you ask for."), _("Write it in a sentence or two."))
        )
    if kind is RequestKind.ERASURE and person.pk in queries.rows_of_human(by, at=at):
        reasons.append(
            Reason(
                "by_yourself",
                _("You can have your own data erased yourself."),
                _("Open My data, then Erase my data."),
            )
        )
    if reasons:
        raise RequestRefused(*reasons)
    request = Request.objects.create(
        person=person, asked_by=by, kind=kind, text=text.strip(), purpose=purpose or "", asked_at=at
    )
    announce_asked(request, at=at)
    return request


@transaction.atomic
def ask_for_correction(
    *,
    person: Person,
    by: Person,
    fact: str,
    value: str,
    at: datetime,
    text: str = "",
    evidence: File | None = None,
) -> Request:
    """
    Ask that one fact of the profile be put right.

    :raises RequestRefused: with every reason: not theirs, the same as it stands, asked already.
    :raises Refused: when the value is none this fact can have.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    old, new = fact_of(person, fact), read_fact(fact, value)
    if reasons := [*_not_theirs(person, by, at), *correction_refusals(person, fact, old=old, new=new)]:
        raise RequestRefused(*reasons)
    request = Request(
        person=person, asked_by=by, kind=RequestKind.CORRECTION, text=text.strip(), fact=fact, old=old, new=new, asked_at=at
    )  # fmt: skip
    if evidence:
        request.evidence.save(evidence.name or "evidence", evidence, save=False)
    request.save()
    announce_asked(request, at=at)
    return request


def announce_asked(request: Request, *, at: datetime, by: Person | None = None) -> None:
    """``by``: who recorded it for somebody else."""
    parties = {request.person_id, request.asked_by_id, *([by.pk] if by else [])}
    due = start_of_day(deadline_of(request, at=at).due_on)
    announce(RequestAsked(request.pk, tuple(sorted(parties)), due, at))


def _not_theirs(person: Person, by: Person, at: datetime) -> list[Reason]:
    if may_ask_about(person, by, at=at):
        return []
    return [Reason("not_yours", _("You can ask about yourself and about the children you speak for."))]


def may_ask_about(person: Person, by: Person, *, at: datetime) -> bool:
    """Whether it is themselves, or a child for whom they speak now."""
    own = queries.rows_of_human(by, at=at)
    return person.pk in own or _speaks_for(person, own, at)


def correction_refusals(person: Person, fact: str, *, old: str, new: str) -> list[Reason]:
    """Why this correction of a profile cannot be asked for; ``old`` and ``new`` in the one form of the fact."""
    found = []
    if new == old:
        found.append(
            Reason("the_same", _("The profile says just that."), _("Write what it should say instead."))
        )
    if Request.objects.open().filter(person=person, fact=fact).exists():
        found.append(
            Reason(
                "asked_already",
                _("This correction was asked for and waits."),
                _("Take the earlier request back first."),
            )
        )
    return found


def _speaks_for(child: Person, guardians: list[int], at: datetime) -> bool:
    """By an approval on paper, unless a room above knows better: who is linked to whom, and whose link was ended."""
    considered = GuardianConsidered(child.pk, tuple(guardians), at)
    announce(considered)
    if considered.answers:
        return considered.answers[-1]
    return queries.children_of(guardians, on=riyadh_day(at)).filter(pk=child.pk).exists()


@transaction.atomic
def note_step(
    *,
    request: Request,
    kind: RequestStepKind,
    by: Person,
    at: datetime,
    text: str = "",
    ground: Ground | None = None,
) -> RequestStep:
    """
    Take a request on, give it more time, answer, accept or refuse it. Accepting carries it out, in the same transaction.

    :raises RequestRefused: with every reason: ended, one's own, extended before or too late, without words or ground.
    :raises Refused: when carrying it out is refused by whoever owns the fact.
    """
    current = Request.objects.select_for_update().get(pk=request.pk)
    if reasons := _refusals(current, kind, by, at, text, ground):
        raise RequestRefused(*reasons)
    step = RequestStep.objects.create(
        request=current,
        kind=kind,
        text=text.strip(),
        ground=ground or "",
        asked_by=current.asked_by,
        by=by,
        at=at,
    )
    if kind is RequestStepKind.ACCEPTED:
        _carry_out(current, by, at)
    if kind in TOLD:
        tell(current.asked_by_id, TOLD[kind], at=at, request=current.pk)
    return step


@transaction.atomic
def take_back(*, request: Request, by: Person, at: datetime) -> RequestStep:
    """
    Take one's own request back, while nobody has ended it.

    :raises RequestRefused: when somebody else asked it, or it has ended.
    """
    current = Request.objects.select_for_update().get(pk=request.pk)
    if current.asked_by_id not in queries.rows_of_human(by, at=at):
        raise RequestRefused(Reason("not_yours", _("Somebody else asked this.")))
    if ending_of(current):
        raise RequestRefused(_ended())
    return RequestStep.objects.create(
        request=current, kind=RequestStepKind.TAKEN_BACK, asked_by=current.asked_by, by=by, at=at
    )


def _refusals(
    request: Request, kind: RequestStepKind, by: Person, at: datetime, text: str, ground: Ground | None
) -> list[Reason]:
    if ending_of(request):
        return [_ended()]
    found = []
    if {request.asked_by_id, request.person_id} & set(queries.rows_of_human(by, at=at)):
        found.append(
            Reason("own", _("Nobody decides what they asked for themselves."), _("A colleague decides."))
        )
    if kind is RequestStepKind.EXTENDED:
        found += _not_extendable(request, at)
    if kind is not RequestStepKind.TAKEN and not text.strip():
        found.append(
            Reason("no_words", _("Whoever asked reads nothing here."), _("Write it in a sentence or two."))
        )
    if kind is RequestStepKind.REFUSED and ground is None:
        found.append(Reason("no_ground", _("A refusal names its ground."), _("Choose one.")))
    wanted = RequestStepKind.ACCEPTED if request.kind in HAS_EFFECT else RequestStepKind.ANSWERED
    if kind in {RequestStepKind.ACCEPTED, RequestStepKind.ANSWERED} and kind is not wanted:
        found.append(
            Reason(
                "other_end",
                _("This request ends otherwise."),
                _("Accept what changes something; answer the others."),
            )
        )
    return found


def _not_extendable(request: Request, at: datetime) -> list[Reason]:
    now = deadline_of(request, at=at)
    if now.extended:
        return [Reason("extended", _("It was given more time already."), _("Once is all the law allows."))]
    if now.is_over:
        return [
            Reason("too_late", _("The thirty days are over."), _("More time is asked for before they end."))
        ]
    return []


def _ended() -> Reason:
    return Reason("ended", _("This request has ended."), _("A new one can be asked."))


def _carry_out(request: Request, by: Person, at: datetime) -> None:
    match request.kind:
        case RequestKind.CORRECTION:
            _correct(request, at)
        case RequestKind.ERASURE:
            ask_for_erasure(person=request.person, at=at, request=request)
        case RequestKind.WITHDRAWAL:
            withdraw_on_request(person=request.person, purpose=Purpose(request.purpose), by=by, at=at)


def _correct(request: Request, at: datetime) -> None:
    """On the row that was asked about, and on every other row of that human which says the same."""
    old, new = request.old or "", request.new or ""
    correct_fact(person=request.person, fact=request.fact, old=old, new=new)
    others = [pk for pk in queries.rows_of_human(request.person, at=at) if pk != request.person_id]
    for row in Person.objects.filter(pk__in=others):
        if old and fact_of(row, request.fact) == old:
            correct_fact(person=row, fact=request.fact, old=old, new=new)
