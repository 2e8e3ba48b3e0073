"""
Workflows as files and as JSON in the database.

::

    name: {ar: دورة بتقييم, en: Course with assessment}
    start: draft
    stages:
      - {code: apply, ar: التقديم, en: Application}
    states:
      - {code: draft, stage: apply, ar: مسودة, en: Draft}
      - {code: sent, stage: apply, ar: ينتظر مراجعًا, en: Waits for a reviewer, public: {ar: قيد الدراسة, en: Under review}}
    transitions:
      - {code: send, from: [draft], to: sent, ar: إرسال, en: Send, by: [applicant], guards: [call_is_open, {of_age: {years: 18}}]}

A guard or an effect is its code, or its code with parameters. ``public`` may be left out where it says what staff read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from athar.engine.journeys.designs.shape import Design, Stage, State, Transition, Use, Words


class Unreadable(ValueError):
    """The file is no workflow: says where, and what stands there."""

    def __init__(self, where: str, found: object) -> None:
        super().__init__(f"{where}: {found!r}")
        self.where, self.found = where, found


def design_from(data: Any) -> Design:
    """
    Read a workflow from what YAML or JSON gives.

    Only the form is checked here; whether it makes sense is ``faults_of``'s matter.

    :raises Unreadable: where a part is missing or of another kind.
    """
    whole = _mapping(data, "workflow")
    return Design(
        name=_words(_mapping(whole.get("name"), "name"), "name"),
        start=_text(whole.get("start"), "start"),
        stages=tuple(_stage(entry, where) for entry, where in _entries(whole, "stages")),
        states=tuple(_state(entry, where) for entry, where in _entries(whole, "states")),
        transitions=tuple(_transition(entry, where) for entry, where in _entries(whole, "transitions")),
    )


def design_to(design: Design) -> dict[str, Any]:
    """Return the plain values that ``design_from`` reads."""
    return {
        "name": _pair(design.name),
        "start": design.start,
        "stages": [{"code": stage.code, **_pair(stage.name)} for stage in design.stages],
        "states": [
            {"code": state.code, "stage": state.stage, **_pair(state.staff), "public": _pair(state.public), "ends": state.ends}
            for state in design.states
        ],
        "transitions": [
            {
                "code": step.code, "from": list(step.sources), "to": step.target, **_pair(step.name), "by": sorted(step.by),
                "guards": _uses_to(step.guards), "effects": _uses_to(step.effects),
                "decides": step.decides, "asks_reason": step.asks_reason,
            }
            for step in design.transitions
        ],
    }  # fmt: skip


def _stage(entry: Mapping[str, Any], where: str) -> Stage:
    return Stage(_text(entry.get("code"), f"{where}.code"), _words(entry, where))


def _state(entry: Mapping[str, Any], where: str) -> State:
    staff = _words(entry, where)
    public = entry.get("public")
    return State(
        code=_text(entry.get("code"), f"{where}.code"),
        stage=_text(entry.get("stage"), f"{where}.stage"),
        staff=staff,
        public=staff if public is None else _words(_mapping(public, f"{where}.public"), f"{where}.public"),
        ends=_flag(entry, "ends", where),
    )


def _transition(entry: Mapping[str, Any], where: str) -> Transition:
    return Transition(
        code=_text(entry.get("code"), f"{where}.code"),
        sources=_texts(entry.get("from"), f"{where}.from"),
        target=_text(entry.get("to"), f"{where}.to"),
        name=_words(entry, where),
        by=frozenset(_texts(entry.get("by"), f"{where}.by")),
        guards=_uses(entry.get("guards"), f"{where}.guards"),
        effects=_uses(entry.get("effects"), f"{where}.effects"),
        decides=_flag(entry, "decides", where),
        asks_reason=_flag(entry, "asks_reason", where),
    )


def _uses(data: Any, where: str) -> tuple[Use, ...]:
    return tuple(
        _use(entry, f"{where}[{number}]") for number, entry in enumerate(_sequence(data or [], where))
    )


def _use(entry: Any, where: str) -> Use:
    if isinstance(entry, str):
        return Use(entry)
    pairs = _mapping(entry, where)
    if len(pairs) != 1:
        raise Unreadable(where, entry)
    [(code, parameters)] = pairs.items()
    return Use(_text(code, where), dict(_mapping(parameters or {}, where)))


def _uses_to(uses: Iterable[Use]) -> list[Any]:
    return [{use.code: dict(use.parameters)} if use.parameters else use.code for use in uses]


def _entries(whole: Mapping[str, Any], name: str) -> Iterable[tuple[Mapping[str, Any], str]]:
    for number, entry in enumerate(_sequence(whole.get(name), name)):
        yield _mapping(entry, f"{name}[{number}]"), f"{name}[{number}]"


def _words(entry: Mapping[str, Any], where: str) -> Words:
    return Words(_text(entry.get("ar"), f"{where}.ar"), _text(entry.get("en"), f"{where}.en"))


def _pair(words: Words) -> dict[str, str]:
    return {"ar": words.ar, "en": words.en}


def _text(found: Any, where: str) -> str:
    if not isinstance(found, str):
        raise Unreadable(where, found)
    return found


def _texts(found: Any, where: str) -> tuple[str, ...]:
    return tuple(
        _text(entry, f"{where}[{number}]") for number, entry in enumerate(_sequence(found or [], where))
    )


def _flag(entry: Mapping[str, Any], name: str, where: str) -> bool:
    found = entry.get(name, False)
    if not isinstance(found, bool):
        raise Unreadable(f"{where}.{name}", found)
    return found


def _mapping(found: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise Unreadable(where, found)
    return found


def _sequence(found: Any, where: str) -> list[Any]:
    if not isinstance(found, list):
        raise Unreadable(where, found)
    return found
