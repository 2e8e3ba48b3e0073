"""An item as readers meet it: its wording in their language, the text as HTML, how to cite it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from athar.direction.content.choices import Translation
from athar.direction.content.models import Picture, Revision
from athar.direction.content.models.revision import Wording
from athar.direction.content.texts import asked_by, render, resolved
from athar.direction.content.texts.reading import EVERYTHING


@dataclass(frozen=True)
class Shown:
    """:param elsewhere: the reader's language is missing, and this is the Arabic."""

    revision: Revision
    wording: Wording
    body: SafeString
    elsewhere: bool

    @property
    def outdated(self) -> bool:
        return self.wording.state is Translation.OUTDATED

    def citation(self, association: str) -> str:
        """Authors (year). Title. Publisher. The address is for whoever shows it, since it runs left to right."""
        year = f" ({self.revision.year})" if self.revision.year else ""
        return f"{self.wording.authors or association}{year}. {self.wording.title}. {association}."


def show(revision: Revision, language: str, *, at: datetime) -> Shown:
    """The text of a revision for a reader of this language."""
    wording = revision.readable(language)
    body = html(wording.body, wording.language, pictures=revision.pictures.all(), at=at)
    return Shown(revision, wording, body, elsewhere=wording.language != language)


def html(source: str, language: str, *, pictures: Iterable[Picture], at: datetime) -> SafeString:
    """A text as HTML, its figures as published or as of now."""
    asked = asked_by(source, language, figures=EVERYTHING, periods=EVERYTHING, pictures=EVERYTHING)  # type: ignore[arg-type]
    return render(
        source,
        language,  # type: ignore[arg-type]
        figures=resolved(asked.figures, language, at=at),
        pictures={picture.number: picture for picture in pictures},
    )
