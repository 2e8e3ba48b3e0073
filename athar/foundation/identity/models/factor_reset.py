from django.db import models
from django.db.models import F, Q

from athar.foundation.people.choices import IdentityCheck

# A copy of a document shows who has the copy.
CHECKS_OF_A_RESET = tuple(check for check in IdentityCheck if check is not IdentityCheck.COPY)


class FactorReset(models.Model):
    """An administrator took away the second proofs of somebody who lost them: who, when, why, and how they were known."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="factor_resets")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    checked = models.CharField(max_length=11, choices=IdentityCheck)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_reset_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="nobody_resets_their_own_second_proof", condition=~Q(by=F("person"))),
            models.CheckConstraint(
                name="a_reset_says_how_identity_was_checked", condition=Q(checked__in=CHECKS_OF_A_RESET)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}, {self.at:%Y-%m-%d %H:%M}"
