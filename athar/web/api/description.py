"""What the interface is, in OpenAPI 3.1, in the language that is spoken."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja.openapi.schema import get_schema

from athar.web.api import schemas
from athar.web.api.callers import Needs
from athar.web.api.interface import api
from athar.web.api.problems import KINDS, MEDIA_TYPE

ROOT = "api/v1/"
SCHEME = "accessKey"
SPOKEN = {"summary", "description"}
EVERYWHERE = (401, 422, 429)
WITH_A_KEY = (403,)
SENDING = (400, 409, 413, 415)
METHODS = ("get", "post", "delete")
REFERENCE = {"$ref": "#/components/schemas/Problem"}


def description() -> dict[str, Any]:
    """The document, made once a process for each language."""
    return _in_language((get_language() or "ar").split("-")[0])


@cache
def _in_language(_language: str) -> dict[str, Any]:
    document: dict[str, Any] = deepcopy(dict(get_schema(api, path_prefix=ROOT)))
    schema = schemas.Problem.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization"
    )
    document["components"]["schemas"] |= schema.pop("$defs", {}) | {"Problem": schema}
    document["components"]["securitySchemes"] = {SCHEME: {"type": "http", "scheme": "bearer"}}
    document["servers"] = [{"url": settings.ATHAR_BASE_URL}]
    scopes = _scopes()
    for path, method, operation in operations(document):
        answers = operation["responses"] | _problems(path, method, scopes[operation["operationId"]])
        operation["responses"] = {str(status): said for status, said in sorted(answers.items())}
        operation["security"] = (
            [{SCHEME: []}] if scopes[operation["operationId"]] is not None else [{}, {SCHEME: []}]
        )
        if scope := scopes[operation["operationId"]]:
            operation["x-scope"] = scope
    spoken: dict[str, Any] = _spoken(_without_titles(document))
    return spoken


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of everything one may ask."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _scopes() -> dict[str, str | None]:
    """By operation: the scope it needs, or those one of which it needs, "" where any key will do, None where none is needed."""
    found: dict[str, str | None] = {}
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                needs = [callback for callback in operation.auth_callbacks if isinstance(callback, Needs)]
                name = operation.operation_id or api.get_openapi_operation_id(operation)
                found[name] = " | ".join(needs[0].scopes) if needs else None
    return found


def _problems(path: str, method: str, scope: str | None) -> dict[int, Any]:
    statuses = {*EVERYWHERE, *(WITH_A_KEY if scope is not None else ())}
    statuses.update(SENDING if method == "post" else (404, 409))
    if "{" in path:
        statuses.add(404)
    return {
        status: {
            "description": str(next(kind.title for kind in KINDS if kind.status == status)),
            "content": {MEDIA_TYPE: {"schema": REFERENCE}},
        }
        for status in sorted(statuses)
    }


def _without_titles(part: Any) -> Any:
    """The names that the library gives to fields say nothing that the fields do not."""
    if isinstance(part, dict):
        return {
            name: _without_titles(value)
            for name, value in part.items()
            if not (
                name == "title"
                and isinstance(value, str)
                and "version" not in part
                and "message_ar" not in part
            )
        }
    return [_without_titles(one) for one in part] if isinstance(part, list) else part


def _spoken(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            name: _(value) if name in SPOKEN and isinstance(value, str) and value else _tags(name, value)
            for name, value in part.items()
        }
    return [_spoken(one) for one in part] if isinstance(part, list) else part


def _tags(name: str, value: Any) -> Any:
    is_list_of_words = name == "tags" and isinstance(value, list)
    return [_(tag) for tag in value] if is_list_of_words else _spoken(value)
