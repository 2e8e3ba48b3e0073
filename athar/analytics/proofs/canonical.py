"""Canonical JSON (RFC 8785) for the values that are hashed and signed here."""

import json
from collections.abc import Iterator

LARGEST = 2**53 - 1


def canonical_json(value: object) -> bytes:
    """
    The one UTF-8 form of a value made of dict, list, str, int, bool and None.

    Keys are sorted by UTF-16 code units and nothing is escaped that need not be (RFC 8785, 3.2).
    Floats are refused: no two systems print them alike by accident, so callers pass decimals as strings.

    :raises TypeError: for a float or any other type, with the path to it.
    :raises ValueError: for an integer beyond ±(2^53−1), which JSON readers may round.
    """
    if _plain(value):  # the usual case: ASCII keys, which sort alike by code point and by code unit
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    for path, part in _parts(value, "$"):
        _check(path, part)
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object) -> bool:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return -LARGEST <= value <= LARGEST  # type: ignore[operator]
    if kind is dict:
        return all(type(key) is str and key.isascii() and _plain(inner) for key, inner in value.items())  # type: ignore[attr-defined]
    return kind is list and all(_plain(inner) for inner in value)  # type: ignore[attr-defined]


def _parts(value: object, path: str) -> Iterator[tuple[str, object]]:
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if type(key) is not str:
                message = f"{path} has the key {key!r}; keys of canonical JSON are strings."
                raise TypeError(message)
            yield from _parts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _parts(inner, f"{path}[{index}]")


def _check(path: str, value: object) -> None:
    if value is None or isinstance(value, str | bool | dict | list):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST:
            message = f"{path} is {value}; integers beyond ±(2^53−1) lose digits in other readers: pass it as a string."
            raise ValueError(message)
        return
    message = f"{path} is a {type(value).__name__}; canonical JSON holds text, whole numbers, true, false and null: pass decimals as strings."
    raise TypeError(message)


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_sorted(inner) for inner in value]
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
