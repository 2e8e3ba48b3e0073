from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language

from athar.foundation.admissions.choices import EXPLAINED, REGISTERING, RegistrationStep
from athar.foundation.core.search_key import search_key


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def with_state(self) -> "RegistrationQuerySet":
        """Each with its last step: ``state``, ``state_at`` and ``state_reason``."""
        last = Step.objects.filter(registration=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            state=Subquery(last.values("kind")[:1]),
            state_at=Subquery(last.values("at")[:1]),
            state_reason=Subquery(last.values("reason")[:1]),
        )


class Registration(models.Model):
    """
    A body asks to be known here, through somebody who signs in. Approved, it is an organisation.

    The columns hold what was said last; what happened when is in ``Step``.
    """

    applicant = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="registrations")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in REGISTERING])
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    search_key = models.CharField(max_length=500, editable=False, db_index=True)
    licence = models.CharField(max_length=10, db_index=True)
    region = models.ForeignKey("places.Region", on_delete=models.PROTECT)
    phone = models.CharField(max_length=20)
    wish = models.TextField(max_length=2000)
    papers = models.FileField(upload_to="admissions/%Y/", max_length=200, blank=True)
    submitted_at = models.DateTimeField(db_index=True)
    organisation = models.OneToOneField(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="registration"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ("submitted_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["licence", "kind"],
                condition=Q(organisation__isnull=False),
                name="a_licence_belongs_to_one_organisation",
            ),
        )

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ar

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = f"{search_key(self.name_ar)} {search_key(self.name_en)}"
        super().save(*args, **kwargs)


class Step(models.Model):
    """Something that happened to a registration."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=RegistrationStep)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="an_organisation_is_refused_or_asked_for_a_reason",
                condition=~Q(kind__in=sorted(EXPLAINED)) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(kind__in=["approved", "refused", "withdrawn"]),
                name="a_registration_ends_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.kind}"
