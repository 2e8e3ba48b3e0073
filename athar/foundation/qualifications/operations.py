"""Writes: skills are declared; a qualification is filed, taken back, decided about, renewed by training and revoked."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.evidence import papers as folder
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import rows_of_human
from athar.foundation.qualifications.catalogue import kinds, skills
from athar.foundation.qualifications.choices import State, Verdict
from athar.foundation.qualifications.facts import QualificationFiled, QualificationRevoked
from athar.foundation.qualifications.models import Qualification, SkillDeclaration, Step, TrainingDay
from athar.foundation.qualifications.rules import last_day


class QualificationRefused(Refused):
    """It cannot be filed, decided or renewed so; every reason is listed."""


@transaction.atomic
def declare_skills(*, person: Person, people: Collection[int], codes: Collection[str], at: datetime) -> None:
    """
    Say what somebody can do, in place of what they said before. What the catalogue does not have is left out.

    :param people: the rows that are this human; none of them keeps a skill that was taken away.
    """
    chosen = {code for code in codes if code in skills()}
    mine = SkillDeclaration.objects.filter(person__in=people)
    mine.exclude(skill__in=chosen).delete()
    known = set(mine.values_list("skill", flat=True))
    SkillDeclaration.objects.bulk_create(
        [SkillDeclaration(person=person, skill=code, since=at) for code in sorted(chosen - known)],
        ignore_conflicts=True,
    )


@transaction.atomic
def file_qualification(
    *, person: Person, kind: str, issuer: str, awarded_on: date, papers: File | None, by: Person, at: datetime
) -> Qualification:
    """
    File a qualification, for somebody else to decide about.

    :param papers: the document that proves it.
    :raises QualificationRefused: with everything that speaks against it.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if reasons := _not_to_file(person, kind, issuer, awarded_on, papers, at):
        raise QualificationRefused(*reasons)
    known = kinds()[kind]
    filed = Qualification(
        person=person, kind=kind, issuer=issuer.strip(), awarded_on=awarded_on, filed_by=by, filed_at=at,
        expires_on=last_day(awarded_on, known.months, known.renewal),
    )  # fmt: skip
    if papers is not None:
        folder.keep(filed.papers, papers)
    filed.save()
    announce(QualificationFiled(person.pk, by.pk, at))
    return filed


def _not_to_file(
    person: Person, kind: str, issuer: str, awarded_on: date, papers: File | None, at: datetime
) -> list[Reason]:
    today, known = riyadh_day(at), kinds().get(kind)
    waits = (
        Qualification.objects.waiting().filter(person__in=rows_of_human(person, at=at), kind=kind).exists()
    )
    end = last_day(awarded_on, known.months, known.renewal) if known else None
    # Training may have renewed it since; that is noted once it is approved.
    over = end is not None and end < today and not (known and known.renewal)
    answers = [
        None if known else UNKNOWN,
        None if issuer.strip() else NO_ISSUER,
        None if papers is not None else NO_PAPERS,
        FUTURE if awarded_on > today else None,
        RUN_OUT if over else None,
        WAITS if waits else None,
    ]
    return [answer for answer in answers if answer]


