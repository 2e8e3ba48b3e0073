from collections.abc import Iterable
from datetime import datetime, time

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest

from athar.foundation.core.refusals import Text
from athar.foundation.core.telling import Kind, Way, kind_of, kinds
from athar.foundation.notices.choices import Zone
from athar.foundation.notices.rules import FOLDED, MORNING, Hours

ONE_NOTICE = "what_is_told_twice_within_an_hour_is_one_notice"


class Span(Func):
    """A stretch of time, its end left out."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class NoticeQuerySet(models.QuerySet["Notice"]):
    def known(self) -> "NoticeQuerySet":
        """Of kinds that some room still declares."""
        return self.filter(kind__in=kinds())

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def folding(self, at: datetime) -> "NoticeQuerySet":
        """Unread, and told within an hour of a moment: what is told again at that moment grows them."""
        return self.filter(folds_until__gt=at, told_at__lt=at + FOLDED)

    def due(self, at: datetime) -> "NoticeQuerySet":
        """Whose letter may be sent. What was read meanwhile needs none, unless the law wants it sent."""
        owed = [kind.code for kind in kinds().values() if kind.owed]
        return self.known().filter(Q(read_at=None) | Q(kind__in=owed), due_at__lte=at, sent_at=None)


class Notice(models.Model):
    """
    Somebody was told something. ``facts`` are plain values from which the kind makes its sentence.

    ``many``: how often it happened until it was read. ``folds_until``: what tells the same before that moment is one with
    it; None once it was read. ``due_at``: from when on it may go out as a letter, if it may.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    fold = models.CharField(max_length=64)
    many = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField(db_index=True)
    folds_until = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-told_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_letter_is_sent_only_where_one_was_due",
                condition=Q(sent_at=None) | Q(due_at__isnull=False),
            ),
            models.CheckConstraint(name="a_notice_tells_of_something", condition=Q(many__gt=0)),
            ExclusionConstraint(
                name=ONE_NOTICE,
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("fold", RangeOperators.EQUAL),
                    (Span("told_at", "folds_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(folds_until__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["person", "-told_at"], name="notices_of_a_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="unread_notices_of_a_person"),
            models.Index(
                fields=["due_at"], condition=Q(sent_at=None, due_at__isnull=False), name="letters_that_wait"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}, {self.told_at:%Y-%m-%d %H:%M}"

    @property
    def about(self) -> Kind:
        return kind_of(self.kind)

    @property
    def sentence(self) -> str:
        """What happened, in the language being spoken."""
        return self.about.say(self.facts | {"many": self.many})

    @property
    def path(self) -> str:
        """Where it leads, without the prefix of a language."""
        return self.about.path.format(**self.facts)

    @property
    def beside(self) -> tuple[Text, str] | None:
        """The words of another link, and where it leads, without the prefix of a language."""
        if self.about.beside is None:
            return None
        words, path = self.about.beside
        return words, path.format(**self.facts)

    def is_worth_a_letter(self, at: datetime) -> bool:
        return self.about.worth is None or self.about.worth(self.facts, at)


class Wish(models.Model):
    """How somebody wants to be told of one kind. Without a row, as is usual for it."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=5, choices=Way)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_wish_for_a_kind", fields=["person", "kind"]),
            models.CheckConstraint(name="a_wish_is_one_of_those_offered", condition=Q(way__in=Way.values)),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"


class Rhythm(models.Model):
    """In which hours of their own clock somebody wants no letters. Without a row, none at night in Riyadh."""

    person = models.OneToOneField(
        "people.Person", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    zone = models.CharField(max_length=40, choices=Zone, default=Zone.RIYADH)
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=MORNING)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_time_zone_is_one_of_those_offered", condition=Q(zone__in=Zone.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.zone}, {self.quiet_from:%H:%M}-{self.quiet_until:%H:%M}"

    @property
    def hours(self) -> Hours:
        return Hours(self.zone, self.quiet_from, self.quiet_until)


def grown(notices: Iterable[Notice], *, many: int, facts: dict[str, object], at: datetime) -> None:
    """Let unread notices tell once more of the same."""
    keys = [notice.pk for notice in notices]
    Notice.objects.filter(pk__in=keys).update(
        many=F("many") + many, told_at=Greatest(F("told_at"), at), folds_until=Greatest(F("folds_until"), at + FOLDED), facts=facts
    )  # fmt: skip
