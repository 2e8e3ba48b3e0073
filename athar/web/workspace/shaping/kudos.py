"""Who was at a shift, and who was thanked for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from athar.engine.journeys.attendance import Attendance
from athar.foundation.core.tables import Cell, Column
from athar.initiatives.volunteering.models import Kudos, Opportunity
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import isolated


@dataclass(frozen=True)
class Thanked:
    """Somebody who was there. ``given``: who thanked them; ``own``: whoever looks is meant, ``mine``: or thanked them."""

    key: int
    who: str
    own: bool
    given: tuple[Kudos, ...]
    mine: bool

    @property
    def why_not(self) -> str:
        if self.own:
            return _("Yourself")
        return _("You thanked them") if self.mine else ""


@dataclass(frozen=True)
class Returnable:
    """Thanks of the viewer's own that they may still take back."""

    kudos: Kudos
    who: str


def thanked(
    viewer: Viewer, opportunity: Opportunity, found: Iterable[Attendance], given: Iterable[Kudos], own: set[int]
) -> list[Thanked]:  # fmt: skip
    """
    Everybody who was there.

    :param own: the rows that are whoever looks.
    """
    by_person: defaultdict[int, list[Kudos]] = defaultdict(list)
    for kudos in given:
        by_person[kudos.person_id].append(kudos)
    return [
        Thanked(
            one.person.pk, volunteer_name(one.person, viewer, opportunity), one.person.pk in own,
            tuple(by_person[one.person.pk]), any(kudos.by_id in own for kudos in by_person[one.person.pk]),
        )
        for one in found
        if one.came
    ]  # fmt: skip


def returnable(
    viewer: Viewer, opportunity: Opportunity, given: Iterable[Kudos], own: set[int], *, at: datetime
) -> list[Returnable]:
    return [
        Returnable(one, volunteer_name(one.person, viewer, opportunity))
        for one in given
        if one.by_id in own and one.may_be_taken_back(at=at)
    ]


def _given(row: Thanked) -> Cell:
    said = [
        _("%(reason)s, by %(name)s") % {"reason": one, "name": isolated(one.by.called)} for one in row.given
    ]
    return Cell(_("; ").join(said))


COLUMNS = [
    Column("person", pgettext_lazy("volunteer", "Whom"), lambda row: row.who or _("Somebody")),
    Column("given", gettext_lazy("Thanked for"), _given),
]
