from dataclasses import dataclass

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from athar.direction.content.choices import Genre, Licence, Navigation, Subject, Translation
from athar.direction.content.rules import translation


@dataclass(frozen=True)
class Wording:
    """An item in one language."""

    language: str
    title: str
    summary: str
    body: str
    authors: str
    state: Translation


class Revision(models.Model):
    """
    All of an item at a moment, in both languages; never edited, only followed by another.

    ``behind`` is the language whose text no longer follows the other's: "ar", "en" or nothing.
    """

    item = models.ForeignKey("content.Item", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title_ar = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    summary_ar = models.CharField(max_length=400, blank=True)
    summary_en = models.CharField(max_length=400, blank=True)
    body_ar = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    authors_ar = models.CharField(max_length=200, blank=True)
    authors_en = models.CharField(max_length=200, blank=True)
    draft_ar = models.BooleanField(default=False)
    draft_en = models.BooleanField(default=False)
    behind = models.CharField(max_length=2, blank=True)
    genre = models.CharField(max_length=12, choices=Genre, blank=True)
    subject = models.CharField(max_length=12, choices=Subject, blank=True)
    licence = models.CharField(max_length=12, choices=Licence, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    navigation = models.CharField(max_length=4, choices=Navigation, blank=True)
    place = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among the pages it is listed with."
    )
    attachments = models.ManyToManyField("content.Attachment", related_name="revisions", blank=True)
    pictures = models.ManyToManyField("content.Picture", related_name="revisions", blank=True)
    lead_picture = models.ForeignKey(
        "content.Picture", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    search_key = models.TextField(help_text="All words in both languages, folded so that spellings meet.")
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("item", "-number")
        constraints = (
            models.UniqueConstraint(name="revisions_of_an_item_are_numbered", fields=["item", "number"]),
            models.CheckConstraint(
                name="an_item_has_a_title_in_some_language", condition=~Q(title_ar="", title_en="")
            ),
            models.CheckConstraint(
                name="only_a_language_falls_behind", condition=Q(behind__in=["", "ar", "en"])
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_revision_of_an_item_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        english_first = (get_language() or "ar").startswith("en")
        titles = (self.title_en, self.title_ar) if english_first else (self.title_ar, self.title_en)
        return next(filter(None, titles))

    def wording(self, language: str) -> Wording:
        said = {name: getattr(self, f"{name}_{language}") for name in ("title", "summary", "body", "authors")}
        draft = getattr(self, f"draft_{language}")
        state = translation(said["title"], said["body"], draft=draft, behind=self.behind == language)
        return Wording(language=language, state=state, **said)

    def readable(self, language: str) -> Wording:
        """The wording a reader is given: in their language where it is fit to be read, else in Arabic."""
        wanted = self.wording(language)
        fit = wanted.state in {Translation.CURRENT, Translation.OUTDATED}
        return wanted if fit else self.wording("ar")

    @property
    def arabic(self) -> Translation:
        return self.wording("ar").state

    @property
    def english(self) -> Translation:
        return self.wording("en").state
