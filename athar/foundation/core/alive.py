"""Connections that are kept: whether the database still listens, and that none outlives its thread."""

import select
import threading
from typing import Any
from weakref import WeakKeyDictionary

from django.core.signals import request_started
from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver


class _Held:
    """Goes with its thread, and ends the connection then."""

    def __init__(self, link: Any) -> None:
        self.link = link

    def __del__(self) -> None:
        self.link.close()


class _Thread(threading.local):
    """What goes with a thread: what is held of each of Django's connections in it."""

    def __init__(self) -> None:
        self.held: WeakKeyDictionary[Any, _Held] = WeakKeyDictionary()


_thread = _Thread()


@receiver(request_started)
def look_whether_it_listens(**_request: Any) -> None:
    """
    Spare a request the question with which Django makes sure of a connection that it kept.

    A server that was ended or started anew has closed its side, which can be read here without asking it anything; then
    Django asks as always, and connects again.
    """
    ours: Any = connection
    kept = ours.connection
    if kept is None or kept.closed or ours.health_check_done:
        return
    asked = select.poll()
    asked.register(kept.fileno(), select.POLLIN)
    ours.health_check_done = not asked.poll(0)


@receiver(connection_created)
def end_with_the_thread(connection: Any, **_made: Any) -> None:
    """
    Let a connection end with the thread it belongs to.

    A server of pages lets threads go that nobody needs, and begins others. What Django kept for one refers to itself in a circle, so that
    its connection would stay until Python looks for circles among everything there is, which is seldom; the database would run out of
    connections before.
    """
    _thread.held[connection] = _Held(connection.connection)
