import pghistory
from django.db import models
from django.db.models import F, Q


class ClosureQuerySet(models.QuerySet["Closure"]):
    def standing(self) -> "ClosureQuerySet":
        """Closures of accounts that are closed now."""
        return self.filter(until=None)


@pghistory.track()
class Closure(models.Model):
    """
    An account was closed by an administrator, and perhaps opened again.

    ``Account.is_active`` is the lock that signing in tries; this says who turned it, when and why.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="closures")
    since = models.DateTimeField()
    closed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    until = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopen_reason = models.CharField(max_length=300, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_account_is_closed_once_at_a_time", fields=["person"], condition=Q(until=None)
            ),
            models.CheckConstraint(
                name="nobody_closes_their_own_account", condition=~Q(person=F("closed_by"))
            ),
            models.CheckConstraint(
                name="an_account_is_reopened_by_somebody_for_a_reason",
                condition=Q(until=None, reopened_by=None)
                | (Q(until__isnull=False, reopened_by__isnull=False) & ~Q(reopen_reason="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} closed {self.since:%Y-%m-%d}"
