"""The processing register's own facts: purposes with their legal basis, and how long each kind of data is kept."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from athar.foundation.core.yamls import read_yaml

DATA = Path(__file__).parent / "data" / "processing.yaml"


class TwoTongued:
    """Something with texts in both languages, of which it says the reader's."""

    texts: dict[str, str]

    def said(self, name: str = "") -> str:
        language = "en" if (get_language() or "ar").startswith("en") else "ar"
        return self.texts[f"{name}_{language}" if name else language]

    def __str__(self) -> str:
        return self.said()


@dataclass(frozen=True)
class Purpose(TwoTongued):
    """What data is held for. ``consent``: the purpose of consent it rests on; empty where it rests on something else."""

    code: str
    consent: str
    texts: dict[str, str]

    @property
    def basis(self) -> str:
        return self.said("basis")

    @property
    def recipients(self) -> str:
        return self.said("recipients")


@dataclass(frozen=True)
class Retention(TwoTongued):
    """How long a kind of data is kept. ``days`` is None where nothing but erasure ends it."""

    code: str
    days: int | None
    texts: dict[str, str]


@dataclass(frozen=True)
class Processing:
    version: str
    purposes: dict[str, Purpose]
    retention: dict[str, Retention]


@cache
def processing() -> Processing:
    """What stands in ``data/processing.yaml``."""
    read: dict[str, Any] = read_yaml(DATA)
    return Processing(
        read["version"],
        {code: Purpose(code, row.get("consent", ""), row) for code, row in read["purposes"].items()},
        {code: Retention(code, row["days"], row) for code, row in read["retention"].items()},
    )
