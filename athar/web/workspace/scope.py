"""
What of the ledger and its waiting room a person may read and act on; there is no other door to it.

Each look-up is narrowed by how far the viewer reaches in its place and, where they act on what they find, by how far
they may act.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Expression, OuterRef, Q, QuerySet

from athar.engine.intake.queries import imports_visible_to
from athar.engine.ledger import queries
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import CorrectionRequest, Proposal, Record
from athar.engine.register.models import Initiative
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import bodies_of, narrow_of
from athar.foundation.people.models import Organisation, Person
from athar.foundation.people.reach import organisations_of
from athar.foundation.people.rules import Sight, label, reach_of_sight, sight
from athar.foundation.people.scopes import EVERYWHERE, Reach, Rows
from athar.foundation.privacy.queries import about_humans
from athar.initiatives.volunteering.managing import lying_within
from athar.initiatives.volunteering.models import ExpenseReport, Injury, MessageTemplate, Opportunity
from athar.initiatives.volunteering.queries import people_around
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import DOES, Act, Place, only_a_partner, reach, reach_to_do

if TYPE_CHECKING:
    from athar.engine.intake.models.delivery import ImportQuerySet
    from athar.engine.ledger.models.record import RecordQuerySet
    from athar.initiatives.volunteering.models.injury import InjuryQuerySet


def proposals_visible_to(viewer: Viewer, *, at: datetime, to: Act | None = None) -> QuerySet[Proposal]:
    """
    Staff see every proposal, or those within their scopes; a partner's manager her own and those about her organisation.

    :param to: what the viewer would do with them.
    """
    rows = Proposal.objects.all()
    if viewer.person is None:
        return rows.none()
    far = reach(viewer.roles, Place.RECORDS)
    if not far.everywhere:
        wanted = far.query()
        if Role.PARTNER_MANAGER in viewer.roles:
            hers = organisations_of(viewer.person, at=at)
            wanted |= Q(entered_by=viewer.person) | Q(organisation__in=hers)
        rows = rows.filter(wanted)
    return _open_to(viewer, rows, to)


def opportunities_visible_to(viewer: Viewer, *, to: Act | None = None) -> QuerySet[Opportunity]:
    """
    Staff see every opportunity, or those within their scopes; a partner's manager those of her organisations.

    :param to: what the viewer would do with them.
    """
    hers = _her_bodies(viewer)
    rows = Opportunity.objects.filter(lying_within(reach(viewer.roles, Place.OPPORTUNITIES), hers))
    if to is None:
        return rows
    far = reach_to_do(viewer.roles, to, as_partner=False)
    return rows.filter(lying_within(far, hers if Role.PARTNER_MANAGER in DOES[to] else ()))


def injuries_visible_to(
    viewer: Viewer, *, to: Act | None = None, at: datetime | Expression
) -> "InjuryQuerySet":
    """
    Injuries at the opportunities within one's reach in their place; a partner's manager's those at her organisations'.

    :param to: what the viewer would do with the reports; then what happened to the viewer is left out.
    """
    hers = _her_bodies(viewer)
    offered = Opportunity.objects.filter(lying_within(reach(viewer.roles, Place.INJURIES), hers))
    if to is not None:
        far = reach_to_do(viewer.roles, to, as_partner=False)
        offered = offered.filter(lying_within(far, hers if Role.PARTNER_MANAGER in DOES[to] else ()))
    rows = Injury.objects.filter(session__edition__in=offered.order_by().values("edition"))
    if to is None or viewer.person is None:
        return rows
    return rows.exclude(about_humans([viewer.person.pk], at=at))


def may_with_opportunity(viewer: Viewer, act: Act, opportunity: Any) -> bool:
    """Whether the viewer may do this with an opportunity, which they see."""
    if Role.PARTNER_MANAGER in DOES[act] and opportunity.organisation_id in _her_bodies(viewer):
        return True
    return reach_to_do(viewer.roles, act, as_partner=False).covers(opportunity)


def volunteer_name(person: Person, viewer: Viewer, opportunity: Opportunity) -> str:
    """Whoever takes part in an opportunity: a partner's manager knows who volunteers with her."""
    if opportunity.organisation_id in _her_bodies(viewer):
        return person.called
    return label(person, viewer.sight_of(opportunity))


