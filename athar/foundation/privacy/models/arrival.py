import pgtrigger
from django.db import models
from django.db.models import Q

from athar.foundation.people.choices import IdentityCheck
from athar.foundation.privacy.choices import ArrivalChannel
from athar.foundation.privacy.models.request import Request


class Arrival(models.Model):
    """
    A request came by letter, by phone or in person, and ``by`` recorded it.

    The thirty days run from ``received_on``, whenever it was recorded. ``checked``: how it is known who asks.
    """

    request = models.OneToOneField(
        Request, on_delete=models.PROTECT, primary_key=True, related_name="arrival"
    )
    channel = models.CharField(max_length=9, choices=ArrivalChannel)
    received_on = models.DateField()
    checked = models.CharField(max_length=11, choices=IdentityCheck)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_request_came_by_a_known_channel", condition=Q(channel__in=ArrivalChannel.values)
            ),
            models.CheckConstraint(
                name="a_recorded_request_says_how_identity_was_checked",
                condition=Q(checked__in=IdentityCheck.values),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="how_a_request_came_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.request_id}: {self.channel}, {self.received_on}"
