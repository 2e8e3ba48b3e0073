"""One preview of the retention schedules, approved by a second person and carried out, over visibly made-up leftovers."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from athar.demo.world import World
from athar.foundation.core.dates import RIYADH
from athar.foundation.privacy import retention
from athar.foundation.privacy.models import Preview

PREPARED = datetime(2026, 8, 2, 9, 20, tzinfo=RIYADH)
LEFTOVERS = 12  # sessions that ended long ago, of nobody


def clear_out(world: World) -> None:
    """Put leftovers, preview, approval and run on the timeline."""
    made: list[Preview] = []
    staff = world.staff
    world.timeline.at(PREPARED - timedelta(days=60), lambda at: _leave(at, "demo"))
    world.timeline.at(PREPARED - timedelta(days=1), lambda at: _hold(world, at))
    world.timeline.at(PREPARED, lambda at: made.append(retention.prepare(by=staff["hind"], at=at)))
    # And a few that wait for the next preview.
    world.timeline.at(PREPARED + timedelta(days=20), lambda at: _leave(at, "next"))
    world.timeline.at(PREPARED + timedelta(days=1), lambda at: _approve(world, made[0], at))


def _leave(at: datetime, prefix: str) -> None:
    Session.objects.bulk_create(
        Session(session_key=f"{prefix}{number:028d}", session_data="demo", expire_date=at)
        for number in range(LEFTOVERS)
    )


def _hold(world: World, at: datetime) -> None:
    """What imports refused stays to be seen, as a demonstration of a hold."""
    retention.hold(
        by=world.staff["fahad"],
        at=at,
        model="intake.Row",
        reason="بيانات تجريبية: صفوف مردودة يراجعها المراجع الخارجي",
    )


def _approve(world: World, preview: Preview, at: datetime) -> None:
    destruction = retention.approve(preview=preview, by=world.staff["fahad"], at=at)
    retention.destroy(destruction=destruction.pk, at=at)
