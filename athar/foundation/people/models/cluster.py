from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Expression, F, Func, Q, Value


class TimeRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, at: datetime | Expression) -> "MembershipQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class Membership(models.Model):
    """
    A person's row belongs, for a time, to the cluster named after another row: both are one human.

    A merge is a membership, an undo ends it: nothing is deleted, so every figure can be recomputed
    as of any moment. A row without a membership is a cluster of its own.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="memberships")
    cluster = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="members")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="a_person_is_in_one_cluster_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (TimeRange("since", "until", Value("[)")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="a_cluster_is_named_after_another_row", condition=~Q(person=F("cluster"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} is {self.cluster_id}"
