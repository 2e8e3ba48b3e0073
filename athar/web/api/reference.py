"""The description, laid out for reading."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from athar.web.api.description import SCHEME, description, operations

JSON, OK = "application/json", ("200", "201", "202", "204")
EXAMPLES = {
    "code": "beneficiaries.reached", "slug": "annual-2023", "position": "0", "number": "1", "period": "2023", "old": "1", "new": "2", "job": "import-1",
}  # fmt: skip
CODES = {"initiatives": "forum", "opportunities": "food-baskets", "credentials": "7QK2-M3FD-9XPA-0ZT4"}
# What is sent to each address that needs a key, by its last part.
SENT: dict[str, dict[str, Any]] = {
    "entries": {
        "kind": "hours", "initiative": "forum", "occurred_on": "2024-03-05", "person": "1XXXXXXXXX", "quantity": 4,
    },
    "seats": {"charter": True},
    "attendance": {
        "sent_at": "2024-03-05T18:20:04Z",
        "events": [{"nonce": "0b4c5f7e-6a1d-4f5e-9a51-2f0c8f1f7f10", "seat": 12, "leaves": False, "at": "2024-03-05T18:03:11Z"}],
    },
    "imports": {"file_name": "hours.csv", "content": "BASE64"},
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    needed: bool
    text: str


@dataclass(frozen=True)
class Asking:
    """Something one may ask: how, with what, and what comes back."""

    id: str
    method: str
    path: str
    title: str
    key: str  # "", any, or the scope that the access key needs
    given: list[Field]
    sent: list[Field]
    told: list[Field]
    statuses: list[str]
    example: str


@dataclass(frozen=True)
class Group:
    title: str
    askings: list[Asking]


def groups() -> list[Group]:
    """Everything one may ask, by subject."""
    document = description()
    found: dict[str, list[Asking]] = {}
    for path, method, operation in operations(document):
        found.setdefault(operation["tags"][0], []).append(_asking(path, method, operation, document))
    return [Group(title, askings) for title, askings in found.items()]


def _asking(path: str, method: str, operation: dict[str, Any], document: dict[str, Any]) -> Asking:
    told = next(operation["responses"][status] for status in operation["responses"] if status in OK)
    key = operation.get("x-scope", "any") if operation["security"] == [{SCHEME: []}] else ""
    return Asking(
        id=f"{method}{path.replace('/api/v1', '').replace('/', '-').replace('{', '').replace('}', '')}",
        method=method.upper(),
        path=path,
        title=operation["summary"],
        key=key,
        given=[_parameter(parameter, document) for parameter in operation["parameters"]],
        sent=list(_fields(operation.get("requestBody", {}), document)),
        told=list(_fields(told, document)),
        statuses=list(operation["responses"]),
        example=_example(path, method, operation, key),
    )


def _parameter(parameter: dict[str, Any], document: dict[str, Any]) -> Field:
    return Field(
        parameter["name"],
        _kind(parameter["schema"], document),
        bool(parameter["required"]),
        parameter.get("description", ""),
    )


def _fields(part: dict[str, Any], document: dict[str, Any], prefix: str = "") -> Iterator[Field]:
    """The fields of a body, those of what lies in it under ``outer.inner``."""
    schema = part.get("content", {}).get(JSON, {}).get("schema", part if "properties" in part else {})
    schema = _resolved(schema, document)
    needed = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield Field(prefix + name, _kind(field, document), name in needed, field.get("description", ""))
        inner = _inner(field, document)
        if inner and not prefix.count("."):
            yield from _fields(inner, document, f"{prefix}{name}.")


def _resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    if reference := schema.get("$ref"):
        found: dict[str, Any] = document["components"]["schemas"][reference.rpartition("/")[2]]
        return found
    return schema


def _inner(field: dict[str, Any], document: dict[str, Any]) -> dict[str, Any] | None:
    for one in (field, field.get("items", {}), *field.get("anyOf", ())):
        resolved = _resolved(one, document)
        if "properties" in resolved:
            return resolved
    return None


def _kind(schema: dict[str, Any], document: dict[str, Any]) -> str:
    """What a field holds, in words."""
    if "anyOf" in schema:
        kinds = [_kind(one, document) for one in schema["anyOf"]]
        return _(" or ").join(dict.fromkeys(kinds))
    schema = _resolved(schema, document)
    if choices := schema.get("enum") or ([schema["const"]] if "const" in schema else None):
        return " · ".join(map(str, choices))
    words = {
        "string": {"date": _("day"), "date-time": _("moment")}.get(schema.get("format", ""), _("text")),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("yes or no"),
        "array": _("list"),
        "object": _("object"),
        "null": _("nothing"),
    }
    return words.get(str(schema.get("type", "object")), _("object"))


def _example(path: str, method: str, operation: dict[str, Any], key: str) -> str:
    for name, value in EXAMPLES.items():
        path = path.replace(f"{{{name}}}", CODES.get(path.split("/")[3], value) if name == "code" else value)
    needed = [one["name"] for one in operation["parameters"] if one["required"] and one["in"] == "query"]
    query = "&".join(f"{name}={EXAMPLES.get(name, '1')}" for name in needed)
    lines = [f'curl "{settings.ATHAR_BASE_URL}{path}{f"?{query}" if query else ""}"']
    if key:
        lines.append('-H "Authorization: Bearer $KEY"')
    if method == "delete":
        lines.append("-X DELETE")
    if method == "post":
        lines.append('-H "Content-Type: application/json"')
        if key:
            said = json.dumps(SENT[path.rpartition("/")[2]])
            lines += ['-H "Idempotency-Key: $(uuidgen)"', f"-d '{said}'"]
        else:
            lines.append("-d @receipt.json")
    return " \\\n  ".join(lines)
