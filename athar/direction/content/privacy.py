"""What of persons this room holds: who wrote and published what the association says, and what the texts say of whom."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content

PROOF = _("Who wrote and published what the association says answers for it; no name is kept here.")
_DID = behavioural(by=_("Who did it"), at=_("At"))
_ADDED = behavioural(added_by=_("Who added it"), added_at=_("Added on"))

TABLES = (
    Table("content.Retraction", _("Decisions taken back"), "governance", "ledger", (Part("by", Fate.KEEP, _DID, PROOF),), "id decision"),
    Table(
        "content.Decision", _("Publications and withdrawals"), "governance", "ledger",
        (Part("by", Fate.KEEP, _DID, PROOF),), "id item revision starts_at ends_at",
    ),
    Table(
        "content.Revision", _("Texts of pages, news, library and disclosures"), "governance", "ledger",
        (
            Part("written_by", Fate.KEEP, (
                *behavioural(written_by=_("Who wrote it"), written_at=_("Written at")),
                *content(
                    note=_("Note"), title_ar=_("Title in Arabic"), title_en=_("Title in English"), summary_ar=_("Summary in Arabic"),
                    summary_en=_("Summary in English"), body_ar=_("Text in Arabic"), body_en=_("Text in English"),
                    authors_ar=_("Authors in Arabic"), authors_en=_("Authors in English"), search_key=_("Words, as they are searched for"),
                ),
            ), PROOF),
        ),
        "id item number draft_ar draft_en behind genre subject licence year navigation place lead_picture",
    ),
    Table(
        "content.Picture", _("Pictures"), "governance", "ledger",
        (
            Part("added_by", Fate.KEEP, (
                *_ADDED,
                *content(alt_ar=_("Description in Arabic"), alt_en=_("Description in English"), large=_("Large picture"), small=_("Small picture")),
            ), PROOF),
        ),
        "id item number sha256 width height decorative",
    ),
    Table(
        "content.Attachment", _("Documents to keep"), "governance", "ledger",
        (
            Part("added_by", Fate.KEEP, (
                *_ADDED, *content(title_ar=_("Title in Arabic"), title_en=_("Title in English"), file=_("File")),
            ), PROOF),
        ),
        "id item sha256 media_type extension size",
    ),
    Table(
        "content.Item", _("Pages, news, library and disclosures"), "governance", "ledger",
        (Part("created_by", Fate.KEEP, behavioural(created_by=_("Who began it"), created_at=_("Begun on")), PROOF),), "id shelf slug",
    ),
)  # fmt: skip
IMPERSONAL = ("content.Revision_attachments", "content.Revision_pictures")
