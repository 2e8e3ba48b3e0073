"""
Who may see which place of the workspace, and who may do what there, and what can be narrowed: the whole of it in tables.

Views name a place and, where they change something, an act; ``views.base`` asks these tables and nothing else does. How
far somebody sees or acts (``reach``, ``reach_to_do``) is what their look-ups are narrowed by; see ``scope``.
What an operation allows to *this* person (nobody approves their own entry) is the operation's own rule.
"""

from collections.abc import Collection
from enum import StrEnum

from athar.direction.content.rules import PUBLISHERS, READERS, WRITERS
from athar.foundation.core.refusals import Text
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Drawn, Holding, drawn_of, narrow_of, reach_of
from athar.foundation.people.queries import INSIDE, STAFF
from athar.foundation.people.scopes import EVERYWHERE, SIDES, Reach

# A partner's manager is no staff of the association, and sees nothing here but what her own organisation entered or offers.


class Place(StrEnum):
    """A part of the workspace with its own entry in the rail."""

    HOME = "home"
    OPPORTUNITIES = "opportunities"
    WORKFLOWS = "workflows"
    RECORDS = "records"
    LEDGER = "ledger"
    CORRECTIONS = "corrections"
    IMPORTS = "imports"
    PEOPLE = "people"
    SCORECARD = "scorecard"
    INDICATORS = "indicators"
    STANDARDS = "standards"
    REPORTS = "reports"
    CONTENT = "content"
    AUDIT = "audit"
    PRIVACY = "privacy"
    REQUESTS = "requests"
    BREACHES = "breaches"
    RETENTION = "retention"
    ACCOUNTS = "accounts"
    ROLES = "roles"
    GUARDIANS = "guardians"
    QUALIFICATIONS = "qualifications"
    INJURIES = "injuries"
    ORGANISATIONS = "organisations"
    INVITATIONS = "invitations"


class Act(StrEnum):
    """Something that changes the world, or costs the server real work."""

    OFFER = "offer"  # write opportunities and their shifts, send them to review, close and evaluate them
    PUBLISH_OPPORTUNITY = "publish_opportunity"  # and give it back
    CHOOSE = "choose"  # decide about applications, and carry the decisions out
    TAKE_ATTENDANCE = "take_attendance"  # and enter the hours that follow
    DECIDE_HOURS = "decide_hours"  # of attendance that somebody else entered
    HANDLE_INJURIES = "handle_injuries"  # read the reports of what happened to others, and follow them up
    WRITE_TO_VOLUNTEERS = "write_to_volunteers"  # to a selection of those of an opportunity
    DECIDE_EXPENSES = "decide_expenses"  # what volunteers ask back, and that it was paid
    SHAPE_WORKFLOWS = "shape_workflows"  # write their drafts, and publish them
    ENTER_FACTS = "enter_facts"
    DECIDE_FACTS = "decide_facts"
    REQUEST_CORRECTION = "request_correction"
    DECIDE_CORRECTION = "decide_correction"
    IMPORT = "import"
    DECIDE_IMPORT = "decide_import"
    MERGE_PEOPLE = "merge_people"
    ASSESS = "assess"  # open rounds of self-assessment, answer and submit them
    CONFIRM_ASSESSMENT = "confirm_assessment"  # that others submitted, or give it back
    WRITE_REPORT = "write_report"
    APPROVE_REPORT = "approve_report"
    PUBLISH_REPORT = "publish_report"  # freezing and publishing
    WRITE_CONTENT = "write_content"
    PUBLISH_CONTENT = "publish_content"  # showing, withdrawing, and taking either back
    ANSWER_REQUEST = "answer_request"
    HANDLE_BREACH = "handle_breach"
    DECIDE_GUARDIAN = "decide_guardian"  # believing that somebody speaks for a child, and ending that
    DECIDE_QUALIFICATION = "decide_qualification"  # approve, refuse, revoke, and note training that renews
    ADMIT_ORGANISATION = "admit_organisation"
    PREPARE_RETENTION = "prepare_retention"
    APPROVE_RETENTION = "approve_retention"
    HOLD_DATA = "hold_data"
    INVITE = "invite"
    VERIFY = "verify"  # reads everything, writes nothing
    GIVE_ROLES = "give_roles"  # and end them
    CLOSE_ACCOUNTS = "close_accounts"  # and open them again
    RESET_PROOFS = "reset_proofs"  # of whoever lost their second proofs
    DRAW_ROLES = "draw_roles"
    LOOK_AS = "look_as"  # see the site as a role does, and change nothing


