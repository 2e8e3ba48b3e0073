import pgtrigger
from django.db import models
from django.db.models import Q

from athar.initiatives.volunteering.choices import GuardianAnswer


class GuardianQuestion(models.Model):
    """
    A minor asks whoever speaks for them to approve an opportunity, with its charter.

    ``answers``: what the child would answer to the questions of the opportunity, for the guardian to read.
    What is approved stands as the guardian's approval for the initiative; this is how it came about.
    """

    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="guardian_questions"
    )
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="guardian_questions")
    asked_at = models.DateTimeField()
    answers = models.JSONField(default=dict, blank=True)
    answer = models.CharField(max_length=8, choices=GuardianAnswer, blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="a_minor_asks_once_until_it_is_answered", fields=["opportunity", "child"], condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="a_guardians_answer_has_a_moment", condition=Q(answer="") ^ Q(answered_at__isnull=False)
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(
                name="a_guardians_answer_stays", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__answer="")
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.child_id}"
