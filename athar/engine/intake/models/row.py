import json
from typing import Any

from django.db import models

from athar.engine.intake.choices import RowStatus
from athar.engine.ledger.choices import Kind, Level, Method
from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.people.choices import Gender


class RowQuerySet(models.QuerySet["Row"]):
    def refused(self) -> "RowQuerySet":
        return self.filter(status=RowStatus.REFUSED)

    def may_be_posted(self) -> "RowQuerySet":
        """Ready, or unlikely and somebody may still explain them."""
        return self.exclude(status=RowStatus.UNCHANGED).exclude(reasons__contains=[{"explainable": False}])

    def to_post(self) -> "RowQuerySet":
        return self.filter(status=RowStatus.VALID)


def _code(to: str) -> models.ForeignKey:
    # A staged row was looked up a moment ago, and the ledger's own keys check it again when it is posted:
    # checking a million rows twice, and keeping six indexes nobody reads, would double the time to stage them.
    return models.ForeignKey(
        to, on_delete=models.DO_NOTHING, null=True, db_index=False, db_constraint=False, related_name="+"
    )


class Row(models.Model):
    """
    A row of a file as it was understood. What could not be read stays empty and is named in ``reasons``.

    ``raw`` is what the file said, kept for refused rows alone and sealed, since it may hold an identity
    number. Rows that are posted leave this table: the ledger has them.
    """

    intake = models.ForeignKey("intake.Import", on_delete=models.PROTECT, db_index=False, related_name="rows")
    line = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=RowStatus)
    reasons = models.JSONField(default=list)
    explanation = models.CharField(max_length=500, blank=True)
    raw = EncryptedTextField(context="intake.row", null=True, blank=True)

    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    occurred_on = models.DateField(null=True)
    initiative = _code("register.Initiative")
    edition = _code("register.Edition")
    session = models.CharField(max_length=60, blank=True)
    organisation = _code("people.Organisation")
    region = _code("places.Region")
    place = models.CharField(max_length=120, blank=True)
    participant = _code("intake.Participant")
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    age_group = models.CharField(max_length=6, blank=True)
    level = models.CharField(max_length=12, choices=Level, blank=True)
    headcount = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=12, choices=Method, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(max_length=20, blank=True)
    evidence = _code("evidence.Evidence")
    external_id = models.CharField(max_length=80, null=True)  # noqa: DJ001 -- as in the ledger, where null keeps it out of uniqueness

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ("intake", "line")
        constraints = (models.UniqueConstraint(name="a_line_is_staged_once", fields=["intake", "line"]),)
        indexes = (
            models.Index(
                name="refused_rows_by_line",
                fields=["intake", "line"],
                condition=models.Q(status=RowStatus.REFUSED),
            ),
        )

    def __str__(self) -> str:
        return f"{self.intake_id}:{self.line}"

    @property
    def cells(self) -> list[str]:
        """What the file says in this row, under the import's headers; empty unless refused."""
        found: list[str] = json.loads(self.raw) if self.raw else []
        return found

    @property
    def is_explainable(self) -> bool:
        """Whether an explanation would do: nothing in the row is wrong, only unlikely."""
        return self.status == RowStatus.REFUSED and all(reason["explainable"] for reason in self.reasons)

    def codes(self) -> set[str]:
        return {reason["code"] for reason in self.reasons}

    def dimensions(self) -> dict[str, Any]:
        return {"explanation": self.explanation} if self.explanation else {}


class Explanation(models.Model):
    """Why an unlikely row is right, in the words of whoever vouches for it. The last one stands."""

    intake = models.ForeignKey("intake.Import", on_delete=models.PROTECT, related_name="explanations")
    line = models.PositiveIntegerField()
    codes = models.JSONField(help_text="What was found unlikely.")
    text = models.CharField(max_length=500)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("intake", "line", "pk")

    def __str__(self) -> str:
        return f"{self.intake_id}:{self.line}: {self.text}"
