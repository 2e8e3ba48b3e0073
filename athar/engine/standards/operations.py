"""Writes: a round is opened, answered, submitted by one and confirmed or given back by another."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.standards.choices import Level, Outcome, State
from athar.engine.standards.facts import RoundSubmitted
from athar.engine.standards.models import Answer, Measurement, Round, Submission, Verdict
from athar.engine.standards.queries import failing_of, measured
from athar.engine.standards.registry import newest
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.core.templatetags.athar_text import number
from athar.foundation.evidence import papers as folder
from athar.foundation.evidence.models import sha256_of
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import rows_of_human


class RoundRefused(Refused):
    """The round cannot be opened, answered or taken on so; every reason is listed."""


@dataclass(frozen=True)
class Reply:
    """
    What somebody answers to a criterion.

    :ivar papers: a file that proves it; None: the one that is there stays, unless ``without_papers`` takes it away.
    """

    level: Level
    note: str = ""
    link: str = ""
    papers: File | None = None
    without_papers: bool = False


@transaction.atomic
def open_round(*, standard: str, by: Person, at: datetime) -> Round:
    """
    Begin a self-assessment by the newest version of a standard.

    :raises RoundRefused: when there is no such standard, or a round of it runs.
    """
    known = newest(standard)
    if known is None:
        raise RoundRefused(UNKNOWN)
    if Round.objects.filter(standard=standard).exclude(state=State.CONFIRMED).exists():
        raise RoundRefused(RUNS)
    return Round.objects.create(
        standard=standard, version=known.version, criteria=known.data, opened_by=by, opened_at=at
    )


@transaction.atomic
def answer(*, round: Round, criterion: str, reply: Reply, by: Person, at: datetime) -> Answer:  # noqa: A002 -- the word of the glossary
    """
    Answer a criterion, in place of what was answered before.

    :raises RoundRefused: when the round is not open, the criterion is measured or unknown, or nothing proves the answer.
    """
    current = _locked(round)
    given = Answer.objects.filter(round=current, criterion=criterion).first() or Answer(
        round=current, criterion=criterion
    )
    stays = bool(given.papers) and not reply.without_papers
    if reasons := _not_to_answer(current, criterion, reply, papers=stays or reply.papers is not None):
        raise RoundRefused(*reasons)
    given.level, given.note, given.link = reply.level, reply.note.strip(), reply.link.strip()
    given.by, given.at = by, at
    _file(given, reply)
    given.save()
    return given


def _not_to_answer(current: Round, criterion: str, reply: Reply, *, papers: bool) -> list[Reason]:
    known = current.asks.by_code.get(criterion)
    proved = bool(reply.note.strip() or reply.link.strip() or papers)
    answers = [
        None if current.is_open else NOT_OPEN,
        None if known else NOT_ASKED,
        MEASURED if known and known.check else None,
        UNPROVED if reply.level in (Level.MET, Level.PARTLY) and not proved else None,
        NO_WHY if reply.level == Level.NOT_APPLICABLE and not reply.note.strip() else None,
    ]
    return [one for one in answers if one]


def _file(given: Answer, reply: Reply) -> None:
    """Keep the file that came, and destroy the one that it replaces or that is taken away."""
    if reply.papers is None and not reply.without_papers:
        return
    storage, old = given.papers.storage, str(given.papers.name or "")
    given.papers, given.papers_sha256 = "", ""
    if reply.papers is not None:
        reply.papers.seek(0)
        given.papers_sha256 = sha256_of(reply.papers)
        reply.papers.seek(0)
        folder.keep(given.papers, reply.papers)
    if old:
        transaction.on_commit(lambda: storage.delete(old))


@transaction.atomic
def submit(*, round: Round, by: Person, at: datetime) -> Submission:  # noqa: A002 -- the word of the glossary
    """
    Say that a round is answered: what its checks find now is kept with it.

    :raises RoundRefused: when it is not open, or something is unanswered.
    """
    current = _locked(round)
    asked = {one.code for one in current.asks.asked}
    left = len(asked - set(current.answers.values_list("criterion", flat=True)))
    reasons = [
        None if current.is_open else NOT_OPEN,
        Reason("unanswered", filled(UNANSWERED, many=number(left)), _("Answer them first."))
        if left
        else None,
    ]
    if found := [one for one in reasons if one]:
        raise RoundRefused(*found)
    current.measurements.all().delete()
    failing = failing_of(current, at=at)
    Measurement.objects.bulk_create(
        Measurement(
            round=current, criterion=code, numerator=value.numerator, denominator=value.denominator, failing=failing.get(code, []), at=at
        )
        for code, value in measured(current, at=at).items()
    )  # fmt: skip
    submission = Submission.objects.create(round=current, by=by, at=at)
    _go_to(current, State.SUBMITTED)
    announce(RoundSubmitted(current.pk, by.pk, at))
    return submission


@transaction.atomic
def decide(*, round: Round, outcome: Outcome, by: Person, at: datetime, reason: str = "") -> Verdict:  # noqa: A002 -- the word of the glossary
    """
    Confirm what was submitted, which freezes it, or give it back for a reason.

    :raises RoundRefused: when nothing waits, it is the decider's own work, or it is given back without a reason.
    """
    current, reason = _locked(round), reason.strip()
    submission = current.submissions.last()
    if not current.waits or submission is None:
        raise RoundRefused(NOT_WAITING)
    if found := refusals(current, by=by, at=at) + (
        [NO_REASON] if outcome == Outcome.RETURNED and not reason else []
    ):
        raise RoundRefused(*found)
    verdict = Verdict.objects.create(
        submission=submission, submitted_by=submission.by, outcome=outcome, reason=reason, by=by, at=at
    )
    tell([submission.by_id], f"standards.{outcome.value}", at=at)
    _go_to(current, State.CONFIRMED if outcome == Outcome.CONFIRMED else State.OPEN)
    return verdict


def refusals(current: Round, *, by: Person, at: datetime) -> list[Reason]:
    """Why this person may not decide about what was submitted: whoever answered or submitted it does not confirm it."""
    rows = rows_of_human(by, at=at)
    submission = current.submissions.last()
    answers = [
        OWN if submission and submission.by_id in rows else None,
        ANSWERED if current.answers.filter(by__in=rows).exists() else None,
    ]
    return [one for one in answers if one]


def _locked(one: Round) -> Round:
    return Round.objects.select_for_update(no_key=True).get(pk=one.pk)


def _go_to(current: Round, state: State) -> None:
    current.state = state
    current.save(update_fields=["state"])


UNANSWERED = _("Criteria without an answer: %(many)s.")
UNKNOWN = Reason("unknown", _("There is no such standard here."), _("Choose one of the list."))
RUNS = Reason("runs", _("A round of this standard runs already."), _("Finish it before you open another."))
NOT_OPEN = Reason(
    "not_open", _("This round is not open for answers."), _("Have it given back, or open another.")
)
NOT_ASKED = Reason("not_asked", _("This round does not ask for that."), _("Choose a criterion of its list."))
MEASURED = Reason(
    "measured", _("This criterion is measured from the data, not answered."), _("Mend what its list names.")
)
UNPROVED = Reason(
    "unproved", _("Nothing proves the answer."), _("Say how it is met, or add a link or a file.")
)
NO_WHY = Reason("no_why", _("It does not say why this does not apply."), _("Write the reason in the note."))
NOT_WAITING = Reason(
    "not_waiting", _("This round does not wait to be confirmed."), _("Load it again to see where it is.")
)
OWN = Reason("own", _("You submitted this round yourself."), _("A colleague confirms it."))
ANSWERED = Reason(
    "answered", _("You answered criteria of this round."), _("A colleague who answered none confirms it.")
)
NO_REASON = Reason("no_reason", _("There is no reason."), _("Write what has to be mended."))
