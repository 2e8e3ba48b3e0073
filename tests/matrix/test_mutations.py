"""
The matrix sees every lock: take one away, or move one line of the tables, and some knock comes out otherwise.

Two checks are missing here on purpose, because another stands right behind each: a visitor whom nobody sends to sign in
has no roles, and neither has somebody without work in the workspace.
"""

from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from django.db.models import Q
from django.middleware.csrf import CsrfViewMiddleware

from athar.engine.intake.models import Import
from athar.engine.ledger.models import CorrectionRequest, Proposal, Record
from athar.foundation.gate.models import AccessKey
from athar.foundation.identity.models import ExternalIdentity, Passkey, SignIn
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import Role
from athar.foundation.people.models import GuardianApproval, Person, RoleGrant
from athar.foundation.people.queries import INSIDE
from athar.foundation.people.scopes import EVERYWHERE, SIDES, Bound
from athar.foundation.privacy.models import Export
from athar.initiatives.volunteering.models import Handover, Injury, Opportunity
from athar.web.portal.views.base import OwnView
from athar.web.ui.doors import NO_ROLE, VISITOR
from athar.web.workspace.access import DOES, NARROWS, SEES, Act, Place
from athar.web.workspace.views.base import WorkView
from tests.matrix.knocking import OPEN, addresses, broken, promised, without_the_token
from tests.matrix.world import MANAGER_OF_ONE, NARROW, REVIEWER_OF_ONE

pytestmark = pytest.mark.django_db


def rooms_of_work() -> dict[str, type[WorkView]]:
    """The pages of the workspace by address."""
    found = {
        name: getattr(patterns[0].callback, "view_class", object) for name, patterns in addresses().items()
    }
    return {name: view for name, view in found.items() if issubclass(view, WorkView)}


def is_noticed(world, names: Iterable[str], callers: list[str], methods=("GET", "POST")) -> bool:
    return any(True for name in names for _ in broken(world, name, callers, methods))


@pytest.mark.parametrize("place", Place)
def test_a_place_opened_or_closed_to_any_one_role_is_noticed(world, monkeypatch, place):
    names = [name for name, view in rooms_of_work().items() if view.place is place]
    unnoticed = []
    for role in sorted(INSIDE):
        with monkeypatch.context() as changed:
            changed.setitem(SEES, place, SEES[place] ^ {role})
            if not is_noticed(world, names, [role], ["GET"]):
                unnoticed.append(role)
    assert unnoticed == []


@pytest.mark.parametrize(
    "place", [place for place in Place if place is not Place.HOME and SEES[place] & set(NARROW.values())]
)
def test_a_place_that_is_narrowed_though_it_cannot_be_or_is_no_more_is_noticed(world, monkeypatch, place):
    names = [name for name, view in rooms_of_work().items() if view.place is place]
    if place in NARROWS:
        monkeypatch.delitem(NARROWS, place)
    else:
        monkeypatch.setitem(NARROWS, place, SIDES)
    [caller, *_] = [caller for caller, role in NARROW.items() if role in SEES[place]]
    assert is_noticed(world, names, [caller], ["GET"])


@pytest.mark.parametrize("act", Act)
def test_an_act_given_to_or_taken_from_any_one_role_is_noticed(world, monkeypatch, act):
    """For the roles that see where it is done: an act in a place that stays closed changes nothing."""
    places = {name: view.place for name, view in rooms_of_work().items() if view.act is act}
    unnoticed = []
    for role in sorted(INSIDE):
        names = [name for name, place in places.items() if role in SEES[place]]
        with monkeypatch.context() as changed:
            changed.setitem(DOES, act, DOES[act] ^ {role})
            if names and not is_noticed(world, names, [role]):
                unnoticed.append(role)
    assert unnoticed == []


# Whoever does not oversee invitations finds none there but those of their own organisation.
LOCKED_TWICE = ("workspace:invitation-renewal", "workspace:invitation-withdrawal")


