"""What people are told of what they filed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.qualifications.catalogue import kinds


def approved(facts: Facts) -> str:
    return _("Your qualification is approved: %(name)s.") % {"name": _named(facts)}


def refused(facts: Facts) -> str:
    return _("Your qualification was not approved: %(name)s; the reason stands beside it.") % {
        "name": _named(facts)
    }


def revoked(facts: Facts) -> str:
    return _("Your qualification counts no longer: %(name)s; the reason stands beside it.") % {
        "name": _named(facts)
    }


def _named(facts: Facts) -> str:
    return str(kinds().get(facts["qualification"], facts["qualification"]))


OWN = "me/qualifications/"
KINDS = (
    Kind("qualifications.approved", gettext_lazy("A qualification of mine is approved"), approved, OWN, Way.NOW),
    Kind("qualifications.refused", gettext_lazy("A qualification of mine is refused"), refused, OWN, Way.NOW),
    Kind("qualifications.revoked", gettext_lazy("A qualification of mine is revoked"), revoked, OWN, Way.NOW),
)  # fmt: skip
