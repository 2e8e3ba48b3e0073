"""Wishes to be erased."""

from django.db import models
from django.db.models import Q


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> "ErasureQuerySet":
        return self.filter(undone_at=None, done_at=None)


class Erasure(models.Model):
    """
    Somebody asked to be erased: from ``due_at`` on it is carried out, until then it can be undone.

    ``left``: what was found and could not be emptied by a program, by hash of the file, for somebody to look at.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(
        "privacy.Request",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="erasure",
        help_text="A guardian's, for a child; empty: the person's own wish.",
    )
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
