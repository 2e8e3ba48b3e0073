import pgtrigger
from django.db import models
from django.db.models import Q

from athar.engine.intake.choices import CLOSED, STAGES


class Stage(models.Model):
    """Something that happened to an import, who did it and when. Where the import stands is its newest stage."""

    intake = models.ForeignKey("intake.Import", on_delete=models.PROTECT, related_name="stages")
    name = models.CharField(max_length=10, choices=[(state.value, state.label) for state in STAGES])
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    without_refused = models.BooleanField(
        default=False, help_text="Approved although some rows are left out."
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="a_stage_is_reached_once", fields=["intake", "name"]),
            models.UniqueConstraint(
                name="an_import_ends_once", fields=["intake"], condition=Q(name__in=CLOSED)
            ),
        )
        triggers = (
            pgtrigger.Protect(name="stages_are_a_log", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.intake_id}: {self.name}"
