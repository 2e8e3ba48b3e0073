"""What a printed report carries besides its text: the cover and the colophon."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Cover:
    """
    The first page.

    :param period_label: «السنة المالية 2023»; the years in both calendars are worked out from the two days.
    :param rings: the initiatives, each with ``value`` and ``counted``, drawn as the home page draws them.
    """

    association: str
    period_label: str
    starts_on: date
    ends_on: date
    issued_on: date
    subtitle: str = ""
    demonstration: bool = False
    rings: Sequence[Any] = field(default=())


@dataclass(frozen=True)
class Colophon:
    """
    The last page of a frozen report: who answers for it and how to check it.

    :param checkpoint: the signed head of the ledger, as published.
    :param report_url: the report's page; ``data_url`` its data package, ``verification_url`` where checking is explained; from the site's root.
    """

    issue: int
    frozen_at: datetime
    checkpoint: str
    report_url: str
    data_url: str
    verification_url: str
    prepared_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    resolution: str = ""
