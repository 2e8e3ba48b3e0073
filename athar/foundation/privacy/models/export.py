"""Copies of everything that is held of somebody."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class ExportQuerySet(models.QuerySet["Export"]):
    def open_at(self, at: datetime) -> "ExportQuerySet":
        """Not expired: being made, or to be fetched."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), removed_at=None)


class Export(models.Model):
    """
    A copy of everything held of a person, for that person alone.

    ``done`` of ``total`` kinds of rows are written; the files are there once ``finished_at`` is, until ``expires_at``.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    data = models.FileField(upload_to="exports/%Y/", max_length=200, blank=True, help_text="JSON.")
    document = models.FileField(upload_to="exports/%Y/", max_length=200, blank=True, help_text="PDF.")

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_finished_copy_expires", condition=Q(finished_at=None) | Q(expires_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.asked_at:%Y-%m-%d}"
