"""What whoever delivered a file is told of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way


def checked(_facts: Facts) -> str:
    return _("A file of yours was checked and waits for a colleague’s decision.")


def to_mend(_facts: Facts) -> str:
    return _("A file of yours was checked; some rows were refused, each with its reasons.")


def unreadable(_facts: Facts) -> str:
    return _("A file of yours could not be read; what is wrong with it stands on its page.")


def posted(_facts: Facts) -> str:
    return _("A file of yours was approved, and its records are in the ledger now.")


def sent_back(_facts: Facts) -> str:
    return _("A file of yours was sent back; the reason stands on its page.")


PAGE = "workspace/imports/{intake}/"
KINDS = (
    Kind("intake.checked", gettext_lazy("A file of mine is checked"), checked, PAGE, inside=True),
    Kind("intake.to_mend", gettext_lazy("A file of mine has rows to mend"), to_mend, PAGE, Way.NOW, inside=True),
    Kind("intake.unreadable", gettext_lazy("A file of mine cannot be read"), unreadable, PAGE, Way.NOW, inside=True),
    Kind("intake.posted", gettext_lazy("A file of mine is approved"), posted, PAGE, Way.NOW, inside=True),
    Kind("intake.sent_back", gettext_lazy("A file of mine is sent back"), sent_back, PAGE, Way.NOW, inside=True),
)  # fmt: skip
