"""
Work that happens later, by a worker, enqueued in the same transaction as whatever asked for it.

An operation is registered under its dotted name; ``later(operation, **ids)`` puts a job in the queue of
the database. A job may run twice (a worker died after its commit), so operations given here are idempotent.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

Operation = Callable[..., Any]
_registered: dict[str, Operation] = {}


def job(operation: Operation) -> Operation:
    """Register an operation that takes only plain, JSON-able keyword arguments."""
    _registered[_name(operation)] = operation
    return operation


def later(
    operation: Operation, *, once: bool = False, not_before: datetime | None = None, **ids: str | float | None
) -> None:
    """
    Run a registered operation after the present transaction commits.

    :param not_before: when the job may be taken up; at once, if not said.
    :param once: whether one waiting job of this operation is enough, however often it is asked for.
    :raises KeyError: when the operation was not registered with ``@job``.
    """
    name = _name(operation)
    _registered[name]
    task = app.configure_task(
        "athar.run", queue="default", queueing_lock=name if once else None, schedule_at=not_before
    )
    try:
        with (
            transaction.atomic()
        ):  # a job that waits already must not break the transaction that asks for another
            task.defer(operation=name, ids=ids)
    except AlreadyEnqueued:
        if not once:
            raise


def every(cron: str) -> Callable[[Operation], Operation]:
    """Run an operation without arguments by the clock (``*/10 * * * *``), once however many workers there are."""

    def register(operation: Operation) -> Operation:
        name = _name(job(operation))

        @app.periodic(cron=cron, periodic_id=name)  # type: ignore[untyped-decorator]
        @app.task(name=f"athar.every.{name}", queueing_lock=f"every:{name}")  # type: ignore[untyped-decorator]
        def run_on_time(timestamp: int) -> None:  # noqa: ARG001 -- when it was due; the operation asks the clock itself
            operation()

        return operation

    return register


def _name(operation: Operation) -> str:
    return f"{operation.__module__}.{operation.__qualname__}"


@app.task(name="athar.run", retry=3)  # type: ignore[untyped-decorator]
def run(operation: str, ids: dict[str, Any]) -> None:
    """What a worker does: the registered operation with its ids."""
    _registered[operation](**ids)
