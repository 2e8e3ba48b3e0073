"""What may be done by one transaction at a time, where there is no row yet that could be locked."""

from django.db import connection
from django.db.transaction import TransactionManagementError


def take_turn(*names: str) -> None:
    """
    Wait for whoever does the same, named alike; the turn ends with the transaction.

    Two names may by chance stand for one turn: whoever asks then waits for nothing, and nothing else comes of it.

    :param names: of the room, and of what is done.
    :raises TransactionManagementError: outside a transaction, where the turn would end at once.
    """
    if not connection.in_atomic_block:
        message = "A turn lasts as long as a transaction; begin one first."
        raise TransactionManagementError(message)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["\x1f".join(names)])
