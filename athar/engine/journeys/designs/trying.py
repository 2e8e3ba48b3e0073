"""An imaginary case: what a step would come to, before there is any case. Nothing is asked of a database."""

from collections.abc import Collection
from dataclasses import dataclass

from athar.engine.journeys.designs.shape import APPLICANT, CLOCK, Design, State, Transition, Use


@dataclass(frozen=True)
class Outcome:
    """
    What a step comes to.

    :ivar theirs: whether whoever acts may take it.
    :ivar failing: the guards that are imagined not to hold.
    """

    step: Transition
    source: State
    target: State
    theirs: bool
    failing: tuple[Use, ...]

    @property
    def is_taken(self) -> bool:
        return self.theirs and not self.failing


def tried(
    design: Design, *, state: str, step: str, actor: str, failing: Collection[str] = ()
) -> Outcome | None:
    """
    Let somebody take a step with an imaginary case.

    :param actor: a role of staff, ``APPLICANT`` or ``CLOCK``.
    :param failing: codes of the guards that do not hold.
    :returns: None where the workflow has no such step from there.
    """
    found, source = design.transition_by_code.get(step), design.state_by_code.get(state)
    if found is None or source is None or state not in found.sources:
        return None
    guards = tuple(use for use in found.guards if use.code in failing)
    return Outcome(found, source, design.state_by_code[found.target], actor in found.by, guards)


def actors(design: Design) -> list[str]:
    """Everybody who may do anything: whose case it is first, time last."""
    named = {code for step in design.transitions for code in step.by}
    order = {APPLICANT: 0, CLOCK: 2}
    return sorted(named, key=lambda code: (order.get(code, 1), code))
