"""Who writes and publishes, when a language is behind, and what stands in the way of publishing."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from athar.direction.content.choices import Shelf, Standing, Translation
from athar.foundation.core.refusals import Reason
from athar.foundation.people.choices import Role

if TYPE_CHECKING:
    from athar.direction.content.models import Revision

WRITERS = frozenset({Role.PROGRAMME_MANAGER, Role.STRATEGY_OFFICER, Role.GOVERNANCE_OFFICER})
PUBLISHERS = frozenset({Role.EXECUTIVE, Role.GOVERNANCE_OFFICER})
READERS = WRITERS | PUBLISHERS | {Role.AUDITOR}  # of what is not public yet

# The standing word of the association: whoever wrote it does not also let it out.
TWO_PEOPLE = frozenset({Shelf.PAGE, Shelf.DISCLOSURE})

OTHER = {"ar": "en", "en": "ar"}


def may_read_unpublished(roles: Collection[Role]) -> bool:
    return bool(READERS & set(roles))


def translation(title: str, body: str, *, draft: bool, behind: bool) -> Translation:
    """How far a language is."""
    if not title.strip() or not body.strip():
        return Translation.MISSING
    if draft:
        return Translation.DRAFT
    return Translation.OUTDATED if behind else Translation.CURRENT


def behind_after(behind: str, changed: Collection[str], written: Collection[str], *, confirmed: bool) -> str:
    """
    Which language is behind after a change.

    :param behind: the one that was behind before; ``changed``: those the change touches; ``written``: those
        that have a text at all; ``confirmed``: the writer says that the other language needs no change.
    """
    if confirmed or len(set(changed)) > 1 or len(set(written)) < len(OTHER):
        return ""
    if not changed:
        return behind
    [language] = set(changed)
    # Whoever writes in the language that was behind catches up; whoever writes in the other leaves this one behind.
    return "" if behind == language else OTHER[language]


def standing(*, newest: int, shown: int | None, awaited: bool, decided: bool) -> Standing:
    """What readers see of an item, from what ``with_standing`` tells."""
    if shown is not None:
        return Standing.CHANGED if newest > shown else Standing.PUBLIC
    if awaited:
        return Standing.SCHEDULED
    return Standing.WITHDRAWN if decided else Standing.UNPUBLISHED


def no_arabic(revision: "Revision", *, by: int, newest: int) -> Reason | None:  # noqa: ARG001 -- every check is asked alike
    if revision.arabic in {Translation.CURRENT, Translation.OUTDATED}:
        return None
    return Reason(
        "no_arabic",
        _("The Arabic text is missing or still a draft."),
        _("Finish the Arabic title and text, and untick that it is a draft. English may follow later."),
    )


def overtaken(revision: "Revision", *, by: int, newest: int) -> Reason | None:  # noqa: ARG001 -- as above
    if revision.number == newest:
        return None
    return Reason(
        "not_newest", _("There is a newer version of the text."), _("Read the newest one and publish that.")
    )


def own_text(revision: "Revision", *, by: int, newest: int) -> Reason | None:  # noqa: ARG001 -- as above
    if revision.item.shelf not in TWO_PEOPLE or revision.written_by_id != by:
        return None
    return Reason(
        "own_text",
        _("Nobody publishes their own page or disclosure."),
        _("Ask the chief executive or another governance officer to read and publish it."),
    )


PUBLISHING_CHECKS = (no_arabic, overtaken, own_text)


def refusals(revision: "Revision", *, by: int, newest: int) -> list[Reason]:
    """Every reason why somebody (by key) cannot publish a revision."""
    answers = [check(revision, by=by, newest=newest) for check in PUBLISHING_CHECKS]
    return [answer for answer in answers if answer]


def wrong_window(starts_at: datetime, ends_at: datetime | None, *, at: datetime) -> list[Reason]:
    """Every reason why something cannot be shown from one moment to another, asked at a third."""
    reasons = []
    if starts_at < at:
        reasons.append(
            Reason(
                "past",
                _("The start lies in the past."),
                _("Choose a later moment, or leave it empty for now."),
            )
        )
    if ends_at and ends_at <= starts_at:
        reasons.append(
            Reason(
                "no_window", _("The end lies before the start."), _("Choose a later end, or leave it empty.")
            )
        )
    return reasons
