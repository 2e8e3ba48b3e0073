"""An administrator looks at the site as somebody with a role does: for half an hour at most, and changing nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.grant_rules import administers
from athar.foundation.people.models import CustomRole, Look, Person

LASTS = timedelta(minutes=30)


class LookRefused(Refused):
    """Nobody looks so; carries every reason."""


NO_ADMINISTRATOR = Reason(
    "no_administrator",
    _("Only an administrator looks as another role."),
    _("Ask an administrator of the association."),
)
OWN_ROLE = Reason("own_role", _("This is what you see anyway."), _("Choose another role."))
ENDED = Reason("ended", _("This role is ended."), _("Choose one that is in use."))


@transaction.atomic
def begin_look(*, role: Role | CustomRole, by: Person, at: datetime) -> Look:
    """
    Begin to look as a role. It ends by itself after half an hour.

    :raises LookRefused: when ``by`` administers nothing, or the role is the administrator's own or ended.
    """
    custom = role if isinstance(role, CustomRole) else None
    answers = [
        None if administers(by, at=at) else NO_ADMINISTRATOR,
        OWN_ROLE if role == Role.ADMINISTRATOR else None,
        ENDED if custom and custom.ended_at else None,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise LookRefused(*reasons)
    code = custom.code if custom else str(role)
    return Look.objects.create(person=by, role=code, since=at, until=at + LASTS)


@transaction.atomic
def end_look(*, look: int, by: Person, at: datetime) -> bool:
    """End it now. :returns: whether there was still something to end."""
    running = Look.objects.filter(pk=look, person=by, ended_at=None, until__gt=at)
    return bool(running.update(ended_at=at))
