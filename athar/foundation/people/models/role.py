from datetime import datetime

import pghistory
from django.db import models
from django.db.models import Q

from athar.foundation.people.choices import Role


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, at: datetime) -> "RoleGrantQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


@pghistory.track()
class RoleGrant(models.Model):
    """A role given to a person, within a scope, for a time."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    initiative = models.CharField(
        max_length=40, blank=True, help_text="Code of the initiative; empty: all of them."
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_role_ends_after_it_begins", condition=Q(until=None) | Q(until__gt=models.F("since"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"
