"""
Work that happens later, by a worker, enqueued in the same transaction as whatever asked for it.

An operation is registered under its dotted name; ``later(operation, **ids)`` puts a job in the queue of
the database. A job may run twice (a worker died after its commit), so operations given here are idempotent.
"""

from collections.abc import Callable
from typing import Any

from procrastinate.contrib.django import app

Operation = Callable[..., Any]
_registered: dict[str, Operation] = {}


def job(operation: Operation) -> Operation:
    """Register an operation that takes only plain, JSON-able keyword arguments."""
    _registered[_name(operation)] = operation
    return operation


def later(operation: Operation, **ids: str | float | None) -> None:
    """
    Run a registered operation after the present transaction commits.

    :raises KeyError: when the operation was not registered with ``@job``.
    """
    name = _name(operation)
    _registered[name]
    app.configure_task("athar.run", queue="default").defer(operation=name, ids=ids)


def _name(operation: Operation) -> str:
    return f"{operation.__module__}.{operation.__qualname__}"


@app.task(name="athar.run", retry=3)  # type: ignore[untyped-decorator]
def run(operation: str, ids: dict[str, Any]) -> None:
    """What a worker does: the registered operation with its ids."""
    _registered[operation](**ids)
