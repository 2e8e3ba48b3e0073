"""All that a writer gives at once: the texts in both languages and what stands beside them."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from athar.direction.content.models import Revision

LANGUAGES = ("ar", "en")
SPOKEN = ("title", "summary", "body", "authors")


@dataclass(frozen=True)
class Manuscript:
    """
    :param draft_ar: the Arabic is not fit to be read yet; ``draft_en`` the English.
    :param still_true: the language that was not touched needs no change.
    :param attachments: keys of the item's documents that go with this text; ``lead_picture`` that of its picture.
    """

    title_ar: str = ""
    title_en: str = ""
    summary_ar: str = ""
    summary_en: str = ""
    body_ar: str = ""
    body_en: str = ""
    authors_ar: str = ""
    authors_en: str = ""
    draft_ar: bool = False
    draft_en: bool = False
    still_true: bool = False
    genre: str = ""
    subject: str = ""
    licence: str = ""
    year: int | None = None
    navigation: str = ""
    place: int = 0
    attachments: tuple[int, ...] = ()
    lead_picture: int | None = None

    def columns(self) -> dict[str, Any]:
        """What a revision keeps in columns of its own."""
        apart = {"still_true", "attachments", "lead_picture"}
        return {name: value for name, value in asdict(self).items() if name not in apart}

    def said(self, language: str) -> tuple[str, ...]:
        return tuple(getattr(self, f"{name}_{language}") for name in SPOKEN)

    def written(self) -> set[str]:
        return {
            language
            for language in LANGUAGES
            if getattr(self, f"title_{language}").strip() and getattr(self, f"body_{language}").strip()
        }


def manuscript_of(revision: Revision) -> Manuscript:
    """A revision as a writer would give it."""
    apart = {"still_true", "attachments", "lead_picture"}
    columns = {
        field.name: getattr(revision, field.name) for field in fields(Manuscript) if field.name not in apart
    }
    attachments = tuple(sorted(revision.attachments.values_list("pk", flat=True)))
    return Manuscript(**columns, attachments=attachments, lead_picture=revision.lead_picture_id)


def changed(before: Manuscript, after: Manuscript) -> set[str]:
    """The languages whose words differ."""
    return {language for language in LANGUAGES if before.said(language) != after.said(language)}
