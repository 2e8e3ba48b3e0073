"""What a workflow comes to for whoever goes through it: how they apply, where they take part, and how they leave."""

from athar.engine.journeys.designs.shape import APPLICANT, CLOCK, Design, Transition

# The effects and the guard that say so; every workflow of people who take part in something names them.
ENROLS, PARTS, GIVES_BACK, IS_OVER = "enrol", "end_enrolment", "give_seats_back", "edition_is_over"


def application(design: Design) -> Transition | None:
    """The step by which somebody applies: their own from the start, that leads on."""
    return next(iter(applications(design)), None)


def applications(design: Design) -> list[Transition]:
    return [
        step
        for step in design.leaving(design.start)
        if APPLICANT in step.by and not design.state_by_code[step.target].ends
    ]


def withdrawal(design: Design, state: str) -> Transition | None:
    """The step by which somebody takes their application back, or takes part no longer."""
    own = (step for step in design.leaving(state) if APPLICANT in step.by)
    return next((step for step in own if design.state_by_code[step.target].ends), None)


def enrols(step: Transition) -> bool:
    return does(step, ENROLS)


def does(step: Transition, effect: str) -> bool:
    return any(use.code == effect for use in step.effects)


def asks(step: Transition, guard: str) -> bool:
    return any(use.code == guard for use in step.guards)


def is_for_staff(step: Transition) -> bool:
    """Whether it waits for somebody of staff: neither time takes it nor whoever's case it is."""
    return not step.by & {APPLICANT, CLOCK}


def standings(design: Design) -> set[tuple[str, bool]]:
    """Every state a case can come to, with whether its person takes part there; a state may stand here both ways."""
    met = {(design.start, False)}
    fresh = set(met)
    while fresh:
        fresh = {
            (step.target, _part_after(step, part)) for state, part in fresh for step in design.leaving(state)
        } - met
        met |= fresh
    return met


def undecided(design: Design) -> set[str]:
    """The states in which somebody who takes no part yet waits for staff."""
    waiting = {source for step in design.transitions if is_for_staff(step) for source in step.sources}
    return {state for state, part in standings(design) if not part and state in waiting}


def _part_after(step: Transition, part: bool) -> bool:
    if enrols(step):
        return True
    return part and not does(step, PARTS)
