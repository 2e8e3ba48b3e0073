import pgtrigger
from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    ANNUAL = "annual", _("Annual report")
    PLAN = "plan", _("Plan retrospective")


class Report(models.Model):
    """A report about a period. Its text lives in revisions, its figures in records."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=ReportKind)
    title_ar = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    period = models.CharField(max_length=9, help_text="2023, or 2020-2023.")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("-ends_on", "slug")
        constraints = (
            models.CheckConstraint(
                name="a_report_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        )

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" else self.title_ar


class Revision(models.Model):
    """The text of a report at a moment, in both languages; never edited, only followed by another."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    source_ar = models.TextField()
    source_en = models.TextField()
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("report", "-number")
        constraints = (
            models.UniqueConstraint(name="revisions_of_a_report_are_numbered", fields=["report", "number"]),
        )
        triggers = (
            pgtrigger.Protect(name="a_revision_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.report.slug} r{self.number}"

    def source(self, language: str) -> str:
        return self.source_en if language == "en" else self.source_ar


class Approval(models.Model):
    """The board approved a revision."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolution = models.CharField(max_length=100, blank=True, help_text="The board's resolution, by number.")

    class Meta:
        triggers = (
            pgtrigger.Protect(
                name="an_approval_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision} approved"


class Freeze(models.Model):
    """The figures of an approved revision, fixed: from here on later records change the live figures, never these."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="freezes")
    number = models.PositiveSmallIntegerField(help_text="First issue, second issue…")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    head = models.ForeignKey("ledger.SignedHead", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("revision__report", "-number")
        triggers = (
            pgtrigger.Protect(name="a_freeze_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.revision} frozen"


class FrozenFigure(models.Model):
    """A figure as it stands in a frozen report, with its own sealed receipt."""

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="figures")
    measurement = models.ForeignKey("strategy.Measurement", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    period = models.CharField(max_length=9)
    receipt = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_figure_is_frozen_once", fields=["freeze", "code", "period"]),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_frozen_figure_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.period}"


class FrozenData(models.Model):
    """The charts and tables of a frozen report: what they showed, by name and language."""

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="data")
    content = models.JSONField()

    class Meta:
        triggers = (
            pgtrigger.Protect(name="frozen_data_never_change", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.freeze}"


class Publication(models.Model):
    """A frozen report was made public."""

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = (
            pgtrigger.Protect(
                name="a_publication_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.freeze} published"
