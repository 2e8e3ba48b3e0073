"""Days: a month as a grid and a list, the handle of a date, how long until something."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.template import Context, Library
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from athar.foundation.core.dates import hijri_month_name, month_name, weekday_name
from athar.foundation.core.months import Event, Month, month_of, weeks_of
from athar.foundation.core.templatetags.athar_text import number

from .addresses import query_string
from .reading import rendered

register = Library()

# Where a day has no room for its name; Monday first, as Python counts.
SHORT = {"ar": ["ن", "ث", "ر", "خ", "ج", "س", "ح"], "en": ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]}
DAY, HOUR, MINUTE = 86_400, 3_600, 60  # seconds


def _language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


@register.inclusion_tag("core/calendar.html", takes_context=True)
def calendar(
    context: Context, month: Month, events: Sequence[Event], today: date, *, view: str = "grid"
) -> dict[str, Any]:
    """Show a month; see core/calendar.html."""
    language = _language()
    weeks = weeks_of(month, events, today=today)
    here = [event for event in events if event.first <= month.last and event.last >= month.first]
    names = month_name if month.calendar == "hijri" else hijri_month_name
    return rendered(
        context,
        month=month,
        label=month.label(language),
        other_label=month.other_label(language),
        weekdays=[
            (weekday_name(day.day, language), SHORT[language][day.day.weekday()]) for day in weeks[0].days
        ],
        weeks=[
            (week, [(day, names(day.other_month, language) if day.other_month else "") for day in week.days])
            for week in weeks
        ],
        listed=sorted(here, key=lambda event: event.first),
        view=view,
        ways=_ways(context, month, today),
        views=[
            {"label": label, "url": query_string(context, view=name), "current": name == view}
            for name, label in (("grid", _("Month")), ("list", _("List")))
        ],
    )


def _ways(context: Context, month: Month, today: date) -> dict[str, str]:
    """Addresses of the months around it, of the present one, and of this one in the other calendar."""
    other = month_of(month.first, "gregorian" if month.calendar == "hijri" else "hijri")
    around = {
        "before": month.moved(-1),
        "after": month.moved(1),
        "now": month_of(today, month.calendar),
        "other": other,
    }
    return {name: query_string(context, month=str(found)) if found else "" for name, found in around.items()}


@register.inclusion_tag("core/date_handle.html")
def date_handle(day: date) -> dict[str, Any]:
    """Show a day as the handle of a card; see core/date_handle.html."""
    return {"day": day, "month": month_name(day.month, _language())}


@register.inclusion_tag("core/countdown.html")
def countdown(until: datetime, now: datetime) -> dict[str, Any]:
    """Say how long until a moment; see core/countdown.html."""
    seconds = int((until - now).total_seconds())
    return {"until": until, "left": _left(abs(seconds)), "over": seconds < 0}


def _left(seconds: int) -> str:
    """The two largest units that say something: days and hours, hours and minutes."""
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    parts = [
        ngettext("%(many)s day", "%(many)s days", days) % {"many": number(days)} if days else "",
        ngettext("%(many)s hour", "%(many)s hours", hours) % {"many": number(hours)} if hours else "",
        ngettext("%(many)s minute", "%(many)s minutes", minutes) % {"many": number(minutes)} if minutes and not days else "",
    ]  # fmt: skip
    told = [part for part in parts if part]
    return _(" and ").join(told) or _("less than a minute")
