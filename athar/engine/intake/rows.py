"""From the cells of a row to what it states, quickly: most cells of a column say what earlier ones said."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.engine.intake import cells
from athar.engine.intake.checks.common import Setting
from athar.engine.intake.checks.rules import CHECKS
from athar.engine.intake.codes import Codes
from athar.engine.intake.evidence import EvidenceFinder
from athar.engine.intake.files import Line
from athar.engine.intake.parsed import Finding, Parsed
from athar.foundation.core.refusals import Reason, Refused

REMEMBERED = 50_000  # texts per column; about 10 MB for the widest


Answer = tuple[Any, tuple[Finding, ...]]  # what a text means, and what speaks against it


class Memory(dict[str, Answer]):
    """What each text of a column came to, so that it is read once; forgets everything when full."""

    def __init__(self, column: str, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.column, self.read = column, read

    def __missing__(self, text: str) -> Answer:
        if len(self) >= REMEMBERED:
            self.clear()
        answer = self[text] = self._answer(text)
        return answer

    def _answer(self, text: str) -> Answer:
        if not text.strip():
            return None, ()
        try:
            return self.read(unescaped(text)), ()
        except cells.Multiplied as refused:
            return refused.value, tuple(
                Finding(reason, self.column, explainable=True) for reason in refused.reasons
            )
        except Refused as refused:
            return None, tuple(Finding(reason, self.column) for reason in refused.reasons)


def unescaped(text: str) -> str:
    """Without the apostrophe that spreadsheets, and our own file of refused rows, put before =, +, - and @."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


class RowReader:
    """Reads and checks rows of one file, one by one; keeps nothing of them."""

    def __init__(
        self,
        layout: dict[str, int],
        *,
        codes: Codes,
        evidence: EvidenceFinder,
        setting: Setting,
    ) -> None:
        self.width = max(layout.values()) + 1
        readers = _readers(codes, evidence)
        self.columns = [(position, name, Memory(name, readers[name])) for name, position in layout.items()]
        self.setting = setting

    def read(self, lines: Iterable[Line], *, width: int) -> Iterator[Parsed]:
        for line in lines:
            yield self.row(line, width=width)

    def row(self, line: Line, *, width: int) -> Parsed:
        """One row: parsed, with every finding at once."""
        texts = line.cells
        parsed = Parsed(
            line.number, texts, organisation=self.setting.organisation, edition=self.setting.edition
        )
        if len(texts) != width:
            texts = self._fit(parsed, texts, width)
        for position, name, memory in self.columns:
            text = texts[position]
            if text:
                value, findings = memory[text]
                if value is not None:
                    setattr(parsed, name, value)
                if findings:
                    parsed.findings.extend(findings)
        for check in CHECKS[parsed.kind]:
            finding = check(parsed, self.setting)
            if finding is not None:
                parsed.findings.append(finding)
        return parsed

    @staticmethod
    def _fit(parsed: Parsed, texts: list[str], width: int) -> list[str]:
        if any(text.strip() for text in texts[width:]):
            parsed.findings.append(
                Finding(
                    Reason(
                        "too_many_cells",
                        _("This row has more cells than there are headers."),
                        _("Put quotation marks round texts that hold a comma."),
                    ),
                    "",
                )
            )
        return [*texts[:width], *[""] * (width - len(texts))]


def _readers(codes: Codes, evidence: EvidenceFinder) -> dict[str, Callable[[str], Any]]:
    return {
        "kind": cells.word_reader("kind"),
        "initiative": cells.initiative_reader(codes),
        "edition": cells.edition_reader(codes),
        "session": cells.text_reader("session", 60),
        "occurred_on": cells.day,
        "region": cells.region_reader(codes),
        "place": cells.text_reader("place", 120),
        "person_name": cells.text_reader("person_name", 200),
        "national_id": cells.national_id,
        "phone": cells.phone,
        "birth_date": cells.day,
        "gender": cells.word_reader("gender"),
        "organisation": cells.organisation_reader(codes),
        "count": cells.number,
        "counting_method": cells.word_reader("counting_method"),
        "quantity": cells.number,
        "unit": cells.text_reader("unit", 20),
        "level": cells.word_reader("level"),
        "evidence": evidence.find,
        "external_id": cells.text_reader("external_id", 80),
    }