MANAGER, REVIEWER, EXECUTIVE = Role.PROGRAMME_MANAGER, Role.REVIEWER, Role.EXECUTIVE
STRATEGY, GOVERNANCE, BOARD = Role.STRATEGY_OFFICER, Role.GOVERNANCE_OFFICER, Role.BOARD_MEMBER
AUDITOR, ADMINISTRATOR, PARTNER = Role.AUDITOR, Role.ADMINISTRATOR, Role.PARTNER_MANAGER

SEES: dict[Place, frozenset[Role]] = {
    Place.HOME: INSIDE,
    Place.OPPORTUNITIES: frozenset({MANAGER, REVIEWER, EXECUTIVE, AUDITOR, PARTNER}),
    Place.WORKFLOWS: frozenset({MANAGER, EXECUTIVE, GOVERNANCE, AUDITOR}),
    Place.RECORDS: frozenset({MANAGER, REVIEWER, EXECUTIVE, AUDITOR, PARTNER}),
    Place.LEDGER: frozenset({MANAGER, REVIEWER, EXECUTIVE, STRATEGY, GOVERNANCE, AUDITOR}),
    Place.CORRECTIONS: frozenset({MANAGER, REVIEWER, EXECUTIVE, AUDITOR}),
    Place.IMPORTS: frozenset({MANAGER, REVIEWER, EXECUTIVE, AUDITOR, PARTNER}),
    Place.PEOPLE: frozenset({MANAGER, AUDITOR}),
    Place.SCORECARD: STAFF - {ADMINISTRATOR},
    Place.INDICATORS: STAFF,
    Place.STANDARDS: frozenset({MANAGER, EXECUTIVE, GOVERNANCE, BOARD, AUDITOR}),
    Place.REPORTS: frozenset({MANAGER, STRATEGY, GOVERNANCE, EXECUTIVE, BOARD, AUDITOR}),
    Place.CONTENT: READERS,
    Place.AUDIT: frozenset({AUDITOR, GOVERNANCE}),
    Place.PRIVACY: frozenset({GOVERNANCE, ADMINISTRATOR, AUDITOR}),
    Place.REQUESTS: frozenset({GOVERNANCE, AUDITOR}),
    Place.BREACHES: frozenset({GOVERNANCE, ADMINISTRATOR, EXECUTIVE, AUDITOR}),
    Place.RETENTION: frozenset({GOVERNANCE, ADMINISTRATOR, EXECUTIVE, AUDITOR}),
    Place.ACCOUNTS: frozenset({GOVERNANCE, ADMINISTRATOR, AUDITOR}),
    Place.ROLES: frozenset({GOVERNANCE, ADMINISTRATOR, AUDITOR}),
    Place.GUARDIANS: frozenset({MANAGER, AUDITOR}),
    Place.QUALIFICATIONS: frozenset({MANAGER, AUDITOR}),
    # The numbers; the reports themselves are read by whoever handles them alone.
    Place.INJURIES: frozenset({MANAGER, EXECUTIVE, GOVERNANCE, AUDITOR, PARTNER}),
    Place.ORGANISATIONS: frozenset({MANAGER, EXECUTIVE, GOVERNANCE, AUDITOR}),
    Place.INVITATIONS: frozenset({ADMINISTRATOR, AUDITOR, PARTNER}),
}

