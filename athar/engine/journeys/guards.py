"""What may have to hold before a step, whatever the case is about."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attempts import Attempt
from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.questions import wrong_answers
from athar.engine.journeys.registry import guard, narrows
from athar.foundation.core.dates import age_on, born_after, riyadh_day
from athar.foundation.core.refusals import Reason, filled
from athar.foundation.people.choices import OF_AGE
from athar.foundation.people.models import GuardianApproval


@guard("call_is_open", _("The call is open"))
def call_is_open(attempt: Attempt) -> Reason | None:
    call = attempt.case.call
    if call.is_open(at=attempt.at):
        return None
    if attempt.at < call.opens_at:
        return Reason("not_open_yet", _("The call has not opened yet."), _("Come back when it opens."))
    return Reason("closed", _("The call is closed."), _("Look for another that is open."))


@guard("form_is_complete", _("Every question is answered"))
def form_is_complete(attempt: Attempt) -> Reason | None:
    answers = attempt.answers
    if answers is None:
        asks = attempt.case.call.form_id is not None
        return (
            Reason("unanswered", _("The form is empty."), _("Answer the questions first.")) if asks else None
        )
    if not wrong_answers(answers.form.questions, answers.data):
        return None
    return Reason("incomplete", _("The form is not complete."), _("Complete the answers that are marked."))


@guard("of_age", _("Old enough"), years=_("Years of age"))
def of_age(attempt: Attempt, *, years: int = OF_AGE) -> Reason | None:
    """On the day on which the edition begins: whoever turns old enough by then may come."""
    person = attempt.case.person
    if person is None:
        return None
    if person.birth_date is None:
        return Reason(
            "age_unknown", _("Your date of birth is not known here."), _("Add it to your data first.")
        )
    if age_on(person.birth_date, attempt.case.call.edition.starts_on) >= years:
        return None
    return Reason(
        "too_young",
        filled(_("One takes part here from the age of %(years)s."), years=years),
        _("Look for something for your age."),
    )


@guard("guardian_approves", _("The guardian of a minor approves"))
def guardian_approves(attempt: Attempt) -> Reason | None:
    """Source: PDPL's implementing regulation; a minor is placed only with the guardian's approval, which may be revoked."""
    person = attempt.case.person
    today = riyadh_day(attempt.at)
    if person is None or person.birth_date is None or age_on(person.birth_date, today) >= OF_AGE:
        return None
    approvals = GuardianApproval.objects.filter(
        child=person, initiative__in=["", attempt.case.call.edition.initiative.code], approved_on__lte=today
    )
    if approvals.filter(revoked_on=None).exists():
        return None
    return Reason(
        "guardian_needed",
        _("Your guardian has not approved this yet."),
        _("Ask your guardian to approve; they find it on their pages."),
    )


@guard("guardian_approves_no_longer", _("The guardian of a minor approves no longer"))
def guardian_approves_no_longer(attempt: Attempt) -> Reason | None:
    if guardian_approves(attempt):
        return None
    return Reason("still_approved", _("The guardian approves, or none is needed."), _("Let it go on."))


@narrows("guardian_approves_no_longer")
def of_minors_without_approval(at: datetime) -> Q:
    today = riyadh_day(at)
    approvals = GuardianApproval.objects.filter(
        Q(initiative="") | Q(initiative=OuterRef("call__edition__initiative__code")),
        child=OuterRef("person"), approved_on__lte=today, revoked_on=None,
    )  # fmt: skip
    return Q(person__birth_date__gt=born_after(OF_AGE, today)) & Q(~Exists(approvals))


@guard("edition_is_over", _("The last day of the edition is over"))
def edition_is_over(attempt: Attempt) -> Reason | None:
    if riyadh_day(attempt.at) > attempt.case.call.edition.ends_on:
        return None
    return Reason("goes_on", _("Its last day is not over yet."), _("Come back after it."))


@narrows("edition_is_over")
def of_editions_that_are_over(at: datetime) -> Q:
    return Q(call__edition__ends_on__lt=riyadh_day(at))


@guard("takes_no_part_yet", _("Does not take part in this role yet"))
def takes_no_part_yet(attempt: Attempt) -> Reason | None:
    case = attempt.case
    taking = Enrolment.objects.in_force(at=attempt.at).filter(
        edition=case.call.edition_id, part=case.call.part, person=case.person_id, team=case.team_id
    )
    if not taking.exists():
        return None
    return Reason("takes_part", _("They take part already."), _("Open their participation instead."))
