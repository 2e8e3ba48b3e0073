"""
What guardians, children and applicants are told on their pages.

Whoever waits for a decision also gets a letter of its own (``letters``), so those kinds bring no second one. A child is told
by this alone. No name stands in any of them: a notice is kept for half a year, and a letter lies open on a screen.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import both_dates


def child_linked(_facts: Facts) -> str:
    return _("You are confirmed as a guardian: from now on you speak for your child here.")


def child_refused(_facts: Facts) -> str:
    return _("You could not be confirmed as a guardian; the reason stands beside it.")


def child_ended(_facts: Facts) -> str:
    return _("Your link to a child was ended; the reason stands beside it.")


def child_of_age(facts: Facts) -> str:
    return _("A child of yours comes of age on %(day)s, and your link ends by itself.") % {"day": _day(facts)}


def guardian_linked(_facts: Facts) -> str:
    return _("Your guardian is confirmed, and says from now on what you may take part in.")


def guardian_ended(_facts: Facts) -> str:
    return _("Your guardian’s link ended. To take part in more, name a guardian again.")


def of_age(facts: Facts) -> str:
    return _("You come of age on %(day)s: from then on you decide for yourself.") % {"day": _day(facts)}


def registration_approved(_facts: Facts) -> str:
    return _("Your organisation is registered, and you manage its volunteers here.")


def registration_refused(_facts: Facts) -> str:
    return _("Your organisation was not registered; the reason stands beside it.")


def registration_asked(_facts: Facts) -> str:
    return _("Your organisation’s registration lacks something; what it is stands beside it.")


def _day(facts: Facts) -> str:
    return both_dates(datetime.fromisoformat(facts["until"]))


CHILDREN, GUARDIANS, ORGANISATIONS = "me/children/", "me/guardians/", "me/organisations/"
KINDS = (
    Kind("admissions.child_linked", gettext_lazy("I am confirmed as a guardian"), child_linked, CHILDREN),
    Kind("admissions.child_refused", gettext_lazy("I am not confirmed as a guardian"), child_refused, CHILDREN),
    Kind("admissions.child_ended", gettext_lazy("My link to a child is ended"), child_ended, CHILDREN),
    Kind("admissions.child_of_age", gettext_lazy("A child of mine comes of age"), child_of_age, CHILDREN, Way.NOW),
    Kind("admissions.guardian_linked", gettext_lazy("My guardian is confirmed"), guardian_linked, GUARDIANS, Way.NOW),
    Kind("admissions.guardian_ended", gettext_lazy("My guardian’s link ends"), guardian_ended, GUARDIANS, Way.NOW),
    Kind("admissions.of_age", gettext_lazy("I come of age"), of_age, GUARDIANS, Way.NOW),
    Kind("admissions.registration_approved", gettext_lazy("My organisation is registered"), registration_approved, ORGANISATIONS),
    Kind("admissions.registration_refused", gettext_lazy("My organisation is not registered"), registration_refused, ORGANISATIONS),
    Kind("admissions.registration_asked", gettext_lazy("My organisation’s registration lacks something"), registration_asked, ORGANISATIONS),
)  # fmt: skip
