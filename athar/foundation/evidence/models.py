import hashlib
from pathlib import PurePath

import pgtrigger
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import get_language


class Evidence(models.Model):
    """A file that proves a record. Its SHA-256 is part of the record's hash, so it cannot be swapped."""

    sha256 = models.CharField(max_length=64, unique=True)
    title_ar = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    file = models.FileField(upload_to="evidence/%Y/", max_length=200)
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = (
            models.CheckConstraint(
                name="a_hash_has_sixty_four_hex_digits", condition=models.Q(sha256__regex="^[0-9a-f]{64}$")
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="evidence_is_never_swapped",
                operation=pgtrigger.UpdateOf("sha256", "file", "size") | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" else self.title_ar

    @property
    def redaction(self) -> "Redaction | None":
        """The newest copy in which somebody who was erased is blacked out; None while the file is as it came."""
        return self.redactions.order_by("-pk").first()

    @property
    def current_file(self) -> FieldFile:
        """What may be opened today: the file as it came, or the newest copy with somebody blacked out."""
        newest = self.redaction
        return newest.file if newest else self.file

    def is_intact(self) -> bool:
        """Whether the file on disk still has the hash it came with, or its redacted copy the one that was noted."""
        newest = self.redaction
        try:
            with (newest or self).file.open("rb") as file:
                return sha256_of(file) == (newest or self).sha256
        except FileNotFoundError:
            return False

    @property
    def extension(self) -> str:
        return PurePath(self.file.name or "").suffix


class Redaction(models.Model):
    """
    A copy of a file in which an erased person is blacked out; the file as it came is destroyed.

    Records go on naming the hash of the file as it came: nothing they prove changes.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="redactions")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="evidence/%Y/", max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.at:%Y-%m-%d}"


def sha256_of(file: "File") -> str:
    """Hex SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    for piece in iter(lambda: file.read(1 << 20), b""):
        digest.update(piece)
    return digest.hexdigest()
