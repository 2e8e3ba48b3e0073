"""Decisions that wait for whoever is signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from athar.direction.strategy.rules import State
from athar.engine.intake.models import Import
from athar.engine.intake.queries import progress_of, reasons_of
from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.choices import Role
from athar.web.workspace.access import Act, Place, may_see
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import imports_open_to
from athar.web.workspace.shaping.measurements import NotKept
from athar.web.workspace.shaping.queue import Queue, queue_of
from athar.web.workspace.shaping.scorecard import Line, Scorecard, newest_scorecard
from athar.web.workspace.shaping.watch import Sign, signs
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import time_left

SHOWN = 10
SHOWN_BEHIND = 3
ALL_INDICATORS = {Role.EXECUTIVE, Role.STRATEGY_OFFICER, Role.BOARD_MEMBER}


class Home(WorkView):
    """
    What waits: volunteering, and all else; then the newest open import, how the platform stands, the scorecard in short.

    Nobody waits here for figures: values that are not kept for the present data are fetched after the page.
    """

    place = Place.HOME

    queue: Queue

    def get(self, _request: HttpRequest) -> HttpResponse:
        imports = self._open_imports()
        self.queue = queue_of(self.viewer, imports, now=self.now)
        volunteering = [item for item in self.queue.items if item.place is Place.OPPORTUNITIES]
        others = [item for item in self.queue.items if item.place is not Place.OPPORTUNITIES]
        card, pending = self._scorecard()
        behind = self._behind(card)
        return self.page(
            "workspace/home.html",
            heading=LABELS[self.place],
            today=riyadh_day(self.now),
            queue=self.queue,
            items=others[:SHOWN],
            rest=max(0, len(others) - SHOWN),
            volunteering=volunteering[:SHOWN],
            card=card,
            pending=pending,
            behind=behind[:SHOWN_BEHIND],
            behind_rest=max(0, len(behind) - SHOWN_BEHIND),
            running=self._running(imports),
            signs=self._signs(),
            sees={place.value: may_see(self.viewer.roles, place) for place in Place},
        )

    def counts(self) -> dict[Place, int]:
        """The queue knows already what waits: no second query."""
        return self.queue.counts()

    def _open_imports(self) -> list[Import]:
        if not may_see(self.viewer.roles, Place.IMPORTS):
            return []
        return list(imports_open_to(self.viewer).still_open())

    def _signs(self) -> list[Sign]:
        """How the platform stands, for whoever keeps it running."""
        return signs(now=self.now) if Role.ADMINISTRATOR in self.viewer.roles else []

    def _running(self, imports: list[Import]) -> dict[str, Any] | None:
        if not imports:
            return None
        newest = imports[0]
        progress = progress_of(newest, at=self.now)
        return {
            "imported": newest,
            "progress": progress,
            "left": time_left(progress.seconds_left),
            "reasons": reasons_of(newest)[:4] if newest.refused else [],
            "may_cancel": newest.entered_by_id == self.person.pk and self.may(Act.IMPORT),
        }

    def _scorecard(self) -> tuple[Scorecard | None, bool]:
        """The scorecard, and whether it still has to be computed."""
        if not may_see(self.viewer.roles, Place.SCORECARD):
            return None, False
        try:
            return newest_scorecard(now=self.now, only_kept=True), False
        except NotKept:
            return None, True

    def _behind(self, card: Scorecard | None) -> list[Line]:
        """Red indicators this person answers for, or all of them for whoever answers for the plan."""
        if card is None:
            return []
        everything = bool(ALL_INDICATORS & self.viewer.roles)
        return [
            line
            for line in card.lines
            if line.state is State.BEHIND and (everything or line.owner_code in self.viewer.roles)
        ]
