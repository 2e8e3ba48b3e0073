"""Whether the database still listens, asked of the network and not of the database."""

import select
from typing import Any

from django.core.signals import request_started
from django.db import connection
from django.dispatch import receiver


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
