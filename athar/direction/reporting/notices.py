"""What staff are told of reports."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import digits


def published(facts: Facts) -> str:
    title = facts["title_en"] if (get_language() or "ar").startswith("en") else facts["title_ar"]
    return _("A report was published: %(title)s.") % {"title": digits(title)}


KINDS = (
    Kind("reporting.published", gettext_lazy("A report is published"), published, "reports/{slug}/", Way.PAGE, inside=True),
)  # fmt: skip
