"""What waits for whoever offers opportunities: one to review, applications to decide about, hours of shifts to enter."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.templatetags.athar_text import both_dates
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.choices import ExpenseState
from athar.web.ui.viewer import Viewer
from athar.web.workspace import counts
from athar.web.workspace.access import Act, Place, may_do
from athar.web.workspace.shaping.queue_items import Item, entry
from athar.web.workspace.words import APPLICATION, EXPENSES, counted, isolated, language

Kind = Callable[..., Item]
NOTHING, NONE = Value(""), Value(0)  # where a kind has no words, and no size


def volunteering(viewer: Viewer, now: datetime) -> list[Item]:
    items: list[Item] = []
    if may_do(viewer.roles, Act.PUBLISH_OPPORTUNITY):
        items += _reviews(viewer, now)
    if may_do(viewer.roles, Act.CHOOSE):
        items += _choices(viewer, now)
    if may_do(viewer.roles, Act.TAKE_ATTENDANCE):
        items += _claims(viewer, now)
    return items + _one_by_one(viewer, now)


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


def _one_by_one(viewer: Viewer, now: datetime) -> list[Item]:
    """What is rare, and looked at one by one: all of it in one question."""
    asked = []
    if may_do(viewer.roles, Act.CHOOSE):
        asked.append(
            _rows(
                counts.groups_waiting(viewer), _group, "begun_at", "session__starts_at", F("name"), F("size")
            )
        )
    if may_do(viewer.roles, Act.HANDLE_INJURIES):
        # Of whom and what is read on its page alone, where it leaves a line.
        asked.append(_rows(counts.injuries_to_follow_up(viewer), _injury, "reported_at", "happened_at"))
    if may_do(viewer.roles, Act.DECIDE_EXPENSES):
        asked.append(_expenses(viewer))
    if not asked:
        return []
    first, *others = asked
    return [KINDS[row[0]](now, *row[1:]) for row in first.union(*others, all=True)]


def _rows(
    rows: QuerySet[Any], kind: Kind, since: str, at: str, words: Any = NOTHING, size: Any = NONE
) -> QuerySet[Any, tuple[Any, ...]]:
    """Of each: its kind, key and opportunity, since when it waits, the name of its edition, a moment it is about, words and a size."""
    about = ("pk", "session__edition__opportunity", since, f"session__edition__name_{language()}", at)
    return rows.order_by().values_list(Value(kind.__name__), *about, words, size)


def _expenses(viewer: Viewer) -> QuerySet[Any, tuple[Any, ...]]:
    """All that wait for a decision are one thing to look at, and all that wait to be paid another: rows like the others, of no one opportunity."""
    groups = counts.expenses_to_settle(viewer).order_by().values("state")
    told = groups.annotate(since=Min("changed_at"), at=Max("changed_at"), many=Count("pk"))
    return told.values_list(Value(_expense.__name__), NONE, NONE, "since", NOTHING, "at", "state", "many")


def _group(now: datetime, key: int, opportunity: int, since: datetime, edition: str, _at: datetime, name: str, size: int) -> Item:  # fmt: skip
    return entry(
        Place.OPPORTUNITIES,
        since,
        now,
        title=_("Group: %(title)s") % {"title": isolated(name)},
        text=_("Asks for seats in %(name)s: %(seats)s")
        % {"name": isolated(edition), "seats": counted(size, "seat")},
        verb=_("Decide"),
        url=reverse("workspace:group", args=[opportunity, key]),
    )


def _injury(now: datetime, key: int, _opportunity: int, since: datetime, edition: str, at: datetime, *_others: Any) -> Item:  # fmt: skip
    return entry(
        Place.INJURIES,
        since,
        now,
        title=_("Injury: %(title)s") % {"title": isolated(edition)},
        text=_("It happened on %(day)s, and nobody takes care of it yet") % {"day": both_dates(at)},
        verb=_("Follow up"),
        url=reverse("workspace:injury", args=[key]),
    )


def _expense(now: datetime, _key: int, _opportunity: int, since: datetime, _edition: str, _at: datetime, state: str, many: int) -> Item:  # fmt: skip
    approved = state == ExpenseState.APPROVED
    return entry(
        Place.OPPORTUNITIES,
        since,
        now,
        title=counted(many, EXPENSES),
        text=_("Approved, and not paid yet") if approved else _("Filed by volunteers, to be decided"),
        verb=_("Pay") if approved else _("Decide"),
        url=reverse("workspace:expenses") + f"?state={state}",
        many=many,
    )


KINDS: dict[str, Kind] = {kind.__name__: kind for kind in (_group, _injury, _expense)}
