"""What makers are told of their entries."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import number


def approved(facts: Facts) -> str:
    if facts["many"] == 1:
        return _("An entry of yours was approved and is in the ledger now.")
    return _("Entries of yours were approved and are in the ledger now: %(many)s.") % {
        "many": number(facts["many"])
    }


def rejected(facts: Facts) -> str:
    if facts["many"] == 1:
        return _("An entry of yours was rejected; the reason stands beside it.")
    return _("Entries of yours were rejected: %(many)s. The reason stands beside each.") % {
        "many": number(facts["many"])
    }


KINDS = (
    Kind("ledger.approved", gettext_lazy("An entry of mine is approved"), approved, "workspace/records/", Way.PAGE, (), inside=True),
    Kind("ledger.rejected", gettext_lazy("An entry of mine is rejected"), rejected, "workspace/records/", Way.NOW, (), inside=True),
)  # fmt: skip
