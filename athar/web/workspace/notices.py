"""What those who work here are told of."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.telling import Facts, Kind, Way
from athar.foundation.core.templatetags.athar_text import both_dates, number
from athar.web.workspace.words import isolated, language, to_the_minute


def counted(once: Callable[[], str], often: Callable[[], str]) -> Callable[[Facts], str]:
    """A sentence for one, and one that says how many."""

    def say(facts: Facts) -> str:
        return once() if facts["many"] == 1 else often() % {"many": number(facts["many"])}

    return say


waiting = counted(
    lambda: _("A new entry waits for your decision."),
    lambda: _("New entries wait for your decision: %(many)s."),
)
imports = counted(
    lambda: _("A file of records was checked and waits for your decision."),
    lambda: _("Files of records were checked and wait for your decision: %(many)s."),
)
guardians = counted(
    lambda: _("Somebody says to be a child’s guardian and waits for your decision."),
    lambda: _("People who say to be guardians wait for your decision: %(many)s."),
)
qualifications = counted(
    lambda: _("Somebody filed a qualification, and it waits for your decision."),
    lambda: _("Qualifications that wait for your decision: %(many)s."),
)
assessments = counted(
    lambda: _("A self-assessment was submitted and waits to be confirmed."),
    lambda: _("Self-assessments that wait to be confirmed: %(many)s."),
)
registrations = counted(
    lambda: _("An organisation asks to be registered and waits for your decision."),
    lambda: _("Organisations that ask to be registered wait for your decision: %(many)s."),
)


def request(facts: Facts) -> str:
    return _("Somebody asks about their data: answer by %(day)s.") % {"day": _day(facts)}


def request_pressing(facts: Facts) -> str:
    return _("A request about personal data is due within days: answer by %(day)s.") % {"day": _day(facts)}


def request_overdue(facts: Facts) -> str:
    return _("A request about personal data is overdue since %(day)s.") % {"day": _day(facts)}


def breach_pressing(facts: Facts) -> str:
    return _("Less than a day is left to tell the authority of a breach: until %(moment)s.") % {
        "moment": to_the_minute(datetime.fromisoformat(facts["due"]))
    }


def _day(facts: Facts) -> str:
    return both_dates(datetime.fromisoformat(facts["due"]))


def shift_over(facts: Facts) -> str:
    parts = [
        text % {"many": number(facts[name])}
        for name, text in (
            ("absent", _("not seen to come: %(many)s")),
            ("unfinished", _("not seen to go: %(many)s")),
        )
        if facts[name]
    ]
    return _("A shift is over, and somebody was missed (%(what)s). They were asked; state what you know.") % {
        "what": _(", ").join(parts)
    }


unseen = counted(
    lambda: _("Somebody says why they were not seen at a shift."),
    lambda: _("People who say why they were not seen at a shift: %(many)s."),
)

handed_over = counted(
    lambda: _("A seat of a shift changed hands."),
    lambda: _("Seats of a shift that changed hands: %(many)s."),
)

expenses = counted(
    lambda: _("A volunteer asks expenses back and waits for your decision."),
    lambda: _("Expenses that volunteers ask back wait for your decision: %(many)s."),
)


def group(facts: Facts) -> str:
    name = {"name": isolated(facts[f"name_{language()}"])}
    if facts["many"] == 1:
        return _("A group asks for seats at %(name)s and waits for your decision.") % name
    return _("Groups that ask for seats at %(name)s wait for your decision: %(many)s.") % (
        name | {"many": number(facts["many"])}
    )


def injury_reported(facts: Facts) -> str:
    return _("Somebody was hurt or fell ill at %(name)s. Read the report, and follow it up.") % {
        "name": isolated(facts[f"name_{language()}"])
    }


def injury_noted(facts: Facts) -> str:
    return _("Something was added to a report of an injury at %(name)s.") % {
        "name": isolated(facts[f"name_{language()}"])
    }


SHIFT = "workspace/opportunities/{opportunity}/shifts/{shift}/"
REQUEST, BREACH = "workspace/requests/{request}/", "workspace/breaches/{breach}/"
INJURY = "workspace/injuries/{injury}/"
KINDS = (
    Kind("workspace.waiting", gettext_lazy("Something waits for my decision"), waiting, "workspace/records/", Way.DAILY, (), inside=True),
    Kind("workspace.import_waiting", gettext_lazy("A file waits for my decision"), imports, "workspace/imports/", Way.DAILY, (), inside=True),
    Kind("workspace.guardian_waiting", gettext_lazy("A guardian waits for my decision"), guardians, "workspace/guardians/", Way.DAILY, (), inside=True),
    Kind("workspace.qualification_waiting", gettext_lazy("A qualification waits for my decision"), qualifications, "workspace/qualifications/", Way.DAILY, (), inside=True),
    Kind("workspace.assessment_waiting", gettext_lazy("A self-assessment waits for my decision"), assessments, "workspace/standards/", Way.DAILY, (), inside=True),
    Kind("workspace.registration_waiting", gettext_lazy("An organisation waits for my decision"), registrations, "workspace/organisations/", Way.DAILY, (), inside=True),
    Kind("workspace.shift_over", gettext_lazy("Somebody was missed at a shift"), shift_over, SHIFT, Way.DAILY, ("shift",), inside=True),
    Kind("workspace.unseen_explained", gettext_lazy("Somebody says why they were missed"), unseen, SHIFT, Way.DAILY, ("shift",), inside=True),
    Kind("workspace.seat_handed_over", gettext_lazy("A seat changed hands"), handed_over, SHIFT, Way.DAILY, ("shift",), inside=True),
    Kind("workspace.group_waiting", gettext_lazy("A group waits for my decision"), group, "workspace/opportunities/{opportunity}/groups/", Way.DAILY, ("opportunity",), inside=True),
    Kind("workspace.expenses_waiting", gettext_lazy("Expenses wait for my decision"), expenses, "workspace/opportunities/expenses/?state=waiting", Way.DAILY, (), inside=True),
    Kind("workspace.injury_reported", gettext_lazy("Somebody was hurt or fell ill"), injury_reported, INJURY, Way.NOW, inside=True),
    Kind("workspace.injury_noted", gettext_lazy("A report of an injury was added to"), injury_noted, INJURY, Way.NOW, inside=True),
    Kind("workspace.request_received", gettext_lazy("Somebody asks about their data"), request, REQUEST, Way.NOW, inside=True),
    Kind("workspace.request_pressing", gettext_lazy("A request is due within days"), request_pressing, REQUEST, Way.NOW, inside=True),
    Kind("workspace.request_overdue", gettext_lazy("A request is overdue"), request_overdue, REQUEST, Way.NOW, inside=True),
    Kind("workspace.breach_pressing", gettext_lazy("A breach has less than a day left"), breach_pressing, BREACH, Way.NOW, inside=True),
)  # fmt: skip
