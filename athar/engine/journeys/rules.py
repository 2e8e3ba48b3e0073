"""Who may take a step with a case, and whose a case is."""

from collections.abc import Iterable

from athar.engine.journeys.designs import APPLICANT, CLOCK, Transition


def may_take(step: Transition, *, roles: Iterable[str], is_applicant: bool, is_clock: bool) -> bool:
    """Whether somebody may take a step: as whose case it is, by a role of theirs, or as time itself."""
    if is_clock:
        return CLOCK in step.by
    # Nobody decides on their own case, whatever else they are.
    if is_applicant:
        return APPLICANT in step.by
    return bool(step.by & set(roles))
