"""
The doors of the sites: who has a seat is marked by phones when they come and go, as phones do it.

Some clocks are wrong by minutes; some marks come twice, by two phones, in any order, or the next morning, when there was no network; and
some people forget to be marked when they go, which somebody in charge then states.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property, partial
from random import Random
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from athar.demo.chance import stream
from athar.demo.names import rows
from athar.demo.season.evenings import Evening
from athar.demo.season.steps import moment_of
from athar.demo.world import World
from athar.engine.journeys.codes import code_for
from athar.engine.journeys.models import Device, Session
from athar.engine.journeys.operations import Marked, receive, register_device, state_attendance, take_seats
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.models import Person

# Who answers for a site: the phone at its door is theirs, and the leader of each shift carries it.
IN_CHARGE = {"site-1": "noura", "site-2": "salma", "site-3": "latifah", "site-4": "majed", "site-5": "majed"}
BEHIND = {
    "site-3": timedelta(minutes=7),
    "site-5": timedelta(minutes=-4),
}  # how far a phone's clock is behind ours
TWO_PHONES, NO_NETWORK = "site-1", "site-3"
SENT_EARLY, SEEN_TWICE = 0.2, 0.25  # of evenings
WITHOUT_NETWORK = 9  # every ninth evening there
FORGETFUL = 107  # every so many people, one is not marked when they go
FORGOTTEN = "لم يُسجَّل الانصراف عند الباب، وكشف قائد الوردية يثبت البقاء إلى آخرها."
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
MORNING = time(9)


@dataclass(eq=False)
class Gate:
    """The door of a site, and the phones there, the second of them only for the crush."""

    site: dict[str, str]
    owner: Person
    phones: list[Device] = field(default_factory=list)

    @property
    def behind(self) -> timedelta:
        return BEHIND.get(self.site["code"], timedelta(0))

    def register(self, at: datetime) -> None:
        names = [f"هاتف الباب: {self.site['name_ar']}"]
        if self.site["code"] == TWO_PHONES:
            names.append(f"هاتف قائد الوردية: {self.site['name_ar']}")
        self.phones = [register_device(person=self.owner, name=name, key=_key(name), at=at) for name in names]

    def is_here(self, session: Session) -> bool:
        return session.place_ar == self.site["name_ar"]

    def send(self, phone: int, marks: Callable[[], Sequence[Marked]], rng: Random, at: datetime) -> None:
        """A phone sends what it has, in any order; it arrives some seconds later."""
        device, sent_at = self.phones[phone], at - self.behind - rng.randint(1, 9) * SECOND
        found = list(marks())
        rng.shuffle(found)
        receive(device=device, sent_at=sent_at, marks=found, may=self.is_here, at=at)


@dataclass(eq=False)
class Door:
    """The marks of one evening. ``forgetful``: who is not marked when they go."""

    evening: Evening
    gate: Gate
    number: int
    forgetful: frozenset[int]

    @cached_property
    def rng(self) -> Random:
        return stream(f"door {self.evening.site['code']} {self.evening.night}")

    @cached_property
    def coming(self) -> list[Marked]:
        """From a quarter of an hour before the shift begins."""
        return [
            self._mark(key, self.evening.begin - self._minutes(3, 14), leaves=False)
            for key in self.evening.seats
        ]

    @cached_property
    def going(self) -> list[Marked]:
        return [
            self._mark(key, self.evening.end + self._minutes(2, 12), leaves=True)
            for key in self.evening.seats if key not in self.forgetful
        ]  # fmt: skip

    @cached_property
    def seen_twice(self) -> list[Marked]:
        """Two of those who came are marked by the second phone too, a little later."""
        chosen = self.rng.sample(self.coming, 2)
        return [
            Marked(self._nonce(), leaves=False, at=mark.at + 2 * MINUTE, seat=mark.seat, code=mark.code)
            for mark in chosen
        ]

    def both(self) -> list[Marked]:
        return [*self.coming, *self.going]

    def enter(self, world: World) -> None:
        """Put what the phones send, and what is stated, on the timeline."""
        begin, end, chance = self.evening.begin, self.evening.end, self.rng.random()
        site = self.evening.site["code"]
        closing = end + self._minutes(16, 30)
        if site == NO_NETWORK and self.number % WITHOUT_NETWORK == 0:
            closing = datetime.combine((end + timedelta(days=1)).date(), MORNING, RIYADH)
        elif chance < SENT_EARLY:
            self._at(world, begin + self._minutes(10, 20), 0, lambda: self.coming)
        elif site == TWO_PHONES and chance < SENT_EARLY + SEEN_TWICE:
            self._at(world, begin + self._minutes(10, 20), 1, lambda: self.seen_twice)
        self._at(world, closing, 0, self.both)
        for human in self.evening.humans:
            if human.row.pk in self.forgetful:
                world.timeline.at(end + self._minutes(35, 50), partial(self._state, human.row))

    def _at(self, world: World, at: datetime, phone: int, marks: Callable[[], Sequence[Marked]]) -> None:
        world.timeline.at(at, partial(self.gate.send, phone, marks, self.rng))

    def _state(self, person: Person, at: datetime) -> None:
        state_attendance(
            session=self.evening.opened, person=person, came_at=self.evening.begin, left_at=self.evening.end, reason=FORGOTTEN,
            by=self.gate.owner, at=at,
        )  # fmt: skip

    def _mark(self, key: int, moment: datetime, *, leaves: bool) -> Marked:
        """By the code on their phone, or chosen from the list where they have none; by the clock of the phone at the door."""
        seat = self.evening.seats[key]
        code = code_for(seat.pk, at=moment) if key in self._with_phone else ""
        return Marked(
            self._nonce(),
            leaves=leaves,
            at=moment - self.gate.behind,
            seat=None if code else seat.pk,
            code=code,
        )

    @cached_property
    def _with_phone(self) -> set[int]:
        return {human.row.pk for human in self.evening.humans if human.row.phone}

    def _nonce(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def _minutes(self, least: int, most: int) -> timedelta:
        return self.rng.randint(least, most) * MINUTE + self.rng.randrange(60) * SECOND


def enter(world: World, evenings: Sequence[Evening]) -> None:
    """Seats, phones and marks of every evening."""
    gates = {row["code"]: Gate(row, world.staff[IN_CHARGE[row["code"]]]) for row in rows("sites.csv")}
    numbered = enumerate(human.row.pk for evening in evenings for human in evening.humans)

    def seat(at: datetime) -> None:
        for evening in evenings:
            _seat(evening, gates[evening.site["code"]].owner, at)

    def register(at: datetime) -> None:
        for gate in gates.values():
            gate.register(at)

    world.timeline.at(moment_of("seated", hour=10), seat)
    world.timeline.at(moment_of("phones", hour=10), register)
    for number, evening in enumerate(evenings):
        forgetful = {
            key for place, key in [next(numbered) for _ in evening.humans] if place % FORGETFUL == FORGETFUL // 2
        }  # fmt: skip
        Door(evening, gates[evening.site["code"]], number, frozenset(forgetful)).enter(world)


def _seat(evening: Evening, by: Person, at: datetime) -> None:
    """
    Whoever answers for the site brings the list of the night.

    :raises ValueError: when somebody on it has no seat.
    """
    brought = take_seats(session=evening.opened, people=[human.row for human in evening.humans], by=by, at=at)
    if brought.refused:
        message = f"{evening.site['code']} on {evening.night}: {brought.refused}"
        raise ValueError(message)
    evening.seats = {seat.person_id: seat for seat in brought.seats}


def _key(name: str) -> bytes:
    """The public key of a phone; the same each time, and nobody has its private one any more."""
    private = ec.derive_private_key(stream(f"phone {name}").getrandbits(250) + 1, ec.SECP256R1())
    return private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
