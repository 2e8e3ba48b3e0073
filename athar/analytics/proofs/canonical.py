"""Canonical JSON (RFC 8785) for the values that are hashed and signed here."""

import json

LARGEST = 2**53 - 1

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def canonical_json(value: object) -> bytes:
    """
    The one UTF-8 form of a value made of dict, list, str, int, bool and None (a tuple is written as a list).

    Keys are sorted by UTF-16 code units, nothing is escaped that need not be (RFC 8785, 3.2), and strings
    stay as they are: no Unicode normalisation, so two spellings of one name are two values (3.2.2.2).
    Floats are refused although the RFC has a form for them: 0.1 + 0.2 is not 0.3, and a receipt must say
    exactly what was counted. Callers pass decimals as strings.

    :raises TypeError: for a float or any other type, with the path to it.
    :raises ValueError: for an integer beyond ±(2^53−1), half a surrogate pair, or a value inside itself.
    """
    text = _quickly(value)
    try:
        return (text if text is not None else _carefully(value, "$")).encode()
    except RecursionError:
        message = "$ is nested too deeply or contains itself; canonical JSON needs a tree of a few hundred levels at most."
        raise ValueError(message) from None
    except UnicodeEncodeError as error:
        message = f"a text holds {error.object[error.start]!r}, half of a surrogate pair, which UTF-8 cannot write: remove it."
        raise ValueError(message) from error


def _quickly(value: object) -> str | None:
    """The canonical text by the library's encoder, or None where that encoder would not do."""
    try:
        text = _encode(value)  # first: it finds values that contain themselves, and then ``_plain`` ends
        return text if _plain(value) else None
    except (TypeError, ValueError, RecursionError):
        return None


def _plain(value: object) -> bool:
    """Whether all parts are of allowed types, and keys sort alike by code point and by code unit."""
    pending = [value]
    for part in pending:  # grows while it is walked: quicker than a call for each part
        kind = type(part)
        if kind is str or part is None or kind is bool:
            continue
        if isinstance(part, dict):
            if not "".join(part).isascii():
                return False
            pending += part.values()
        elif isinstance(part, list | tuple):
            pending += part
        elif kind is not int or not -LARGEST <= part <= LARGEST:  # type: ignore[operator]
            return False
    return True


def _carefully(value: object, path: str) -> str:
    """The canonical text of any allowed value; refusals say where."""
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                message = f"{path} has the key {key!r}; keys of canonical JSON are strings."
                raise TypeError(message)
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return (
            "{" + ",".join(f"{_encode(key)}:{_carefully(value[key], f'{path}.{key}')}" for key in keys) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ",".join(_carefully(part, f"{path}[{index}]") for index, part in enumerate(value)) + "]"
    if value is None or isinstance(value, str | bool):
        return _encode(value)
    if not isinstance(value, int):
        message = f"{path} is a {type(value).__name__}; canonical JSON holds text, whole numbers, true, false and null: pass decimals as strings."
        raise TypeError(message)
    if abs(value) > LARGEST:
        message = f"{path} is beyond ±(2^53−1), where other readers of JSON lose digits: pass it as a string."
        raise ValueError(message)
    return int.__repr__(value)
