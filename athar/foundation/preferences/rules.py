"""What a reader chose, and how a visitor's cookie says it."""

from dataclasses import asdict, dataclass, fields

from athar.foundation.preferences.choices import Calendar, Digits, Language, Theme

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Reading:
    """How somebody likes to read; the usual unless they said otherwise."""

    language: str = Language.ARABIC
    digits: str = Digits.LATIN
    calendar: str = Calendar.GREGORIAN
    theme: str = Theme.SYSTEM
    shortcuts: bool = True

    def as_cookie(self) -> str:
        """``ar.latin.gregorian.system.yes``: five words, in the order of the fields."""
        return ".".join(_word(value) for value in asdict(self).values())

    @classmethod
    def from_cookie(cls, text: str) -> "Reading":
        """Read what ``as_cookie`` wrote; a word that is not known counts as not said, whatever else was sent."""
        usual = cls()
        said = dict(zip((field.name for field in fields(cls)), text.split("."), strict=False))
        known = {name: said[name] for name, values in _KNOWN.items() if said.get(name) in values}
        return cls(
            language=known.get("language", usual.language),
            digits=known.get("digits", usual.digits),
            calendar=known.get("calendar", usual.calendar),
            theme=known.get("theme", usual.theme),
            shortcuts=known.get("shortcuts", YES) == YES,
        )


_KNOWN: dict[str, frozenset[str]] = {
    "language": frozenset(Language.values),
    "digits": frozenset(Digits.values),
    "calendar": frozenset(Calendar.values),
    "theme": frozenset(Theme.values),
    "shortcuts": frozenset({YES, NO}),
}


def _word(value: object) -> str:
    return {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)
