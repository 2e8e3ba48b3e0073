"""A guardian's link: begun, looked at by staff, ended; and what ends with it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Ending, Verdict
from athar.foundation.admissions.facts import GuardianLinked, GuardianLinkEnded
from athar.foundation.admissions.letters import tell
from athar.foundation.admissions.models import GuardianLink, LinkDecision
from athar.foundation.admissions.rules import PAPERS_KEPT, REMINDED_BEFORE, comes_of_age
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import every, job, later
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell as note
from athar.foundation.notices.queries import untold
from athar.foundation.people.choices import Role
from athar.foundation.people.models import GuardianApproval, Person, RoleGrant
from athar.foundation.people.operations import record_consent, revoke_guardian_approval
from athar.foundation.privacy import queries
from athar.foundation.privacy.consents import standing


class LinkRefused(Refused):
    """The link cannot be decided on or ended so; carries every reason."""


def put_in_force(link: GuardianLink, *, at: datetime) -> None:
    """From now on the guardian speaks for the child; within a transaction."""
    link.since = at
    link.save(update_fields=["since"])
    if not RoleGrant.objects.in_force(at).filter(person=link.guardian_id, role=Role.GUARDIAN).exists():
        RoleGrant.objects.create(person_id=link.guardian_id, role=Role.GUARDIAN, since=at)
    if link.child.birth_date:
        later(end_at_majority, link=link.pk, not_before=comes_of_age(link.child.birth_date))
    note(link.guardian_id, "admissions.child_linked", at=at)
    note(link.child_id, "admissions.guardian_linked", at=at)
    announce(GuardianLinked(link.child_id, link.guardian_id, at))


@transaction.atomic
def decide_link(
    *, link: GuardianLink, verdict: Verdict, by: Person, at: datetime, reason: str = ""
) -> LinkDecision:
    """
    Believe a guardian's claim, or refuse it for a reason that the guardian reads.

    :raises LinkRefused: when it does not wait, the child is of age, the one who decides is a party to it, or a refusal
        says no reason.
    """
    current = GuardianLink.objects.select_for_update(of=("self",)).select_related("child").get(pk=link.pk)
    if reasons := _decision_refusals(current, verdict, by, reason.strip(), at):
        raise LinkRefused(*reasons)
    decision = LinkDecision.objects.create(link=current, verdict=verdict, by=by, at=at, reason=reason.strip())
    if verdict == Verdict.APPROVED:
        put_in_force(current, at=at)
    else:
        current.until, current.ending, current.ended_by, current.end_reason = (
            at,
            Ending.REFUSED,
            by,
            reason.strip(),
        )
        current.save(update_fields=["until", "ending", "ended_by", "end_reason"])
        note(current.guardian_id, "admissions.child_refused", at=at)
    if current.papers:
        later(destroy_papers, link=current.pk, not_before=at + PAPERS_KEPT)
    _tell(current, approved=verdict == Verdict.APPROVED, reason=reason.strip(), at=at)
    return decision


def _tell(link: GuardianLink, *, approved: bool, reason: str, at: datetime) -> None:
    tell(
        link.guardian,
        template="guardian_decided",
        subject=SUBJECT,
        at=at,
        approved=approved,
        reason=reason,
        name=link.child_called,
    )


def _decision_refusals(
    link: GuardianLink, verdict: Verdict, by: Person, reason: str, at: datetime
) -> list[Reason]:
    parties = {link.child_id, link.guardian_id}
    answers = [
        None if link.waits else DECIDED,
        PARTY if parties & set(queries.rows_of_human(by, at=at)) else None,
        NO_REASON if verdict == Verdict.REFUSED and not reason else None,
        None if queries.is_minor(link.child, on=riyadh_day(at)) else OF_AGE,
    ]
    return [answer for answer in answers if answer]


@transaction.atomic
def end_link(*, link: GuardianLink, by: Person, at: datetime, reason: str = "") -> GuardianLink:
    """
    End a link, or take back a claim that waits: the guardian at will, staff for a reason. Whether ``by`` is staff who may, the
    caller knows. Consents and approvals that this guardian gave for the child are withdrawn from today on.

    :raises LinkRefused: when it is over already, or staff say no reason.
    """
    current = GuardianLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    own = current.guardian_id in queries.rows_of_human(by, at=at)
    answers = [OVER if current.until else None, None if own or reason.strip() else NO_REASON]
    if reasons := [answer for answer in answers if answer]:
        raise LinkRefused(*reasons)
    ending = Ending.GUARDIAN if own else Ending.STAFF
    current.until, current.ending, current.ended_by, current.end_reason = at, ending, by, reason.strip()
    current.save(update_fields=["until", "ending", "ended_by", "end_reason"])
    _take_back(current, by=by, at=at)
    if current.papers:
        later(destroy_papers, link=current.pk, not_before=at + PAPERS_KEPT)
    if current.since:
        note(current.child_id, "admissions.guardian_ended", at=at)
        announce(GuardianLinkEnded(current.child_id, current.guardian_id, at))
    if not own:
        note(current.guardian_id, "admissions.child_ended", at=at)
        _tell(current, approved=False, reason=reason.strip(), at=at)
    return current


def _take_back(link: GuardianLink, *, by: Person, at: datetime) -> None:
    """Withdraw the consents that stand by this guardian's word, and revoke what they approved."""
    on = riyadh_day(at)
    guardians = queries.rows_of_human(link.guardian, at=at)
    children = queries.rows_of_human(link.child, at=at)
    for child in Person.objects.filter(pk__in=children):
        for row in standing(list(queries.consent_events([child.pk])), on=on):
            if row.last is not None and row.given and row.last.recorded_by_id in guardians:
                record_consent(
                    person=child,
                    purpose=row.purpose,
                    given=False,
                    on=on,
                    text_version=row.last.text_version,
                    by=by,
                )
    for approval in GuardianApproval.objects.filter(
        child__in=children, guardian__in=guardians, revoked_on=None
    ):
        revoke_guardian_approval(approval=approval, on=on)