def bodies_open_to(viewer: Viewer, act: Act) -> QuerySet[Organisation]:
    """Organisations in whose name the viewer may do this: every one, those of their scopes, or a partner's manager's own."""
    far = reach_to_do(viewer.roles, act, as_partner=False)
    if far.everywhere or any(bound.organisation is None for bound in far.bounds):
        return Organisation.objects.order_by("name_ar")
    named = {bound.organisation for bound in far.bounds if bound.organisation}
    hers = _her_bodies(viewer) if Role.PARTNER_MANAGER in DOES[act] else set()
    return Organisation.objects.filter(pk__in=named | hers).order_by("name_ar")


def templates_open_to(viewer: Viewer, *, to: Act | None = None) -> QuerySet[MessageTemplate]:
    """Templates of messages of the organisations whose volunteers the viewer reads about, or may write to."""
    return MessageTemplate.objects.filter(
        organisation__in=bodies_writing(viewer, to=to).order_by().values("pk")
    )


def bodies_writing(viewer: Viewer, *, to: Act | None = None) -> QuerySet[Organisation]:
    """Every organisation, or those of the opportunities within one's scopes; a partner's manager's own."""
    far = (
        reach(viewer.roles, Place.OPPORTUNITIES)
        if to is None
        else reach_to_do(viewer.roles, to, as_partner=False)
    )
    rows = Organisation.objects.order_by("name_ar")
    if far.everywhere:
        return rows
    theirs = opportunities_visible_to(viewer, to=to).order_by().values("organisation")
    hers = _her_bodies(viewer) if to is None or Role.PARTNER_MANAGER in DOES[to] else set()
    return rows.filter(Q(pk__in=theirs) | Q(pk__in=hers))


def expenses_visible_to(viewer: Viewer, *, to: Act | None = None) -> QuerySet[ExpenseReport]:
    """Reports of expenses for opportunities that the viewer sees; :param to: what they would do with them."""
    theirs = opportunities_visible_to(viewer, to=to)
    return ExpenseReport.objects.filter(opportunity__in=theirs.order_by().values("pk"))


def known_by_name(viewer: Viewer) -> QuerySet[Opportunity]:
    """Opportunities whose volunteers the viewer reads in full: nobody else finds names by searching for them."""
    far = reach_of_sight(viewer.roles, Sight.FULL)
    return Opportunity.objects.filter(lying_within(far, _her_bodies(viewer)))


def hours_visible_to(viewer: Viewer) -> "RecordQuerySet":
    """Approved hours that count: every one, those within one's scopes, a partner's manager's those given for her organisation."""
    far = reach(viewer.roles, Place.OPPORTUNITIES)
    taken_back = Record.objects.filter(corrects=OuterRef("position"))
    rows = Record.objects.filter(~Exists(taken_back), kind=Kind.HOURS, corrects=None)
    return rows if far.everywhere else rows.filter(far.query() | Q(organisation__in=_her_bodies(viewer)))


def _her_bodies(viewer: Viewer) -> set[int]:
    """The organisations of a partner's manager; none of anybody else's."""
    if viewer.person is None or Role.PARTNER_MANAGER not in viewer.roles:
        return set()
    own = viewer.person.organisation_id
    return {*bodies_of(viewer.roles), *([own] if own else [])}


def records_visible_to(viewer: Viewer, *, to: Act | None = None) -> "RecordQuerySet":
    return _open_to(viewer, reach(viewer.roles, Place.LEDGER).narrow(Record.objects.all()), to)


def comparable_for(viewer: Viewer) -> "RecordQuerySet":
    """What an entry is compared with, to see whether it is unlikely: for who works within scopes, what lies within."""
    far = reach(viewer.roles, Place.LEDGER)
    return (far or EVERYWHERE).narrow(Record.objects.all())


def corrections_visible_to(viewer: Viewer, *, to: Act | None = None) -> QuerySet[CorrectionRequest]:
    """Requests about records that the viewer may see so."""
    far = reach(viewer.roles, Place.CORRECTIONS)
    return corrections_within(
        corrections_within(CorrectionRequest.objects.all(), far), _far_enough(viewer, to)
    )


