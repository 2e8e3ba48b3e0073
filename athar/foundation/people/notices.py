"""What people are told of their roles."""

from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import Role


def given(facts: Facts) -> str:
    return _("You were given a role: %(role)s.") % {"role": _named(facts)}


def ended(facts: Facts) -> str:
    return _("A role of yours has ended: %(role)s.") % {"role": _named(facts)}


def ends_soon(facts: Facts) -> str:
    return _("A role of yours ends on %(day)s: %(role)s.") % {
        "role": _named(facts),
        "day": both_dates(datetime.fromisoformat(facts["until"])),
    }


def _named(facts: Facts) -> str:
    """A built-in role, or one that the association drew, by the name it had then."""
    if facts["role"] in Role.values:
        return str(Role(facts["role"]).label)
    language = "en" if (get_language() or "ar").startswith("en") else "ar"
    return str(facts.get(f"name_{language}", ""))


KINDS = (
    Kind("people.role_given", gettext_lazy("A role is given to me"), given, "me/roles/", Way.NOW),
    Kind("people.role_ended", gettext_lazy("A role of mine ends"), ended, "me/roles/", Way.NOW),
    Kind("people.role_ends_soon", gettext_lazy("A role of mine ends soon"), ends_soon, "me/roles/", Way.NOW),
)
