"""Opportunities as cards, and one with its shifts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Session
from athar.foundation.core.dates import clock_span, riyadh_day
from athar.foundation.core.numerals import active_digits
from athar.foundation.core.templatetags.athar_text import counted_noun, number
from athar.foundation.people.models import Person
from athar.foundation.qualifications.catalogue import kind_names, skill_names
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.queries import shifts_of, standing_in
from athar.initiatives.volunteering.ways import stages_of
from athar.web.site.words import language


@dataclass(frozen=True)
class Card:
    """As core/opportunity.html wants it."""

    title: str
    url: str
    day: date
    level: str
    place: str
    time: str
    seats: int


def cards(opportunities: Iterable[Opportunity]) -> list[Card]:
    """Of opportunities that know their next shift and their free seats."""
    return [
        Card(
            title=str(one), url=address_of(one), day=riyadh_day(one.next_at),  # type: ignore[attr-defined]
            level=one.level, place=where(one), time=noun_of(one), seats=one.free or 0,  # type: ignore[attr-defined]
        )
        for one in opportunities
    ]  # fmt: skip


def noun_of(opportunity: Opportunity) -> str:
    return counted_noun(opportunity.shifts, "shift_to_come")  # type: ignore[attr-defined]


def address_of(opportunity: Opportunity) -> str:
    return reverse("site:opportunity", kwargs={"code": opportunity.edition.code})


def where(opportunity: Opportunity) -> str:
    """The place and its region, or that it is done from afar."""
    if opportunity.remote:
        return _("From afar")
    region = opportunity.region.name_in(language()) if opportunity.region else ""
    return _(", ").join(filter(None, (opportunity.place, region)))


@dataclass(frozen=True)
class Shift:
    """A shift to choose. ``state``: seated, waiting, full, free; ``url``: where one signs up, or to one's seat."""

    session: Session
    place: str
    free: int
    state: str
    url: str

    @property
    def day(self) -> date:
        return riyadh_day(self.session.starts_at)

    @property
    def spoken(self) -> str:
        """What a button that takes it says to whoever does not see its row."""
        return clock_span(self.session.starts_at, self.session.ends_at, language(), active_digits())


def shifts(opportunity: Opportunity, person: Person | None, *, at: datetime) -> list[Shift]:
    here = standing_in(opportunity, person, at=at)
    return [_shift(opportunity, session, here) for session in shifts_of(opportunity, at=at)]


def _shift(opportunity: Opportunity, session: Session, here: dict[str, Any]) -> Shift:
    seat, free = here["seats"].get(session.pk), session.free  # type: ignore[attr-defined]
    place = session.place
    sign_up = f"{reverse('portal:sign-up', kwargs={'code': opportunity.edition.code})}?session={session.pk}"
    if seat is not None:
        return Shift(
            session,
            place,
            free,
            "seated",
            reverse("portal:shifts") if seat.held_until else reverse("portal:seat", kwargs={"pk": seat.pk}),
        )
    if session.pk in here["waits"]:
        return Shift(session, place, free, "waiting", reverse("portal:shifts"))
    return Shift(session, place, free, "free" if free > 0 else "full", sign_up)


def _stages(opportunity: Opportunity) -> str:
    """Of a workflow of its own, the stages that whoever applies goes through."""
    if opportunity.workflow_id is None or opportunity.call is None:
        return ""
    return stages_of(opportunity.call.workflow.design)


def conditions(opportunity: Opportunity) -> list[tuple[str, str]]:
    """What it asks and gives, each with its name."""
    gives = [
        word
        for given, word in (
            (opportunity.training, _("training")),
            (opportunity.expenses, _("expenses")),
            (opportunity.insurance, _("insurance")),
        )
        if given
    ]
    facts = [
        (_("Field of service"), str(opportunity.get_field_display())),
        (_("Level"), str(opportunity.get_level_display())),
        (_("Where"), where(opportunity)),
        (_("By whom"), str(opportunity.organisation)),
        (_("From the age of"), str(opportunity.least_age)),
        (_("For whom"), str(opportunity.get_gender_display()) if opportunity.gender else ""),
        (_("Skills"), _(", ").join(skill_names(opportunity.skills))),
        (_("Qualifications"), _(", ").join(kind_names(opportunity.qualifications))),
        (_("Valid on"), _("the day of the shift") if opportunity.qualifications else ""),
        (_("How to come in"), str(Choosing(opportunity.choosing).label)),
        (_("Stages"), _stages(opportunity)),
        (_("Groups"), _groups(opportunity)),
        (_("You are given"), _(", ").join(gives)),
    ]
    return [(name, value) for name, value in facts if value]


def _groups(opportunity: Opportunity) -> str:
    if not opportunity.takes_groups:
        return ""
    sizes = {"least": number(opportunity.group_least), "most": number(opportunity.group_most)}
    return _("of %(least)s to %(most)s people") % sizes
