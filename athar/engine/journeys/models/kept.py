from django.db import models


class Kept(models.Model):
    """Something written as it stood when somebody kept it, under the next number; it never changes."""

    number = models.PositiveIntegerField()
    data = models.JSONField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