DOES: dict[Act, frozenset[Role]] = {
    Act.OFFER: frozenset({MANAGER, PARTNER}),
    Act.PUBLISH_OPPORTUNITY: frozenset({MANAGER, REVIEWER, EXECUTIVE}),
    Act.CHOOSE: frozenset({MANAGER, PARTNER}),
    Act.TAKE_ATTENDANCE: frozenset({MANAGER, PARTNER}),
    Act.DECIDE_HOURS: frozenset({REVIEWER, MANAGER, EXECUTIVE, PARTNER}),
    Act.HANDLE_INJURIES: frozenset({MANAGER, PARTNER}),
    Act.WRITE_TO_VOLUNTEERS: frozenset({MANAGER, PARTNER}),
    Act.DECIDE_EXPENSES: frozenset({MANAGER, PARTNER}),
    Act.SHAPE_WORKFLOWS: frozenset({MANAGER}),
    Act.ENTER_FACTS: frozenset({MANAGER, PARTNER}),
    Act.DECIDE_FACTS: frozenset({REVIEWER, MANAGER, EXECUTIVE}),
    Act.REQUEST_CORRECTION: frozenset({MANAGER, REVIEWER}),
    Act.DECIDE_CORRECTION: frozenset({REVIEWER, MANAGER, EXECUTIVE}),
    Act.IMPORT: frozenset({MANAGER, PARTNER}),
    Act.DECIDE_IMPORT: frozenset({REVIEWER, MANAGER, EXECUTIVE}),
    Act.MERGE_PEOPLE: frozenset({MANAGER}),
    Act.ASSESS: frozenset({MANAGER, GOVERNANCE}),
    Act.CONFIRM_ASSESSMENT: frozenset({EXECUTIVE, GOVERNANCE}),
    Act.WRITE_REPORT: frozenset({STRATEGY, MANAGER}),
    Act.APPROVE_REPORT: frozenset({BOARD}),
    Act.PUBLISH_REPORT: frozenset({GOVERNANCE, EXECUTIVE}),
    Act.WRITE_CONTENT: WRITERS,
    Act.PUBLISH_CONTENT: PUBLISHERS,
    Act.ANSWER_REQUEST: frozenset({GOVERNANCE}),
    Act.HANDLE_BREACH: frozenset({GOVERNANCE, ADMINISTRATOR}),
    Act.DECIDE_GUARDIAN: frozenset({MANAGER}),
    Act.DECIDE_QUALIFICATION: frozenset({MANAGER}),
    Act.ADMIT_ORGANISATION: frozenset({MANAGER, EXECUTIVE}),
    Act.PREPARE_RETENTION: frozenset({GOVERNANCE, ADMINISTRATOR}),
    Act.APPROVE_RETENTION: frozenset({GOVERNANCE, EXECUTIVE}),
    Act.HOLD_DATA: frozenset({GOVERNANCE}),
    Act.INVITE: frozenset({ADMINISTRATOR, PARTNER}),
    Act.VERIFY: frozenset({AUDITOR, GOVERNANCE}),
    Act.GIVE_ROLES: frozenset({ADMINISTRATOR}),
    Act.CLOSE_ACCOUNTS: frozenset({ADMINISTRATOR}),
    Act.RESET_PROOFS: frozenset({ADMINISTRATOR}),
    Act.DRAW_ROLES: frozenset({ADMINISTRATOR}),
    Act.LOOK_AS: frozenset({ADMINISTRATOR}),
}

