"""Pupils of the school clubs and their guardians."""

from datetime import date

from athar.demo.crowd import Human
from athar.demo.world import World
from athar.foundation.people.models import Organisation

SCHOOLS = "schools"  # the initiative
EASTERN_PROVINCE = "SA-04"
MOTHERS = 0.3
# Ages by the stage a school's name tells; whatever is neither first nor second stage is secondary.
STAGES = {"الابتدائية": (10, 12), "المتوسطة": (12, 15), "متوسطة": (12, 15)}
SECONDARY = (15, 17)
OLDEST = 17


def a_guardian(world: World, day: date) -> Human:
    gender = "female" if world.crowd.rng.random() < MOTHERS else "male"
    return world.crowd.add(
        home=EASTERN_PROVINCE, ages=(34, 55), typical=42, gender=gender, on=day, free=False
    )


def a_pupil(world: World, school: Organisation, guardian: Human, day: date, *, gender: str = "") -> Human:
    """A pupil of that school, named after a father who is the guardian, or after some other father."""
    ages = next((ages for word, ages in STAGES.items() if word in school.name_ar), SECONDARY)
    is_father = guardian.gender == "male"
    child = world.crowd.add(
        home=EASTERN_PROVINCE,
        ages=ages,
        on=day,
        women=0.51,
        gender=gender,
        organisation=school,
        father=guardian.name.given if is_father else "",
        family=guardian.name.family if is_father else "",
    )
    child.guardian = guardian
    return child
