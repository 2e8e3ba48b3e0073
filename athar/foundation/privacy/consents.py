"""What people agree to, in which words, and what stands now."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Text
from athar.foundation.core.yamls import read_yaml
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import ConsentEvent
from athar.foundation.privacy.processing import TwoTongued

DATA = Path(__file__).parent / "data" / "consent_texts.yaml"

# What ends with a withdrawal. Figures ask for consent as of the day something happened (decisions/0003).
STOPS: dict[Purpose, Text] = {
    Purpose.PARTICIPATION: _(
        "Whatever happens from that day on counts in no figure. What was counted before stays counted, without your name."
    ),
    Purpose.CONTACT: _("Nobody writes to you or calls you about opportunities any more."),
    Purpose.RESEARCH: _("Your data goes into no further study. Results already published hold no names."),
}


@dataclass(frozen=True)
class Change:
    """One thing a withdrawal changes, or leaves as it is."""

    what: Text
    before: Text
    after: Text


# What somebody reads before they withdraw; ``tests/test_withdrawal.py`` holds each line against what really happens.
CHANGES: dict[Purpose, tuple[Change, ...]] = {
    Purpose.PARTICIPATION: (
        Change(
            _("What you do from that day on"),
            _("Counts once somebody approves it"),
            _("Counts in no figure; the figure says that something was left out, not whose it was"),
        ),
        Change(_("What was counted before"), _("Counts"), _("Stays counted, without your name")),
    ),
    Purpose.CONTACT: (
        Change(_("Opportunities and news"), _("May be sent to you"), _("Are not sent to you")),
        Change(_("Codes you ask for to sign in"), _("Are sent when you ask"), _("Are sent when you ask")),
    ),
    Purpose.RESEARCH: (
        Change(
            _("Studies from that day on"),
            _("May use your data, once what points to you is taken out"),
            _("Leave your data out"),
        ),
        Change(_("Studies already published"), _("Hold no names"), _("Stay as they are")),
    ),
}


@dataclass(frozen=True)
class ConsentText(TwoTongued):
    version: str
    since: date
    texts: dict[str, str]


@dataclass(frozen=True)
class Standing:
    """One purpose as it stands for a person: the last event, if any, with the words that were agreed to."""

    purpose: Purpose
    last: ConsentEvent | None
    agreed: ConsentText | None
    current: ConsentText

    @property
    def given(self) -> bool:
        return self.last is not None and self.last.given

    @property
    def stops(self) -> Text:
        return STOPS[self.purpose]

    @property
    def changes(self) -> tuple[Change, ...]:
        return CHANGES[self.purpose]


@cache
def texts() -> dict[str, tuple[ConsentText, ...]]:
    """Every version of the text of every purpose, the newest first."""
    read: dict[str, list[dict[str, Any]]] = read_yaml(DATA)
    return {
        purpose: tuple(ConsentText(row["version"], row["since"], row) for row in rows)
        for purpose, rows in read.items()
    }


def current_text(purpose: str, *, on: date) -> ConsentText:
    """The words asked for on that day."""
    return next(text for text in texts()[purpose] if text.since <= on)


def text_of(purpose: str, version: str) -> ConsentText | None:
    return next((text for text in texts()[purpose] if text.version == version), None)


def standing(events: list[ConsentEvent], *, on: date) -> list[Standing]:
    """Every purpose with what stands on that day; ``events`` of one human, in the order they happened."""
    last = {event.purpose: event for event in events}
    return [
        Standing(
            purpose,
            found,
            text_of(purpose, found.text_version) if found else None,
            current_text(purpose, on=on),
        )
        for purpose in Purpose
        for found in [last.get(purpose)]
    ]
