from django.db import models

from athar.engine.ledger.choices import Kind, Level, Method
from athar.foundation.people.choices import Gender


class Fact(models.Model):
    """What a proposal and a record have in common: who or how many, what, where and when."""

    kind = models.CharField(max_length=12, choices=Kind)
    occurred_on = models.DateField()
    initiative = models.ForeignKey("register.Initiative", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(
        "register.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    session = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    region = models.ForeignKey(
        "places.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    age_group = models.CharField(max_length=6, blank=True)
    level = models.CharField(max_length=12, choices=Level, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    method = models.CharField(max_length=12, choices=Method, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    dimensions = models.JSONField(default=dict, blank=True)
    evidence = models.ForeignKey(
        "evidence.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(
        max_length=60, blank=True, help_text="Where the entry came from: a form, an import."
    )
    # Null, not "", where there is none: uniqueness binds only real ids.
    external_id = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001 -- as said above
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True
