"""What people are told of their account on their pages; letters about it go out whatever was chosen (``messages``)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way


def reset(_facts: Facts) -> str:
    return _("An administrator took away your second proofs, because you lost them.")


KINDS = (
    Kind("identity.second_proofs_reset", gettext_lazy("My second proofs are taken away"), reset, "account/security/", Way.PAGE),
)  # fmt: skip
