"""
Why somebody may open a place, do an act or reach an address, or what they lack: told as a chain from role to grant.

Places and acts are answered from the tables of ``access``; addresses of other rooms from what their doors promise,
which the tests hold to what the pages do.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Text
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import STAFF, Role
from athar.foundation.people.models import Account, RoleGrant
from athar.foundation.people.queries import grants_of
from athar.web.ui.doors import EVERYBODY, NO_ROLE, Door, doors
from athar.web.ui.grants import Names, given, holds_now, isolated, lasting
from athar.web.workspace.access import DOES, DONE_IN, SEES, Act, Place
from athar.web.workspace.places import ACTS, LABELS


@dataclass(frozen=True)
class Step:
    """One link of the chain. ``tone``: good opens, bad closes, none explains."""

    tone: str
    what: str
    sentences: Sequence[str] = ()


@dataclass(frozen=True)
class Explanation:
    opens: bool
    steps: list[Step]


@dataclass(frozen=True)
class Asked:
    """What the question is about: its name, and whose roles open it. ``narrows``: of those, who meets only their own."""

    label: Text
    roles: frozenset[str]
    narrows: frozenset[str] = frozenset()


class NoAddress(ValueError):
    """The text names no page of this site."""


def about_place(place: Place) -> Asked:
    return Asked(LABELS[place], _values(SEES[place]))


def about_act(act: Act) -> Asked:
    return Asked(ACTS[act], _values(DOES[act] & SEES[DONE_IN[act]]))


def about_address(text: str) -> Asked:
    """
    A page by its address, with or without the site's name in front.

    :raises NoAddress: when this site has no such page.
    """
    path = urlsplit(text.strip()).path or "/"
    path = path if path.startswith("/") else f"/{path}"
    language = "en" if path.startswith("/en/") else settings.LANGUAGE_CODE
    try:
        with translation.override(language):
            door = doors().get(resolve(path).view_name)
    except Resolver404 as error:
        raise NoAddress(path) from error
    if door is None:
        raise NoAddress(path)
    return Asked(path, _openers(door), frozenset(door.own))


def _openers(door: Door) -> frozenset[str]:
    return frozenset(door.reads or door.sends)


def _values(roles: Collection[Role]) -> frozenset[str]:
    return frozenset(role.value for role in roles)


def explain(account: Account, asked: Asked, *, at: datetime) -> Explanation:
    """The chain that opens it to the holder of the account; or what closes it, and what would open it."""
    if asked.roles >= EVERYBODY:
        return Explanation(True, [Step("good", _("It is open to everybody, without signing in."))])
    if not account.is_active:
        return Explanation(False, [_closed(account)])
    if NO_ROLE in asked.roles:
        return Explanation(
            True,
            [Step("good", _("It is open to whoever is signed in, and shows each only what is their own."))],
        )
    grants = [grant for grant in grants_of(account.person) if grant.role in asked.roles]
    names = Names.of(grants)
    holding = [grant for grant in grants if holds_now(grant, at=at)]
    steps = [_holds(grant, names, asked, at) for grant in holding]
    if any(step.tone == "good" for step in steps):
        return Explanation(True, steps)
    steps += [_held(grant, names, at) for grant in grants if grant not in holding]
    return Explanation(False, [*steps, _missing(asked)])


def is_narrow(grant: RoleGrant) -> bool:
    """Staff within a body, an initiative or an edition: as ``whole`` leaves them out."""
    return grant.role in STAFF and bool(grant.organisation_id or grant.initiative)


def _holds(grant: RoleGrant, names: Names, asked: Asked, at: datetime) -> Step:
    what = _role_in(grant, names, _("Holds the role %(role)s, %(scope)s"))
    said = [given(grant), *lasting(grant, at=at)]
    if is_narrow(grant):
        return Step(
            "bad", what, [*said, _("A role of staff that holds within a scope opens nothing beyond it.")]
        )
    if grant.role in asked.narrows:
        said.append(_("There they meet only what is their own or their organisation’s."))
    return Step("good", what, said)


def _held(grant: RoleGrant, names: Names, at: datetime) -> Step:
    words = (
        _("Will hold the role %(role)s, %(scope)s")
        if grant.since > at
        else _("Held the role %(role)s, %(scope)s")
    )
    return Step("none", _role_in(grant, names, words), [given(grant), *lasting(grant, at=at)])


def _role_in(grant: RoleGrant, names: Names, words: str) -> str:
    scope = names.scope(grant) or _("for the whole association")
    return words % {"role": grant.get_role_display(), "scope": scope}


def _missing(asked: Asked) -> Step:
    named = [str(role.label) for role in Role if role.value in asked.roles]
    if not named:
        return Step("bad", _("Nobody opens it by reading: it only takes what a form sends."))
    return Step("bad", _("Missing: one of these roles"), named)


def _closed(account: Account) -> Step:
    closure = account.person.closures.standing().select_related("closed_by").first()
    if closure is None:
        return Step("bad", _("The account is closed: nobody signs in with it."))
    words = _("The account is closed since %(day)s: nobody signs in with it.") % {
        "day": both_dates(closure.since)
    }
    return Step("bad", words, [_("Closed by %(name)s: %(reason)s.") % {
        "name": isolated(closure.closed_by), "reason": isolated(closure.reason),
    }])  # fmt: skip