def corrections_within(rows: QuerySet[CorrectionRequest], far: Reach | None) -> QuerySet[CorrectionRequest]:
    """Those about records within reach; ``None`` narrows nothing."""
    if far is None or far.everywhere:
        return rows
    return rows.filter(position__in=far.narrow(Record.objects.order_by()).values("position"))


def imports_open_to(viewer: Viewer, *, to: Act | None = None) -> "ImportQuerySet":
    rows = imports_visible_to(viewer.person, viewer.roles, reach(viewer.roles, Place.IMPORTS))
    return _open_to(viewer, rows, to)


def _open_to(viewer: Viewer, rows: Rows, to: Act | None) -> Rows:
    far = _far_enough(viewer, to)
    return rows if far is None else far.narrow(rows)


def _far_enough(viewer: Viewer, to: Act | None) -> Reach | None:
    return None if to is None else reach_to_do(viewer.roles, to)


def may_with(viewer: Viewer, act: Act, thing: Any) -> bool:
    """Whether the viewer may do this with that thing, which they see."""
    return reach_to_do(viewer.roles, act).covers(thing)


def persons_open_to(viewer: Viewer, *, at: datetime) -> QuerySet[Person]:
    """Persons about whom the viewer may enter facts."""
    if viewer.person is None:
        return Person.objects.none()
    far = reach_to_do(viewer.roles, Act.ENTER_FACTS, as_partner=False)
    return queries.persons_open_to(viewer.person, viewer.roles, far, at=at)


def candidate_name(person: Person, viewer: Viewer) -> str:
    """One of those about whom the viewer may enter facts, as the role shows people by which they enter them."""
    far = reach_to_do(viewer.roles, Act.ENTER_FACTS, as_partner=False)
    seen = [sight(holding.alone) for holding in narrow_of(viewer.roles) if holding.bound in far.bounds]
    return label(person, max(seen)) if seen else name_of(person, viewer)


def persons_at_the_door(viewer: Viewer, opportunity: Opportunity, *, at: datetime) -> QuerySet[Person]:
    """Whom the viewer may find by name at a shift of theirs: about whom they enter facts, and who is around the opportunity."""
    known = persons_open_to(viewer, at=at)
    if reach_to_do(viewer.roles, Act.ENTER_FACTS, as_partner=False).everywhere:
        return known
    theirs = people_around(opportunity)
    return Person.objects.filter(
        Q(pk__in=known.order_by().values("pk")) | Q(pk__in=theirs.order_by().values("pk"))
    )


def name_at_the_door(person: Person, viewer: Viewer, opportunity: Opportunity, *, known: bool) -> str:
    """One of those who fit a name or a number; of whom the viewer does not know, no more than initials."""
    return volunteer_name(person, viewer, opportunity) if known else label(person, Sight.MASKED)


def initiatives_within(far: Reach) -> QuerySet[Initiative]:
    """What may be chosen as the initiative of something within reach."""
    codes = far.initiatives if far else None  # a partner's manager is bound by bodies, and chooses freely
    return Initiative.objects.all() if codes is None else Initiative.objects.filter(code__in=codes)


def name_of(person: Person | None, viewer: Viewer, fact: Any = None) -> str:
    """
    The person as this viewer may read it; of whom a fact is about, as one may who reaches that fact.

    A partner's manager meets here only persons of her own organisation, whom she knows.
    """
    if person is None:
        return ""
    if only_a_partner(viewer.roles) or _is_her_own(fact, viewer):
        return person.called
    return label(person, viewer.sight if fact is None else viewer.sight_of(fact))


def _is_her_own(fact: Any, viewer: Viewer) -> bool:
    """Whether a partner's manager, who has other work here too, knows whom the fact is about."""
    if fact is None or viewer.person is None or Role.PARTNER_MANAGER not in viewer.roles:
        return False
    bodies = {*bodies_of(viewer.roles), viewer.person.organisation_id} - {None}
    return fact.entered_by_id == viewer.person.pk or fact.organisation_id in bodies
