"""What people asked for about their own data, and what became of it."""

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


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> "ErasureQuerySet":
        return self.filter(undone_at=None, done_at=None)


class Erasure(models.Model):
    """
    Somebody asked to be erased: from ``due_at`` on it is carried out, until then it can be undone.

    ``left``: what was found and could not be emptied by a program, by hash of the file, for somebody to look at.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    left = models.JSONField(default=list)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="what_was_undone_is_not_carried_out", condition=Q(undone_at=None) | Q(done_at=None)
            ),
            models.CheckConstraint(
                name="an_erasure_leaves_time_to_undo_it", condition=Q(due_at__gt=models.F("asked_at"))
            ),
            models.UniqueConstraint(
                name="a_person_is_erased_once_at_a_time",
                fields=["person"],
                condition=Q(undone_at=None, done_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.due_at:%Y-%m-%d}"
