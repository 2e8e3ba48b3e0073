"""Every operation is asked as its description says, and otherwise: nothing breaks, and what is answered is as described."""

import pytest
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from requests import Request
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from athar.foundation.people.choices import Role
from athar.web.api.description import description

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(description()).get_all_operations()]
EXAMPLES = 6  # of each; the seed is fixed, so that a run finds what the last one found
SITE = "http://testserver"


def ask(client, case) -> Response:
    """The case as a request of Django's client, and what came back as the checks want to read it."""
    sent = Request(**case.as_transport_kwargs(base_url=SITE)).prepare()
    headers = {
        name: value
        for name, value in sent.headers.items()
        if name.lower() not in {"content-length", "cookie", "accept-encoding"}
    }
    with transaction.atomic():
        answer = client.generic(
            case.method, sent.url.removeprefix(SITE), sent.body or b"",
            content_type=headers.pop("Content-Type", "application/octet-stream"), headers=headers,
        )  # fmt: skip
        transaction.set_rollback(True)
    content = b"".join(answer) if answer.streaming else answer.content
    told = {name.lower(): [value] for name, value in answer.headers.items()}
    return Response(answer.status_code, told, content, sent, 0.1, verify=False)


@pytest.mark.parametrize(
    ("mode", "caller"),
    [(GenerationMode.POSITIVE, Role.PROGRAMME_MANAGER), (GenerationMode.NEGATIVE, "visitor")],
)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_an_operation_answers_as_described_whatever_it_is_asked(world, operation, mode, caller):
    if mode is GenerationMode.NEGATIVE and not (
        operation.query or operation.path_parameters or operation.body
    ):
        pytest.skip("nothing can be said wrongly")
    key = world.programs[caller].defaults.get("HTTP_AUTHORIZATION", "")

    @seed(2030)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case) -> None:
        case.headers = {**(case.headers or {}), **({"Authorization": key} if key else {})}
        case.validate_response(ask(world.programs["visitor"], case), checks=CHECKS)

    run()
