"""What a roster by days costs: as terms of a model, and as a sum over plans."""

from decimal import Decimal
from typing import Any

from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.days.rules import Row
from athar.analytics.rostering.days.start import Plan
from athar.analytics.rostering.problem import DaysProblem, Name


def add_cost(
    model: Any, problem: DaysProblem, rows: dict[Name, Row], beside: dict[Name, Plan], scale: Scale
) -> None:
    """Minimise the cover of all and the requests of those who have rows, beside what all others do."""
    terms: list[Any] = []
    skills = {person.id: person.skills for person in problem.people}
    for cover in problem.cover:
        there = [
            row.on[cover.day][cover.shift]
            for name, row in rows.items()
            if cover.shift in row.on[cover.day] and (cover.skill is None or cover.skill in skills[name])
        ]
        needed = cover.needed - sum(
            plan.get(cover.day) == cover.shift and (cover.skill is None or cover.skill in skills[name])
            for name, plan in beside.items()
        )
        under = model.new_int_var(0, max(0, needed), "")
        over = model.new_int_var(0, len(there) + max(0, -needed), "")
        model.add(sum(there) + under - over == needed)
        terms += [scale.inside(cover.under) * under, scale.inside(cover.over) * over]
    for request in problem.requests:
        if request.person in rows:
            given = rows[request.person].on[request.day].get(request.shift, 0)
            terms.append(scale.inside(request.weight) * ((1 - given) if request.on else given))
    model.minimize(sum(terms))


def price(problem: DaysProblem, plans: dict[Name, Plan]) -> Decimal:
    """What a roster costs, summed from the plans themselves and not from the model's variables."""
    skills = {person.id: person.skills for person in problem.people}
    total = Decimal(0)
    for cover in problem.cover:
        there = sum(
            plan.get(cover.day) == cover.shift and (cover.skill is None or cover.skill in skills[name])
            for name, plan in plans.items()
        )
        total += cover.under * max(0, cover.needed - there) + cover.over * max(0, there - cover.needed)
    for request in problem.requests:
        total += request.weight * ((plans[request.person].get(request.day) == request.shift) != request.on)
    return total


def hint(model: Any, rows: dict[Name, Row], plans: dict[Name, Plan]) -> None:
    for name, row in rows.items():
        if name in plans:
            for day, (on, works) in enumerate(zip(row.on, row.works, strict=True)):
                model.add_hint(works, day in plans[name])
                for shift, given in on.items():
                    model.add_hint(given, plans[name].get(day) == shift)
