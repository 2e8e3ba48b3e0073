"""What minors and their guardians are told about opportunities. No name stands in any of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way


def guardian_asked(_facts: Facts) -> str:
    return _("A child you speak for asks you to approve a volunteering opportunity.")


def guardian_answered(facts: Facts) -> str:
    if facts["approves"]:
        return _("Your guardian approved the opportunity. You can take a seat now.")
    return _("Your guardian did not approve the opportunity.")


KINDS = (
    Kind(
        "volunteering.guardian_asked", gettext_lazy("A child asks me to approve an opportunity"), guardian_asked,
        "me/children/questions/{question}/", Way.NOW,
    ),
    Kind(
        "volunteering.guardian_answered", gettext_lazy("My guardian answers about an opportunity"), guardian_answered,
        "opportunities/{code}/", Way.NOW,
    ),
)  # fmt: skip
