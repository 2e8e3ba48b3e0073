"""The figures everybody asks for, in the order they are told."""

YEAR = (
    "initiatives.run", "initiatives.strategic", "beneficiaries.targeted", "beneficiaries.reached", "beneficiaries.identified",
    "beneficiaries.headcount", "beneficiaries.participations", "volunteers.active", "hours.approved", "hours.value",
    "ramadan.beneficiaries", "ramadan.hours",
)  # fmt: skip
PLAN = (
    "trainers.accredited", "youth.enabled", "strategic_programmes.qualified", "culture.guides", "culture.responses",
    "ramadan.beneficiaries", "ramadan.hours",
)  # fmt: skip
