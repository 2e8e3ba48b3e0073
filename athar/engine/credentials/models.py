"""What people show elsewhere: certificates of hours, and a volunteer's card."""

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


class VolunteerCard(models.Model):
    """
    What a volunteer shows elsewhere; there is none until its holder makes it.

    :ivar code: by which whoever is shown it finds its page; a renewal replaces it, and the one before finds nothing.
    :ivar shows_name: whether its page says the holder's name; of a minor it says the given name alone.
    :ivar shows_hours: whether it says how many hours of theirs are approved.
    :ivar since: when it was made or renewed.
    :ivar ended_at: when its holder withdrew it.
    """

    code = models.CharField(max_length=16, unique=True, default=new_code)
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="volunteer_card")
    shows_name = models.BooleanField(default=False)
    shows_hours = models.BooleanField(default=False)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_card_ends_after_it_was_made",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")),
            ),
        )

    def __str__(self) -> str:
        return f"V-{self.pk:06d}"
