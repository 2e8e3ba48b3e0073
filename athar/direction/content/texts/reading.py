"""What a text asks for, what is wrong with it, and which of its numbers look as if they wanted a receipt."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from athar.direction.content.texts import syntax
from athar.direction.content.texts.syntax import PictureDirective
from athar.direction.reporting.document.faults import Faults, unknown
from athar.direction.reporting.document.model import Language
from athar.direction.reporting.document.numbers import bare_numbers
from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Reason, filled, quoted

FEWEST_DIGITS = 4


class _Everything:
    """For a text that was checked when it was written: nothing it asks for is refused."""

    def __contains__(self, _name: object) -> bool:
        return True


EVERYTHING = _Everything()


@dataclass
class Asked:
    """What a text refers to, in order and once; ``faults`` say why it cannot be shown."""

    figures: dict[tuple[str, str], None] = field(default_factory=dict)
    pictures: dict[int, None] = field(default_factory=dict)
    faults: list[Reason] = field(default_factory=list)


def asked_by(
    source: str,
    language: Language,
    *,
    figures: Collection[str],
    periods: Collection[str],
    pictures: Collection[int],
) -> Asked:
    """
    :param figures: the codes there are; ``periods`` the names of those that are told; ``pictures`` the numbers
        of the item's own.
    """
    reader = _Reader(language, figures, periods, pictures)
    for content, _block, line in syntax.lines(syntax.parsed(source)):
        reader.read(content, line)
    reader.asked.faults = [fault.reason for fault in reader.faults.in_order()]
    return reader.asked


class _Reader:
    def __init__(
        self,
        language: Language,
        figures: Collection[str],
        periods: Collection[str],
        pictures: Collection[int],
    ) -> None:
        self.asked, self.faults = Asked(), Faults(language)
        self._figures, self._periods, self._pictures = figures, periods, pictures

    def read(self, content: Token, line: int) -> None:
        alone = syntax.alone(content)
        for child in content.children or []:
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
            elif child.type == "image":
                self.faults.add(
                    line,
                    "image",
                    _("a picture from elsewhere has no place here."),
                    _('Add it to the pictures of this item and write {{ picture "1" }}.'),
                )
            elif child.type == "text" and "{{" in child.content:
                self.faults.add(
                    line,
                    "unclosed",
                    _("a directive is opened and not closed."),
                    _("Close it with }} on the same line."),
                )
            elif child.type == "directive":
                self._directive(child, line, is_alone=child in alone)

    def _directive(self, token: Token, line: int, *, is_alone: bool) -> None:
        found = syntax.directive(token, line, self.faults)
        if found is None:
            return
        if syntax.is_block(token) and not is_alone:
            message = filled(
                _("%(name)s stands on a line of its own."), name=quoted(token.content.split()[0])
            )
            self.faults.add(line, "misplaced", message, _("Give it its own paragraph."))
        if isinstance(found, PictureDirective):
            self._picture(found.number, line)
        elif found.name != "plain":
            for code in found.argument.split() or [""]:
                self._figure(code, found.period, line)

    def _picture(self, number: int, line: int) -> None:
        if number in self._pictures:
            self.asked.pictures[number] = None
            return
        message = filled(_("no picture has the number %(number)s."), number=number)
        self.faults.add(line, "unknown_picture", message, _("Choose a number from the list of pictures."))

    def _figure(self, code: str, period: str, line: int) -> None:
        if code not in self._figures:
            self.faults.add(line, *unknown("figure", code))
        elif period not in self._periods:
            message = filled(_("nothing is told about %(period)s."), period=quoted(period))
            self.faults.add(line, "unknown_period", message, _("Write a year or two years: 2023, 2020-2023."))
        else:
            self.asked.figures[code, period] = None


def doubts(source: str, language: Language) -> list[Reason]:
    """
    Numbers of four digits and more that stand beside a word for something we count, typed instead of referred to.

    A doubt does not stop anybody: a text may well tell somebody else's number.
    """
    found = Faults(language)
    for content, block, line in syntax.lines(syntax.parsed(source)):
        if block.type == "heading_open":
            continue
        said = _running_text(content)
        if not _counted(language).search(said):
            continue
        for number in bare_numbers(said, language):
            if sum(sign.isdigit() for sign in latin_digits(number)) >= FEWEST_DIGITS:
                found.add(
                    line,
                    "bare_number",
                    filled(_("%(number)s has no receipt."), number=quoted(number)),
                    _(
                        'If it is one of our figures, refer to it: {{ figure "beneficiaries.reached" period="2023" }}.'
                    ),
                )
    return [fault.reason for fault in found.in_order()]


def _running_text(content: Token) -> str:
    """The words of a block, without links and code."""
    depth, said = 0, []
    for child in content.children or []:
        if child.type in {"link_open", "link_close"}:
            depth += child.nesting
        elif not depth and child.type in {"text", "softbreak", "hardbreak"}:
            said.append(child.content or " ")
    return "".join(said)


@cache
def _counted(language: Language) -> re.Pattern[str]:
    words = {form for forms in NOUNS.values() for form in forms[language].values() if " " not in form}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")
