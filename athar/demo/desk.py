"""The desk: what happened is entered by one person, in batches, and approved by another some days later."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import PurePath

from django.core.files.base import ContentFile

from athar.demo.chance import stream
from athar.demo.days import at_the_desk, working_day_after
from athar.demo.timeline import Timeline
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.posting import post
from athar.foundation.evidence.models import Evidence
from athar.foundation.people.models import Person

SUNDAY = 6
CHECKERS = {
    "noura": "khalid",
    "majed": "khalid",
    "salma": "khalid",
    "latifah": "badriyah",
    "yahya": "noura",
    "khalid": "badriyah",
}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A file to keep as evidence. ``draw`` makes its bytes when it is time."""

    name: str
    title_ar: str
    title_en: str
    media_type: str
    draw: Callable[[], bytes]


def keep_all(sheets: Sequence[Sheet], *, by: Person, at: datetime) -> dict[Sheet, Evidence]:
    """
    Keep many files at once: what ``evidence.operations.keep`` does one by one, in one query.

    Their contents differ, since each holds its own title.
    """
    found = {}
    for sheet in sheets:
        content = sheet.draw()
        digest = hashlib.sha256(content).hexdigest()
        found[sheet] = evidence = Evidence(
            sha256=digest,
            title_ar=sheet.title_ar,
            title_en=sheet.title_en,
            media_type=sheet.media_type,
            size=len(content),
            added_by=by,
            added_at=at,
        )
        name = f"{digest}{PurePath(sheet.name).suffix}"
        place = evidence.file.field.generate_filename(evidence, name)
        if evidence.file.storage.exists(place):  # from an earlier building; the same hash is the same file
            evidence.file.name = place
        else:
            evidence.file.save(name, ContentFile(content), save=False)
    Evidence.objects.bulk_create(found.values())
    return found


def _proved(fact: Facts, evidence: Evidence) -> Facts:
    return fact._replace(evidence=evidence.sha256, evidence_id=evidence.pk)


# What is entered from one sheet; or what tells it when it is time, where it follows from what happened meanwhile.
Part = Sequence[Facts] | Callable[[], Sequence[Facts]]


@dataclass
class Batch:
    """What one person entered in one sitting, sheet by sheet."""

    maker: str
    checker: str
    entered_on: date
    parts: list[tuple[Sheet | None, Part]] = field(default_factory=list)


class Desk:
    """Collects facts into sittings; ``close`` puts these on the timeline."""

    def __init__(self, staff: dict[str, Person], timeline: Timeline) -> None:
        self.staff, self.timeline = staff, timeline
        self.rng = stream("desk")
        self.batches: dict[tuple[str, str, date], Batch] = {}
        self.posted = 0

    def enter(
        self,
        facts: Part,
        *,
        day: date,
        maker: str,
        sheet: Sheet | None = None,
        checker: str = "",
        prompt: bool = False,
    ) -> None:
        """
        Enter facts that happened up to ``day``: at the next sitting of the maker.

        :param prompt: the next working day; otherwise the first of the following week.
        """
        checker = checker or CHECKERS[maker]
        entered_on = working_day_after(day) if prompt else first_working_day_after_the_week_of(day)
        batch = self.batches.setdefault((maker, checker, entered_on), Batch(maker, checker, entered_on))
        batch.parts.append((sheet, facts))

    def close(self) -> None:
        """Give each sitting its moments and put its approval on the timeline."""
        for _, batch in sorted(self.batches.items()):
            entered_at = at_the_desk(self.rng, batch.entered_on)
            approved_at = at_the_desk(
                self.rng, working_day_after(batch.entered_on, self.rng.choice((1, 1, 2, 3)))
            )
            self.timeline.at(approved_at, self._approval(batch, entered_at))
        self.batches.clear()

    def _approval(self, batch: Batch, entered_at: datetime) -> Callable[[datetime], object]:
        maker, checker = self.staff[batch.maker], self.staff[batch.checker]

        def approve(moment: datetime) -> None:
            kept = keep_all([sheet for sheet, _ in batch.parts if sheet], by=maker, at=entered_at)
            facts = [
                fact if sheet is None else _proved(fact, kept[sheet])
                for sheet, part in batch.parts
                for fact in (part() if callable(part) else part)
            ]
            self.posted += len(
                post(facts, entered_by=maker, entered_at=entered_at, approved_by=checker, approved_at=moment)
            )

        return approve


def first_working_day_after_the_week_of(day: date) -> date:
    """Weeks begin on Sunday: what happened in one is entered at the beginning of the next."""
    to_saturday = (SUNDAY - 1 - day.weekday()) % 7
    return working_day_after(day + timedelta(days=to_saturday))
