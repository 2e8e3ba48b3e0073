"""The draft of a workflow: its parts with their ways to change them, its faults with where they stand, its revisions."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.designs import Design, Fault, design_from
from athar.engine.journeys.designs.changes import changes
from athar.engine.journeys.designs.fitting import misfits
from athar.engine.journeys.models import Workflow
from athar.engine.journeys.registry import domains
from athar.web.workspace.words import isolated, language

SORT_OF = {"stages": "stages", "states": "states", "transitions": "steps"}


def rows_of_parts(design: Design) -> list[dict[str, Any]]:
    """Stages, states and steps, each with its name: what can be changed or removed."""
    said = language()
    named = {
        "stages": [(stage.code, stage.name) for stage in design.stages],
        "states": [(state.code, state.staff) for state in design.states],
        "transitions": [(step.code, step.name) for step in design.transitions],
    }
    titles = {"stages": _("Stages"), "states": _("States of a case"), "transitions": _("Steps")}
    news = {"stages": _("Add a stage"), "states": _("Add a state"), "transitions": _("Add a step")}
    return [
        {"sort": SORT_OF[kind], "title": titles[kind], "new": news[kind], "parts": [(code, words.in_language(said)) for code, words in parts]}
        for kind, parts in named.items()
    ]  # fmt: skip


def faults_in_words(design: Design, faults: Iterable[Fault], workflow: Workflow) -> list[dict[str, Any]]:
    """Each fault with the part it stands in, what to do, and a way there."""
    found = []
    for fault in faults:
        kind, _dot, code = fault.where.partition(".")
        name = _name_of(design, kind, code)
        told = fault_in_words(fault, _url_of(workflow, kind, code))
        found.append(told | {"title": f"{name}: {told['title']}"} if name else told)
    return found


def uses_of(design: Design, workflow: Workflow) -> list[dict[str, Any]]:
    """For what things a workflow without faults can be chosen, and for which not yet, with a way to where that is mended."""
    found = []
    for domain in domains.values():
        against = [
            fault_in_words(fault, _url_of(workflow, *fault.where.partition(".")[::2]))
            for fault in misfits(design, domain.terms)
        ]
        found.append({"label": domain.label, "fits": not against, "against": against})
    return found


def fault_in_words(fault: Fault, url: str) -> dict[str, Any]:
    return {
        "title": str(fault.reason.message),
        "text": fault.reason.remedy,
        "action": {"label": _("Mend it there"), "url": url},
    }


def _name_of(design: Design, kind: str, code: str) -> str:
    part = next((part for part in getattr(design, kind, ()) if code and part.code == code), None)
    if part is None:
        return _("The beginning of a case") if kind == "start" else ""
    words = part.staff if kind == "states" else part.name
    return isolated(words.in_language(language()) or code)


def _url_of(workflow: Workflow, kind: str, code: str) -> str:
    if kind in SORT_OF and code:
        return reverse("workspace:workflow-part", args=[workflow.code, SORT_OF[kind], code])
    return reverse("workspace:workflow-whole", args=[workflow.code])


def revisions_of(workflow: Workflow) -> list[dict[str, Any]]:
    """Every revision, the newest first, with what it changed in words; the first of all against the version before it."""
    rows = list(workflow.revisions.select_related("by"))
    if not rows:
        return []
    designs = [design_from(row.data) for row in rows]
    version = workflow.versions.filter(at__lte=rows[-1].at).first()
    before = [*designs[1:], version.design if version else designs[-1]]
    return [
        {
            "row": row,
            "current": row.number == workflow.draft_number,
            "changes": [_("It was begun.")] if row.number == 1 else changes(old, new),
        }
        for row, old, new in zip(rows, before, designs, strict=True)
    ]
