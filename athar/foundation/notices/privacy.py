"""What of persons this room holds."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content, technical

TABLES = (
    Table(
        "notices.Notice", _("Notices"), "account", "notice",
        (
            Part("person", Fate.DELETE, (
                *behavioural(kind=_("What it is about"), many=_("How often")),
                *content(facts=_("What happened")),
                *technical(
                    person=_("Who was told"), told_at=_("Told on"), folds_until=_("One with what is told until"), read_at=_("Read on"), due_at=_("Letter due from"),
                    sent_at=_("Letter sent on"),
                ),
            )),
        ),
        "id fold",
    ),
    Table(
        "notices.Wish", _("How they are told"), "account", "account",
        (Part("person", Fate.DELETE, technical(person=_("Whose wish it is"), kind=_("What it is about"), way=_("How"))),),
        "id",
    ),
    Table(
        "notices.Rhythm", _("Quiet hours"), "account", "account",
        (
            Part("person", Fate.DELETE, technical(
                person=_("Whose hours they are"), zone=_("Time zone"), quiet_from=_("Quiet from"), quiet_until=_("Quiet until"),
            )),
        ),
    ),
)  # fmt: skip
