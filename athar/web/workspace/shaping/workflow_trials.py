"""An imaginary case, told: where it came from, what can be done with it, and what that would come to."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from athar.engine.journeys.designs import Design, Transition, Wrong, walked
from athar.engine.journeys.designs.trying import Outcome, actors, tried
from athar.engine.journeys.registry import effects, guards
from athar.web.workspace.shaping.workflows import state_called, uses_in_words, who
from athar.web.workspace.words import language

MOST = 40  # steps of one trial


def trial_of(design: Design, asked: QueryDict) -> dict[str, Any]:
    """
    Everything the page of a trial shows.

    :param asked: ``walk``, the steps taken so far; ``by``, who acts; ``step``, what they try; ``failing``, what does not hold.
    """
    walk = asked.getlist("walk")[:MOST]
    try:
        states = walked(design, walk)
    except Wrong:
        walk, states = [], [design.start]
    state = states[-1]
    everybody = actors(design)
    actor = asked.get("by", "") if asked.get("by", "") in everybody else (everybody or [""])[0]
    failing = asked.getlist("failing")
    outcome = tried(design, state=state, step=asked.get("step", ""), actor=actor, failing=failing)
    leaving = list(design.leaving(state))
    conditions = {use.code: use for step in leaving for use in step.guards}
    return {
        "walk": walk,
        "trail": [
            (design.transition_by_code[code].name.in_language(language()), state_called(design, came))
            for code, came in zip(walk, states[1:], strict=True)
        ],
        "start": state_called(design, design.start),
        "state": design.state_by_code.get(state),
        "name": state_called(design, state),
        "actors": [(code, who(code), code == actor) for code in everybody],
        "steps": [_offered(step, chosen=asked.get("step", ""), actor=actor) for step in leaving],
        "conditions": [
            (code, uses_in_words([use], guards)[0], code in failing) for code, use in conditions.items()
        ],
        "outcome": _told(design, outcome) if outcome else None,
    }


def _offered(step: Transition, *, chosen: str, actor: str) -> dict[str, Any]:
    return {
        "code": step.code, "name": step.name.in_language(language()), "chosen": step.code == chosen, "theirs": actor in step.by,
    }  # fmt: skip


def _told(design: Design, outcome: Outcome) -> dict[str, Any]:
    step = outcome.step
    reasons = [] if outcome.theirs else [
        {
            "title": _("Whoever acts may not take this step."),
            "text": _("It is taken by: %(who)s.") % {"who": _(", ").join(who(code) for code in sorted(step.by))},
        }
    ]  # fmt: skip
    reasons += [
        {"title": _("This does not hold: %(condition)s.") % {"condition": words}, "text": ""}
        for words in uses_in_words(outcome.failing, guards)
    ]
    return {
        "step": step, "name": step.name.in_language(language()), "taken": outcome.is_taken, "reasons": reasons,
        "source": state_called(design, outcome.source.code), "target": state_called(design, outcome.target.code),
        "public": outcome.target.public.in_language(language()), "ends": outcome.target.ends,
        "guards": uses_in_words(step.guards, guards), "effects": uses_in_words(step.effects, effects),
    }  # fmt: skip
