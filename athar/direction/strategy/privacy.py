"""Plans, indicators and what was measured hold nothing of anybody: values, and numbers of records."""

IMPERSONAL = (
    "strategy.Plan",
    "strategy.Theme",
    "strategy.Objective",
    "strategy.Objective_initiatives",
    "strategy.Indicator",
    "strategy.Goal",
    "strategy.Target",
    "strategy.Rate",
    "strategy.Measurement",
)
