"""One object of a file, read strictly: whatever is wrong says where it stands and what is wanted."""

from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from athar.analytics.rostering.errors import Malformed
from athar.analytics.rostering.problem import Name

LARGEST_WHOLE = 10**9
DIGITS = 10  # more are never written out, so that 1e999999999 costs no memory
LARGEST_COST = Decimal(10**7)
SMALLEST_PART = -3  # three decimals, so that sums stay exact whole numbers in the solvers
SPOKEN = {"name", "label", "note", "comment"}  # for readers; they never change a roster


def refuse(where: str, problem: str) -> NoReturn:
    message = f"{where}: {problem}"
    raise Malformed(message)


class Fields:
    def __init__(self, value: Any, where: str, warnings: list[str]) -> None:
        if not isinstance(value, dict):
            refuse(where, f"is {_shown(value)}, and should be an object.")
        self.value, self.where, self.warnings = value, where, warnings

    def only(self, *known: str) -> None:
        """Note every key that nobody reads: a limit misspelt must not vanish silently."""
        for key in self.value:
            if key not in known and key not in SPOKEN:
                self.warnings.append(
                    f"{self.where}: nothing reads “{key}”; what is read here: {', '.join(known)}."
                )

    def at(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def required(self, name: str) -> Any:
        if not self.has(name):
            refuse(self.where or "the problem", f"“{name}” is missing.")
        return self.value[name]

    def whole(self, name: str, *, low: int = 0, high: int = LARGEST_WHOLE) -> int:
        return whole(self.required(name), self.at(name), low=low, high=high)

    def limit(self, name: str, *, low: int = 0) -> int | None:
        return self.whole(name, low=low) if self.has(name) else None

    def cost(self, name: str, default: int) -> Decimal:
        found = cost(self.value[name], self.at(name)) if self.has(name) else Decimal(default)
        if found < 0:
            refuse(self.at(name), f"is {found}; a cost is not below zero.")
        return found

    def truth(self, name: str, *, default: bool) -> bool:
        value = self.value.get(name, default)
        return value if isinstance(value, bool) else refuse(self.at(name), "should be true or false.")

    def identifier(self, name: str) -> Name:
        return identifier(self.required(name), self.at(name))

    def skills(self) -> frozenset[str]:
        return frozenset(str(identifier(each, where)) for each, where in self.elements("skills"))

    def elements(self, name: str) -> Iterator[tuple[Any, str]]:
        """The elements of a list with where each stands; nothing where the list is not there."""
        values = self.value.get(name)
        if values is None:
            return
        if not isinstance(values, list):
            refuse(self.at(name), f"is {_shown(values)}, and should be a list.")
        for place, value in enumerate(values):
            yield value, f"{self.at(name)}[{place}]"

    def objects(self, name: str) -> Iterator["Fields"]:
        for value, where in self.elements(name):
            yield Fields(value, where, self.warnings)

    def one_of(self, name: str, known: Collection[Name], kind: str) -> Name:
        found = self.identifier(name)
        return found if found in known else refuse(self.at(name), f"there is no {kind} {found!r}.")


def identifier(value: Any, where: str) -> Name:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        refuse(where, f"is {_shown(value)}, and should be a text or a whole number.")
    return value


def whole(value: Any, where: str, *, low: int = 0, high: int = LARGEST_WHOLE) -> int:
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < DIGITS and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(where, f"is {_shown(value)}, and should be a whole number.")
    if not low <= value <= high:
        refuse(where, f"is {value}, and should be between {low} and {high}.")
    return int(value)


def cost(value: Any, where: str) -> Decimal:
    try:
        found = Decimal(str(value)) if not isinstance(value, bool | list | dict) else Decimal("nan")
    except InvalidOperation:
        found = Decimal("nan")
    if isinstance(value, str) or not found.is_finite():
        refuse(where, f"is {_shown(value)}, and should be a number.")
    if found.adjusted() >= DIGITS or abs(found) > LARGEST_COST or found != round(found, -SMALLEST_PART):
        refuse(where, f"is {value}; costs go up to {LARGEST_COST:f}, with three decimals at most.")
    return found


def unique(names: list[Name], where: str, kind: str) -> None:
    seen: set[Name] = set()
    for place, name in enumerate(names):
        if name in seen:
            refuse(f"{where}[{place}].id", f"there are two of {kind} {name!r}.")
        seen.add(name)


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, int | float | Decimal | list | dict) else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"  # noqa: PLR2004 -- one line holds it
