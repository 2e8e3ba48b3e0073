"""Reads: whom somebody speaks for, who speaks for a child, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from athar.foundation.admissions.models import GuardianInvitation, GuardianLink
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import GuardianApproval, Person
from athar.foundation.privacy import queries as privacy
from athar.foundation.privacy.consents import standing

FEBRUARY = 2


def children_spoken_for(guardians: Sequence[int], *, at: datetime) -> QuerySet[Person]:
    """
    The minors whom somebody speaks for now: those linked to them, and those whom they approved for on paper.

    What a school delivered as a guardian's approval stands, unless a link between the two ever was: then that counts.
    """
    between = GuardianLink.objects.filter(child=OuterRef("pk"), guardian__in=guardians)
    linked = Exists(between.in_force(at))
    approved = Exists(GuardianApproval.objects.filter(child=OuterRef("pk"), guardian__in=guardians))
    minors = Person.objects.filter(birth_date__gt=_born_after(riyadh_day(at)))
    return minors.filter(linked | (approved & ~Exists(between))).order_by("sort_key")


def _born_after(on: date) -> date:
    """Whoever was born after this day is a minor on that one; 29 February exists in few years."""
    return date(on.year - privacy.OF_AGE, on.month, min(on.day, 28) if on.month == FEBRUARY else on.day)


def speaks_for(guardians: Sequence[int], children: Sequence[int], *, at: datetime) -> bool:
    return children_spoken_for(guardians, at=at).filter(pk__in=children).exists()


def links_of_guardian(guardians: Sequence[int]) -> QuerySet[GuardianLink]:
    """With the child, the newest first."""
    return GuardianLink.objects.filter(guardian__in=guardians).select_related("child", "decision")


def links_of_child(children: Sequence[int]) -> QuerySet[GuardianLink]:
    return GuardianLink.objects.filter(child__in=children).select_related("guardian", "decision")


def invitations_of_child(children: Sequence[int]) -> QuerySet[GuardianInvitation]:
    return GuardianInvitation.objects.filter(child__in=children).order_by("-sent_at", "-pk")


def links_for_staff(*, side: str, text: str, at: datetime) -> QuerySet[GuardianLink]:
    """``side``: waiting (the oldest first), held or ended (the newest first); ``text``: words of either name, in any spelling."""
    rows = GuardianLink.objects.select_related("child", "guardian", "decision__by", "ended_by")
    if side == "held":
        rows = rows.in_force(at).order_by("-since", "-pk")
    elif side == "ended":
        rows = rows.filter(until__lte=at).order_by("-until", "-pk")
    else:
        rows = rows.waiting().order_by("claimed_at", "pk")
    for word in search_key(text).split():
        rows = rows.filter(child__search_key__contains=word) | rows.filter(
            guardian__search_key__contains=word
        )
    return rows


@dataclass(frozen=True)
class MinorsStanding:
    """What a minor still lacks before taking part: a guardian, and that guardian's consent."""

    linked: bool
    waiting: bool
    """Somebody was named, or a claim waits for staff."""
    consented: bool

    @property
    def may_take_part(self) -> bool:
        return self.linked and self.consented


def standing_of_minor(people: Sequence[int], *, at: datetime) -> MinorsStanding:
    """``people``: the rows that are the minor."""
    links = GuardianLink.objects.filter(child__in=people)
    on_paper = GuardianApproval.objects.filter(child__in=people, revoked_on=None)
    linked = links.in_force(at).exists() or on_paper.exists()
    waiting = (
        links.waiting().exists() or GuardianInvitation.objects.filter(child__in=people).open(at).exists()
    )
    events = list(privacy.consent_events(people))
    taking_part = next(
        row for row in standing(events, on=riyadh_day(at)) if row.purpose == Purpose.PARTICIPATION
    )
    return MinorsStanding(linked, waiting, taking_part.given)
