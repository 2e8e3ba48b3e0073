"""Reminders of what rooms below cannot tell by themselves."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from athar.foundation.core.jobs import every
from athar.foundation.notices.queries import untold
from athar.foundation.notices.telling import tell
from athar.foundation.people.models import RoleGrant

SOON = timedelta(days=7)


@every("0 6 * * *")
def remind_of_roles_that_end() -> None:
    """Tell whose role ends within a week, once; not of one that was given for less than that."""
    at = timezone.now()
    ending = RoleGrant.objects.in_force(at).filter(until__lte=at + SOON, until__gt=F("since") + SOON)
    for grant in ending.select_related("custom"):
        facts: dict[str, Any] = {"grant": grant.pk, "until": grant.until.isoformat() if grant.until else ""}
        people = untold([grant.person_id], "people.role_ends_soon", **facts)
        if grant.custom:
            facts |= {"name_ar": grant.custom.name_ar, "name_en": grant.custom.name_en}
        tell(people, "people.role_ends_soon", at=at, role=grant.role, **facts)
