"""What people ask of the association about their data, and what became of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.people.choices import Purpose
from athar.foundation.privacy.choices import ENDS_A_REQUEST, Ground, RequestKind, RequestStepKind

_STANDS = pgtrigger.Update | pgtrigger.Delete


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> "RequestQuerySet":
        return self.exclude(steps__kind__in=ENDS_A_REQUEST)

    def whole(self) -> "RequestQuerySet":
        return self.select_related("person", "asked_by", "arrival__by").prefetch_related("steps__by")


class Request(models.Model):
    """
    Something asked about ``person``'s data by ``asked_by``: that person, or the guardian.

    A correction names the ``fact`` of the profile and what it should say; a withdrawal the ``purpose`` of the consent.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RequestKind)
    text = models.TextField(blank=True)
    fact = models.CharField(max_length=20, blank=True)
    old = EncryptedTextField(context="request.old", null=True, blank=True)
    new = EncryptedTextField(context="request.new", null=True, blank=True)
    evidence = models.FileField(upload_to="requests/%Y/", max_length=200, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)
    asked_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_correction_names_its_fact", condition=Q(kind=RequestKind.CORRECTION) ^ Q(fact="")
            ),
            models.CheckConstraint(
                name="a_withdrawal_names_its_purpose",
                condition=Q(kind=RequestKind.WITHDRAWAL) ^ Q(purpose=""),
            ),
        )
        triggers = (pgtrigger.Protect(name="a_request_stays_as_it_was_asked", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"


class RequestStep(models.Model):
    """Something that happened to a request; the last of them is its state."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=RequestStepKind)
    text = models.TextField(blank=True)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_request_ends_once", fields=["request"], condition=Q(kind__in=ENDS_A_REQUEST)
            ),
            models.UniqueConstraint(
                name="a_request_is_extended_once",
                fields=["request"],
                condition=Q(kind=RequestStepKind.EXTENDED),
            ),
            models.CheckConstraint(
                name="a_refusal_has_its_ground", condition=Q(kind=RequestStepKind.REFUSED) ^ Q(ground="")
            ),
            models.CheckConstraint(
                name="nobody_decides_what_they_asked",
                condition=Q(kind=RequestStepKind.TAKEN_BACK) | ~Q(by=F("asked_by")),
            ),
        )
        triggers = (pgtrigger.Protect(name="what_became_of_a_request_stays", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"
