"""Destroying what is no longer needed: a preview of exactly what would go, a second person's approval, the result."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q

_STANDS = pgtrigger.Update | pgtrigger.Delete


class Preview(models.Model):
    """
    Exactly the rows whose period had ended at ``made_at``, by the schedules of ``version``.

    ``sha256`` is over the marks of all rows in order: what is approved is this and nothing else.
    """

    version = models.CharField(max_length=20)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-made_at", "-pk")
        triggers = (pgtrigger.Protect(name="a_preview_stays_as_it_was_made", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.made_at:%Y-%m-%d}"


class PreviewedRow(models.Model):
    """
    A row that would go: its table, since when its period ran, and the mark of its contents.

    The mark is a hash of every column. A row that changed since has another mark and stays; the row itself cannot be
    found from here, so that a list of what goes gives nobody away.
    """

    preview = models.ForeignKey(Preview, on_delete=models.PROTECT, related_name="rows")
    model = models.CharField(max_length=60)
    since = models.DateTimeField()
    mark = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(name="previewed_rows_by_mark", fields=["preview", "model", "mark"]),)
        triggers = (pgtrigger.Protect(name="a_previewed_row_stays", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.model} {self.mark[:16]}"


class Destruction(models.Model):
    """
    An approved preview, carried out. There is none without a preview, and nobody approves what they prepared.

    ``removed`` and ``kept`` count rows by table; ``sha256`` seals the result once ``finished_at`` is.
    """

    preview = models.OneToOneField(Preview, on_delete=models.PROTECT, related_name="destruction")
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    removed = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-approved_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="nobody_approves_a_destruction_they_prepared", condition=~Q(made_by=F("approved_by"))
            ),
            models.CheckConstraint(
                name="a_finished_destruction_is_sealed", condition=Q(finished_at=None) ^ ~Q(sha256="")
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_finished_destruction_stays",
                operation=_STANDS,
                condition=pgtrigger.Q(old__finished_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.preview_id}: {self.approved_at:%Y-%m-%d}"


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def in_force(self, at: datetime) -> "LegalHoldQuerySet":
        return self.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), placed_at__lte=at)


class LegalHold(models.Model):
    """Something has to stay whatever its period: a table, or everything about a person."""

    model = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ("-placed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_hold_is_on_a_table_or_a_person", condition=Q(model="") ^ Q(person__isnull=True)
            ),
            models.CheckConstraint(name="a_hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="a_hold_is_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.model or str(self.person_id)
