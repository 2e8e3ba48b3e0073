from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from athar.engine.ledger.choices import Level
from athar.engine.register.models import Named, Spoken
from athar.foundation.people.choices import Role


class Plan(Named):
    """A strategic plan, from its first day to its last."""

    code = models.SlugField(max_length=20, unique=True)
    identity_ar = models.CharField(max_length=200, blank=True)
    identity_en = models.CharField(max_length=200, blank=True)
    summary_ar = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("starts_on",)
        constraints = (
            models.CheckConstraint(
                name="a_plan_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        )

    @property
    def summary(self) -> str:
        return self.summary_en if get_language() == "en" else self.summary_ar

    @property
    def identity(self) -> str:
        return self.identity_en if get_language() == "en" else self.identity_ar


class Theme(Named):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="themes")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("plan", "order")
        constraints = (models.UniqueConstraint(name="a_theme_is_once_in_its_plan", fields=["plan", "code"]),)


class Objective(Named):
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="objectives")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField(help_text="Number of the objective within its plan.")
    description_ar = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    initiatives = models.ManyToManyField("register.Initiative", related_name="objectives", blank=True)

    class Meta:
        ordering = ("theme__plan", "theme__order", "order")
        constraints = (
            models.UniqueConstraint(name="an_objective_is_once_in_its_theme", fields=["theme", "code"]),
        )

    @property
    def description(self) -> str:
        return self.description_en if get_language() == "en" else self.description_ar


class Indicator(models.Model):
    """
    One version of an indicator: data, not code.

    ``definition`` is what the metrics engine compiles, ``texts`` is what people read beside it
    (short labels, the formula in words). A version never changes; a new one follows it.
    """

    code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    definition = models.JSONField()
    definition_hash = models.CharField(max_length=64)
    texts = models.JSONField(default=dict)
    valid_from = models.DateField()

    class Meta:
        ordering = ("code", "version")
        constraints = (
            models.UniqueConstraint(
                name="a_version_of_an_indicator_is_defined_once", fields=["code", "version"]
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_definition_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Goal(models.Model):
    """An indicator chosen to measure an objective, from where it started and who answers for it."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="goals")
    indicator = models.CharField(max_length=60, help_text="Code of the indicator; its newest version counts.")
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_period = models.CharField(
        max_length=9, blank=True, help_text="Measured in this period instead of typed in."
    )
    owner = models.CharField(max_length=20, choices=Role)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("objective", "order")
        constraints = (
            models.UniqueConstraint(
                name="an_objective_is_measured_once_by_an_indicator", fields=["objective", "indicator"]
            ),
            models.CheckConstraint(
                name="a_baseline_is_known_or_measured", condition=Q(baseline=None) ^ Q(baseline_period="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.objective}: {self.indicator}"


class Target(models.Model):
    """What was aimed at in a period."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ("goal", "starts_on")
        constraints = (
            models.UniqueConstraint(name="a_period_has_one_target", fields=["goal", "starts_on", "ends_on"]),
        )

    def __str__(self) -> str:
        return f"{self.goal}: {self.value}"


class Rate(Spoken, models.Model):
    """
    What replacing an hour of volunteering would have cost, by level and year, in riyals; always with its source.

    Figures use ``rate``. ``low`` and ``high``: between what it may lie, where the source says so.
    """

    level = models.CharField(max_length=12, choices=Level)
    year = models.PositiveSmallIntegerField()
    rate = models.DecimalField(max_digits=14, decimal_places=2)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    source_ar = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)

    class Meta:
        ordering = ("year", "level")
        constraints = (
            models.UniqueConstraint(name="a_level_has_one_rate_a_year", fields=["level", "year"]),
            models.CheckConstraint(name="a_rate_is_more_than_nothing", condition=Q(rate__gt=0)),
            models.CheckConstraint(
                name="a_rate_lies_within_its_range",
                condition=Q(low=None, high=None)
                | Q(
                    low__isnull=False, high__isnull=False, low__gt=0, low__lte=F("rate"), high__gte=F("rate")
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.year}: {self.rate}"

    @property
    def source(self) -> str:
        return self.in_language("source")

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """From and to; the rate itself where nothing is said."""
        return (self.rate if self.low is None else self.low, self.rate if self.high is None else self.high)


class Measurement(models.Model):
    """
    What was found: a value with the hashes of what it was computed by and from.

    ``state`` names the data it was computed from (see ``measuring.data_state``); as long as that is the
    present state the value may be shown without computing it again. ``receipt`` is the sealed document.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    code = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    scope = models.JSONField(default=dict)
    state = models.CharField(max_length=64)
    head = models.ForeignKey("ledger.SignedHead", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="Moment as of which merges are taken into account.")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    identified = models.BigIntegerField(null=True)
    headcount = models.BigIntegerField(null=True)
    records = models.BigIntegerField(help_text="Number of contributing records.")
    records_root = models.CharField(max_length=64)
    exclusions = models.JSONField(default=list)
    receipt = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["state", "code", "starts_on", "ends_on"]),)
        constraints = (
            models.UniqueConstraint(
                name="a_state_of_the_data_has_one_value",
                fields=["indicator", "starts_on", "ends_on", "scope", "state"],
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_measurement_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.starts_on}–{self.ends_on}: {self.value}"
