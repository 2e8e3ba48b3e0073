from django.db import models
from django.db.models import Q

from athar.initiatives.volunteering.choices import Can


class AvailabilityCall(models.Model):
    """Whoever takes part in an opportunity is asked, until a moment, which of its shifts they can take."""

    opportunity = models.OneToOneField(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="availability_call"
    )
    until = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("until", "pk")

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.until:%Y-%m-%d %H:%M}"


class Availability(models.Model):
    """
    What somebody who takes part said of the shifts of an opportunity; said anew, it replaces what was said before.

    :ivar most: how many of its shifts they want at most; empty: as many as they can.
    """

    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="availabilities"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="availabilities")
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("opportunity", "said_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_person_says_once_what_they_can", fields=["opportunity", "person"]
            ),
            models.CheckConstraint(name="whoever_is_available_wants_a_shift", condition=Q(most=None) | Q(most__gte=1)),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.person_id}"


class ShiftAnswer(models.Model):
    """What an availability says of one shift. A shift of which nothing is said is given to nobody by itself."""

    availability = models.ForeignKey(Availability, on_delete=models.CASCADE, related_name="answers")
    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="availabilities")
    can = models.CharField(max_length=7, choices=Can)

    class Meta:
        ordering = ("availability", "session")
        constraints = (
            models.UniqueConstraint(
                name="an_availability_speaks_once_of_a_shift", fields=["availability", "session"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.can}"