@job
def end_at_majority(*, link: int) -> None:
    """
    End a link whose child came of age. What the guardian allowed stays until the grown-up takes it back themselves.

    A birth date that was corrected meanwhile is asked again: too early, it is tried on the true day.
    """
    with transaction.atomic():
        current = GuardianLink.objects.select_for_update(of=("self",)).filter(pk=link, until=None).first()
        if current is None or current.child.birth_date is None:
            return
        moment, now = comes_of_age(current.child.birth_date), timezone.now()
        if moment > now:
            later(end_at_majority, link=link, not_before=moment)
            return
        current.until, current.ending = max(moment, current.since or moment), Ending.MAJORITY
        current.save(update_fields=["until", "ending"])
        announce(GuardianLinkEnded(current.child_id, current.guardian_id, current.until))


@every("20 6 * * *")
def remind_of_majority() -> None:
    """Tell guardian and child, once, that the child comes of age within a month and the link ends by itself."""
    at = timezone.now()
    for link in GuardianLink.objects.in_force(at).filter(until=None).select_related("child"):
        moment = comes_of_age(link.child.birth_date) if link.child.birth_date else None
        if moment is None or not at < moment <= at + REMINDED_BEFORE:
            continue
        until = moment.isoformat()
        for person, kind in (
            (link.guardian_id, "admissions.child_of_age"),
            (link.child_id, "admissions.of_age"),
        ):
            note(untold([person], kind, link=link.pk, until=until), kind, at=at, link=link.pk, until=until)


@job
def destroy_papers(*, link: int) -> None:
    """Destroy the file that proved a guardianship; that and when it was decided stays."""
    with transaction.atomic():
        current = (
            GuardianLink.objects.select_for_update(of=("self",)).filter(pk=link).exclude(papers="").first()
        )
        if current is None:
            return
        storage, name = current.papers.storage, str(current.papers.name)
        transaction.on_commit(lambda: storage.delete(name))
        current.papers = ""
        current.save(update_fields=["papers"])


SUBJECT = _("About your child and you")
DECIDED = Reason("decided", _("This was decided already."), _("Look at what was decided."))
PARTY = Reason("party", _("Nobody decides about themselves or a child of theirs."), _("A colleague decides."))
NO_REASON = Reason(
    "no_reason",
    _("A guardian is refused, or a link ended, for a reason."),
    _("Write why; the guardian reads it."),
)
OF_AGE = Reason(
    "of_age", _("They are of age and decide for themselves."), _("They can sign in and take part.")
)
OVER = Reason("over", _("This link is over already."), _("Look at when and why."))
