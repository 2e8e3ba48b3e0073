"""The end of an import: what was personal in it goes."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.intake import posting
from athar.engine.intake.choices import CLOSED, State
from athar.engine.intake.models import Import, Stage
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person


class CancellationRefused(Refused):
    """The import is closed already."""


@transaction.atomic
def cancel(*, imported: Import, by: Person, at: datetime, reason: str = "") -> Import:
    """
    Withdraw an import that is not posted; its rows and its file go.

    :raises CancellationRefused: when it is closed already.
    """
    current = lock(imported)
    if current.state in CLOSED:
        raise CancellationRefused(
            Reason(
                "closed",
                _("The import is closed already."),
                _("Records that were posted are corrected one by one."),
            )
        )
    return close(current, State.CANCELLED, by=by, at=at, note=reason.strip()[:300], keep_refused=False)


def lock(imported: Import) -> Import:
    """Return the import as it is now, held until the transaction ends: its stages are taken one at a time."""
    return Import.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=imported.pk)


def close(
    imported: Import, state: State, *, by: Person, at: datetime, keep_refused: bool, note: str = ""
) -> Import:
    Stage.objects.create(intake=imported, name=state, by=by, at=at, note=note)
    posting.clear(imported, keep_refused=keep_refused)
    if imported.file:
        # The file may be full of identity numbers. Its hash stays; whoever delivered it has the file.
        transaction.on_commit(partial(imported.file.storage.delete, str(imported.file.name)))
        imported.file = ""
        imported.save(update_fields=["file"])
    imported.__dict__.pop("stage_now", None)
    return imported
