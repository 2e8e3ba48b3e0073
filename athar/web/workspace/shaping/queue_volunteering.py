"""What waits for whoever offers opportunities: one to review, applications to decide about, hours of shifts to enter."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.templatetags.athar_text import both_dates
from athar.initiatives.volunteering import managing
from athar.web.ui.viewer import Viewer
from athar.web.workspace import counts
from athar.web.workspace.access import Act, Place, may_do
from athar.web.workspace.shaping.queue_items import Item, entry
from athar.web.workspace.words import APPLICATION, counted, isolated, language


def volunteering(viewer: Viewer, now: datetime) -> list[Item]:
    items: list[Item] = []
    if may_do(viewer.roles, Act.PUBLISH_OPPORTUNITY):
        items += _reviews(viewer, now)
    if may_do(viewer.roles, Act.CHOOSE):
        items += _choices(viewer, now)
        items += _groups(viewer, now)
    if may_do(viewer.roles, Act.TAKE_ATTENDANCE):
        items += _claims(viewer, now)
    return items


def _reviews(viewer: Viewer, now: datetime) -> list[Item]:
    waiting = counts.opportunities_to_review(viewer).select_related("edition", "written_by")
    return [
        entry(
            Place.OPPORTUNITIES,
            one.since,  # type: ignore[attr-defined]
            now,
            title=_("Opportunity: %(title)s") % {"title": isolated(str(one))},
            text=_("Written by %(name)s; somebody else publishes it")
            % {"name": isolated(one.written_by.called)},
            verb=_("Review"),
            url=reverse("workspace:opportunity-publication", args=[one.pk]),
        )
        for one in waiting
    ]


def _choices(viewer: Viewer, now: datetime) -> list[Item]:
    """All of one opportunity are one thing to look at, and many to decide."""
    groups = managing.choices_in(counts.applications_to_decide(viewer))
    return [
        entry(
            Place.OPPORTUNITIES,
            group["since"],
            now,
            title=f"{counted(group['many'], APPLICATION)}{_(': ')}{isolated(group[f'call__name_{language()}'])}",
            text=_("Decide, then carry the decisions out together"),
            verb=_("Decide"),
            url=_applications(group),
            many=group["many"],
        )
        for group in groups
    ]


def _applications(group: dict[str, Any]) -> str:
    """The list of them; of those alone that wait, where all stand in one state."""
    query = f"?state={group['state']}" if group["state"] else ""
    return reverse("workspace:opportunity-people", args=[group["call__opportunity"]]) + query


def _groups(viewer: Viewer, now: datetime) -> list[Item]:
    waiting = counts.groups_waiting(viewer).select_related("session__edition__opportunity")
    return [
        entry(
            Place.OPPORTUNITIES,
            group.begun_at,
            now,
            title=_("Group: %(title)s") % {"title": isolated(group.name)},
            text=_("Asks for seats in %(name)s: %(seats)s")
            % {"name": isolated(str(group.session.edition)), "seats": counted(group.size, "seat")},
            verb=_("Decide"),
            url=reverse("workspace:group", args=[group.session.edition.opportunity.pk, group.pk]),
        )
        for group in waiting
    ]


def _claims(viewer: Viewer, now: datetime) -> list[Item]:
    over = counts.shifts_to_claim(viewer).select_related("edition__opportunity")
    return [
        entry(
            Place.OPPORTUNITIES,
            session.ends_at,
            now,
            title=_("Hours: %(title)s") % {"title": isolated(str(session.edition))},
            text=_("The shift of %(day)s is over, and its hours are not all entered")
            % {"day": both_dates(session.starts_at)},
            verb=_("Enter"),
            url=reverse("workspace:shift-hours", args=[session.edition.opportunity.pk, session.pk]),
        )
        for session in over
    ]
