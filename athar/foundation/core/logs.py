"""
How the software writes down what it does: never a national id, a phone or an e-mail, and always for which request.

Masking is done on the finished line, so that nothing slips through an argument, an exception or a library.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

current_request: ContextVar[str] = ContextVar("current_request", default="")

# Digits are whatever Python calls digits: ٠–٩ and ۰–۹ too. Two may be parted by one space or dash.
_PARTED = r"(?:[ \-]?\d)"
_MASKS = [
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "‹e-mail›"),
    (re.compile(rf"(?:\+|(?<!\d)[0٠۰]{{2}})[1-9١-٩۱-۹]{_PARTED}{{7,14}}(?!\d)"), "‹phone›"),
    (re.compile(rf"(?<![\d+])[0٠۰][5٥۵]{_PARTED}{{8}}(?!\d)"), "‹phone›"),
    (re.compile(rf"(?<!\d)[9٩۹][6٦۶]{{2}}[5٥۵]{_PARTED}{{8}}(?!\d)"), "‹phone›"),
    (re.compile(rf"(?<!\d)(?!\d{{4}}-\d\d-\d\d(?!\d))[12١٢۱۲]{_PARTED}{{9}}(?!\d)"), "‹national id›"),
]


def masked(text: str) -> str:
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class Lines(logging.Formatter):
    """One readable line for each event, and below it the exception."""

    def format(self, record: logging.LogRecord) -> str:
        line = masked(super().format(record))
        request = current_request.get()
        return f"{line} request={request}" if request else line


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs that collect logs. What is given as ``extra={"facts": …}`` becomes keys."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if current_request.get():
            entry["request"] = current_request.get()
        entry |= getattr(record, "facts", {})
        if record.exc_info:
            entry["exception"] = masked(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
