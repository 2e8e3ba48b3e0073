"""A scope asks one thing and narrows many alike, and puts what is entered where it belongs."""

from itertools import combinations, product

import pytest

from athar.engine.ledger.models import Proposal
from athar.engine.ledger.operations import ProposalRefused, propose
from athar.engine.ledger.placing import OUTSIDE, SEVERAL, placed_within
from athar.engine.ledger.tests.factories import NOON, EditionFactory, InitiativeFactory, ProposalFactory
from athar.foundation.people.scopes import EVERYWHERE, NOWHERE, Bound, Reach
from athar.foundation.people.tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return InitiativeFactory(code="forum")


@pytest.fixture
def run(forum):
    return EditionFactory(initiative=forum, code="forum-2024")


@pytest.fixture
def school():
    return OrganisationFactory(code="school")


def test_what_a_reach_covers_is_what_it_narrows_to(forum, run, school):
    ramadan = InitiativeFactory(code="ramadan", number=9000)
    where = [(forum, None), (forum, run), (ramadan, None)]
    for (initiative, edition), body in product(where, (None, school)):
        ProposalFactory(initiative=initiative, edition=edition, organisation=body)
    bounds = [
        Bound(organisation=school.pk),
        Bound(initiative="forum"),
        Bound(initiative="forum", edition="forum-2024"),
        Bound(school.pk, "ramadan"),
    ]
    everything = list(Proposal.objects.select_related("initiative", "edition"))
    for size in range(len(bounds) + 1):
        for chosen in combinations(bounds, size):
            reach = Reach.within(chosen)
            assert {entry.pk for entry in everything if reach.covers(entry)} == set(
                reach.narrow(Proposal.objects.all()).values_list("pk", flat=True)
            )


def test_everywhere_is_everything_nowhere_nothing_and_no_scope_is_no_reach():
    ProposalFactory()
    assert [reach.narrow(Proposal.objects.all()).count() for reach in (EVERYWHERE, NOWHERE)] == [1, 0]
    assert not Reach.within([Bound()])


def test_two_reaches_meet_where_both_reach_for_certain():
    forum, school = Bound(initiative="forum"), Bound(organisation=1)
    both = Reach.within([forum, school])
    assert (both & Reach.within([forum]), EVERYWHERE & both, both & EVERYWHERE) == (
        Reach.within([forum]),
        both,
        both,
    )


def test_a_fact_that_does_not_say_so_belongs_to_the_one_scope_it_fits(forum, run, school):
    fact = Proposal(initiative=forum)
    reach = Reach.within([Bound(school.pk, "forum", "forum-2024")])
    assert (placed_within(fact, reach), fact.organisation, fact.edition) == (None, school, run)


def test_a_fact_that_says_otherwise_stays_outside(forum, school):
    other = OrganisationFactory(code="other")
    beyond = [Bound(initiative="ramadan"), Bound(school.pk)]
    answers = [
        placed_within(Proposal(initiative=forum, organisation=other), Reach.within([one])) for one in beyond
    ]
    assert answers == [OUTSIDE, OUTSIDE]


def test_a_fact_that_fits_two_scopes_is_put_into_neither_by_chance(forum, school):
    reach = Reach.within([Bound(school.pk), Bound(OrganisationFactory(code="other").pk)])
    assert placed_within(Proposal(initiative=forum), reach) == SEVERAL


def test_the_operation_itself_refuses_what_lies_outside(forum):
    person = PersonFactory()
    proposal = Proposal(
        kind="hours", initiative=forum, occurred_on=NOON.date(), person=person, quantity=3, unit="hour"
    )
    with pytest.raises(ProposalRefused) as refused:
        propose(proposal=proposal, by=person, at=NOON, within=Reach.within([Bound(initiative="ramadan")]))
    assert ([reason.code for reason in refused.value.reasons], Proposal.objects.count()) == (
        ["outside_your_scope"],
        0,
    )
