from django.db import models
from django.db.models import Q

from athar.foundation.admissions.choices import INVITED
from athar.foundation.admissions.models.one_use import OneUse, OneUseQuerySet
from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.fields import EncryptedTextField

EMAIL = "admissions.email"


class InvitationQuerySet(OneUseQuerySet):
    def to(self, email: str) -> "InvitationQuerySet":
        return self.filter(email_hash__in=lookup_hashes(email.lower(), purpose=EMAIL))


class Invitation(OneUse):
    """
    Somebody is asked in, with a role, its scope and its end: the grant that accepting makes, in the inviter's name.

    The e-mail is sealed; ``email_hash`` finds it. ``accepted_by`` and ``grant`` are there once it was accepted.
    """

    email = EncryptedTextField(context="invitation.email", null=True)
    email_hash = models.BinaryField(max_length=32, null=True, db_index=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in INVITED])
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    initiative = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    invited_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="invitations_sent")
    accepted_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    grant = models.OneToOneField(
        "people.RoleGrant", on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta(OneUse.Meta):
        constraints = (
            *OneUse.Meta.constraints,
            models.CheckConstraint(
                name="an_accepted_invitation_says_who_and_what_came_of_it",
                condition=Q(used_at=None, accepted_by=None, grant=None)
                | Q(used_at__isnull=False, accepted_by__isnull=False, grant__isnull=False),
            ),
            models.CheckConstraint(name="somebody_is_invited_for_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.role}, {self.sent_at:%Y-%m-%d}"

    def address(self, email: str) -> None:
        self.email = email.lower()
        self.email_hash = lookup_hash(self.email, purpose=EMAIL)
