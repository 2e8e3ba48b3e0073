"""The rail: the places of a person, with what waits in each."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Text, quoted
from athar.foundation.people.holdings import narrow_of
from athar.web.ui.grants import named
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Act, Place, in_charge, may_see, within

LABELS: dict[Place, Text] = {
    Place.HOME: _("Decisions awaiting you"),
    Place.OPPORTUNITIES: _("Opportunities and shifts"),
    Place.WORKFLOWS: _("Workflows"),
    Place.RECORDS: _("Records awaiting approval"),
    Place.LEDGER: _("The ledger"),
    Place.CORRECTIONS: _("Corrections"),
    Place.IMPORTS: _("Imports"),
    Place.PEOPLE: _("Possible duplicates"),
    Place.SCORECARD: _("Scorecard"),
    Place.INDICATORS: _("Indicators"),
    Place.STANDARDS: _("Self-assessments"),
    Place.REPORTS: _("Report studio"),
    Place.CONTENT: _("Pages and news"),
    Place.AUDIT: _("Integrity"),
    Place.PRIVACY: _("Register of processing"),
    Place.REQUESTS: _("Requests of persons"),
    Place.BREACHES: _("Breaches"),
    Place.RETENTION: _("Retention and destruction"),
    Place.ACCOUNTS: _("Accounts and roles"),
    Place.ROLES: _("What each role may do"),
    Place.GUARDIANS: _("Guardians"),
    Place.QUALIFICATIONS: _("Qualifications"),
    Place.INJURIES: _("Injuries"),
    Place.ORGANISATIONS: _("Organisations"),
    Place.INVITATIONS: _("Invitations"),
}
ACTS: dict[Act, Text] = {
    Act.OFFER: _("Offer opportunities and their shifts"),
    Act.PUBLISH_OPPORTUNITY: _("Publish opportunities that others wrote"),
    Act.CHOOSE: _("Decide about applications to volunteer"),
    Act.TAKE_ATTENDANCE: _("Take attendance and enter the hours"),
    Act.DECIDE_HOURS: _("Approve or reject hours of attendance that others entered"),
    Act.HANDLE_INJURIES: _("Read reports of injuries, and follow them up"),
    Act.WRITE_TO_VOLUNTEERS: _("Write to the volunteers of an opportunity"),
    Act.DECIDE_EXPENSES: _("Decide on expenses that volunteers ask back, and say when they were paid"),
    Act.SHAPE_WORKFLOWS: _("Write and publish workflows"),
    Act.ENTER_FACTS: _("Enter headcounts and hours"),
    Act.DECIDE_FACTS: _("Approve or reject what others entered"),
    Act.REQUEST_CORRECTION: _("Ask for a correction"),
    Act.DECIDE_CORRECTION: _("Decide on corrections others asked for"),
    Act.IMPORT: _("Deliver a file of records"),
    Act.DECIDE_IMPORT: _("Decide on files others delivered"),
    Act.MERGE_PEOPLE: _("Say that two rows are one person, and undo it"),
    Act.ASSESS: _("Answer and submit self-assessments"),
    Act.CONFIRM_ASSESSMENT: _("Confirm self-assessments that others submitted"),
    Act.WRITE_REPORT: _("Write reports"),
    Act.APPROVE_REPORT: _("Approve reports"),
    Act.PUBLISH_REPORT: _("Freeze and publish reports"),
    Act.WRITE_CONTENT: _("Write pages and news"),
    Act.PUBLISH_CONTENT: _("Publish pages and news, and withdraw them"),
    Act.ANSWER_REQUEST: _("Answer what persons ask about their data"),
    Act.HANDLE_BREACH: _("Enter and follow up breaches of personal data"),
    Act.DECIDE_GUARDIAN: _("Confirm guardians, and end their links"),
    Act.DECIDE_QUALIFICATION: _("Decide on qualifications that volunteers file"),
    Act.INVITE: _("Invite people to roles"),
    Act.ADMIT_ORGANISATION: _("Decide on organisations that register"),
    Act.PREPARE_RETENTION: _("Prepare what the retention schedules would destroy"),
    Act.APPROVE_RETENTION: _("Approve what a colleague prepared to be destroyed"),
    Act.HOLD_DATA: _("Hold data from destruction, and lift the hold"),
    Act.VERIFY: _("Check the whole ledger"),
    Act.GIVE_ROLES: _("Give and end roles"),
    Act.CLOSE_ACCOUNTS: _("Close accounts and open them again"),
    Act.RESET_PROOFS: _("Take away second proofs that somebody lost"),
    Act.DRAW_ROLES: _("Draw roles of the association’s own"),
    Act.LOOK_AS: _("Look at the site as another role, and change nothing"),
}
LOOKED_OVER = 17  # places
GROUPS: tuple[tuple[Text, tuple[Place, ...]], ...] = (
    (_("My work"), (Place.HOME,)),
    (_("Volunteering"), (Place.OPPORTUNITIES, Place.INJURIES, Place.QUALIFICATIONS, Place.WORKFLOWS)),
    (_("Facts"), (Place.RECORDS, Place.IMPORTS, Place.LEDGER, Place.CORRECTIONS, Place.PEOPLE)),
    (_("Measurement"), (Place.SCORECARD, Place.INDICATORS, Place.STANDARDS, Place.REPORTS)),
    (_("Who comes in"), (Place.ORGANISATIONS, Place.GUARDIANS, Place.INVITATIONS)),
    (_("The public site"), (Place.CONTENT,)),
    (_("Privacy"), (Place.PRIVACY, Place.REQUESTS, Place.BREACHES, Place.RETENTION)),
    (_("Audit"), (Place.AUDIT,)),
    (_("Administration"), (Place.ACCOUNTS, Place.ROLES)),
)


def rail(viewer: Viewer, current: Place, counts: Mapping[Place, int]) -> list[dict[str, Any]]:
    """
    Groups of places this person may see, as ``ui/work.html`` wants them.

    Where they are more than one looks over, those folds that hold neither this page nor anything that waits are closed.
    """
    groups: list[dict[str, Any]] = []
    for heading, places in GROUPS:
        items = [_item(place, current, counts) for place in places if may_see(viewer.roles, place)]
        if items:
            groups.append({"heading": heading, "items": items})
    if sum(len(group["items"]) for group in groups) > LOOKED_OVER:
        for group in groups:
            group["folds"] = len(group["items"]) > 1
            group["open"] = any(item["current"] or item["count"] for item in group["items"])
    return groups


def _item(place: Place, current: Place, counts: Mapping[Place, int]) -> dict[str, Any]:
    count = sum(counts.values()) if place is Place.HOME else counts.get(place, 0)
    return {
        "label": LABELS[place],
        "url": reverse(f"workspace:{place}"),
        "current": place is current,
        "count": count or None,
    }


def role_label(viewer: Viewer) -> str:
    """What somebody works as, each role that holds within a scope with that scope."""
    narrow = [holding for holding in narrow_of(viewer.roles) if within(holding, Place.HOME)]
    scopes = named([holding.bound for holding in narrow]) if narrow else []
    words = [str(name) for name in in_charge(viewer.roles)]
    words += [
        f"{holding} — {quoted(scope, len(scope))}" for holding, scope in zip(narrow, scopes, strict=True)
    ]
    return "، ".join(words)
