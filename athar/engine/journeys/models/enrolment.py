from datetime import datetime

from django.db import models
from django.db.models import Expression, F, Q

from athar.engine.journeys.choices import Part


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def in_force(self, *, at: datetime | Expression) -> "EnrolmentQuerySet":
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), since__lte=at)


class Enrolment(models.Model):
    """A person or a team takes part in an edition, in a role. ``case``: the way by which they came, where there was one."""

    edition = models.ForeignKey("register.Edition", on_delete=models.PROTECT, related_name="enrolments")
    part = models.CharField(max_length=12, choices=Part)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    team = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    case = models.ForeignKey(
        "journeys.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(
                name="an_enrolment_is_a_persons_or_a_teams", condition=Q(person=None) ^ Q(team=None)
            ),
            models.CheckConstraint(
                name="an_enrolment_ends_after_it_begins",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")),
            ),
            models.UniqueConstraint(
                name="a_person_takes_part_once_in_a_role",
                fields=["edition", "part", "person"], condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(
                name="a_team_takes_part_once_in_a_role",
                fields=["edition", "part", "team"], condition=Q(ended_at=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id or self.team_id}: {self.part} in {self.edition_id}"
