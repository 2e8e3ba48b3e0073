from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from athar.engine.intake.choices import CLOSED, State
from athar.engine.intake.models.stage import Stage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


class ImportQuerySet(models.QuerySet["Import"]):
    def with_state(self) -> "ImportQuerySet":
        """Fetch the newest stage along, so that ``state`` asks no more queries."""
        newest = Stage.objects.filter(intake=OuterRef("pk")).order_by("-pk").values("name")[:1]
        return self.annotate(stage_now=Subquery(newest))

    def still_open(self) -> "ImportQuerySet":
        return self.exclude(stages__name__in=CLOSED)


class Import(models.Model):
    """
    A file of records on its way into the ledger.

    ``cursor`` is where reading goes on: the byte (CSV) or row (XLSX) after the last batch that was
    committed, in the unit of ``length``. Counters are of rows; ``valid`` includes ``explained``.
    """

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=100)
    file = models.FileField(
        upload_to="imports/%Y/", max_length=200, blank=True, help_text="Removed when the import is closed."
    )
    folder = models.CharField(
        max_length=1000, blank=True, help_text="Where the evidence paths of the file start."
    )
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What its deliverer's role holds within: a row of anything else is refused.
    initiative = models.ForeignKey(
        "register.Initiative", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edition = models.ForeignKey(
        "register.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hours_once = models.BooleanField(
        default=False,
        help_text="Hours of a person and day that are known already are refused until somebody explains them.",
    )
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    headers = models.JSONField(default=list, help_text="The first row, as written.")
    length = models.PositiveBigIntegerField(default=0, help_text="Bytes or rows in all.")
    cursor = models.PositiveBigIntegerField(default=0)
    line = models.PositiveBigIntegerField(default=0, help_text="The last line read; the headers are line 1.")
    total = models.PositiveBigIntegerField(default=0)
    valid = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    unchanged = models.PositiveBigIntegerField(default=0)
    explained = models.PositiveBigIntegerField(default=0)
    people_known = models.PositiveBigIntegerField(default=0)
    people_new = models.PositiveBigIntegerField(default=0)

    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.JSONField(default=list, help_text="Why the file as a whole was refused.")
    first_position = models.BigIntegerField(
        null=True, blank=True, help_text="Place of the first record in the ledger."
    )
    posted = models.PositiveBigIntegerField(default=0, help_text="How many records were posted.")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-entered_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="an_import_is_named_after_its_bytes", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="posted_records_have_a_first_place",
                condition=Q(posted=0) | Q(first_position__isnull=False),
            ),
            models.CheckConstraint(
                name="an_import_for_an_edition_is_for_its_initiative",
                condition=Q(edition=None) | Q(initiative__isnull=False),
            ),
        )

    # Set by ``operations.start``: False when the same bytes were delivered before.
    is_new = False

    def __str__(self) -> str:
        return self.name

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("stage_now", None)
        super().refresh_from_db(*args, **kwargs)

    @property
    def state(self) -> State:
        if "stage_now" not in self.__dict__:
            self.__dict__["stage_now"] = self.stages.order_by("-pk").values_list("name", flat=True).first()
        if newest := self.__dict__["stage_now"]:
            return State(newest)
        return State.READING if self.started_at else State.WAITING

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(self.cursor / self.length, 1.0) if self.length else 0.0

    @property
    def positions(self) -> range:
        """Where its records stand in the ledger."""
        first = self.first_position or 0
        return range(first, first + self.posted)