@transaction.atomic
def take_back(*, qualification: Qualification) -> None:
    """
    Take back what waits; its document is destroyed.

    :raises QualificationRefused: when it was decided already.
    """
    current = _locked(qualification)
    if not current.waits:
        raise QualificationRefused(DECIDED)
    storage, name = current.papers.storage, str(current.papers.name or "")
    current.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def decide(
    *, qualification: Qualification, verdict: Verdict, by: Person, at: datetime, reason: str = ""
) -> Step:
    """
    Approve a qualification that waits, or refuse it for a reason its holder reads.

    :raises QualificationRefused: when it was decided, is the decider's own or filed by them, or a refusal says no reason.
    """
    current, reason = _locked(qualification), reason.strip()
    answers = [
        None if current.waits else DECIDED,
        OWN if _is_party(current, by, at) else None,
        NO_REASON if verdict == Verdict.REFUSED and not reason else None,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise QualificationRefused(*reasons)
    approved = verdict == Verdict.APPROVED
    return _went_on(current, State.APPROVED if approved else State.REFUSED, by, at, reason)


@transaction.atomic
def revoke(*, qualification: Qualification, by: Person, at: datetime, reason: str) -> Step:
    """
    Say that an approved qualification counts no longer. Seats that rest on it stay, and whoever leads the shift sees it there.

    :raises QualificationRefused: when it is not approved, is the reviser's own, or there is no reason.
    """
    current, reason = _locked(qualification), reason.strip()
    answers = [
        None if current.state == State.APPROVED else NOT_HELD,
        OWN if _is_party(current, by, at) else None,
        None if reason else NO_REASON,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise QualificationRefused(*reasons)
    step = _went_on(current, State.REVOKED, by, at, reason)
    announce(QualificationRevoked(current.person_id, current.kind, at))
    return step


@transaction.atomic
def note_training(
    *, qualification: Qualification, day: date, what: str, by: Person, at: datetime
) -> Qualification:
    """
    Note a day of training; where it completes what renewal asks for, the qualification is valid for another period.

    :raises QualificationRefused: when it is not approved or renewed otherwise, the day counts already or lies outside, or it is one's own.
    """
    current, known = _locked(qualification), qualification.described
    trained = set(current.training_days.values_list("day", flat=True))
    answers = [
        None if current.state == State.APPROVED else NOT_HELD,
        OWN if _is_party(current, by, at) else None,
        None if known and known.renewal else NOT_SO,
        None if what.strip() else NO_WHAT,
        OUTSIDE if not current.awarded_on < day <= riyadh_day(at) else None,
        COUNTED if day in trained else None,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise QualificationRefused(*reasons)
    TrainingDay.objects.create(qualification=current, day=day, what=what.strip(), by=by, at=at)
    if known is not None:
        current.expires_on = last_day(current.awarded_on, known.months, known.renewal, trained | {day})
        current.save(update_fields=["expires_on"])
    return current


def _locked(qualification: Qualification) -> Qualification:
    return Qualification.objects.select_for_update(of=("self",)).get(pk=qualification.pk)


def _is_party(qualification: Qualification, by: Person, at: datetime) -> bool:
    return bool({qualification.person_id, qualification.filed_by_id} & set(rows_of_human(by, at=at)))


def _went_on(qualification: Qualification, state: State, by: Person, at: datetime, reason: str) -> Step:
    qualification.state = state
    qualification.save(update_fields=["state"])
    step = Step.objects.create(
        qualification=qualification, verdict=Verdict(state.value), by=by, at=at, reason=reason
    )
    tell(qualification.person_id, f"qualifications.{state}", at=at, qualification=qualification.kind)
    return step


UNKNOWN = Reason("unknown", _("There is no such qualification."), _("Choose one of the list."))
NO_ISSUER = Reason(
    "no_issuer", _("It does not say who issued it."), _("Write who did, as the document says.")
)
NO_PAPERS = Reason("no_papers", _("The document is missing."), _("Attach a PDF or a picture of it."))
FUTURE = Reason(
    "future", _("The day of award is still to come."), _("Write the day that stands on the document.")
)
RUN_OUT = Reason("run_out", _("It ran out already."), _("File the newest one."))
WAITS = Reason(
    "waits", _("You filed this already, and it waits for a decision."), _("Wait, or take it back first.")
)
DECIDED = Reason("decided", _("This was decided already."), _("Look at what was decided."))
OWN = Reason("own", _("Nobody decides about their own qualification."), _("A colleague decides."))
NO_REASON = Reason("no_reason", _("A reason is missing."), _("Write why; whoever it is about reads it."))
NOT_HELD = Reason("not_held", _("This qualification is not approved."), _("Look at what was decided."))
NOT_SO = Reason(
    "not_so", _("Training does not renew this qualification."), _("It is filed anew when it runs out.")
)
NO_WHAT = Reason("no_what", _("It does not say what was trained."), _("Write what and where."))
OUTSIDE = Reason(
    "outside", _("The day lies before the award, or is still to come."), _("Write the day of the training.")
)
COUNTED = Reason("counted", _("This day counts already."), _("Write another day."))
