from django.db import models
from django.db.models import F, Q


class FactorReset(models.Model):
    """An administrator took away the second proofs of somebody who lost them: who, when and why."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="factor_resets")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_reset_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="nobody_resets_their_own_second_proof", condition=~Q(by=F("person"))),
        )

    def __str__(self) -> str:
        return f"{self.person_id}, {self.at:%Y-%m-%d %H:%M}"
