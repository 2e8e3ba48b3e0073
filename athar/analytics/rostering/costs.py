"""Costs are exact decimals outside and whole numbers inside the solvers: one scale goes between."""

import math
from collections.abc import Iterable
from decimal import Decimal

NEARLY, PART = 1e-6, 1e-10  # solvers state bounds as floats


class Scale:
    def __init__(self, costs: Iterable[Decimal]) -> None:
        places = (-int(cost.normalize().as_tuple().exponent) for cost in costs)
        self.factor: int = 10 ** max([0, *places])

    def inside(self, cost: Decimal) -> int:
        return int(cost * self.factor)

    def outside(self, cost: int) -> Decimal:
        return Decimal(cost) / self.factor

    def bound(self, bound: float) -> Decimal:
        """The least cost not below a bound: inside, costs are whole."""
        return self.outside(max(0, math.ceil(bound - NEARLY - PART * abs(bound))))
