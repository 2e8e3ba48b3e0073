from datetime import date

from django.db import models
from django.db.models import Q

from athar.engine.ledger.models.fact import Fact

JOINED = (
    "initiative",
    "edition",
    "organisation",
    "region",
    "person",
    "evidence",
    "entered_by",
    "approved_by",
)


class RecordQuerySet(models.QuerySet["Record"]):
    def within(self, start: date, end: date) -> "RecordQuerySet":
        return self.filter(occurred_on__range=(start, end))

    def with_everything(self) -> "RecordQuerySet":
        """Everything a page about records shows, in one query."""
        return self.select_related(*JOINED)

    def with_what_is_hashed(self) -> "RecordQuerySet":
        """What a record's hash is made of, in one query: of persons nothing but their pseudonyms."""
        own = [field.name for field in self.model._meta.concrete_fields]
        return self.select_related(*JOINED).only(
            *own, "initiative__code", "edition__code", "organisation__code", "evidence__sha256",
            "person__ref", "entered_by__ref", "approved_by__ref", "region__code",
        )  # fmt: skip


class Record(Fact):
    """
    An approved fact. The table is partitioned by year and refuses UPDATE, DELETE and TRUNCATE;
    the migration makes it, so Django does not manage it.

    ``position`` is the record's leaf index in the Merkle tree: 0-based, without gaps.
    ``commitment`` hides whom the record is about: SHA-256 over ``salt`` and the opening
    (see ``leaf.opening``); ``hash`` is the RFC 9162 leaf hash.
    """

    position = models.BigIntegerField(primary_key=True)
    approved_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    corrects = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    salt = models.BinaryField(max_length=16)
    commitment = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "ledger_record"
        ordering = ("position",)

    def __str__(self) -> str:
        return number(self.position)


def number(position: int) -> str:
    """How people call a record: R-008214."""
    return f"R-{position:06d}"


class Forgetting(models.Model):
    """That a record's salt was destroyed because the person it is about was erased; without one, a lost salt is a fault."""

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return number(self.position)


class Node(models.Model):
    """The hash of a complete subtree of 256, 65,536 … leaves, kept so that proofs need few reads."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_subtree_is_hashed_once", fields=["level", "index"]),)

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Head(models.Model):
    """The one row that knows how many records there are; whoever appends holds its lock."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"", help_text="Roots of the perfect subtrees, concatenated.")

    class Meta:
        constraints = (models.CheckConstraint(name="there_is_one_head", condition=Q(id=1)),)

    def __str__(self) -> str:
        return f"{self.size} records"


class SignedHead(models.Model):
    """A published statement: at that time the ledger had that many records and that root."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField(help_text="C2SP checkpoint: a signed note.")

    class Meta:
        ordering = ("size",)

    def __str__(self) -> str:
        return f"{self.size}: {bytes(self.root).hex()[:16]}"
