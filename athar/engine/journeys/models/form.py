from functools import cached_property

import pgtrigger
from django.db import models

from athar.engine.journeys.models.kept import Kept
from athar.engine.journeys.questions import Question, questions_from
from athar.engine.register.models import Named


class Form(Named):
    """What a call asks. ``draft``: the questions being worked on."""

    code = models.SlugField(max_length=40, unique=True)
    draft = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)


class FormVersion(Kept):
    """Questions as they were asked; answers point at the version they answer, so it never changes."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        ordering = ("form", "-number")
        constraints = (
            models.UniqueConstraint(name="a_version_of_a_form_has_its_number", fields=["form", "number"]),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_version_of_a_form_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.form} {self.number}"

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return questions_from(self.data)
