"""Pages of a shift, and whoever came to it."""

from athar.engine.journeys.operations import mark_attendance
from athar.foundation.core.dates import RIYADH

HOME = "/en/workspace/opportunities/"


def sheet(session, *tail):
    opportunity = session.edition.opportunity.pk
    return "/".join([f"{HOME}{opportunity}/shifts/{session.pk}", *map(str, tail), ""])


def seats(session):
    return list(session.seats.order_by("pk"))


def came_and_went(seat, by):
    for leaves, moment in ((False, seat.session.starts_at), (True, seat.session.ends_at)):
        mark_attendance(seat=seat, leaves=leaves, by=by, at=moment)


def stated(session, **changes):
    begin, end = (moment.astimezone(RIYADH) for moment in (session.starts_at, session.ends_at))
    return {"came": f"{begin:%H:%M}", "left": f"{end:%H:%M}", "reason": "The paper sheet"} | changes
