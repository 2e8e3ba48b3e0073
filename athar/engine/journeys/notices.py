"""What people are told of seats and applications of theirs. No name stands in any of them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.dates import RIYADH
from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import both_dates, digits


def seat_offered(facts: Facts) -> str:
    return _("A seat became free and is kept for you until %(day)s at %(time)s.") % _moment(facts["until"])


def session_cancelled(facts: Facts) -> str:
    return _("What you had a seat in, or waited for, on %(day)s at %(time)s does not take place.") % _moment(
        facts["starts"]
    )


def decided(_facts: Facts) -> str:
    return _("It was decided about an application of yours.")


def stopped(_facts: Facts) -> str:
    return _("Your part in something ended, because you or your guardian do not agree any more.")


def _moment(text: str) -> dict[str, str]:
    moment = datetime.fromisoformat(text)
    return {"day": both_dates(moment), "time": digits(f"{moment.astimezone(RIYADH):%H:%M}")}


SHIFTS = "me/shifts/"
KINDS = (
    Kind("journeys.seat_offered", gettext_lazy("A seat I wait for is kept for me"), seat_offered, SHIFTS, Way.NOW),
    Kind("journeys.session_cancelled", gettext_lazy("What I have a seat in does not take place"), session_cancelled, SHIFTS, Way.NOW),
    Kind("journeys.decided", gettext_lazy("It is decided about my application"), decided, SHIFTS, Way.NOW, ()),
    Kind("journeys.stopped", gettext_lazy("My part in something ended, as agreement was taken back"), stopped, SHIFTS, Way.NOW, ()),
)  # fmt: skip
