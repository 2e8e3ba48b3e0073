"""A file of records sent by a program: for whom it is, and into the intake."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.models import Import
from athar.engine.intake.operations import deliver
from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import reach_of_key
from athar.foundation.gate.keys import Program
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation
from athar.foundation.people.reach import organisations_of
from athar.foundation.people.scopes import Bound
from athar.web.api.files import file_from
from athar.web.api.schemas import ImportIn
from athar.web.api.seeing import imports_open_to


class DeliveryRefused(Refused):
    """The file is not taken; every reason is listed."""


WITHIN = Reason(
    "within", _("It does not say for which of your scopes the file is, or names none of them."),
    _("Send in within the code of the edition, the initiative or the organisation."),
)  # fmt: skip
ELSEWHERE = Reason(
    "delivered_elsewhere", _("This very file was delivered before, for something you do not work for."),
    _("Ask an administrator who delivered it, or send a file of your own rows."),
)  # fmt: skip


def deliver_for(program: Program, said: ImportIn, *, at: datetime) -> Import:
    """
    Take a file in, in the name of the holder of the key. The same bytes again: the import that is there already.

    :raises DeliveryRefused: when it does not say for which scope it is, or somebody else delivered it elsewhere.
    :raises FileRefused: when it is no file.
    """
    scope = _scope(program, said.within or "", at)
    file = file_from(said.content, said.file_name)
    imported = deliver(file=file, name=said.file_name, by=program.account.person, at=at, **scope)
    if not imported.is_new and not imports_open_to(program).filter(pk=imported.pk).exists():
        raise DeliveryRefused(ELSEWHERE)
    return imported


def _scope(program: Program, within: str, at: datetime) -> dict[str, Any]:
    """As the intake takes it; whoever works for the whole association delivers for everything."""
    far = reach_of_key(program.roles, Scope.IMPORTS_SEND)
    if far.everywhere:
        return {}
    bounds = far.in_order()
    if Role.PARTNER_MANAGER in program.roles:
        bounds += [Bound(body.pk) for body in organisations_of(program.account.person, at=at)[:1]]
    scopes = [_named(bound) for bound in bounds]
    fitting = [scope for scope in scopes if not within or within in _codes(scope)]
    if len(fitting) != 1:
        raise DeliveryRefused(WITHIN)
    return fitting[0]


def _named(bound: Bound) -> dict[str, Any]:
    return {
        "organisation": Organisation.objects.filter(pk=bound.organisation).first() if bound.organisation else None,
        "initiative": Initiative.objects.filter(code=bound.initiative).first() if bound.initiative else None,
        "edition": Edition.objects.filter(code=bound.edition).first() if bound.edition else None,
    }  # fmt: skip


def _codes(scope: dict[str, Any]) -> set[str]:
    return {thing.code for thing in scope.values() if thing is not None}