# Where each act is done: whoever may do it and does not see the place does nothing.
DONE_IN: dict[Act, Place] = {
    Act.OFFER: Place.OPPORTUNITIES,
    Act.PUBLISH_OPPORTUNITY: Place.OPPORTUNITIES,
    Act.CHOOSE: Place.OPPORTUNITIES,
    Act.TAKE_ATTENDANCE: Place.OPPORTUNITIES,
    Act.DECIDE_HOURS: Place.OPPORTUNITIES,
    Act.HANDLE_INJURIES: Place.INJURIES,
    Act.WRITE_TO_VOLUNTEERS: Place.OPPORTUNITIES,
    Act.DECIDE_EXPENSES: Place.OPPORTUNITIES,
    Act.SHAPE_WORKFLOWS: Place.WORKFLOWS,
    Act.ENTER_FACTS: Place.RECORDS,
    Act.DECIDE_FACTS: Place.RECORDS,
    Act.REQUEST_CORRECTION: Place.LEDGER,
    Act.DECIDE_CORRECTION: Place.CORRECTIONS,
    Act.IMPORT: Place.IMPORTS,
    Act.DECIDE_IMPORT: Place.IMPORTS,
    Act.MERGE_PEOPLE: Place.PEOPLE,
    Act.ASSESS: Place.STANDARDS,
    Act.CONFIRM_ASSESSMENT: Place.STANDARDS,
    Act.WRITE_REPORT: Place.REPORTS,
    Act.APPROVE_REPORT: Place.REPORTS,
    Act.PUBLISH_REPORT: Place.REPORTS,
    Act.WRITE_CONTENT: Place.CONTENT,
    Act.PUBLISH_CONTENT: Place.CONTENT,
    Act.ANSWER_REQUEST: Place.REQUESTS,
    Act.HANDLE_BREACH: Place.BREACHES,
    Act.DECIDE_GUARDIAN: Place.GUARDIANS,
    Act.DECIDE_QUALIFICATION: Place.QUALIFICATIONS,
    Act.ADMIT_ORGANISATION: Place.ORGANISATIONS,
    Act.PREPARE_RETENTION: Place.RETENTION,
    Act.APPROVE_RETENTION: Place.RETENTION,
    Act.HOLD_DATA: Place.RETENTION,
    Act.INVITE: Place.INVITATIONS,
    Act.VERIFY: Place.AUDIT,
    Act.GIVE_ROLES: Place.ACCOUNTS,
    Act.CLOSE_ACCOUNTS: Place.ACCOUNTS,
    Act.RESET_PROOFS: Place.ACCOUNTS,
    Act.DRAW_ROLES: Place.ROLES,
    Act.LOOK_AS: Place.ROLES,
}

# By what each place can be narrowed for whoever holds a role only within a scope. An edition counts as a side of its
# initiative. The first page follows: it is open to them where any of these is. A place without a line stays closed to
# them: what it holds is the whole association's, and would show or change what lies beyond any scope.
#   People: two rows that are one human may be met in every initiative, and merging them changes all figures.
#   Self-assessments: of the association as a whole.
#   Scorecard, indicators, reports: one measure for the whole association; what of it is public, everybody reads.
#   Content, privacy, requests, breaches, retention, audit: about the site, the system or persons as such.
#   Qualifications: somebody holds one everywhere, whichever initiative asks for it.
#   Workflows: one way for every edition that goes by it.
#   Accounts, roles, guardians, organisations, invitations: who comes in, and as what.
NARROWS: dict[Place, frozenset[str]] = {
    Place.OPPORTUNITIES: SIDES,
    Place.INJURIES: SIDES,
    Place.RECORDS: SIDES,
    Place.LEDGER: SIDES,
    Place.CORRECTIONS: SIDES,
    Place.IMPORTS: SIDES,
}


