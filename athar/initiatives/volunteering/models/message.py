import pgtrigger
from django.db import models
from django.db.models import Q

from athar.engine.journeys.models.guarding import changed
from athar.initiatives.volunteering.choices import Outcome, Selection


class Message(models.Model):
    """
    Somebody in charge wrote to some of an opportunity, or of one shift of it.

    :ivar text_ar: with its fields as they were written; each reader's copy has them filled.
    :ivar look: the sign of the look at it before it went, of which one message comes; empty where nobody looked.
    :ivar finished_at: since when every copy is delivered.
    """

    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="messages"
    )
    session = models.ForeignKey(
        "journeys.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    selection = models.CharField(max_length=10, choices=Selection)
    text_ar = models.CharField(max_length=600, blank=True)
    text_en = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    look = models.CharField(max_length=32, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_message_says_something", condition=~Q(text_ar="") | ~Q(text_en="")
            ),
            models.UniqueConstraint(
                name="a_look_sends_one_message", fields=["look"], condition=~Q(look="")
            ),
        )  # fmt: skip
        indexes = (models.Index(name="messages_of_an_opportunity", fields=["opportunity", "-at"]),)
        triggers = (
            pgtrigger.Protect(name="a_message_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_message_never_changes",
                operation=pgtrigger.Update,
                condition=changed(
                    "opportunity", "session", "selection", "text_ar", "text_en", "by", "at", "look"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.selection}, {self.at:%Y-%m-%d %H:%M}"


class Delivery(models.Model):
    """A message to one of those it was for when it was sent; what became of it. ``copies``: to how many guardians it went too."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    at = models.DateTimeField()
    copies = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("message", "pk")
        constraints = (
            models.UniqueConstraint(name="a_message_goes_to_somebody_once", fields=["message", "person"]),
        )
        triggers = (
            pgtrigger.Protect(name="a_delivery_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_delivery_is_made_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__outcome=Outcome.WAITING),
            ),
        )

    def __str__(self) -> str:
        return f"{self.message_id}: {self.person_id}, {self.outcome}"
