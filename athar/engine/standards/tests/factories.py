from datetime import UTC, datetime

from athar.engine.standards.choices import Level
from athar.engine.standards.models import Round
from athar.engine.standards.operations import Reply, answer, open_round
from athar.engine.standards.registry import newest
from athar.foundation.people.models import Person

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
STANDARD = "volunteering"


def opened(by: Person, *, at: datetime = NOW) -> Round:
    return open_round(standard=STANDARD, by=by, at=at)


def elsewhere(by: Person, *, standard: str, at: datetime = NOW) -> Round:
    """Open, by the same criteria under another name, so that it stands beside one of the standard."""
    known = newest(STANDARD)
    return Round.objects.create(
        standard=standard, version=known.version, criteria=known.data, opened_by=by, opened_at=at
    )


def answered(by: Person, *, at: datetime = NOW, level: Level = Level.MET, standard: str = STANDARD) -> Round:
    """Open, with every question answered alike."""
    one = opened(by, at=at) if standard == STANDARD else elsewhere(by, standard=standard, at=at)
    for asked in one.asks.asked:
        answer(round=one, criterion=asked.code, reply=Reply(level, "محضر الاجتماع"), by=by, at=at)
    return one
