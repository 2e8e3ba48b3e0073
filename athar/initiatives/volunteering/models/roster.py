import pgtrigger
from django.db import models
from django.db.models import Q

from athar.initiatives.volunteering.choices import RosterFault


class Roster(models.Model):
    """
    A proposal of who takes which shift of an opportunity. Nothing of it is a seat before it is published.

    :ivar seconds: how long to search at most.
    :ivar based_on: whose locked placements it keeps.
    :ivar fault: why none was found; empty: one was, or is still looked for.
    :ivar outcome: what was found: ``cost``, ``bound``, ``penalties`` by rule, and ``gaps``, the places left empty with why.
    """

    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="rosters"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconds = models.PositiveSmallIntegerField()
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=12, choices=RosterFault, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    published_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_roster_is_published_by_somebody",
                condition=Q(published_at=None) ^ Q(published_by__isnull=False),
            ),
        )
        triggers = (pgtrigger.Protect(name="a_roster_stays", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.at:%Y-%m-%d %H:%M}"


class Placement(models.Model):
    """
    Somebody stands in a shift of a roster.

    :ivar locked: stays when the roster is made anew.
    :ivar by: who put them there by hand; empty: the search.
    :ivar seat: what it became once the roster was published; empty: no seat yet, or it was refused.
    """

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="placements")
    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="placements")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="placements")
    locked = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(
        "journeys.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )

    class Meta:
        ordering = ("roster", "session", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_roster_places_somebody_once_in_a_shift", fields=["roster", "session", "person"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
