"""Things to come, done one after another in the order of their moments, as they would have been."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

Deed = Callable[[datetime], object]


@dataclass
class Timeline:
    """Deeds with their moments. Deeds of one moment keep the order in which they were added."""

    deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    before: list[Callable[[], object]] = field(default_factory=list)

    def first(self, deed: Callable[[], object]) -> None:
        """Before everything else, whatever its moment."""
        self.before.append(deed)

    def at(self, moment: datetime, deed: Deed) -> None:
        self.deeds.append((moment, len(self.deeds), deed))

    def run(self, advance: Callable[[float], None] = lambda _: None) -> int:
        """
        Do everything, the earliest first, and forget it.

        :returns: how many deeds were done.
        """
        for prior in self.before:
            prior()
        self.before.clear()
        ordered = sorted(self.deeds, key=lambda entry: entry[:2])
        self.deeds.clear()
        for number, (moment, _, deed) in enumerate(ordered, start=1):
            deed(moment)
            advance(number / len(ordered))
        return len(ordered)
