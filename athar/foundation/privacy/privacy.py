"""What of persons this room holds, and what the libraries' tables hold."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, technical
from athar.foundation.privacy.library_tables import jobs_of, sessions_of

TABLES = (
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
