import json
from functools import cached_property, lru_cache

import pgtrigger
from django.db import models

from athar.engine.journeys.designs import Design, design_from
from athar.engine.journeys.models.kept import Kept
from athar.engine.register.models import Named


class Workflow(Named):
    """A way of working that editions share. ``draft``: the design being worked on, as ``designs.file`` writes it."""

    code = models.SlugField(max_length=40, unique=True)
    draft = models.JSONField()
    draft_number = models.PositiveIntegerField(default=1, help_text="Grows with every change of the draft.")

    class Meta:
        ordering = ("code",)


class DraftRevision(Kept):
    """A draft as somebody saved it. None is changed or deleted: going back to one makes another."""

    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="revisions")

    class Meta:
        ordering = ("workflow", "-number")
        constraints = (
            models.UniqueConstraint(
                name="a_revision_of_a_draft_has_its_number", fields=["workflow", "number"]
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_revision_of_a_draft_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.workflow} {self.number}"


class WorkflowVersion(Kept):
    """A published design; it never changes, and cases stay on theirs."""

    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        ordering = ("workflow", "-number")
        constraints = (
            models.UniqueConstraint(
                name="a_version_of_a_workflow_has_its_number", fields=["workflow", "number"]
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_version_of_a_workflow_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.workflow} {self.number}"

    @cached_property
    def design(self) -> Design:
        return _design(json.dumps(self.data))


@lru_cache(maxsize=64)
def _design(text: str) -> Design:
    """Read once: in a rush everybody goes by the same version, and no version ever changes."""
    return design_from(json.loads(text))


class VersionState(models.Model):
    """
    A state of a version, so that the database itself refuses a case in a state its version does not have.

    ``undecided``: whoever stands there takes no part yet and waits for staff.
    """

    version = models.ForeignKey(WorkflowVersion, on_delete=models.PROTECT, related_name="states")
    code = models.CharField(max_length=40)
    undecided = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_state_stands_once_in_a_version", fields=["version", "code"]),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.code}"