@pytest.mark.parametrize("name", LOCKED_TWICE)
def test_either_of_two_locks_holds_alone_and_both_taken_away_are_noticed(world, monkeypatch, name):
    def is_open():
        return is_noticed(world, [name], sorted(INSIDE - promised()[name].reads)[:1], ["GET"])

    view = rooms_of_work()[name]
    for lock, instead in (("is_open", lambda _view, _method: True), ("oversees", True)):
        with monkeypatch.context() as taken:
            taken.setattr(view, lock, instead)
            assert not is_open()
    monkeypatch.setattr(view, "is_open", lambda _view, _method: True)
    monkeypatch.setattr(view, "oversees", True)
    assert is_open()


@pytest.mark.parametrize(
    "name",
    [name for name in sorted(rooms_of_work().keys() - {*LOCKED_TWICE}) if INSIDE - promised()[name].reads],
)
def test_a_page_of_the_workspace_that_forgets_to_ask_is_noticed(world, monkeypatch, name):
    """Look-ups that reach nowhere are a second lock behind some; here they reach everything, so that the first shows."""
    monkeypatch.setattr("athar.web.workspace.scope.reach", lambda _roles, _place: EVERYWHERE)
    monkeypatch.setattr("athar.web.workspace.scope.reach_to_do", lambda _roles, _act, **_: EVERYWHERE)
    monkeypatch.setattr(rooms_of_work()[name], "is_open", lambda _view, _method: True)
    assert is_noticed(world, [name], sorted(INSIDE - promised()[name].reads)[:1], ["GET"])


