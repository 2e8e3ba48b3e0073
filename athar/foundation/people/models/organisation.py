from django.db import models
from django.utils.translation import get_language

from athar.foundation.people.choices import OrganisationKind


class Organisation(models.Model):
    """A body that takes part: the association itself, a school, a partner, an incubated team."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    region = models.ForeignKey("places.Region", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ar
