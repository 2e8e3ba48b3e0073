"""What of persons this room holds: what they can do, which goes with them; who decided stays with what is left."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content

DECIDED = _("Who decided it and when: what an auditor needs to follow decisions; it holds no name.")

TABLES = (
    Table(
        "qualifications.TrainingDay", _("Training days"), "participation", "person",
        (
            Part("qualification__person", Fate.DELETE, (
                *behavioural(qualification=_("Of which qualification"), day=_("Day")), *content(what=_("What was trained")),
            )),
            Part("by", Fate.KEEP, behavioural(by=_("Who noted it"), at=_("When")), DECIDED),
        ),
        "id",
    ),
    Table(
        "qualifications.Step", _("Decisions on qualifications"), "participation", "person",
        (
            Part("qualification__person", Fate.DELETE, (
                *behavioural(qualification=_("Of which qualification"), verdict=_("Decision")), *content(reason=_("Reason")),
            )),
            Part("by", Fate.KEEP, behavioural(by=_("Who decided it"), at=_("Decided at")), DECIDED),
        ),
        "id",
    ),
    Table(
        "qualifications.Qualification", _("Qualifications"), "participation", "person",
        (
            # The document is destroyed first: a row that is deleted leaves its file.
            Part("person", Fate.BLANK, content(papers=_("Document that proves it"))),
            Part("person", Fate.DELETE, (
                *behavioural(
                    person=_("Whose"), kind=_("Which qualification"), awarded_on=_("Day of award"), expires_on=_("Last day"), state=_("State"),
                    filed_at=_("Filed at"),
                ),
                *content(issuer=_("Who issued it")),
            )),
            Part("filed_by", Fate.KEEP, behavioural(filed_by=_("Who filed it")), DECIDED),
        ),
        "id",
    ),
    Table(
        "qualifications.SkillDeclaration", _("Skills"), "participation", "person",
        (Part("person", Fate.DELETE, behavioural(person=_("Whose"), skill=_("Skill"), since=_("Declared at"))),),
        "id",
    ),
)  # fmt: skip
