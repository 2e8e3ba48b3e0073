"""What of persons this room holds."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content

PROOF = _("Who kept the file belongs to its proof; no name is kept here.")

TABLES = (
    Table(
        "evidence.Evidence", _("Evidence"), "proof", "ledger",
        (
            Part("added_by", Fate.KEEP, (
                *behavioural(added_by=_("Who added it"), added_at=_("Added on")),
                *content(title_ar=_("Title in Arabic"), title_en=_("Title in English"), file=_("File")),
            ), PROOF),
        ),
        "id sha256 media_type size",
    ),
)  # fmt: skip
IMPERSONAL = ("evidence.Redaction",)
