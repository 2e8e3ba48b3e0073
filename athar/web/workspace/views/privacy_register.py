"""The register of processing: what is held of persons, why, on what basis, for how long; from the rooms' own declarations."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from athar.foundation.core.templatetags.athar_text import number
from athar.foundation.privacy import register
from athar.foundation.privacy.processing import Purpose, processing
from athar.web.workspace.access import Place
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.views.base import WorkView


class Register(WorkView):
    place = Place.PRIVACY

    def get(self, _request: HttpRequest) -> HttpResponse:
        activities = register.activities()
        groups = groupby(activities, key=lambda activity: activity.purpose)
        return self.page(
            "workspace/privacy/register.html",
            facts=_facts(activities),
            groups=[_group(purpose, list(found)) for purpose, found in groups],
        )


def _facts(activities: list[register.Activity]) -> list[dict[str, Any]]:
    columns = sum(len(activity.columns) for activity in activities)
    return [
        {"term": _("Tables that hold something of persons"), "text": number(len(activities))},
        {"term": _("Columns, each with its class"), "text": number(columns)},
        {"term": _("Version of purposes and retention"), "text": processing().version},
    ]


def _group(purpose: Purpose, activities: list[register.Activity]) -> dict[str, Any]:
    facts = [
        {"term": _("Legal basis"), "text": purpose.basis},
        {"term": _("Recipients"), "text": purpose.recipients},
    ]
    return {"purpose": purpose, "facts": facts, "activities": activities}


class RegisterFile(WorkView):
    place = Place.PRIVACY

    def get(self, _request: HttpRequest, kind: str) -> HttpResponse:
        return as_file(
            kind, "processing-register", register.headers(), register.rows(), rtl=get_language_bidi()
        )