LOCKS = {
    "a partner meets entries of other bodies": (
        "athar.web.workspace.views.records.proposals_visible_to",
        lambda _viewer, **_: Proposal.objects.all(),
        "workspace:record", Role.PARTNER_MANAGER,
    ),
    "a partner meets imports of other bodies": (
        "athar.web.workspace.views.imports.imports_open_to",
        lambda _viewer, **_: Import.objects.with_state(),
        "workspace:import", Role.PARTNER_MANAGER,
    ),
    "whoever manages one initiative meets entries of another": (
        "athar.web.workspace.views.records.proposals_visible_to",
        lambda _viewer, **_: Proposal.objects.all(),
        "workspace:record", MANAGER_OF_ONE,
    ),
    "whoever manages one initiative reads records of another": (
        "athar.web.workspace.views.ledger.records_visible_to",
        lambda _viewer, **_: Record.objects.all(),
        "workspace:ledger-record", MANAGER_OF_ONE,
    ),
    "whoever reviews for one organisation decides on corrections of another": (
        "athar.web.workspace.views.ledger.corrections_visible_to",
        lambda _viewer, **_: CorrectionRequest.objects.all(),
        "workspace:correction", REVIEWER_OF_ONE,
    ),
    "whoever reviews for one organisation meets imports of another": (
        "athar.web.workspace.views.imports.imports_open_to",
        lambda _viewer, **_: Import.objects.with_state(),
        "workspace:import", REVIEWER_OF_ONE,
    ),
    "a program of whoever reviews for one organisation meets imports of another": (
        "athar.web.api.imports.imports_open_to", lambda _program: Import.objects.with_state(),
        "api:import", REVIEWER_OF_ONE,
    ),
    "whoever manages one initiative fetches evidence of another": (
        "athar.web.site.presenting.evidence_page.proves_within", lambda _evidence, _reach: True,
        "site:evidence-file", MANAGER_OF_ONE,
    ),
    "a scope forgets its initiative": (
        "athar.foundation.people.holdings.Holding.bound",
        property(lambda holding: Bound(holding.organisation or 0, "", "")),
        "workspace:record", MANAGER_OF_ONE,
    ),
    "a scope narrows nothing": (
        "athar.foundation.people.scopes.Bound.query", lambda _bound: Q(pk__isnull=False),
        "workspace:ledger-record", REVIEWER_OF_ONE,
    ),
    "anybody fetches the file of an evidence": (
        "athar.web.ui.viewer.Viewer.may_open_evidence", property(lambda _viewer: True),
        "site:evidence-file", VISITOR,
    ),
    "a partner meets invitations of other bodies": (
        "athar.web.workspace.views.invitations.InvitationView.oversees", True,
        "workspace:invitation-renewal", Role.PARTNER_MANAGER,
    ),
    "a partner meets opportunities of other bodies": (
        "athar.web.workspace.views.opportunities.opportunities_visible_to",
        lambda _viewer, **_: Opportunity.objects.all(),
        "workspace:opportunity", Role.PARTNER_MANAGER,
    ),
    "a partner reads of injuries of other bodies": (
        "athar.web.workspace.views.injuries.injuries_visible_to",
        lambda _viewer, **_: Injury.objects.all(),
        "workspace:injury", Role.PARTNER_MANAGER,
    ),
    "whoever manages one initiative takes attendance of another": (
        "athar.web.workspace.views.opportunities.opportunities_visible_to",
        lambda _viewer, **_: Opportunity.objects.all(),
        "workspace:shift", MANAGER_OF_ONE,
    ),
    "a phone is given the names of another body's shift": (
        "athar.web.workspace.views.opportunities.opportunities_visible_to",
        lambda _viewer, **_: Opportunity.objects.all(),
        "workspace:scanner-list", Role.PARTNER_MANAGER,
    ),
    "anybody reads about anybody's child": (
        "athar.web.portal.views.children.ChildView.child", lambda _view, pk: Person.objects.get(pk=pk),
        "portal:child", NO_ROLE,
    ),
    "anybody revokes a guardian's approval": (
        "athar.foundation.privacy.queries.approvals_of_guardian", lambda _people: GuardianApproval.objects.all(),
        "portal:revocation", NO_ROLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", LOCKS)
def test_a_lock_that_is_taken_away_is_noticed(world, monkeypatch, fault):
    target, instead, name, caller = LOCKS[fault]
    monkeypatch.setattr(target, instead)
    assert is_noticed(world, [name], [caller])


# Of one's own pages, what is looked up otherwise than by the rows that are this human.
BY_OTHER_MEANS = {
    "portal:copy-": (
        "athar.web.portal.views.copies.Export",
        SimpleNamespace(objects=SimpleNamespace(filter=lambda **_: Export.objects.all())),
    ),
    "portal:availability": ("athar.web.portal.views.availability.asked_of", lambda _people, **_: Opportunity.objects.select_related("edition", "availability_call")),
    "portal:handover": ("athar.web.portal.views.handovers.queries.handovers_told", lambda _person, **_: Handover.objects.all()),
    "portal:notice": ("athar.web.portal.views.notices.notices_of", lambda _person: Notice.objects.known()),
    "portal:delegation": ("athar.web.portal.views.roles.grants_of", lambda _person: RoleGrant.objects.all()),
    "portal:role-ending": ("athar.web.portal.views.roles.endable_by", lambda _person: RoleGrant.objects.all()),
    "portal:program-": ("athar.web.portal.views.programs.keys_of", lambda _account: AccessKey.objects.all()),
    "entrance:passkey-": ("athar.web.entrance.views.passkeys.passkeys_of", lambda _account: Passkey.objects.all()),
    "entrance:provider-": ("athar.web.entrance.views.providers.identities_of", lambda _account: ExternalIdentity.objects.all()),
    "entrance:sign-in-": ("athar.web.entrance.views.signed_in.sign_ins_of", lambda _account, **_: SignIn.objects.all()),
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, door in promised().items()
        if door.own | door.sends_own and name.startswith(("portal:", "entrance:"))
    ),
)
def test_a_page_of_ones_own_that_looks_up_anybodys_is_noticed(world, monkeypatch, name):
    for start, (target, instead) in BY_OTHER_MEANS.items():
        if name.startswith(start):
            monkeypatch.setattr(target, instead)
            break
    else:
        everybody = list(Person.objects.values_list("pk", flat=True))
        monkeypatch.setattr(OwnView, "people", everybody)
    opened = [said for said in broken(world, name, [NO_ROLE]) if f": {OPEN}, promised" in said]
    assert opened != []


def test_a_site_that_takes_any_form_is_noticed(world, monkeypatch):
    assert without_the_token(world, "workspace:audit").status_code == 403
    monkeypatch.setattr(CsrfViewMiddleware, "process_view", lambda *_: None)
    assert without_the_token(world, "workspace:audit").status_code != 403
