"""What of persons this room holds, and what the libraries' tables hold."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content, identity, technical
from athar.foundation.privacy.ending import SCHEDULES
from athar.foundation.privacy.library_tables import jobs_of, sessions_of

__all__ = ["IMPERSONAL", "SCHEDULES", "TABLES"]

KEPT_REQUEST = _(
    "That the right was honoured, and when, has to be shown to the authority; no name is kept here."
)
KEPT_BREACH = _(
    "How a breach was dealt with, and by whom, has to be shown to the authority; no name is kept here."
)
KEPT_HOLD = _("Why data had to stay has to be shown later; no name is kept here.")
KEPT_RUN = _("What was destroyed, and who approved it, has to be shown later; no name is kept here.")

TABLES = (
    Table(
        "privacy.LegalHold", _("Legal holds"), "duties", "duties",
        (
            Part("person", Fate.KEEP, behavioural(person=_("Whose data must stay")), KEPT_HOLD),
            Part("placed_by", Fate.KEEP, (
                *behavioural(placed_by=_("Who placed it"), placed_at=_("Placed on")), *content(reason=_("Reason")),
            ), KEPT_HOLD),
            Part("lifted_by", Fate.KEEP, behavioural(lifted_by=_("Who lifted it"), lifted_at=_("Lifted on")), KEPT_HOLD),
        ),
        "id model",
    ),
    Table(
        "privacy.Destruction", _("Runs of the retention schedules"), "duties", "duties",
        (
            Part("approved_by", Fate.KEEP, behavioural(approved_by=_("Who approved it"), approved_at=_("Approved at")), KEPT_RUN),
            Part("made_by", Fate.KEEP, behavioural(made_by=_("Who had prepared it")), KEPT_RUN),
        ),
        "id preview done total removed kept finished_at sha256",
    ),
    Table(
        "privacy.Preview", _("Previews of the retention schedules"), "duties", "duties",
        (Part("made_by", Fate.KEEP, behavioural(made_by=_("Who prepared it"), made_at=_("Prepared at")), KEPT_RUN),),
        "id version sha256",
    ),
    Table(
        "privacy.Arrival", _("How requests came that were recorded for you"), "rights", "request",
        (
            Part("request__person", Fate.KEEP, behavioural(
                channel=_("How it came"), received_on=_("Received on"), checked=_("How identity was checked"),
            ), KEPT_REQUEST),
            Part("by", Fate.KEEP, behavioural(by=_("Who recorded it"), at=_("Recorded at")), KEPT_REQUEST),
        ),
        "request",
    ),
    Table(
        "privacy.RequestStep", _("What became of requests"), "rights", "request",
        (
            Part("request__person", Fate.KEEP, behavioural(kind=_("What happened"), at=_("At"), ground=_("Ground of a refusal")), KEPT_REQUEST),
            Part("request__person", Fate.BLANK, content(text=_("In words"))),
            Part("asked_by", Fate.KEEP, behavioural(asked_by=_("Who had asked")), KEPT_REQUEST),
            Part("by", Fate.KEEP, behavioural(by=_("Who did it")), KEPT_REQUEST),
        ),
        "id request",
    ),
    Table(
        "privacy.BreachStep", _("Steps taken about breaches"), "rights", "breach",
        (
            Part("by", Fate.KEEP, (
                *behavioural(by=_("Who noted it"), at=_("Done at"), noted_at=_("Noted at")), *content(text=_("What was done")),
            ), KEPT_BREACH),
        ),
        "id breach kind reference affected risk",
    ),
    Table(
        "privacy.Breach", _("Breaches"), "rights", "breach",
        (
            Part("entered_by", Fate.KEEP, (
                *behavioural(entered_by=_("Who entered it"), entered_at=_("Entered at")),
                *content(title=_("In one line"), happened=_("What happened"), method=_("How they were counted")),
            ), KEPT_BREACH),
        ),
        "id kinds affected risk drill discovered_at",
    ),
    Table(
        "privacy.Export", _("Copies of your data"), "rights", "export",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who asked"), asked_at=_("Asked on"), finished_at=_("Made on"), expires_at=_("Can be fetched until"),
                removed_at=_("Removed on"),
            ), KEPT_REQUEST),
            Part("person", Fate.BLANK, technical(data=_("File for programs"), document=_("File to read"))),
        ),
        "id done total",
    ),
    Table(
        "privacy.Request", _("Requests about your data"), "rights", "request",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Whom it is about"), kind=_("What was asked"), asked_at=_("Asked on"), fact=_("Which fact"), purpose=_("Which consent"),
            ), KEPT_REQUEST),
            Part("person", Fate.BLANK, (
                *identity(old=_("What stood there"), new=_("What should stand there")),
                *content(text=_("In words")), *technical(evidence=_("Evidence")),
            )),
            Part("asked_by", Fate.KEEP, behavioural(asked_by=_("Who asked")), KEPT_REQUEST),
        ),
        "id",
    ),
    Table(
        "privacy.Erasure", _("Your wish to be erased"), "rights", "consent",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who asked"), asked_at=_("Asked on"), due_at=_("Due on"), undone_at=_("Taken back on"), done_at=_("Carried out on"),
            ), KEPT_REQUEST),
        ),
        "id left request",
    ),
    Table(
        "sessions.Session", _("Signed-in sessions"), "account", "session",
        (Part(sessions_of, Fate.DELETE, technical(session_key=_("Key"), session_data=_("Contents"), expire_date=_("Until"))),),
    ),
    Table(
        "procrastinate.ProcrastinateJob", _("Jobs of the background worker"), "running", "job",
        (Part(jobs_of, Fate.DELETE, (*behavioural(args=_("What was to be done")), *technical(scheduled_at=_("Scheduled for")))),),
        "id queue_name task_name priority lock status attempts queueing_lock abort_requested worker",
    ),
)  # fmt: skip
IMPERSONAL = (
    # The mark and the age of a row that may go: neither says anything of anybody.
    "privacy.PreviewedRow",
    "auth.Permission",
    "auth.Group",
    "auth.Group_permissions",
    "contenttypes.ContentType",
    "procrastinate.ProcrastinateWorker",
    "procrastinate.ProcrastinateEvent",
    "procrastinate.ProcrastinatePeriodicDefer",
    # Context of changes made within pghistory's middleware, which is not installed: the table stays empty.
    "pghistory.Context",
    "django_migrations",
    # Finished parts of public pages. They show nobody who has a right to be forgotten, and erasure empties it.
    "site_kept",
)
