import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

LARGE, SMALL = 1600, 640  # pixels: the longest width of each size
IS_HASH = "^[0-9a-f]{64}$"


class Picture(models.Model):
    """
    A picture of an item, drawn anew in two sizes when it arrived: nothing of the file that was sent is kept.

    ``number`` names it in texts; ``sha256`` is that of the large one, and its address.
    """

    item = models.ForeignKey("content.Item", on_delete=models.PROTECT, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    large = models.FileField(upload_to="content/pictures/", max_length=120)
    small = models.FileField(upload_to="content/pictures/", max_length=120)
    width = models.PositiveSmallIntegerField(help_text="Of the large one, in pixels.")
    height = models.PositiveSmallIntegerField()
    alt_ar = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=300, blank=True)
    decorative = models.BooleanField(default=False)
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "number")
        constraints = (
            models.UniqueConstraint(name="pictures_of_an_item_are_numbered", fields=["item", "number"]),
            models.CheckConstraint(
                name="a_picture_is_described_in_both_languages_or_says_nothing",
                condition=Q(decorative=True, alt_ar="", alt_en="")
                | (Q(decorative=False) & ~Q(alt_ar="") & ~Q(alt_en="")),
            ),
            models.CheckConstraint(name="a_picture_has_a_hash", condition=Q(sha256__regex=IS_HASH)),
        )
        triggers = (
            pgtrigger.Protect(name="a_picture_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.alt(get_language() or "ar")

    # The address is a promise of the site (see ``web.site.urls``), the same in both languages.
    @property
    def large_url(self) -> str:
        return f"/pictures/{self.sha256}/large.webp"

    @property
    def small_url(self) -> str:
        return f"/pictures/{self.sha256}/small.webp"

    @property
    def small_width(self) -> int:
        return min(self.width, SMALL)

    def alt(self, language: str) -> str:
        return self.alt_en if language.startswith("en") else self.alt_ar


class Attachment(models.Model):
    """A document of an item, for readers to keep. Its hash is shown, so that a copy can be compared."""

    item = models.ForeignKey("content.Item", on_delete=models.PROTECT, related_name="attachments")
    sha256 = models.CharField(max_length=64)
    title_ar = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    file = models.FileField(upload_to="content/documents/", max_length=120)
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "pk")
        constraints = (
            models.UniqueConstraint(name="an_item_holds_a_document_once", fields=["item", "sha256"]),
            models.CheckConstraint(name="a_document_has_a_hash", condition=Q(sha256__regex=IS_HASH)),
        )
        triggers = (
            pgtrigger.Protect(name="a_document_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.title_en if (get_language() or "ar").startswith("en") else self.title_ar
