"""Breaches: entered, worked on step by step, closed with what was learnt. Nobody changes what was noted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.foundation.privacy import rules
from athar.foundation.privacy.choices import BreachStepKind, Risk
from athar.foundation.privacy.models import Breach, BreachStep

# These are said once; the others as often as there is something to say.
ONCE = {BreachStepKind.AUTHORITY_TOLD, BreachStepKind.CLOSED}


class BreachRefused(Refused):
    """The entry or the step cannot be."""


@transaction.atomic
def enter_breach(
    *,
    title: str,
    happened: str,
    kinds: Sequence[str],
    affected: int,
    method: str,
    risk: Risk,
    discovered_at: datetime,
    by: Person,
    at: datetime,
    drill: bool = False,
) -> Breach:
    """
    Enter a breach. The 72 hours run from when it was discovered, not from now.

    :param kinds: values of ``core.personal.Category``.
    :raises BreachRefused: when it is said to be discovered in the future.
    """
    if discovered_at > at:
        raise BreachRefused(_in_the_future())
    return Breach.objects.create(
        title=title, happened=happened, kinds=list(kinds), affected=affected, method=method, risk=risk, drill=drill,
        discovered_at=discovered_at, entered_by=by, entered_at=at,
    )  # fmt: skip


@transaction.atomic
def note_step(
    *,
    breach: Breach,
    kind: BreachStepKind,
    text: str,
    by: Person,
    at: datetime,
    done_at: datetime | None = None,
    **more: Any,
) -> BreachStep:
    """
    Note what was done about a breach; closing it is a step too, and its text the lessons.

    :param done_at: when it was done; now, if not said.
    :param more: ``reference`` of the authority; ``affected`` and ``risk`` of a new assessment.
    :raises BreachRefused: with every reason: closed, said already, before the discovery or in the future, ends left open.
    """
    current = Breach.objects.select_for_update().get(pk=breach.pk)
    when = done_at or at
    kinds = list(current.steps.values_list("kind", flat=True))
    if reasons := _refusals(current, kinds, kind, text, when, at, more):
        raise BreachRefused(*reasons)
    return BreachStep.objects.create(
        breach=current, kind=kind, text=text.strip(), at=when, by=by, noted_at=at, **more
    )


def _refusals(
    breach: Breach,
    kinds: list[str],
    kind: BreachStepKind,
    text: str,
    when: datetime,
    now: datetime,
    more: dict[str, Any],
) -> list[Reason]:
    if BreachStepKind.CLOSED in kinds:
        return [Reason("closed", _("The breach is closed."), _("Enter a new one if something else came up."))]
    found = []
    if kind in ONCE and kind in kinds:
        found.append(Reason("told_already", _("The authority was told already."), _("See the steps below.")))
    if when > now:
        found.append(_in_the_future())
    if when < breach.discovered_at:
        found.append(
            Reason(
                "before_discovery", _("That is before the breach was discovered."), _("Check day and hour.")
            )
        )
    if not text.strip():
        found.append(Reason("no_words", *_missing_words(kind)))
    if kind == BreachStepKind.AUTHORITY_TOLD and not more.get("reference"):
        found.append(
            Reason(
                "no_reference", _("The authority’s reference is missing."), _("Write the number it gave you.")
            )
        )
    if kind == BreachStepKind.ASSESSED and (more.get("affected") is None or not more.get("risk")):
        found.append(
            Reason(
                "no_assessment", _("An assessment says how many people and how grave."), _("Fill in both.")
            )
        )
    if kind == BreachStepKind.CLOSED:
        found += rules.open_ends(kinds)
    return found


def _missing_words(kind: BreachStepKind) -> tuple[Any, Any]:
    if kind == BreachStepKind.CLOSED:
        return _("Nothing says what was learnt."), _("Write what will be done differently.")
    return _("Nothing says what was done."), _("Write it in a sentence or two.")


def _in_the_future() -> Reason:
    return Reason("in_the_future", _("That is in the future."), _("Write when it was."))


def countdown_of(breach: Breach, *, at: datetime) -> rules.Countdown:
    """How the 72 hours stand; steps that were fetched with the breach are not asked for again."""
    endings = [(BreachStepKind(step.kind), step.at) for step in breach.steps.all()]
    return rules.countdown(breach.discovered_at, endings, at=at)


def assessed(breach: Breach) -> tuple[int, str]:
    """How many people and how grave, by the newest assessment."""
    newest = next(
        (step for step in reversed(breach.steps.all()) if step.kind == BreachStepKind.ASSESSED), None
    )
    if newest is None or newest.affected is None:
        return breach.affected, breach.risk
    return newest.affected, newest.risk


def running(*, at: datetime) -> list[tuple[Breach, rules.Countdown]]:
    """Breaches whose clock runs, the most pressing first; drills left out."""
    waiting = (
        Breach.objects.awaiting_notice()
        .filter(drill=False)
        .prefetch_related("steps")
        .order_by("discovered_at")
    )
    return [(breach, countdown_of(breach, at=at)) for breach in waiting]
