"""What those who work here are told of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import number


def waiting(facts: Facts) -> str:
    if facts["many"] == 1:
        return _("A new entry waits for your decision.")
    return _("New entries wait for your decision: %(many)s.") % {"many": number(facts["many"])}


KINDS = (
    Kind("workspace.waiting", gettext_lazy("Something waits for my decision"), waiting, "workspace/records/", Way.DAILY, (), inside=True),
)  # fmt: skip
