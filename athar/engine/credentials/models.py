"""Certificates of hours."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from athar.engine.credentials.codes import new_code, written


class HoursCertificate(models.Model):
    """
    Approved hours of one human, as they stood when it was made.

    :ivar code: by which whoever is shown it finds it; without its dashes.
    :ivar positions: the records of the ledger it rests on, ascending.
    :ivar hours: their sum.
    :ivar ended_at: when its holder took it back.
    """

    code = models.CharField(max_length=16, unique=True, default=new_code)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="hours_certificates")
    positions = ArrayField(models.BigIntegerField())
    hours = models.DecimalField(max_digits=12, decimal_places=2)
    first_on = models.DateField()
    last_on = models.DateField()
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_certificate_rests_on_records", condition=Q(positions__len__gt=0, hours__gt=0)
            ),
            models.CheckConstraint(
                name="a_certificate_covers_days_in_order", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="a_certificate_ends_after_it_was_made",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("issued_at")),
            ),
        )

    def __str__(self) -> str:
        return written(self.code)
