"""Who is looking, what they have proved, and what that lets them see."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from athar.foundation.core.composed import Composed, Given, Moment
from athar.foundation.notices.queries import with_unread
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Roles, drawn_of, narrow_of
from athar.foundation.people.models import Account, Person
from athar.foundation.people.queries import INSIDE, STAFF, as_roles, with_roles, works_inside
from athar.foundation.people.rules import Sight, may_open_evidence, sight, sight_within
from athar.web.ui.looking import looking

SECOND_PROOF = "second_proof"  # in the session of whoever gave one after the first


@dataclass(frozen=True)
class Viewer:
    """Whoever looks at a page: a visitor, or a person with the roles in force now."""

    person: Person | None
    roles: frozenset[Role]  # ``Roles``, where the association's own count too

    @property
    def codes(self) -> list[str]:
        """Codes of the roles in which somebody looks, the association's own among them."""
        drawn, narrow = drawn_of(self.roles), narrow_of(self.roles)
        return sorted({
            *(role.value for role in self.roles), *(one.code for one in drawn), *(holding.code for holding in narrow),
        })  # fmt: skip

    @property
    def sight(self) -> Sight:
        """How much of persons the viewer may see wherever they meet them."""
        return sight(self.roles)

    def sight_of(self, fact: Any) -> Sight:
        """How much of the person one fact is about: that, or what a role opens within whose scope the fact lies."""
        return sight_within(self.roles, fact)

    @property
    def may_open_evidence(self) -> bool:
        """Whether every evidence; see ``evidence_page.may_open`` for one that proves what lies within a scope."""
        return may_open_evidence(self.roles)

    @property
    def may_enter_workspace(self) -> bool:
        return bool(INSIDE & self.roles or drawn_of(self.roles) or narrow_of(self.roles))

    @property
    def is_staff(self) -> bool:
        return bool(STAFF & self.roles or drawn_of(self.roles))


def viewer(request: HttpRequest) -> Viewer:
    """
    The viewer of a request; asked once, kept on the request.

    Roles of the workspace open nothing to whoever gave a first proof alone.
    """
    known = getattr(request, "_viewer", None)
    if known is None:
        account = account_of(request)
        if account is None:
            known = Viewer(None, Roles())
        else:
            held = as_roles(account.held)
            known = Viewer(account.person, _open_to(request, held))
        request._viewer = known  # type: ignore[attr-defined]
    return known


def _open_to(request: HttpRequest, held: Roles) -> Roles:
    if lacks_second_proof(request):
        return Roles(held - INSIDE)
    looked = looking(request) if Role.ADMINISTRATOR in held else None
    return looked.roles if looked else held


def lacks_second_proof(request: HttpRequest) -> bool:
    """Whether whoever is signed in has work here that asks for a second proof, and has given none yet."""
    return is_at_work(request) and not request.session.get(SECOND_PROOF, False)


def is_at_work(request: HttpRequest) -> bool:
    """Whether whoever is signed in has work in the workspace of a real association; in demonstrations nothing is at stake."""
    account = account_of(request)
    return account is not None and not settings.ATHAR_DEMO and works_inside(as_roles(account.held))


def account_of(request: HttpRequest) -> Any:
    """
    The account of whoever is signed in, with the roles in force, how its holder likes to read and what is unread, in one query a request.

    None for visitors.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    if hasattr(user, "held"):  # as ``Accounts`` reads whoever comes with a session
        return user
    known = getattr(request, "_account", None)
    if known is None:
        known = request._account = _account(user.pk)  # type: ignore[attr-defined]
    return known


def accounts() -> QuerySet[Account]:
    """Accounts with all that pages ask of whoever is signed in."""
    return with_unread(with_roles(Account.objects.select_related("preference"), at=Moment()))


# Asked with every page of whoever is signed in.
ACCOUNT = Composed(lambda: accounts().filter(pk=Given("pk")))


def _account(pk: int) -> Account | None:
    return ACCOUNT.first(pk=pk)


class Accounts(ModelBackend):
    """Who a session belongs to, read with all that pages ask of them: one query instead of two for every page."""

    def get_user(self, user_id: Any) -> Any:
        account = _account(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
