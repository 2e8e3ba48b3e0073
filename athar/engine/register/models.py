from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language


class Spoken:
    """Something with texts in columns for both languages."""

    def in_language(self, field: str) -> str:
        """``field`` in the language being spoken, as summary or description."""
        return str(getattr(self, f"{field}_{'en' if get_language() == 'en' else 'ar'}"))


class Named(models.Model):
    """Something with a name in both languages."""

    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ar


class Initiative(Spoken, Named):
    """Something the association runs to serve objectives. ``strategic`` where the plan says so."""

    code = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(unique=True, help_text="Order in tables and reports.")
    strategic = models.BooleanField(default=False)
    demo_title = models.BooleanField(
        default=False, help_text="The title is a neutral one, made up for the demonstration."
    )
    summary_ar = models.CharField(max_length=300)
    summary_en = models.CharField(max_length=300)
    description_ar = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    field_ar = models.CharField(max_length=100, blank=True)
    field_en = models.CharField(max_length=100, blank=True)
    audience_ar = models.CharField(max_length=200, blank=True)
    audience_en = models.CharField(max_length=200, blank=True)
    national = models.BooleanField(default=False)
    regions = models.ManyToManyField("places.Region", blank=True)
    started_in = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("number",)

    @property
    def summary(self) -> str:
        return self.in_language("summary")

    @property
    def description(self) -> str:
        return self.in_language("description")

    @property
    def field(self) -> str:
        return self.in_language("field")

    @property
    def audience(self) -> str:
        return self.in_language("audience")


class Edition(Named):
    """One run of an initiative: Forum 2023, Ramadan season 1444."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="editions")
    code = models.SlugField(max_length=60, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("starts_on", "code")
        constraints = (
            models.CheckConstraint(
                name="an_edition_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        )
