"""
What a workflow is: plain values that know nothing of a database.

Whoever takes part sees a state's public name, staff its own: *under review* may be what both *waiting for a reviewer* and
*reviewed twice* are called in public.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")  # of every part of a workflow or a form

# Who may take a transition, beside the roles of staff.
APPLICANT = "applicant"  # whose case it is; of a team, who leads it
CLOCK = "clock"  # nobody: time, or an effect


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    ar: str
    en: str

    def in_language(self, code: str) -> str:
        return self.en if code == "en" else self.ar


@dataclass(frozen=True)
class Stage:
    """A part of the journey, as the public track shows it: apply, take part, follow up."""

    code: str
    name: Words


@dataclass(frozen=True)
class State:
    """Where a case can stand. ``ends``: the case is over there, and its person may begin another."""

    code: str
    stage: str
    staff: Words
    public: Words
    ends: bool = False


@dataclass(frozen=True)
class Use:
    """A guard or an effect by its code, with its own parameters."""

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Transition:
    """
    A step from any of some states to another.

    :param by: who may take it: roles of staff, ``APPLICANT``, ``CLOCK``.
    :param decides: taken by a decision first and carried out on its release.
    :param asks_reason: whoever takes it says why.
    """

    code: str
    sources: tuple[str, ...]
    target: str
    name: Words
    by: frozenset[str]
    guards: tuple[Use, ...] = ()
    effects: tuple[Use, ...] = ()
    decides: bool = False
    asks_reason: bool = False


@dataclass(frozen=True)
class Design:
    """A whole workflow. ``start``: the state in which a case begins."""

    name: Words
    stages: tuple[Stage, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    start: str

    @cached_property
    def state_by_code(self) -> dict[str, State]:
        return {state.code: state for state in self.states}

    @cached_property
    def transition_by_code(self) -> dict[str, Transition]:
        return {transition.code: transition for transition in self.transitions}

    def leaving(self, state: str) -> Iterator[Transition]:
        """The transitions that can be taken from a state, in the order in which they are written."""
        return (transition for transition in self.transitions if state in transition.sources)
