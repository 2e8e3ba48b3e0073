import pgtrigger
from django.db import models
from django.db.models import F, Q

from athar.foundation.people.choices import Purpose


class ConsentEvent(models.Model):
    """
    Consent given or withdrawn for one purpose. The log only grows: what stands is the last event.

    Source: Personal Data Protection Law, art. 5 (consent may be withdrawn at any time).
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    given = models.BooleanField()
    text_version = models.CharField(max_length=20)
    on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["person", "purpose", "on"]),)
        triggers = (
            pgtrigger.Protect(name="consent_is_a_log", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose} {'given' if self.given else 'withdrawn'} {self.on}"


class GuardianApproval(models.Model):
    """A guardian's approval that a minor takes part; empty initiative: in all of them."""

    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="guardian_approvals")
    guardian = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="approvals_given")
    initiative = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="nobody_is_their_own_guardian", condition=~Q(child=F("guardian"))),
            models.CheckConstraint(
                name="an_approval_is_revoked_after_it_was_given",
                condition=Q(revoked_on=None) | Q(revoked_on__gte=F("approved_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.guardian_id} for {self.child_id}"
