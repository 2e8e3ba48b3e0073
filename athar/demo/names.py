"""Names as people in the country bear them, from lists of given and family names; nobody in particular."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from athar.foundation.core.search_key import search_key

DATA = Path(__file__).parent / "data"
GRANDFATHER = 0.2  # how many names carry a third given name
LINKED = 0.12  # how many are written with بن or بنت


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of ``demo/data``."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Name:
    """A full name in both scripts, with its parts, so that a child can be named after them."""

    given: str
    family: str
    arabic: str
    latin: str


@dataclass(frozen=True, eq=False)
class NameBook:
    """``women``, ``men`` and ``families``: pairs of Arabic and Latin spelling."""

    women: tuple[tuple[str, str], ...]
    men: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, str], ...]

    def draw(self, rng: Random, gender: str, *, father: str = "", family: str = "") -> Name:
        """A name of that gender; after a father and a family when they are given."""
        given, given_latin = _early(rng, self.women if gender == "female" else self.men)
        father, father_latin = (father, self.latin(father)) if father else _early(rng, self.men)
        family, family_latin = (family, self.latin(family)) if family else _early(rng, self.families)
        arabic, latin = [given, father], [given_latin, father_latin]
        if rng.random() < GRANDFATHER:
            grandfather, grandfather_latin = _early(rng, self.men)
            arabic.append(grandfather)
            latin.append(grandfather_latin)
        if rng.random() < LINKED:
            arabic.insert(1, "بنت" if gender == "female" else "بن")
            latin.insert(1, "bint" if gender == "female" else "bin")
        return Name(given, family, " ".join([*arabic, family]), " ".join([*latin, family_latin]))

    def gender_of(self, name: str) -> str:
        """By the first given name; a name that no list holds is read as a man's."""
        first = search_key(name.split(maxsplit=1)[0])
        return "female" if first in {search_key(arabic) for arabic, _ in self.women} else "male"

    def latin(self, name: str) -> str:
        """The Latin spelling of an Arabic name, word by word and without bin; empty when a word is on no list."""
        known = _spellings(self)
        if name in known:
            return known[name]
        words = [known.get(word, "") for word in search_key(name).split()]
        return " ".join(words) if all(words) else ""


@cache
def book() -> NameBook:
    women, men, families = (
        tuple((row["ar"], row["en"]) for row in rows(name))
        for name in ("given_names_female.csv", "given_names_male.csv", "family_names.csv")
    )
    return NameBook(women, men, families)


@cache
def _spellings(names: NameBook) -> dict[str, str]:
    pairs = [*names.women, *names.men, *names.families]
    folded = {search_key(arabic): latin for arabic, latin in reversed(pairs)}
    return folded | dict(reversed(pairs))


def _early(rng: Random, pairs: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    # The lists begin with the common names; squaring makes these common here too.
    return pairs[int(len(pairs) * rng.random() ** 1.6)]
