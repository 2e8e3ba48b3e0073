from datetime import date, datetime
from functools import cached_property

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Sum

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Session
from athar.engine.journeys.questions import Question, questions_from
from athar.engine.register.models import Initiative, Spoken
from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import Gender
from athar.initiatives.volunteering.choices import Choosing, Field, Level, State

SHOWN = (State.PUBLISHED, State.CLOSED, State.EVALUATED)


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def shown(self) -> "OpportunityQuerySet":
        """What the public may see, now or still."""
        return self.filter(state__in=SHOWN)

    def live(self, *, at: datetime) -> "OpportunityQuerySet":
        """Published, its call open, with a shift to come."""
        to_come = Session.objects.upcoming(at=at).filter(edition=OuterRef("edition"), part=Part.VOLUNTEER)
        closes = Q(call__closes_at=None) | Q(call__closes_at__gt=at)
        return self.filter(closes, Exists(to_come), state=State.PUBLISHED, call__opens_at__lte=at)

    def with_next_shift(self, *, at: datetime) -> "OpportunityQuerySet":
        """Each with ``next_at``, when its next shift begins, and ``free``, how many seats its ``shifts`` to come have left."""
        to_come = Q(edition__sessions__starts_at__gt=at, edition__sessions__cancelled_at=None)
        return self.annotate(
            next_at=Min("edition__sessions__starts_at", filter=to_come),
            free=Sum("edition__sessions__counters__free", filter=to_come),
            shifts=Count("edition__sessions", filter=to_come, distinct=True),
        )

    def said_like(self, text: str) -> "OpportunityQuerySet":
        """Those in whose name, summary or place the words stand, in any spelling."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found


class Opportunity(Spoken, models.Model):
    """
    An edition that asks for volunteers.

    :ivar choosing: whether whoever applies takes part at once or is chosen; ``workflow``: by which, where it is neither that comes along.
    :ivar least_age: in whole years, on the day on which the edition begins.
    :ivar gender: where law or the place asks for one; empty: anybody.
    :ivar charter_ar: what a volunteer accepts before taking part, and a minor's guardian too.
    :ivar skills: codes of what volunteers say they can do, all of them needed; ``qualifications`` likewise, held on the day of each shift.
    :ivar questions: what whoever signs up is asked beyond the charter, as forms of the engine keep it; its call freezes them.
    :ivar substitutes: whether somebody who cannot come may hand the seat to another although others wait for one.
    :ivar group_least: how many people a group that applies is at least, and at most; both empty: groups cannot apply.
    :ivar written_by: who wrote it first; somebody else reviews it (``writers``).
    """

    edition = models.OneToOneField("register.Edition", on_delete=models.PROTECT, related_name="opportunity")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="opportunities"
    )
    level = models.CharField(max_length=12, choices=Level)
    field = models.CharField(max_length=12, choices=Field)
    choosing = models.CharField(max_length=6, choices=Choosing, default=Choosing.OPEN)
    workflow = models.ForeignKey(
        "journeys.Workflow", on_delete=models.PROTECT, null=True, blank=True, related_name="opportunities"
    )
    summary_ar = models.CharField(max_length=300, blank=True)
    summary_en = models.CharField(max_length=300, blank=True)
    description_ar = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    charter_ar = models.TextField(blank=True)
    charter_en = models.TextField(blank=True)
    region = models.ForeignKey(
        "places.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place_ar = models.CharField(max_length=120, blank=True)
    place_en = models.CharField(max_length=120, blank=True)
    remote = models.BooleanField(default=False)
    least_age = models.PositiveSmallIntegerField(default=18)
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    skills = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    qualifications = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    expenses = models.BooleanField(default=False)
    insurance = models.BooleanField(default=False)
    training = models.BooleanField(default=False)
    substitutes = models.BooleanField(default=False)
    group_least = models.PositiveSmallIntegerField(null=True, blank=True)
    group_most = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    call = models.OneToOneField(
        "journeys.Call", on_delete=models.PROTECT, null=True, blank=True, related_name="opportunity"
    )
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    search_key = models.CharField(max_length=700, editable=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = ("edition__starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="what_is_shown_has_a_call", condition=~Q(state__in=SHOWN) | Q(call__isnull=False)
            ),
            models.CheckConstraint(
                name="groups_are_of_a_least_and_a_most",
                condition=Q(group_least=None, group_most=None)
                | Q(group_least__gte=2, group_least__isnull=False, group_most__gte=F("group_least")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.edition)

    def save(self, *args: object, **kwargs: object) -> None:
        parts = (
            self.edition.name_ar,
            self.edition.name_en,
            self.summary_ar,
            self.summary_en,
            self.place_ar,
            self.place_en,
        )
        self.search_key = search_key(" ".join(parts))[:700]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def is_open(self, *, at: datetime) -> bool:
        """Whether somebody may sign up."""
        return self.state == State.PUBLISHED and self.call is not None and self.call.is_open(at=at)

    @property
    def writers(self) -> set[int]:
        """Keys of whoever wrote it and whoever sent it to review last, who may have changed it: others publish it."""
        sent = self.steps.filter(target=State.IN_REVIEW).order_by("-at", "-pk")
        return {self.written_by_id, *sent.values_list("by", flat=True)[:1]}

    @property
    def takes_groups(self) -> bool:
        return self.group_most is not None

    @cached_property
    def asks(self) -> tuple[Question, ...]:
        """Its questions beyond the charter; they change in a draft alone."""
        return questions_from(self.questions)

    @property
    def summary(self) -> str:
        return self.in_language("summary")

    @property
    def description(self) -> str:
        return self.in_language("description")

    @property
    def charter(self) -> str:
        return self.in_language("charter")

    @property
    def place(self) -> str:
        return self.in_language("place")

    @property
    def initiative(self) -> Initiative:
        """Of which scopes ask, as of everything that belongs somewhere."""
        return self.edition.initiative

    @property
    def starts_on(self) -> date:
        return self.edition.starts_on


class Step(models.Model):
    """An opportunity went on: who took it where, when and why."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="steps")
    source = models.CharField(max_length=10, choices=State)
    target = models.CharField(max_length=10, choices=State)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("opportunity", "at", "pk")
        constraints = (
            models.CheckConstraint(name="a_step_leads_elsewhere", condition=~Q(source=F("target"))),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_step_of_an_opportunity_stays", operation=pgtrigger.Delete | pgtrigger.Update
            ),
        )

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.target}"
