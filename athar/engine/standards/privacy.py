"""What of persons this room holds: who answered, submitted and confirmed. What they wrote is about the association."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural

ANSWERS_FOR = _("Who answers for a self-assessment: an auditor follows it; it holds no name.")

TABLES = (
    Table(
        "standards.Verdict", _("Decisions about self-assessments"), "governance", "duties",
        (
            Part("by", Fate.KEEP, behavioural(by=_("Who decided"), at=_("When")), ANSWERS_FOR),
            Part("submitted_by", Fate.KEEP, behavioural(submitted_by=_("Who submitted it")), ANSWERS_FOR),
        ),
        "id submission outcome reason", fixed=True,
    ),
    Table(
        "standards.Submission", _("Self-assessments submitted"), "governance", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who submitted it"), at=_("When")), ANSWERS_FOR),),
        "id round",
    ),
    Table(
        "standards.Answer", _("Answers of self-assessments"), "governance", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who answered"), at=_("When")), ANSWERS_FOR),),
        "id round criterion level note link papers papers_sha256", fixed=True,
    ),
    Table(
        "standards.Round", _("Rounds of self-assessment"), "governance", "duties",
        (Part("opened_by", Fate.KEEP, behavioural(opened_by=_("Who opened it"), opened_at=_("When")), ANSWERS_FOR),),
        "id standard version criteria state",
    ),
)  # fmt: skip
IMPERSONAL = ("standards.Measurement",)