# What a role that the association draws itself may hold at all. Left out is what only administrators do, what the board
# or publishers alone decide by the operations' own rules, the pages that show who holds what, people's
# requests and volunteers at work, in which persons are met in full, saying who decides about applications, and destroying data.
RESERVED_ACTS = frozenset({
    *(act for act, roles in DOES.items() if roles == {ADMINISTRATOR}),
    Act.APPROVE_REPORT, Act.PUBLISH_CONTENT, Act.ANSWER_REQUEST, Act.DECIDE_GUARDIAN, Act.ADMIT_ORGANISATION, Act.INVITE,
    Act.DECIDE_QUALIFICATION,
    Act.PREPARE_RETENTION, Act.APPROVE_RETENTION, Act.HOLD_DATA, Act.CHOOSE, Act.TAKE_ATTENDANCE, Act.DECIDE_HOURS,
    Act.WRITE_TO_VOLUNTEERS, Act.DECIDE_EXPENSES, Act.SHAPE_WORKFLOWS,
})  # fmt: skip
NARROWED_BY_BODY = frozenset({PARTNER})
RESERVED_PLACES = frozenset(
    {
        Place.ACCOUNTS,
        Place.ROLES,
        Place.REQUESTS,
        Place.GUARDIANS,
        Place.QUALIFICATIONS,
        Place.ORGANISATIONS,
        Place.INVITATIONS,
    }
)
# Who makes something and who checks it. A built-in role may hold both, because nobody decides on their own entry
# anyway; a drawn one keeps them apart by itself.
APART = frozenset({
    (Act.ENTER_FACTS, Act.DECIDE_FACTS), (Act.IMPORT, Act.DECIDE_IMPORT), (Act.WRITE_REPORT, Act.PUBLISH_REPORT),
    (Act.REQUEST_CORRECTION, Act.DECIDE_CORRECTION), (Act.OFFER, Act.PUBLISH_OPPORTUNITY),
    (Act.ASSESS, Act.CONFIRM_ASSESSMENT),
})  # fmt: skip


def may_enter(roles: Collection[Role]) -> bool:
    return bool(INSIDE & set(roles) or drawn_of(roles)) or any(
        within(holding, Place.HOME) for holding in narrow_of(roles)
    )


def may_see(roles: Collection[Role], place: Place) -> bool:
    """Whoever may enter has a first page; a drawn role beside that sees what it names, a narrow one what can be narrowed."""
    return bool(SEES[place] & set(roles) or reach(roles, place))


def may_do(roles: Collection[Role], act: Act) -> bool:
    """What is reserved stays so, whatever a row in the database says."""
    return bool(reach_to_do(roles, act))


def reach(roles: Collection[Role], place: Place) -> Reach:
    """
    How far somebody sees in a place by their roles of staff.

    A partner's manager reaches nowhere by this: where she sees a place, it is narrowed to her organisation by ``scope``.
    """
    if (SEES[place] - NARROWED_BY_BODY) & set(roles) or any(
        _drawn_sees(drawn, place) for drawn in drawn_of(roles)
    ):
        return EVERYWHERE
    return Reach.within(holding.bound for holding in narrow_of(roles) if within(holding, place))


def reach_to_do(roles: Collection[Role], act: Act, *, as_partner: bool = True) -> Reach:
    """
    How far somebody may do something, in whatever of its place they see.

    :param as_partner: whether a partner's manager counts as such, or for her roles of staff alone.
    """
    by = DOES[act] if as_partner else DOES[act] - NARROWED_BY_BODY
    wide = reach_of(roles, by, lambda drawn: _drawn_does(drawn, act))
    if wide.everywhere:
        return EVERYWHERE
    return Reach.within(
        holding.bound
        for holding in narrow_of(roles)
        if within(holding, DONE_IN[act]) and may_do(holding.alone, act)
    )


def within(holding: Holding, place: Place) -> bool:
    """Whether a role that is held within a scope opens a place there: one that it sees, and that can be narrowed so."""
    if place is Place.HOME:
        return any(within(holding, other) for other in NARROWS)
    return holding.bound.sides <= NARROWS.get(place, frozenset()) and bool(reach(holding.alone, place))


def _drawn_sees(drawn: Drawn, place: Place) -> bool:
    return place is Place.HOME or place in drawn.places - RESERVED_PLACES


def _drawn_does(drawn: Drawn, act: Act) -> bool:
    return act in drawn.acts - RESERVED_ACTS


def only_a_partner(roles: Collection[Role]) -> bool:
    """Whether what is seen must be narrowed to the person's own organisation, and nothing else is."""
    return not (STAFF & set(roles) or drawn_of(roles) or narrow_of(roles))


def in_charge(roles: Collection[Role]) -> list[Text]:
    """The names of the roles that count inside the whole workspace, in the order in which they are named."""
    built_in: list[Text] = [role.label for role in Role if role in INSIDE and role in roles]
    return built_in + sorted(str(role) for role in drawn_of(roles))
