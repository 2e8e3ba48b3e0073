"""
Why somebody may open a place, do an act or reach an address, or what they lack: told as a chain from role to grant.

Places and acts are answered from the tables of ``access``; addresses of other rooms from what their doors promise,
which the tests hold to what the pages do.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Text
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Holding, Roles
from athar.foundation.people.models import Account, RoleGrant
from athar.foundation.people.queries import grants_of
from athar.foundation.people.rules import FULL_SIGHT, MASKED_SIGHT, Sight, sight
from athar.web.ui.doors import EVERYBODY, NO_ROLE, Door, doors
from athar.web.ui.grants import Names, given, holds_now, isolated, lasting
from athar.web.workspace.access import DOES, DONE_IN, SEES, Act, Place, may_do, may_see, within
from athar.web.workspace.places import ACTS, LABELS
from athar.web.workspace.trying import as_drawn, opens
from athar.web.workspace.views.base import WorkView


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
    """
    What the question is about: its name, and whose built-in roles open it.

    ``drawn``: whether a role that the association drew opens it. ``narrows``: who meets there only their own.
    ``within``: whether it opens to somebody, within its scope, who holds a role only there.
    """

    label: Text
    roles: frozenset[str]
    drawn: Callable[[Roles], bool]
    within: Callable[[Holding], bool]
    narrows: frozenset[str] = frozenset()

    def opened_by(self, grant: RoleGrant) -> bool:
        if grant.custom is None:
            return grant.role in self.roles
        return self.drawn(Roles(drawn=[as_drawn(grant.custom)]))


class NoAddress(ValueError):
    """The text names no page of this site."""


def about_place(place: Place) -> Asked:
    return Asked(
        LABELS[place],
        _values(SEES[place]),
        lambda roles: may_see(roles, place),
        lambda holding: within(holding, place),
    )


def about_act(act: Act) -> Asked:
    place = DONE_IN[act]
    return Asked(
        ACTS[act],
        _values(DOES[act] & SEES[place]),
        lambda roles: may_see(roles, place) and may_do(roles, act),
        lambda holding: may_do(Roles(narrow=[holding]), act),
    )


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
            match = resolve(path)
    except Resolver404 as error:
        raise NoAddress(path) from error
    door = doors().get(match.view_name)
    if door is None:
        raise NoAddress(path)
    opened = _drawn_opens(match, door)
    return Asked(
        path,
        frozenset(door.reads or door.sends),
        opened,
        lambda holding: door.narrows and (holding.code in door.reads | door.sends or opened(holding.alone)),
        frozenset(door.own),
    )


def _drawn_opens(match: ResolverMatch, door: Door) -> Callable[[Roles], bool]:
    view = getattr(match.func, "view_class", None)
    if isinstance(view, type) and issubclass(view, WorkView):
        return lambda roles: opens(view, roles, "GET" if door.reads else "POST")
    # Outside the workspace a role of the association's own counts where persons may be seen.
    return lambda roles: sight(roles) is not Sight.NOTHING and frozenset(door.reads) == _values(SEERS)


SEERS = FULL_SIGHT | MASKED_SIGHT


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
    grants = [grant for grant in grants_of(account.person) if asked.opened_by(grant)]
    names = Names.of(grants)
    holding = [grant for grant in grants if holds_now(grant, at=at)]
    steps = [_holds(grant, names, asked, at) for grant in holding]
    if any(step.tone == "good" for step in steps):
        return Explanation(True, steps)
    steps += [_held(grant, names, at) for grant in grants if grant not in holding]
    return Explanation(False, [*steps, _missing(asked)])


def holding_of(grant: RoleGrant) -> Holding:
    return Holding(
        Role(grant.role) if grant.role else None,
        as_drawn(grant.custom) if grant.custom else None,
        grant.organisation_id,
        grant.initiative,
        grant.edition,
    )


def _holds(grant: RoleGrant, names: Names, asked: Asked, at: datetime) -> Step:
    what = _role_in(grant, names, _("Holds the role %(role)s, %(scope)s"))
    said = [given(grant), *lasting(grant, at=at)]
    holding = holding_of(grant)
    if holding.is_narrow and asked.within(holding):
        return Step("good", what, [*said, _("It opens what lies within that scope, and nothing else there.")])
    if holding.is_narrow:
        words = _("A role that holds within a scope opens only what can be narrowed to it; this cannot.")
        return Step("bad", what, [*said, words])
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
    return words % {"role": grant.title, "scope": scope}


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
