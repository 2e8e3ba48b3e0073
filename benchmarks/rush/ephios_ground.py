"""
Run by ephios' own Python: events with one shift each, and people who are signed in.

    python ephios_ground.py ORDER.json ANSWER.json

ORDER: a list of ``{"places": N, "asking": N}``. ANSWER: for each the key of its shift and the keys of the people's sessions.
"""

import json
import secrets
import sys
from datetime import date, timedelta
from pathlib import Path


def main(order: Path, answer: Path) -> None:
    import django

    django.setup()
    from django.contrib.auth.models import Group
    from ephios.core.models import EventType

    kind, group = EventType.objects.create(title="Service"), Group.objects.create(name="Volunteers")
    wanted = json.loads(order.read_text())
    answer.write_text(
        json.dumps([_prepared(number, kind, group, **one) for number, one in enumerate(wanted)])
    )


def _prepared(number, kind, group, places, asking):
    from django.utils import timezone
    from ephios.core.models import Event, Shift
    from guardian.shortcuts import assign_perm

    event = Event.objects.create(title=f"Iftar {number}", location="The square", type=kind, active=True)
    assign_perm("core.view_event", group, event)
    begin = timezone.now() + timedelta(days=20)
    shift = Shift.objects.create(
        event=event, meeting_time=begin, start_time=begin, end_time=begin + timedelta(hours=2),
        signup_flow_slug="instant_confirmation", signup_flow_configuration={},
        structure_slug="uniform", structure_configuration={"maximum_number_of_participants": places},
    )  # fmt: skip
    return {"shift": shift.pk, "sessions": _signed_in(number, group, asking)}


def _signed_in(number, group, asking):
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone
    from ephios.core.models import UserProfile

    users = [
        UserProfile(
            email=f"rush-{number}-{place}@example.org",
            display_name=f"Volunteer {place}",
            date_of_birth=date(1995, 5, 1),
        )
        for place in range(asking)
    ]
    for user in users:
        user.set_unusable_password()
    users = UserProfile.all_objects.bulk_create(users, batch_size=5_000)
    group.user_set.add(*users)
    until, store = timezone.now() + timedelta(days=1), SessionStore()
    rows = [
        Session(session_key=secrets.token_hex(16), expire_date=until, session_data=store.encode({
            SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }))
        for user in users
    ]  # fmt: skip
    return [row.session_key for row in Session.objects.bulk_create(rows, batch_size=5_000)]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
