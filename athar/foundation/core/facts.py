"""
Announced facts: how a lower room lets higher rooms know, without knowing them.

The lower room declares a frozen dataclass and announces it inside its transaction. A higher room
subscribes in its ``subscriptions.py``, which is read at start. Subscribers run at once, in the
same transaction, in the order they subscribed; when one raises, everything rolls back. Work that
may come later belongs in a job that the subscriber enqueues.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from typing import Any, TypeVar

from django.db import transaction

F = TypeVar("F")
Subscriber = Callable[[F], None]

_subscribers: defaultdict[type, list[Subscriber[Any]]] = defaultdict(list)


class NotInTransaction(RuntimeError):
    """A fact was announced outside a transaction, where nothing could roll back."""


def subscribe(fact_type: type[F]) -> Callable[[Subscriber[F]], Subscriber[F]]:
    """
    Call the decorated function whenever a fact of exactly this type is announced.

    :raises TypeError: when the type is not a frozen dataclass.
    """
    _check(fact_type)

    def register(subscriber: Subscriber[F]) -> Subscriber[F]:
        if subscriber not in _subscribers[fact_type]:
            _subscribers[fact_type].append(subscriber)
        return subscriber

    return register


def announce(fact: object) -> None:
    """
    Tell every subscriber, now and in this transaction.

    :raises NotInTransaction: outside ``transaction.atomic``.
    :raises TypeError: when the fact is not a frozen dataclass.
    """
    _check(type(fact))
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(f"{type(fact).__name__} was announced outside a transaction.")
    for subscriber in tuple(_subscribers[type(fact)]):
        subscriber(fact)


@contextmanager
def heard(fact_type: type[F]) -> Iterator[list[F]]:
    """Collect the facts of a type announced inside the block, for tests."""
    facts: list[F] = []
    _check(fact_type)
    _subscribers[fact_type].append(facts.append)
    try:
        yield facts
    finally:
        _subscribers[fact_type].remove(facts.append)


def _check(fact_type: type) -> None:
    if not (is_dataclass(fact_type) and fact_type.__dataclass_params__.frozen):  # type: ignore[attr-defined]
        raise TypeError(f"{fact_type.__name__} must be a frozen dataclass: a fact does not change once told.")
