"""How commands speak: JSON on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

FINDING, BAD_INPUT = 1, 2


def print_json(value: object) -> None:
    """One object on standard output, readable by people and by programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def fail(message: str, code: int = BAD_INPUT) -> NoReturn:
    """One line on standard error that says what, where and what to do; then leave."""
    err.print(f"[red]athar:[/red] {_plain(message)}")
    raise SystemExit(code)


@contextmanager
def bad_input(*kinds: type[Exception]) -> Iterator[None]:
    """Turn the named exceptions into one clear line and exit code 2."""
    try:
        yield
    except kinds as error:
        fail(str(error))


def _plain(text: str) -> str:
    return " ".join(str(text).split()).replace("[", r"\[")
