"""What volunteers, minors and their guardians are told about opportunities and shifts. No person's name stands in any of it."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Seat
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import both_dates, clock, digits, number
from athar.initiatives.volunteering.choices import KudosReason
from athar.initiatives.volunteering.expenses import in_riyals
from athar.initiatives.volunteering.models import Kudos


def guardian_asked(_facts: Facts) -> str:
    return _("A child you speak for asks you to approve a volunteering opportunity.")


def guardian_answered(facts: Facts) -> str:
    if facts["approves"]:
        return _("Your guardian approved the opportunity. You can take a seat now.")
    return _("Your guardian did not approve the opportunity.")


def shift_tomorrow(facts: Facts) -> str:
    return _(
        "Your shift comes: %(shift)s. Cannot come? Give the seat back now, so that somebody else can."
    ) % {"shift": _shift(facts)}


def shift_soon(facts: Facts) -> str:
    return _("Your shift begins soon: %(shift)s.") % {"shift": _shift(facts)}


def not_seen_to_come(facts: Facts) -> str:
    return _("We did not see you at your shift: %(shift)s. All well? Say in a word what was.") % {
        "shift": _shift(facts)
    }


def not_seen_to_go(facts: Facts) -> str:
    return _(
        "You came to your shift, and nobody marked when you went: %(shift)s. Say when it was, so that your hours can be stated."
    ) % {"shift": _shift(facts)}


def availability_asked(facts: Facts) -> str:
    return _("Which shifts of %(name)s can you take? Say so until %(day)s, so that the roster can reckon with you.") % {
        "name": _isolated(facts[f"name_{_language()}"]), "day": both_dates(datetime.fromisoformat(facts["until"])),
    }  # fmt: skip


def satisfaction_asked(facts: Facts) -> str:
    return _("How was %(name)s? Say it in a minute; those in charge read it without your name.") % {
        "name": _isolated(facts[f"name_{_language()}"])
    }


def thanked(facts: Facts) -> str:
    return _("You were thanked at %(name)s: %(reason)s.") % {
        "name": _isolated(facts[f"name_{_language()}"]), "reason": KudosReason(facts["reason"]).label,
    }  # fmt: skip


def expenses_approved(facts: Facts) -> str:
    granted, amount = Decimal(facts["granted"]), Decimal(facts["amount"])
    name = _isolated(facts[f"name_{_language()}"])
    if granted < amount:
        return _("Of your expenses for %(name)s, %(granted)s of %(amount)s are approved; the reason stands beside it.") % {
            "name": name, "granted": in_riyals(granted), "amount": in_riyals(amount),
        }  # fmt: skip
    return _("Your expenses for %(name)s are approved: %(amount)s.") % {
        "name": name,
        "amount": in_riyals(amount),
    }


def expenses_rejected(facts: Facts) -> str:
    return _("Your expenses for %(name)s are not paid back: %(amount)s; the reason stands beside it.") % {
        "name": _isolated(facts[f"name_{_language()}"]),
        "amount": in_riyals(Decimal(facts["amount"])),
    }


def expenses_paid(facts: Facts) -> str:
    return _("Your expenses for %(name)s were paid: %(amount)s.") % {
        "name": _isolated(facts[f"name_{_language()}"]), "amount": in_riyals(Decimal(facts["granted"])),
    }  # fmt: skip


def rostered(facts: Facts) -> str:
    return _(
        "By the roster you have a seat: %(shift)s. Cannot come? Give it back or offer it to others in time."
    ) % {"shift": _shift(facts)}


def seat_up_for_handover(facts: Facts) -> str:
    return _("Somebody cannot come and offers you the seat: %(shift)s.") % {"shift": _shift(facts)}


def seat_taken_over(facts: Facts) -> str:
    return _("Somebody took your seat over, so nobody expects you any more: %(shift)s.") % {
        "shift": _shift(facts)
    }


def seat_came_to_me(facts: Facts) -> str:
    return _("The seat is yours now: %(shift)s.") % {"shift": _shift(facts)}


def group_accepted(facts: Facts) -> str:
    return _(
        "Your group is accepted: %(seats)s seats are kept until %(day)s at %(time)s, %(shift)s. Hand the link on to its members."
    ) % (_group(facts) | _moment(facts["until"]))


def group_rejected(facts: Facts) -> str:
    return _("No seats are kept for your group: %(shift)s. Read why.") % {"shift": _shift(facts)}


def group_joined(facts: Facts) -> str:
    return _("Somebody of your group took a seat: %(shift)s.") % {"shift": _shift(facts)}


def group_time_up(facts: Facts) -> str:
    return _(
        "The time for your group was up. Seats that nobody took, now everybody's: %(seats)s; %(shift)s. Whoever joined keeps theirs."
    ) % _group(facts)


def group_released(facts: Facts) -> str:
    return _(
        "The organisers keep no seats for your group any more: %(shift)s. Whoever joined keeps theirs."
    ) % {"shift": _shift(facts)}


def group_shift_cancelled(facts: Facts) -> str:
    return _("The shift of your group does not take place: %(shift)s.") % {"shift": _shift(facts)}


def message(facts: Facts) -> str:
    return _isolated(facts[_language()])


def message_to_child(facts: Facts) -> str:
    return _("To a child you speak for: %(text)s") % {"text": _isolated(facts[_language()])}


def injury_reported(facts: Facts) -> str:
    return _(
        "It was reported that you were hurt or fell ill: %(what)s. Read the report, and add what is missing."
    ) % {"what": _occasion(facts)}


def injury_of_child(facts: Facts) -> str:
    return _(
        "A child you speak for was hurt or fell ill: %(what)s. Read what was reported, and ask whoever leads it."
    ) % {"what": _occasion(facts)}


def injury_went_on(facts: Facts) -> str:
    return _("Something new stands with the report about you: %(what)s.") % {"what": _occasion(facts)}


def injury_of_child_went_on(facts: Facts) -> str:
    return _("Something new stands with the report about a child you speak for: %(what)s.") % {
        "what": _occasion(facts)
    }


def is_still_to_come(facts: Facts, at: datetime) -> bool:
    """Whether the shift lies ahead and the seat is still taken; a cancelled shift has none."""
    return (
        at < datetime.fromisoformat(facts["starts"])
        and Seat.objects.taken().filter(pk=facts["seat"]).exists()
    )


def still_stands(facts: Facts, _at: datetime) -> bool:
    """Whether whoever gave thanks did not take them back meanwhile."""
    return Kudos.objects.filter(pk=facts["kudos"]).exists()


def _shift(facts: Facts) -> str:
    """What, when in both calendars, and where; names isolated, since they may run the other way."""
    language = _language()
    starts, ends = (datetime.fromisoformat(facts[name]) for name in ("starts", "ends"))
    parts = [_isolated(facts[f"name_{language}"]), both_dates(starts), clock(starts, ends)]
    if place := facts[f"place_{language}"]:
        parts.append(_isolated(place))
    return _(", ").join(parts)


def _group(facts: Facts) -> dict[str, str]:
    return {"seats": number(facts["seats"]), "shift": _shift(facts)}


def _moment(text: str) -> dict[str, str]:
    moment = datetime.fromisoformat(text)
    return {"day": both_dates(moment), "time": digits(f"{moment.astimezone(RIYADH):%H:%M}")}


def _occasion(facts: Facts) -> str:
    """Of which opportunity and day; nothing of what happened."""
    parts = [_isolated(facts[f"name_{_language()}"]), both_dates(datetime.fromisoformat(facts["day"]))]
    return _(", ").join(parts)


def _language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


def _isolated(text: str) -> str:
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


GROUP = "me/groups/{group}/"
INJURY = "me/injuries/{injury}/"
SEAT, CALENDAR = "me/seats/{seat}/", (gettext_lazy("To my calendar"), "me/seats/{seat}/shift.ics")
EXPENSES = "me/expenses/"
KINDS = (
    Kind(
        "volunteering.shift_tomorrow", gettext_lazy("A shift of mine is a day away"), shift_tomorrow, SEAT, Way.NOW,
        beside=CALENDAR, worth=is_still_to_come,
    ),
    Kind(
        "volunteering.shift_soon", gettext_lazy("A shift of mine begins in two hours"), shift_soon, SEAT, Way.NOW,
        beside=CALENDAR, worth=is_still_to_come,
    ),
    Kind(
        "volunteering.message", gettext_lazy("Whoever leads an opportunity of mine writes to me"), message, "opportunities/{code}/",
        Way.NOW, ("message",),
    ),
    Kind(
        "volunteering.message_to_child", gettext_lazy("Whoever leads an opportunity writes to my child"), message_to_child,
        "opportunities/{code}/", Way.NOW, ("message", "child"),
    ),
    Kind(
        "volunteering.availability_asked", gettext_lazy("I am asked which shifts I can take"), availability_asked,
        "me/opportunities/{code}/availability/", Way.NOW,
    ),
    Kind(
        "volunteering.satisfaction_asked", gettext_lazy("I am asked how an opportunity was"), satisfaction_asked,
        "me/opportunities/{code}/satisfaction/",
    ),
    Kind("volunteering.injury_reported", gettext_lazy("A report about me was written"), injury_reported, INJURY, Way.NOW),
    # A minor's guardian has to know at once, whatever was chosen.
    Kind(
        "volunteering.injury_of_child", gettext_lazy("Something happened to my child"), injury_of_child, INJURY, Way.NOW, owed=True,
    ),
    Kind("volunteering.injury_went_on", gettext_lazy("News of a report about me"), injury_went_on, INJURY, Way.NOW),
    Kind(
        "volunteering.injury_of_child_went_on", gettext_lazy("News of a report about my child"), injury_of_child_went_on, INJURY, Way.NOW,
    ),
    Kind(
        "volunteering.thanked", gettext_lazy("Somebody thanks me for a shift"), thanked, "me/thanks/", worth=still_stands,
    ),
    Kind("volunteering.expenses_approved", gettext_lazy("Expenses of mine are approved"), expenses_approved, EXPENSES, Way.NOW),
    Kind("volunteering.expenses_rejected", gettext_lazy("Expenses of mine are rejected"), expenses_rejected, EXPENSES, Way.NOW),
    Kind("volunteering.expenses_paid", gettext_lazy("Expenses of mine are paid"), expenses_paid, EXPENSES, Way.NOW),
    Kind(
        "volunteering.rostered", gettext_lazy("A roster gives me a shift"), rostered, SEAT, Way.NOW,
        beside=CALENDAR, worth=is_still_to_come,
    ),
    Kind(
        "volunteering.seat_up_for_handover", gettext_lazy("Somebody offers me their seat"), seat_up_for_handover,
        "me/handovers/{handover}/", Way.NOW,
    ),
    Kind("volunteering.group_accepted", gettext_lazy("Seats are kept for my group"), group_accepted, GROUP, Way.NOW),
    Kind("volunteering.group_rejected", gettext_lazy("No seats are kept for my group"), group_rejected, GROUP, Way.NOW),
    Kind("volunteering.group_joined", gettext_lazy("Somebody of my group took a seat"), group_joined, GROUP),
    Kind("volunteering.group_time_up", gettext_lazy("The time for my group was up"), group_time_up, GROUP, Way.NOW),
    Kind("volunteering.group_released", gettext_lazy("The organisers ended what was kept for my group"), group_released, GROUP, Way.NOW),
    Kind("volunteering.group_shift_cancelled", gettext_lazy("The shift of my group does not take place"), group_shift_cancelled, GROUP, Way.NOW),
    Kind("volunteering.seat_taken_over", gettext_lazy("My seat was taken over"), seat_taken_over, "me/shifts/", Way.NOW),
    Kind("volunteering.seat_came_to_me", gettext_lazy("I took a seat over"), seat_came_to_me, SEAT, beside=CALENDAR),
    Kind("volunteering.not_seen_to_come", gettext_lazy("I was not seen at a shift of mine"), not_seen_to_come, SEAT, Way.NOW),
    Kind("volunteering.not_seen_to_go", gettext_lazy("I was not seen to go from a shift"), not_seen_to_go, SEAT, Way.NOW),
    Kind(
        "volunteering.guardian_asked", gettext_lazy("A child asks me to approve an opportunity"), guardian_asked,
        "me/children/questions/{question}/", Way.NOW,
    ),
    Kind(
        "volunteering.guardian_answered", gettext_lazy("My guardian answers about an opportunity"), guardian_answered,
        "opportunities/{code}/", Way.NOW,
    ),
)  # fmt: skip
