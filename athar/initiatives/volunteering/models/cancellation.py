import pgtrigger
from django.db import models


class Cancellation(models.Model):
    """A shift does not take place: who said so, when and why. Who had a seat was told; the reason stays with the staff."""

    session = models.OneToOneField("journeys.Session", on_delete=models.PROTECT, related_name="cancellation")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ("at", "pk")
        triggers = (
            pgtrigger.Protect(name="a_cancellation_stays", operation=pgtrigger.Delete | pgtrigger.Update),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.reason}"
