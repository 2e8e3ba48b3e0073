"""What a check found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    code: str
    state: State
    message: str
    remedy: str = ""


def good(code: str, message: str) -> Finding:
    return Finding(code, State.GOOD, message)


def watch(code: str, message: str, remedy: str) -> Finding:
    return Finding(code, State.WATCH, message, remedy)


def bad(code: str, message: str, remedy: str) -> Finding:
    return Finding(code, State.BAD, message, remedy)


def is_sound(findings: Iterable[Finding]) -> bool:
    """Nothing is bad; what is only to be watched does not fail a nightly run."""
    return all(finding.state is not State.BAD for finding in findings)
