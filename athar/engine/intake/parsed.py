"""A row as it was understood."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from athar.engine.intake.codes import KnownEdition, KnownInitiative
from athar.foundation.core.refusals import Reason, both_languages

MOST_WRITTEN = 10_000


class Finding(NamedTuple):
    """Something that speaks against a row. ``explainable``: unlikely rather than wrong."""

    reason: Reason
    column: str
    explainable: bool = False


_written: dict[tuple[str, str, bool, str, str], str] = {}


def written(finding: Finding) -> str:
    """
    Return a finding as a JSON object, with its texts in both languages.

    Remembered: in a file where one thing is wrong in every row, translating would be most of the work.
    """
    reason = finding.reason
    key = (reason.code, finding.column, finding.explainable, str(reason.message), str(reason.remedy))
    if key not in _written:
        if len(_written) >= MOST_WRITTEN:
            _written.clear()
        message, remedy = both_languages(reason.message), both_languages(reason.remedy)
        value = {
            "code": reason.code, "column": finding.column, "explainable": finding.explainable,
            "message_ar": message["ar"], "message_en": message["en"], "remedy_ar": remedy["ar"], "remedy_en": remedy["en"],
        }  # fmt: skip
        _written[key] = json.dumps(value, ensure_ascii=False)
    return _written[key]


@dataclass(slots=True)
class Parsed:
    """What could not be read is empty and has its finding."""

    line: int
    cells: list[str]
    kind: str = ""
    initiative: KnownInitiative | None = None
    edition: KnownEdition | None = None
    session: str = ""
    occurred_on: date | None = None
    region: str | None = None
    place: str = ""
    person_name: str = ""
    national_id: str = ""
    phone: str = ""
    birth_date: date | None = None
    gender: str = ""
    organisation: int | None = None
    count: Decimal | None = None
    counting_method: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    level: str = ""
    evidence: int | None = None
    external_id: str | None = None
    participant: UUID | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_explainable(self) -> bool:
        return all(finding.explainable for finding in self.findings)

    def has_trouble_with(self, column: str) -> bool:
        return any(finding.column == column for finding in self.findings)
