"""Groups as whoever leads one reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from athar.initiatives.volunteering.choices import GroupState

TONES = {
    GroupState.WAITING: "watch", GroupState.ACCEPTED: "good", GroupState.REJECTED: "bad", GroupState.WITHDRAWN: "none",
    GroupState.RELEASED: "none", GroupState.EXPIRED: "none", GroupState.CANCELLED: "bad",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A group with its state in a word. ``held``: whether it was ever given seats."""

    group: Any
    word: str
    tone: str

    @property
    def held(self) -> bool:
        return self.group.hold_id is not None


def shown(groups: Iterable[Any]) -> list[Shown]:
    return [Shown(group, group.state.label, TONES[group.state]) for group in groups]
