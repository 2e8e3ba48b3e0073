"""Whoever writes an opportunity writes what it asks; once it is sent to review, nothing of it changes."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs.editing import code_for
from athar.engine.journeys.designs.shape import Words
from athar.foundation.core.refusals import Reason, filled
from athar.initiatives.volunteering.choices import Asking, State
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations.offering import OVERTAKEN, OpportunityRefused
from athar.initiatives.volunteering.questions import (
    CHARTER,
    FEWEST_OPTIONS,
    MOST,
    MOST_OPTIONS,
    WITH_OPTIONS,
    question_data,
    with_question,
)


@transaction.atomic
def ask_question(
    *, opportunity: Opportunity, asking: Asking, label: Words, required: bool, options: Sequence[Words] = (), after: str = "",
    code: str = "",
) -> Opportunity:  # fmt: skip
    """
    Ask something of whoever signs up, or ask it otherwise.

    :param after: code of the question it stands after; empty: it is the first.
    :param code: of the question that is written anew; empty: a new one, whose code is made from its English words.
    :raises OpportunityRefused: when it is no draft any more, words or options are missing, or there are too many.
    """
    opportunity = _draft(opportunity)
    known = [one["code"] for one in opportunity.questions]
    reasons = [*_words(label), *(_options(options) if asking in WITH_OPTIONS else [])]
    if code and code not in known:
        reasons.append(OVERTAKEN)
    if not code and len(known) >= MOST:
        reasons.append(_too_many())
    if reasons:
        raise OpportunityRefused(*reasons)
    made = question_data(
        code=code or code_for(label.en, {CHARTER, "new", *known}), asking=asking, label=label, required=required, options=options
    )  # fmt: skip
    opportunity.questions = with_question(opportunity.questions, made, after=after)
    opportunity.save()
    return opportunity


@transaction.atomic
def ask_no_longer(*, opportunity: Opportunity, code: str) -> Opportunity:
    """
    Take a question away; one that is gone already stays so.

    :raises OpportunityRefused: when it is no draft any more.
    """
    opportunity = _draft(opportunity)
    opportunity.questions = [one for one in opportunity.questions if one["code"] != code]
    opportunity.save()
    return opportunity


def _draft(opportunity: Opportunity) -> Opportunity:
    found = (
        Opportunity.objects.select_for_update(of=("self",)).select_related("edition")
        .filter(pk=opportunity.pk, state=State.DRAFT).first()
    )  # fmt: skip
    if found is None:
        raise OpportunityRefused(OVERTAKEN)
    return found


def _words(label: Words) -> list[Reason]:
    if label.ar.strip() and label.en.strip():
        return []
    return [
        Reason(
            "no_words",
            _("The question is missing in one of the languages."),
            _("Write it in both languages."),
        )
    ]


def _options(options: Sequence[Words]) -> list[Reason]:
    reasons = []
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        reasons.append(
            Reason(
                "options",
                filled(_("It needs between %(least)s and %(most)s options."), least=FEWEST_OPTIONS, most=MOST_OPTIONS),
                _("Write each on a line of its own."),
            )
        )  # fmt: skip
    if not all(option.ar.strip() and option.en.strip() for option in options):
        reasons.append(
            Reason(
                "option_words", _("An option is missing in one of the languages."),
                _("Write as many lines in Arabic as in English, in the same order."),
            )
        )  # fmt: skip
    twice = [
        name
        for names in ([option.ar for option in options], [option.en for option in options])
        for name, many in Counter(names).items()
        if name.strip() and many > 1
    ]
    if twice:
        reasons.append(Reason("same_option", _("An option stands there twice."), _("Leave one of them out.")))
    return reasons


def _too_many() -> Reason:
    return Reason(
        "too_many",
        filled(_("An opportunity asks %(most)s questions at most."), most=MOST),
        _("Take one away first, or ask two things in one question."),
    )
