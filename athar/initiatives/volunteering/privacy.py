"""What of persons this room holds: who wrote opportunities, and who took them further. Who signed up is the engine's."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural

WROTE = _("Who answers for what was shown: an auditor follows it; it holds no name.")

ASKED = _("That a guardian agreed before a minor took part: what the law asks to be shown; it holds no name.")

TABLES = (
    Table(
        "volunteering.Opportunity", _("Opportunities"), "duties", "duties",
        (Part("written_by", Fate.KEEP, behavioural(written_by=_("Who wrote it")), WROTE),),
        "id edition organisation level field choosing summary_ar summary_en description_ar description_en charter_ar charter_en region"
        " place_ar place_en remote least_age gender expenses insurance training state call search_key",
    ),
    Table(
        "volunteering.Step", _("Steps of opportunities"), "duties", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who took the step"), at=_("When")), WROTE),),
        "id opportunity source target reason",
    ),
    Table(
        "volunteering.GuardianQuestion", _("What minors asked their guardians"), "participation", "person",
        (
            Part("child", Fate.KEEP, behavioural(
                child=_("Who asked"), opportunity=_("Opportunity"), asked_at=_("Asked at"), answer=_("Answer"), answered_at=_("Answered at"),
            ), ASKED),
            Part("answered_by", Fate.KEEP, behavioural(answered_by=_("Who answered")), ASKED),
        ),
        "id",
    ),
    Table(
        "volunteering.Cancellation", _("Shifts that did not take place"), "duties", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who cancelled it"), at=_("When")), WROTE),),
        "id session reason",
    ),
)  # fmt: skip
