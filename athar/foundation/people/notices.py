"""What people are told of their roles."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.people.choices import Role


def given(facts: Facts) -> str:
    return _("You were given a role: %(role)s.") % {"role": Role(facts["role"]).label}


def ended(facts: Facts) -> str:
    return _("A role of yours has ended: %(role)s.") % {"role": Role(facts["role"]).label}


KINDS = (
    Kind("people.role_given", gettext_lazy("A role is given to me"), given, "me/", Way.NOW),
    Kind("people.role_ended", gettext_lazy("A role of mine ends"), ended, "me/", Way.NOW),
)
