"""What can happen in a workflow, and a dry run through it."""

from collections.abc import Iterable

from athar.engine.journeys.designs.shape import Design


class Wrong(LookupError):
    """A step of a dry run cannot be taken where it comes: says which, and where the case stood."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(f"{step} from {state}")
        self.step, self.state = step, state


def walked(design: Design, steps: Iterable[str]) -> list[str]:
    """
    Return the states through which some steps lead, the start first; guards are not asked.

    :raises Wrong: at the first step that cannot be taken from where the case stands.
    """
    states = [design.start]
    for code in steps:
        step = design.transition_by_code.get(code)
        if step is None or states[-1] not in step.sources:
            raise Wrong(code, states[-1])
        states.append(step.target)
    return states


def reachable(design: Design) -> set[str]:
    """Every state a case can come to."""
    met, fresh = {design.start}, {design.start}
    while fresh:
        fresh = {step.target for code in fresh for step in design.leaving(code)} - met
        met |= fresh
    return met


def leading_to_an_end(design: Design) -> set[str]:
    """Every state from which some steps lead to an end."""
    met = {state.code for state in design.states if state.ends}
    fresh = set(met)
    while fresh:
        fresh = {
            source for step in design.transitions if step.target in fresh for source in step.sources
        } - met
        met |= fresh
    return met
