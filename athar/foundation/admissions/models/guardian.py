from datetime import datetime

from django.db import models
from django.db.models import F, Q

from athar.foundation.admissions.choices import Ending, Relation, Verdict
from athar.foundation.admissions.models.one_use import OneUse, OneUseQuerySet
from athar.foundation.admissions.rules import WRONG_ANSWERS
from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.identity.choices import Channel


class GuardianInvitation(OneUse):
    """
    A minor named somebody as a guardian: a link was sent to that address.

    ``wrong_answers``: birth dates that were guessed; after a few of them the link is dead.
    """

    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="guardian_invitations")
    channel = models.CharField(max_length=10, choices=Channel)
    address = EncryptedTextField(context="guardian_invitation.address")
    wrong_answers = models.PositiveSmallIntegerField(default=0)

    objects = OneUseQuerySet.as_manager()

    class Meta(OneUse.Meta):
        constraints = (
            *OneUse.Meta.constraints,
            models.CheckConstraint(
                name="a_birth_date_is_guessed_a_few_times_at_most",
                condition=Q(wrong_answers__lte=WRONG_ANSWERS),
            ),
        )

    def __str__(self) -> str:
        return f"guardian of {self.child_id}, {self.sent_at:%Y-%m-%d}"


class GuardianLinkQuerySet(models.QuerySet["GuardianLink"]):
    def waiting(self) -> "GuardianLinkQuerySet":
        return self.filter(since=None, until=None)

    def in_force(self, at: datetime) -> "GuardianLinkQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class GuardianLink(models.Model):
    """
    Somebody says to be the guardian of a child; from ``since`` on, until ``until``, the association believes it.

    Without ``since`` it waits for staff, or was refused.
    """

    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="guardian_links")
    guardian = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="child_links")
    relation = models.CharField(max_length=10, choices=Relation)
    invitation = models.OneToOneField(
        GuardianInvitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="link"
    )
    papers = models.FileField(upload_to="admissions/%Y/", max_length=200, blank=True)
    claimed_at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    objects = GuardianLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-claimed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="nobody_is_linked_to_themselves_as_a_child", condition=~Q(child=F("guardian"))
            ),
            models.CheckConstraint(
                name="a_guardians_link_ends_after_it_begins",
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="a_guardians_link_that_ended_says_how",
                condition=Q(until=None, ending="") | (Q(until__isnull=False) & ~Q(ending="")),
            ),
            models.CheckConstraint(
                name="staff_end_a_guardians_link_for_a_reason",
                condition=~Q(ending__in=[Ending.STAFF, Ending.REFUSED]) | ~Q(end_reason=""),
            ),
            models.UniqueConstraint(
                fields=["child", "guardian"],
                condition=Q(until=None),
                name="a_guardian_is_linked_to_a_child_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.guardian_id} for {self.child_id}"

    @property
    def child_called(self) -> str:
        """The first name: all that somebody reads who does not speak for the child yet, or no more."""
        return self.child.called.split()[0]

    @property
    def waits(self) -> bool:
        return self.since is None and self.until is None


class LinkDecision(models.Model):
    """What staff found when they looked at a guardian's claim."""

    link = models.OneToOneField(GuardianLink, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_guardian_is_refused_for_a_reason",
                condition=~Q(verdict=Verdict.REFUSED) | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.link_id}: {self.verdict}"
