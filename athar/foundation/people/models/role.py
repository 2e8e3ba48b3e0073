from datetime import datetime

import pghistory
from django.db import models
from django.db.models import Expression, F, Q

from athar.foundation.people.choices import STAFF, Role


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, at: datetime | Expression) -> "RoleGrantQuerySet":
        """Grants that hold at that moment; a delegated one only while the one it comes from holds too."""
        return self.filter(_holds(at), Q(delegates=None) | _holds(at, "delegates__"))

    def whole(self) -> "RoleGrantQuerySet":
        """
        Without grants of staff that are narrowed to a body, an initiative or an edition.

        Whoever asks for somebody's roles alone, without their scopes, must not take a narrow one for a wide one.
        """
        narrowed = Q(organisation__isnull=False) | ~Q(initiative="")
        return self.exclude(narrowed, Q(role__in=STAFF) | Q(custom__isnull=False))


def _holds(at: datetime | Expression, prefix: str = "") -> Q:
    open_end = Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": at})
    return open_end & Q(**{f"{prefix}since__lte": at})


@pghistory.track()
class RoleGrant(models.Model):
    """
    A role given to a person, within a scope, for a time: a built-in one, or one that the association drew (``custom``).

    ``delegates``: the grant of whoever lent this one; it has the same role and scope, and ends no later.
    ``granted_by`` is empty for the first administrator, whom nobody inside could appoint.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role, blank=True)
    custom = models.ForeignKey(
        "people.CustomRole", on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    initiative = models.CharField(
        max_length=40, blank=True, help_text="Code of the initiative; empty: all of them."
    )
    edition = models.CharField(
        max_length=60, blank=True, help_text="Code of the edition; empty: all of the initiative."
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    delegates = models.ForeignKey(
        "people.RoleGrant", on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_grant_names_one_role",
                condition=Q(custom=None) & ~Q(role="") | Q(custom__isnull=False, role=""),
            ),
            models.CheckConstraint(
                name="a_role_ends_after_it_begins", condition=Q(until=None) | Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="nobody_grants_themselves_a_role",
                condition=Q(granted_by=None) | ~Q(granted_by=F("person")),
            ),
            models.CheckConstraint(
                name="a_delegation_has_an_end_and_a_delegator",
                condition=Q(delegates=None) | (Q(until__isnull=False) & Q(granted_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_edition_is_within_an_initiative", condition=Q(edition="") | ~Q(initiative="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role or self.custom_id}"

    @property
    def title(self) -> str:
        """The name of the role."""
        return str(self.custom) if self.custom is not None else str(self.get_role_display())
