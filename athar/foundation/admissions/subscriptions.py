"""What this room does when rooms below announce something."""

from athar.foundation.admissions.queries import speaks_for
from athar.foundation.core.facts import subscribe
from athar.foundation.privacy.facts import GuardianConsidered


@subscribe(GuardianConsidered)
def say_who_speaks(fact: GuardianConsidered) -> None:
    fact.answers.append(speaks_for(fact.guardians, [fact.child], at=fact.at))
