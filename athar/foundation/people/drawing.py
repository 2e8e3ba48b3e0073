"""Roles the association draws itself: made, changed and ended by an administrator, within limits that none may cross."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, Text, filled
from athar.foundation.people.choices import Role
from athar.foundation.people.grant_rules import administers
from athar.foundation.people.models import CustomRole, Person, RoleGrant
from athar.foundation.people.models.role import RoleGrantQuerySet


class DrawingRefused(Refused):
    """The role cannot be drawn, changed or ended so; carries every reason."""


@dataclass(frozen=True)
class Limits:
    """
    What a drawn role may hold at all; the rooms that own places and acts say it.

    :param places: every place it may see. :param acts: every act it may do, with the place where it is done.
    :param apart: acts that one role never holds together: who makes something and who checks it.
    :param names: acts and places in words.
    """

    places: frozenset[str]
    acts: Mapping[str, str]
    apart: frozenset[tuple[str, str]]
    names: Mapping[str, Text]


@dataclass(frozen=True)
class Drawing:
    """What somebody drew."""

    name_ar: str
    name_en: str
    description_ar: str
    description_en: str
    places: frozenset[str]
    acts: frozenset[str]
    scoped: bool


NO_ADMINISTRATOR = Reason(
    "no_administrator",
    _("Only an administrator draws roles."),
    _("Ask an administrator of the association."),
)
NO_REASON = Reason("no_reason", _("A role is drawn, changed or ended for a reason."), _("Write why."))
NO_NAME = Reason("no_name", _("A role has a name in both languages."), _("Write both."))
NO_PLACE = Reason("no_place", _("A role that sees nothing opens nothing."), _("Choose at least one place."))
ENDED = Reason("ended", _("This role is ended."), _("Draw a new one; it can be copied from this one."))
TAKEN = Reason("taken", _("Another role has this code."), _("Choose another."))


def drawing_refusals(drawing: Drawing, limits: Limits) -> list[Reason]:
    """Why nobody at all could be given such a role: a pure rule over codes."""
    answers = [
        None if drawing.name_ar.strip() and drawing.name_en.strip() else NO_NAME,
        None if drawing.places else NO_PLACE,
    ]
    reasons = [answer for answer in answers if answer]
    reasons += [_beyond(code, limits) for code in sorted(drawing.places - limits.places)]
    reasons += [_beyond(code, limits) for code in sorted(drawing.acts - limits.acts.keys())]
    reasons += [
        _blind(act, limits)
        for act in sorted(drawing.acts & limits.acts.keys())
        if limits.acts[act] not in drawing.places
    ]
    pairs = sorted(pair for pair in limits.apart if drawing.acts.issuperset(pair))
    return reasons + [_both(pair, limits) for pair in pairs]


@transaction.atomic
def draw_role(
    *, code: str, drawing: Drawing, limits: Limits, by: Person, at: datetime, reason: str
) -> CustomRole:
    """
    Make a role. Nobody holds it until it is given.

    :raises DrawingRefused: when ``by`` administers nothing, the code is taken, there is no reason or name, or the role would
        hold what no drawn role may: an administrator's acts, or both sides of a decision.
    """
    taken = code in Role.values or CustomRole.objects.filter(code=code).exists()
    _refuse([*_by_whom(by, at, reason), *([TAKEN] if taken else []), *drawing_refusals(drawing, limits)])
    role = CustomRole(code=code, **_columns(drawing), changed_at=at, changed_by=by, reason=reason.strip())
    role.save(force_insert=True)
    return role


@transaction.atomic
def change_role(
    *, role: CustomRole, drawing: Drawing, limits: Limits, by: Person, at: datetime, reason: str
) -> CustomRole:
    """
    Make the next version, which holds at once for everybody who has the role; the ones before stay to be read.

    :raises DrawingRefused: as for drawing; or when it is ended, or held by somebody for the whole association while the
        new version holds only within a scope.
    """
    current = CustomRole.objects.select_for_update().get(pk=role.pk)
    wide = drawing.scoped and _in_use(current, at).filter(organisation=None, initiative="").exists()
    _refuse([
        *_by_whom(by, at, reason),
        *([ENDED] if current.ended_at else []),
        *([HELD_WIDE] if wide else []),
        *drawing_refusals(drawing, limits),
    ])  # fmt: skip
    for name, value in _columns(drawing).items():
        setattr(current, name, value)
    current.version += 1
    current.changed_at, current.changed_by, current.reason = at, by, reason.strip()
    current.save()
    return current


HELD_WIDE = Reason(
    "held_wide",
    _("Somebody holds it for the whole association."),
    _("End that first, or let the role hold everywhere."),
)


@transaction.atomic
def end_custom_role(*, role: CustomRole, by: Person, at: datetime, reason: str) -> CustomRole:
    """
    End a role for good: whoever holds it holds it no more. It stays to be read, and can be copied.

    :raises DrawingRefused: when ``by`` administers nothing, there is no reason, or it is ended already.
    """
    current = CustomRole.objects.select_for_update().get(pk=role.pk)
    _refuse([*_by_whom(by, at, reason), *([ENDED] if current.ended_at else [])])
    _in_use(current, at).update(until=at, ended_by=by, end_reason=reason.strip())
    current.ended_at, current.changed_at, current.changed_by, current.reason = at, at, by, reason.strip()
    current.save()
    return current


def _in_use(role: CustomRole, at: datetime) -> RoleGrantQuerySet:
    return RoleGrant.objects.filter(Q(until=None) | Q(until__gt=at), custom=role)


def _by_whom(by: Person, at: datetime, reason: str) -> list[Reason]:
    answers = [None if administers(by, at=at) else NO_ADMINISTRATOR, None if reason.strip() else NO_REASON]
    return [answer for answer in answers if answer]


def _refuse(reasons: list[Reason]) -> None:
    if reasons:
        raise DrawingRefused(*reasons)


def _columns(drawing: Drawing) -> dict[str, object]:
    texts = ("name_ar", "name_en", "description_ar", "description_en")
    return {name: getattr(drawing, name).strip() for name in texts} | {
        "places": sorted(drawing.places), "acts": sorted(drawing.acts), "scoped": drawing.scoped,
    }  # fmt: skip


def _beyond(code: str, limits: Limits) -> Reason:
    words = _("“%(name)s” belongs to built-in roles alone.")
    return Reason("reserved", filled(words, name=limits.names.get(code, code)), _("Leave it out."))


def _blind(act: str, limits: Limits) -> Reason:
    words = _("“%(act)s” is done in “%(place)s”, which the role does not see.")
    place = limits.names[limits.acts[act]]
    return Reason(
        "blind", filled(words, act=limits.names[act], place=place), _("Add the place, or leave the act out.")
    )


def _both(pair: tuple[str, str], limits: Limits) -> Reason:
    words = _("“%(one)s” and “%(other)s” are two sides of one decision.")
    one, other = (limits.names[code] for code in pair)
    return Reason(
        "both_sides", filled(words, one=one, other=other), _("Draw two roles and give them to two people.")
    )
