"""A minor asks a guardian to approve an opportunity, and the guardian answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.operations.answering import GAPS
from athar.engine.journeys.questions import wrong_answers
from athar.foundation.admissions.queries import guardians_of, speaks_for
from athar.foundation.core.dates import age_on, riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.choices import OF_AGE
from athar.foundation.people.models import GuardianApproval, Person
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.choices import GuardianAnswer
from athar.initiatives.volunteering.models import GuardianQuestion, Opportunity
from athar.initiatives.volunteering.needs import need_refusals
from athar.initiatives.volunteering.questions import CHARTER
from athar.initiatives.volunteering.rules import NOT_OPEN, fit_refusals


class GuardianRefused(Refused):
    """The guardian cannot be asked, or not answer; every reason is listed."""


@transaction.atomic
def ask_guardian(
    *, opportunity: Opportunity, child: Person, at: datetime, answers: Mapping[str, Any] | None = None
) -> GuardianQuestion:
    """
    Ask whoever speaks for a minor to approve an opportunity; asking again before the answer tells nobody anew.

    :param answers: what the child would answer to its questions, which the guardian reads.
    :raises GuardianRefused: when nobody speaks for them, they are of age or do not fit, it is over, it is approved already, or an
        answer is of the wrong kind.
    """
    Person.objects.select_for_update(no_key=True).get(pk=child.pk)
    guardians = set(guardians_of(rows_of_human(child, at=at), at=at).values_list("pk", flat=True))
    said = {code: value for code, value in (answers or {}).items() if code != CHARTER}
    wrong = wrong_answers(opportunity.asks, said)
    reasons = [*_not_to_ask(opportunity, child, at), *(one for one in wrong.values() if one.code not in GAPS)]
    if not guardians:
        reasons.append(
            Reason(
                "no_guardian", _("Nobody speaks for you here yet."), _("Name your guardian on your pages.")
            )
        )
    if reasons:
        raise GuardianRefused(*reasons)
    question, new = GuardianQuestion.objects.get_or_create(
        opportunity=opportunity, child=child, answer="", defaults={"asked_at": at, "answers": said}
    )
    if not new and answers is not None and question.answers != said:
        question.answers = said
        question.save()
    if new:
        tell(guardians, "volunteering.guardian_asked", at=at, question=question.pk)
    return question


@transaction.atomic
def answer_as_guardian(*, question: GuardianQuestion, approves: bool, by: Person, at: datetime) -> None:
    """
    Approve that the child takes part in the opportunity's initiative, by this opportunity's charter; or decline.

    :raises GuardianRefused: when they do not speak for the child now, or it was answered already.
    """
    question = (
        GuardianQuestion.objects.select_for_update(of=("self",))
        .select_related("opportunity__edition__initiative", "child").get(pk=question.pk)
    )  # fmt: skip
    child, initiative = question.child, question.opportunity.edition.initiative.code
    reasons = []
    if question.answer:
        reasons.append(
            Reason("answered", _("This was answered already."), _("Revoke it under My children if need be."))
        )
    if not speaks_for(rows_of_human(by, at=at), rows_of_human(child, at=at), at=at):
        reasons.append(
            Reason(
                "not_linked", _("You do not speak for this child now."), _("The child can name you again.")
            )
        )
    if reasons:
        raise GuardianRefused(*reasons)
    if approves and not _approved(child, initiative):
        GuardianApproval.objects.create(
            child=child, guardian=by, initiative=initiative, approved_on=riyadh_day(at)
        )
    GuardianQuestion.objects.filter(pk=question.pk).update(
        answer=GuardianAnswer.APPROVED if approves else GuardianAnswer.DECLINED,
        answered_by=by,
        answered_at=at,
    )
    tell(
        child.pk, "volunteering.guardian_answered", at=at, approves=approves, code=question.opportunity.edition.code
    )  # fmt: skip


def _not_to_ask(opportunity: Opportunity, child: Person, at: datetime) -> list[Reason]:
    today = riyadh_day(at)
    if child.birth_date is not None and age_on(child.birth_date, today) >= OF_AGE:
        return [Reason("of_age", _("You are of age and decide for yourself."), _("Take a seat."))]
    if not Opportunity.objects.live(at=at).filter(pk=opportunity.pk).exists():
        return [NOT_OPEN]
    reasons = [*fit_refusals(opportunity, child), *need_refusals(opportunity, child, at=at)]
    if _approved(child, opportunity.edition.initiative.code):
        reasons.append(Reason("approved", _("Your guardian approved this already."), _("Take a seat.")))
    return reasons


def _approved(child: Person, initiative: str) -> bool:
    return GuardianApproval.objects.filter(
        child=child, initiative__in=["", initiative], revoked_on=None
    ).exists()
