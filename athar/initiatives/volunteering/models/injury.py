from collections.abc import Collection
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from athar.foundation.people.choices import Sensitive
from athar.foundation.people.noticing import notice
from athar.initiatives.volunteering.choices import BodyPart, InjuryOutcome, InjuryState, Severity

LONGEST = 2000  # of what is told
TEXTS = ("happened", "done", "witnesses", "place")  # of a report: what a list never reads
_STANDS = pgtrigger.Update | pgtrigger.Delete


class InjuryQuerySet(models.QuerySet["Injury"]):
    def with_standing(self) -> "InjuryQuerySet":
        """Each with ``state``, ``outcome`` (empty: never closed) and ``days_lost`` (None: nobody said), as the newest entries say."""
        entries = InjuryEntry.objects.filter(injury=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            state=Coalesce(
                Subquery(entries.exclude(state="").values("state")[:1]), Value(InjuryState.REPORTED)
            ),
            outcome=Coalesce(Subquery(entries.exclude(outcome="").values("outcome")[:1]), Value("")),
            days_lost=Subquery(entries.exclude(days_lost=None).values("days_lost")[:1]),
        )

    def waiting(self) -> "InjuryQuerySet":
        """Those that nobody took care of yet, or not since they were reopened. What is only a number waits for nobody."""
        found: InjuryQuerySet = self._about_somebody().filter(
            state__in=(InjuryState.REPORTED, InjuryState.REOPENED)
        )
        return found

    def unclosed(self) -> "InjuryQuerySet":
        """Those that somebody has still to follow up to their outcome."""
        found: InjuryQuerySet = self._about_somebody().exclude(state=InjuryState.CLOSED)
        return found

    def _about_somebody(self) -> Any:
        return self.filter(person__isnull=False).with_standing()

    def without_texts(self) -> "InjuryQuerySet":
        return self.defer(*TEXTS)


class Injury(models.Model):
    """
    Somebody was hurt or fell ill at a session. It stays as it was reported; what follows are entries.

    :ivar person: whom it happened to; None once they are erased or the time of keeping is over: then only a number is left.
    :ivar done: what was done at once.
    :ivar insurance: whether the insurance of the volunteers is concerned.
    :ivar reported_by: a leader, the volunteer themselves, or None once the time is over; who reported themselves goes with ``person``.
    """

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="injuries")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="injuries")
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    happened = models.CharField(max_length=LONGEST, blank=True)
    severity = models.CharField(max_length=10, choices=Severity)
    body = models.CharField(max_length=6, choices=BodyPart, blank=True)
    done = models.CharField(max_length=LONGEST, blank=True)
    witnesses = models.CharField(max_length=300, blank=True)
    insurance = models.BooleanField(default=False)
    reported_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()

    objects = InjuryQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_at", "-pk")
        verbose_name_plural = "injuries"
        constraints = (
            models.UniqueConstraint(
                name="an_injury_is_reported_once", fields=["session", "person", "happened_at"]
            ),
            models.CheckConstraint(
                name="nothing_is_reported_before_it_happens", condition=Q(happened_at__lte=F("reported_at"))
            ),
            models.CheckConstraint(
                name="a_report_about_somebody_says_what_happened", condition=Q(person=None) | ~Q(happened="")
            ),
            models.CheckConstraint(
                name="a_report_about_nobody_says_nothing",
                condition=Q(person__isnull=False) | Q(happened="", done="", witnesses="", place="", body=""),
            ),
        )
        triggers = (pgtrigger.Protect(name="a_report_of_an_injury_stays", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.session_id}: {self.severity}"

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """Whoever reads a row, on whichever page, reads of somebody's health, and leaves a line (see ``people.noticing``)."""
        row = super().from_db(db, field_names, values, **more)
        if person := row.__dict__.get("person_id"):
            notice(Sensitive.HEALTH, subject=person)
        return row


class InjuryEntry(models.Model):
    """
    What followed upon a report: a note, a state, days lost. None is ever changed.

    :ivar state: into which it went; empty: it is a note.
    :ivar shared: whether whom it is about reads it; what is not is among those who follow it up.
    :ivar days_lost: in all until then: whole days from the day after on, on which they could not do what they usually do
        (calendar days; resolution of the 16th International Conference of Labour Statisticians, 1998).
    """

    injury = models.ForeignKey(Injury, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=8, choices=InjuryState, blank=True)
    words = models.CharField(max_length=LONGEST, blank=True)
    shared = models.BooleanField(default=False)
    days_lost = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=9, choices=InjuryOutcome, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        verbose_name_plural = "injury entries"
        constraints = (
            models.CheckConstraint(
                name="what_closes_a_report_says_how_it_ended",
                condition=(Q(state=InjuryState.CLOSED) & ~Q(outcome=""))
                | (~Q(state=InjuryState.CLOSED) & Q(outcome="")),
            ),
        )
        triggers = (pgtrigger.Protect(name="an_entry_about_an_injury_stays", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.injury_id}: {self.state or 'note'}"
