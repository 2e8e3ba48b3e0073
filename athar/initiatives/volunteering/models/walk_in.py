import pgtrigger
from django.db import models
from django.db.models import Q


class WalkIn(models.Model):
    """
    Somebody came to a shift without a seat and was given one at the door: who let them in.

    :ivar beyond: whether every seat was taken; then ``reason`` says why there was one more.
    """

    seat = models.OneToOneField("journeys.Seat", on_delete=models.PROTECT, related_name="walk_in")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    beyond = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="beyond_the_seats_there_is_a_reason", condition=Q(beyond=False) | ~Q(reason="")
            ),
        )  # fmt: skip
        triggers = (pgtrigger.Protect(name="a_walk_in_stays", operation=pgtrigger.Delete | pgtrigger.Update),)

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.by_id}"
