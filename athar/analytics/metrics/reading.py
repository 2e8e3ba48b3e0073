"""Reading a plain dict strictly: every key is known, every mistake is told with its path and its remedy."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

T = TypeVar("T")

NOTHING = object()


class BadDefinition(ValueError):
    """
    A definition (or a set of them) that cannot mean one thing.

    :ivar path: the offending key, such as ``where.kind``.
    :ivar instead: what to write there.
    """

    def __init__(self, path: str, instead: str) -> None:
        super().__init__(f"{path}: {instead}")
        self.path = path
        self.instead = instead


class Reader:
    """Hands out the keys of one dict and, in the end, objects to those nobody asked for."""

    def __init__(self, data: object, path: str = "") -> None:
        if not isinstance(data, Mapping):
            raise BadDefinition(path or "definition", f"write an object with keys, not {data!r}")
        self.data = dict(data)
        self.path = path
        self.asked: list[str] = []

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def take(self, key: str, read: Callable[[Any, str], T], default: Any = NOTHING) -> T:
        """The value of a key, read; the default where the key is missing or null."""
        self.asked.append(key)
        value = self.data.pop(key, None)
        if value is None:
            if default is NOTHING:
                raise BadDefinition(self.at(key), "missing; it must be given")
            return default  # type: ignore[no-any-return]
        return read(value, self.at(key))

    def rest(self) -> dict[str, Any]:
        """Whatever has not been taken; for the keys that pass through."""
        rest, self.data = self.data, {}
        return rest

    def finish(self) -> None:
        """:raises BadDefinition: for the first key that has no meaning here."""
        for key in self.data:
            raise BadDefinition(self.at(str(key)), f"unknown key; write one of {', '.join(self.asked)}")


def text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadDefinition(path, f"write a text, not {value!r}")
    return value


def number(value: Any, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadDefinition(path, f"write a whole number from 0, not {value!r}")
    return value


def factor(value: Any, path: str) -> Decimal:
    # A float has already lost what was written: 0.1 is not a tenth.
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise BadDefinition(path, f'write the number in quotes, such as "0.125", not {value!r}')
    try:
        read = Decimal(value)
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite() or read == 0:
        raise BadDefinition(path, f'write a number other than zero in quotes, such as "0.125", not {value!r}')
    return read


def day(value: Any, path: str) -> date:
    if type(value) is date:  # YAML has read it already
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadDefinition(path, f'write a day as "2023-12-31", not {value!r}') from None


def one_of(choices: Collection[str]) -> Callable[[Any, str], str]:
    def read(value: Any, path: str) -> str:
        if value not in choices:
            raise BadDefinition(path, f"write one of {', '.join(choices)}, not {value!r}")
        return str(value)

    return read


def texts(value: Any, path: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise BadDefinition(path, f"write a list of texts, not {value!r}")
    read = tuple(text(item, f"{path}[{index}]") for index, item in enumerate(value))
    if len(set(read)) < len(read):
        raise BadDefinition(path, f"write each only once, not {list(value)!r}")
    return read


def both_languages(value: Any, path: str) -> dict[str, str]:
    reader = Reader(value, path)
    read = {language: reader.take(language, text) for language in ("ar", "en")}
    reader.finish()
    return read
