"""The parts of the auditor's place, and lines of the logs in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.people.choices import Role
from athar.foundation.people.models import CustomRole, SensitiveRead
from athar.foundation.people.rules import label
from athar.web.ui.viewer import Viewer

ROLE_LABELS = dict(Role.choices)


def tabs(current: str) -> list[dict[str, Any]]:
    named = {
        "audit": _("The ledger and evidence"),
        "audit-reads": _("Sensitive reads"),
        "audit-looks": _("Looks as a role"),
    }
    return [
        {"label": text, "url": reverse(f"workspace:{name}"), "current": name == current}
        for name, text in named.items()
    ]


def drawn_names() -> dict[str, str]:
    """Names of the association's own roles by code, ended ones too: one query."""
    return {role.code: str(role) for role in CustomRole.objects.all()}


def roles_named(codes: str, drawn: dict[str, str]) -> str:
    return _(", ").join(str(ROLE_LABELS.get(code) or drawn.get(code, code)) for code in codes.split())


def whom(line: SensitiveRead, viewer: Viewer) -> str:
    """Whom or what a line is about, as far as whoever reads the log may know."""
    if line.subject is None:
        return line.about
    return label(line.subject, viewer.sight) or _("Somebody")
