from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

OPEN = timedelta(days=14)  # from when somebody is asked; until then they answer, skip it, or answer anew


class SatisfactionQuerySet(models.QuerySet["Satisfaction"]):
    def open(self, *, at: datetime) -> "SatisfactionQuerySet":
        """What can still be answered, or answered anew."""
        return self.filter(asked_at__gt=at - OPEN)


class Satisfaction(models.Model):
    """
    Somebody who took part in an opportunity was asked, once it was over, how it was.

    :ivar overall: how satisfied they are, 1 to 5; ``again``: how gladly they would come again and bring others, 0 to 10.
    :ivar words: in their own words, if they like; those in charge read them without a name.
    :ivar skipped_at: they would rather not say.
    """

    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="satisfactions"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="satisfactions")
    asked_at = models.DateTimeField()
    overall = models.PositiveSmallIntegerField(null=True)
    again = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    said_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)

    objects = SatisfactionQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="a_person_is_asked_once_how_an_opportunity_was", fields=["opportunity", "person"]
            ),
            models.CheckConstraint(
                name="an_answer_of_satisfaction_is_whole_and_has_a_moment",
                # A range of nothing is not known to be wrong, so that each says that it is there.
                condition=Q(said_at=None, overall=None, again=None, words="")
                | Q(
                    said_at__isnull=False,
                    overall__isnull=False,
                    overall__range=(1, 5),
                    again__isnull=False,
                    again__range=(0, 10),
                ),
            ),
            models.CheckConstraint(
                name="what_is_skipped_is_not_answered", condition=Q(said_at=None) | Q(skipped_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.person_id}"

    @property
    def until(self) -> datetime:
        """Until when it can be answered."""
        return self.asked_at + OPEN
