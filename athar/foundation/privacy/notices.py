"""What people are told about their own data."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import both_dates


def copy_ready(facts: Facts) -> str:
    return _("The copy of your data is ready. Fetch it until %(day)s.") % {
        "day": both_dates(datetime.fromisoformat(facts["until"]))
    }


def erasure_begun(facts: Facts) -> str:
    return _("Your data will be erased on %(day)s. Until then you can take it back.") % {
        "day": both_dates(datetime.fromisoformat(facts["due"]))
    }


def erasure_undone(_facts: Facts) -> str:
    return _("You took your wish to be erased back: nothing was erased.")


def request_recorded(facts: Facts) -> str:
    return _("What you asked about data outside this site is recorded. You are answered by %(day)s.") % {
        "day": both_dates(datetime.fromisoformat(facts["due"]))
    }


def request_answered(_facts: Facts) -> str:
    return _("What you asked about data is answered: read it on your pages.")


def request_accepted(_facts: Facts) -> str:
    return _("What you asked about data was accepted and carried out.")


def request_refused(_facts: Facts) -> str:
    return _("What you asked about data was refused: on your pages you read why, and on what ground.")


def request_extended(_facts: Facts) -> str:
    return _("What you asked about data takes up to thirty days more: on your pages you read why.")


# The law has whoever holds the data answer the person (Personal Data Protection Law, art. 4 and 21): these go out always.
KINDS = (
    Kind("privacy.copy_ready", gettext_lazy("The copy of my data is ready"), copy_ready, "me/data/", Way.NOW, owed=True),
    Kind("privacy.erasure_begun", gettext_lazy("My data will be erased"), erasure_begun, "me/data/erasure/", Way.NOW, owed=True),
    Kind("privacy.request_recorded", gettext_lazy("A request of mine is recorded"), request_recorded, "me/requests/", Way.NOW, owed=True),
    Kind("privacy.request_answered", gettext_lazy("A request of mine is answered"), request_answered, "me/requests/", Way.NOW, owed=True),
    Kind("privacy.request_accepted", gettext_lazy("A request of mine is carried out"), request_accepted, "me/requests/", Way.NOW, owed=True),
    Kind("privacy.request_refused", gettext_lazy("A request of mine is refused"), request_refused, "me/requests/", Way.NOW, owed=True),
    Kind("privacy.request_extended", gettext_lazy("A request of mine takes longer"), request_extended, "me/requests/", Way.NOW, owed=True),
    Kind("privacy.erasure_undone", gettext_lazy("My data will not be erased"), erasure_undone, "me/data/erasure/", Way.NOW, owed=True),
)  # fmt: skip
