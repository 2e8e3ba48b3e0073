"""What of persons this room holds: who wrote, approved and published reports."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content

PROOF = _("Who wrote, approved, froze and published a report belongs to its proof; no name is kept here.")
_DID = behavioural(by=_("Who did it"), at=_("At"))

TABLES = (
    Table("reporting.Publication", _("Publications of reports"), "governance", "ledger", (Part("by", Fate.KEEP, _DID, PROOF),), "id freeze", fixed=True),
    Table("reporting.Freeze", _("Issues of reports"), "governance", "ledger", (Part("by", Fate.KEEP, _DID, PROOF),), "id revision number head", fixed=True),
    Table(
        "reporting.Approval", _("Approvals of reports"), "governance", "ledger",
        (Part("by", Fate.KEEP, (*_DID, *content(resolution=_("Resolution"))), PROOF),), "id revision", fixed=True,
    ),
    Table(
        "reporting.Revision", _("Texts of reports"), "governance", "ledger",
        (
            Part("written_by", Fate.KEEP, (
                *behavioural(written_by=_("Who wrote it"), written_at=_("Written at")),
                *content(note=_("Note"), source_ar=_("Text in Arabic"), source_en=_("Text in English")),
            ), PROOF),
        ),
        "id report number", fixed=True,
    ),
)  # fmt: skip
IMPERSONAL = ("reporting.Report", "reporting.FrozenFigure", "reporting.FrozenData")
