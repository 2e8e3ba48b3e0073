from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.search_key import sort_key


class Named(models.Model):
    """Something with a name in both languages."""

    name_ar = models.CharField(_("Arabic name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_in(get_language() or "ar")

    def name_in(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_ar


class Region(Named):
    """One of the thirteen administrative regions; the tile is its place on the map chart."""

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    order = models.PositiveSmallIntegerField(_("order"))
    tile_row = models.PositiveSmallIntegerField(_("row on the map, from the north"))
    tile_column = models.PositiveSmallIntegerField(_("column on the map, from the west"))

    class Meta:
        ordering = ("order",)
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = (
            models.CheckConstraint(
                name="region_code_is_iso_3166_2", condition=Q(code__regex=r"^SA-(0[1-9]|1[0-24])$")
            ),
            models.UniqueConstraint(name="regions_stand_in_one_order", fields=["order"]),
            models.UniqueConstraint(name="regions_do_not_share_a_tile", fields=["tile_row", "tile_column"]),
            models.UniqueConstraint(name="arabic_names_of_regions_differ", fields=["name_ar"]),
            models.UniqueConstraint(name="english_names_of_regions_differ", fields=["name_en"]),
        )


class GovernorateQuerySet(models.QuerySet["Governorate"]):
    def on(self, day: date) -> Self:
        """Those that existed on the day, as they were named then."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        not_ended = Q(valid_to=None) | Q(valid_to__gt=day)
        return self.filter(started, not_ended)

    def in_region(self, code: str) -> Self:
        return self.filter(region=code)


class Governorate(Named):
    """
    One version of a governorate, or of the seat of a region (which the law does not call one).

    A change of name, region or standing ends a version and begins another under the same code.
    """

    code = models.CharField(_("code"), max_length=40)
    # The embedded PostgreSQL has no ICU; see core.search_key.sort_key.
    sort_ar = models.CharField(max_length=80, editable=False)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="governorates", verbose_name=_("region")
    )
    seat = models.BooleanField(_("seat of the region"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until, that day excluded"), null=True, blank=True)

    objects = GovernorateQuerySet.as_manager()

    class Meta:
        ordering = ("region__order", "-seat", "sort_ar", "pk")
        verbose_name = _("governorate")
        verbose_name_plural = _("governorates")
        constraints = (
            models.CheckConstraint(
                name="governorate_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            ExclusionConstraint(
                name="governorate_has_one_version_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_ar = sort_key(self.name_ar)
        super().save(*args, **kwargs)
