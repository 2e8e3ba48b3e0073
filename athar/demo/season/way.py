"""
The way in: people apply, are chosen, are told on one day, and are done when the season is.

Two hundred and fifty at a time: rows as the engine's own steps write them, and every state by way of its event, since the database
lets a case into no other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db.models import F

from athar.demo.chance import stream
from athar.demo.copying import copy_models
from athar.demo.crowd import Human
from athar.demo.season.steps import day_of, moment_of
from athar.demo.world import World
from athar.engine.journeys.choices import Ending, Part
from athar.engine.journeys.models import (
    Answers,
    Call,
    Case,
    Decision,
    Enrolment,
    Event,
    PendingEffect,
    Release,
)
from athar.engine.register.models import Edition
from athar.foundation.people.models import Person

ACCEPTS = {"charter": True}
MANAGER = "noura"
DECIDERS = {"site-4": "majed", "site-5": "majed"}  # who chose for a site; Noura did for the others
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Application:
    """Somebody's application: begun and sent in one evening, decided on a week later."""

    human: Human
    begun_at: datetime
    sent_at: datetime
    decided_at: datetime
    decided_by: str


class Way:
    """The applications of the season, taken step by step."""

    def __init__(self, world: World, edition: Edition, sites: Mapping[str, Sequence[Human]]) -> None:
        rng = stream("season applications")
        self.world, self.edition = world, edition
        self.applications = [
            _application(rng, human, DECIDERS.get(site, MANAGER))
            for site, humans in sites.items()
            for human in humans
        ]
        self.cases: list[Case] = []

    def enter(self) -> None:
        timeline = self.world.timeline
        timeline.at(moment_of("applied", hour=9), self._apply)
        timeline.at(moment_of("released", hour=12), self._release)
        timeline.at(moment_of("completed"), self._complete)

    def _apply(self, _at: datetime) -> None:
        call = self._call
        start = call.workflow.design.start
        self.cases = [
            Case(
                call=call, version=call.workflow, person=one.human.row, state=start, moves=0,
                begun_at=one.begun_at, begun_by=one.human.row,
            )
            for one in self.applications
        ]  # fmt: skip
        copy_models(self.cases)
        copy_models([
            Answers(case=case, revision=1, form=call.form, data=ACCEPTS, by=one.human.row, at=one.sent_at - MINUTE)
            for case, one in self._pairs
        ])  # fmt: skip
        self._step("send", lambda one: one.human.row, lambda one: one.sent_at)

    def _release(self, at: datetime) -> None:
        manager, staff = self.world.staff[MANAGER], self.world.staff
        made = Release.objects.create(call=self._call, by=manager, at=at)
        self._step("take", lambda _one: manager, lambda _one: at)
        copy_models([
            Decision(
                case=case, transition="take", by=staff[one.decided_by], at=one.decided_at, answers=1, ending=Ending.RELEASED, ended_at=at,
                ended_by=manager, release=made,
            )
            for case, one in self._pairs
        ])  # fmt: skip
        copy_models([
            Enrolment(edition=self.edition, part=Part.VOLUNTEER, person=one.human.row, case=case, since=at)
            for case, one in self._pairs
        ])  # fmt: skip

    def _complete(self, at: datetime) -> None:
        manager = self.world.staff[MANAGER]
        self._step("complete", lambda _one: manager, lambda _one: at)
        Case.objects.filter(call=self._call).update(ended_at=at)
        Enrolment.objects.filter(case__call=self._call).update(ended_at=at)

    def _step(
        self, code: str, by: Callable[[Application], Person], at: Callable[[Application], datetime]
    ) -> None:
        """A transition of every case: its event, the state that this leads to, and what follows, which is carried out already."""
        call = self._call
        step = call.workflow.design.transition_by_code[code]
        events = [
            Event(
                case=case, number=case.moves + 1, transition=step.code, source=case.state, target=step.target, by=by(one), at=at(one),
                answers=1,
            )
            for case, one in self._pairs
        ]  # fmt: skip
        copy_models(events)
        Case.objects.filter(call=call).update(state=step.target, moves=F("moves") + 1)
        copy_models([
            PendingEffect(
                event=event, place=place, code=use.code, settings=dict(use.parameters), not_before=event.at, tries=1, done_at=event.at,
            )
            for event in events
            for place, use in enumerate(step.effects)
        ])  # fmt: skip
        for case in self.cases:
            case.state, case.moves = step.target, case.moves + 1

    @property
    def _pairs(self) -> list[tuple[Case, Application]]:
        return list(zip(self.cases, self.applications, strict=True))

    @property
    def _call(self) -> Call:
        return Call.objects.select_related("workflow", "form").get(opportunity__edition=self.edition)


def _application(rng: Random, human: Human, decided_by: str) -> Application:
    """On an evening of the weeks in which one could apply; whoever applies has agreed to take part before."""
    last = (day_of("applied") - day_of("published")).days - 2
    begun_at = moment_of("published", hour=17) + timedelta(
        days=rng.randint(1, last), minutes=rng.randrange(300)
    )
    human.takes_part(begun_at.date())
    sent_at = begun_at + timedelta(minutes=rng.randint(3, 25), seconds=rng.randrange(60))
    decided_at = moment_of("applied") + timedelta(days=rng.randint(1, 5), minutes=rng.randrange(240))
    return Application(human, begun_at, sent_at, decided_at, decided_by)
