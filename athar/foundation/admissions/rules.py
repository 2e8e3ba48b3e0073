"""Pure rules: how long things last, who is old enough, and what a licence number looks like."""

from datetime import date, datetime, time, timedelta

from athar.foundation.core.dates import RIYADH, age_on
from athar.foundation.people.choices import OF_AGE, OrganisationKind

LINK_LIVES = timedelta(days=7)
SENT_KEPT = timedelta(days=30)  # after a link ran out
WRONG_ANSWERS = 5  # to a link's question; then it is dead
MOST_OPEN = 3  # links a child may have open at once
REMINDED_BEFORE = timedelta(days=30)  # a child comes of age
PAPERS_KEPT = timedelta(days=30)  # after the decision: time to object to it


def is_adult(birth: date, *, on: date) -> bool:
    return birth <= on and age_on(birth, on) >= OF_AGE


def comes_of_age(birth: date) -> datetime:
    """The first moment of the eighteenth birthday, in Riyadh; somebody born on 29 February has it on 1 March."""
    year = birth.year + OF_AGE
    try:
        day = birth.replace(year=year)
    except ValueError:
        day = date(year, 3, 1)
    return datetime.combine(day, time(), tzinfo=RIYADH)


COMMERCIAL_DIGITS = 10  # a commercial registration, and the unified number that begins with 7
SHORTEST_LICENCE = 3


def licence_fits(number: str, kind: str) -> bool:
    """Whether a number of digits can be the licence of such a body: ten for a company, three to ten for others, not all alike."""
    if not (number.isascii() and number.isdigit()) or len(set(number)) == 1:
        return False
    if kind == OrganisationKind.COMPANY:
        return len(number) == COMMERCIAL_DIGITS and number[0] in "1234567"
    return SHORTEST_LICENCE <= len(number) <= COMMERCIAL_DIGITS
