"""What whoever submitted a self-assessment is told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way


def confirmed(_facts: Facts) -> str:
    return _("The self-assessment you submitted is confirmed, and frozen.")


def returned(_facts: Facts) -> str:
    return _("The self-assessment you submitted was given back; the reason stands on its page.")


WHERE = "workspace/standards/"
KINDS = (
    Kind("standards.confirmed", gettext_lazy("A self-assessment of mine is confirmed"), confirmed, WHERE, Way.DAILY, inside=True),
    Kind("standards.returned", gettext_lazy("A self-assessment of mine is given back"), returned, WHERE, Way.DAILY, inside=True),
)  # fmt: skip
