"""Who asks: anybody, or a program with an access key that opens what it asks for."""

from dataclasses import dataclass

from django.http import HttpRequest

from athar.engine.ledger.models import Record
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.keys import Program
from athar.foundation.people.rules import Sight, sight_within
from athar.web.api.problems import Problem
from athar.web.ui.programs import brings_a_key, program_of

JSON = "application/json"


@dataclass(frozen=True)
class Caller:
    """``program`` is None for those who come without a key, and may read what everybody may."""

    program: Program | None

    def __bool__(self) -> bool:
        """Whoever is let in is let in; the interface would take an empty answer for a refusal."""
        return True

    def sight_of(self, record: Record) -> Sight:
        """How much of its person may be seen: as much as the holder of the key sees, if the key is for reading records."""
        if self.program is None or Scope.RECORDS_READ not in self.program.scopes:
            return Sight.NOTHING
        return sight_within(self.program.roles, record)


def anybody(request: HttpRequest) -> Caller:
    """
    Let everybody in.

    :raises Problem: for a key that opens nothing: its program must not take what everybody sees for what it may see.
    """
    program = program_of(request)
    if program is None and brings_a_key(request):
        raise Problem("access-key-needed")
    _speaks_json(request)
    return Caller(program)


class Needs:
    """Let those in whose key opens one of these; without any, every key does."""

    def __init__(self, *scopes: Scope) -> None:
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> Caller:
        program = program_of(request)
        if program is None:
            raise Problem("access-key-needed")
        if self.scopes and not program.scopes & set(self.scopes):
            raise Problem("not-open")
        _speaks_json(request)
        return Caller(program)


def caller_of(request: HttpRequest) -> Caller:
    """Whoever was let in."""
    return request.auth  # type: ignore[attr-defined, no-any-return]


def program_in(request: HttpRequest) -> Program:
    """The program that was let in, where only programs are."""
    program = caller_of(request).program
    assert program is not None  # noqa: S101 -- ``Needs`` stood before
    return program


def _speaks_json(request: HttpRequest) -> None:
    if request.method == "POST" and request.content_type != JSON:
        raise Problem("not-json")
