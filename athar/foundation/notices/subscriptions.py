"""What rooms below announce and somebody is told of."""

from athar.foundation.core.facts import subscribe
from athar.foundation.identity.facts import SecondProofsReset
from athar.foundation.notices.telling import tell
from athar.foundation.people.facts import RoleEnded, RoleGiven


@subscribe(RoleGiven)
def tell_of_a_role(fact: RoleGiven) -> None:
    tell(
        fact.person,
        "people.role_given",
        at=fact.at,
        role=fact.role,
        name_ar=fact.name_ar,
        name_en=fact.name_en,
    )


@subscribe(RoleEnded)
def tell_of_its_end(fact: RoleEnded) -> None:
    tell(
        fact.person,
        "people.role_ended",
        at=fact.at,
        role=fact.role,
        name_ar=fact.name_ar,
        name_en=fact.name_en,
    )


@subscribe(SecondProofsReset)
def tell_of_a_reset(fact: SecondProofsReset) -> None:
    tell(fact.person, "identity.second_proofs_reset", at=fact.at)
