"""What the checker found."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass
class Verdict:
    """``faults``: hard limits broken, in words. ``penalties``: cost by rule. ``unmet``: what cost something."""

    faults: list[str] = field(default_factory=list)
    penalties: dict[str, Decimal] = field(default_factory=dict)
    unmet: list[dict[str, Any]] = field(default_factory=list)

    @property
    def cost(self) -> Decimal:
        return sum(self.penalties.values(), Decimal(0))

    def charge(self, rule: str, cost: Decimal, **facts: Any) -> None:
        self.penalties[rule] += cost
        self.unmet.append({"rule": rule, **facts, "cost": cost})
