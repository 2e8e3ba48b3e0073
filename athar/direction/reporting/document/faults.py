"""What is wrong with a report's source: every fault at once, each with its language and line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from athar.direction.reporting.document.model import Language
from athar.foundation.core.refusals import Reason, Refused, Text, filled, quoted

# What Markdown can write and a report cannot show, by markdown-it's name.
FOREIGN: dict[str, Text] = {
    "image": _("a picture has no place in a report."),
    "fence": _("a block of code has no place in a report."),
    "code_block": _("a line set in by four spaces has no place in a report."),
    "blockquote": _("a quotation set apart has no place in a report."),
    "hr": _("a rule has no place in a report."),
}
LANGUAGE_NAMES: dict[Language, Text] = {"ar": _("Arabic text"), "en": _("English text")}


@dataclass(frozen=True)
class Fault:
    """One fault; ``line`` counts from 1."""

    language: Language
    line: int
    reason: Reason


class ReportSourceError(Refused):
    """The source cannot become a report; ``faults`` tell the lines, ``reasons`` say them in words."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(*(fault.reason for fault in self.faults))


class Faults:
    """Collects the faults of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.found: list[Fault] = []

    def add(self, line: int, code: str, message: Text, remedy: Text = "") -> None:
        placed = filled(
            _("%(text)s, line %(line)s: %(fault)s"),
            text=LANGUAGE_NAMES[self.language],
            line=line,
            fault=message,
        )
        self.found.append(Fault(self.language, line, Reason(code, placed, remedy)))

    def in_order(self) -> list[Fault]:
        return sorted(self.found, key=lambda fault: fault.line)


def foreign(token_type: str) -> tuple[str, Text, Text]:
    """The code, message and remedy for something that a report does not hold."""
    message = FOREIGN.get(token_type, _("this has no place in a report."))
    return "unsupported", message, _("Say it in words, or as a chart or table.")


def unknown(kind: str, name: str) -> tuple[str, Text, Text]:
    """The code, message and remedy for a name that nothing goes by."""
    messages = {
        "figure": _("no figure goes by %(name)s."),
        "chart": _("no chart goes by %(name)s."),
        "table": _("no table goes by %(name)s."),
        "directive": _("%(name)s is not something a report can show."),
    }
    remedies = {"directive": _("Write figure, figures, chart, table or plain.")}
    message = filled(messages[kind], name=quoted(name))
    return (
        f"unknown_{kind}",
        message,
        remedies.get(kind, _("Choose a name from the list of figures, charts and tables.")),
    )
