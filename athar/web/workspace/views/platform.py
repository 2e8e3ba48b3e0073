"""A list of hours from the national platform: held against what is known, and what is new handed to the intake."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.engine.intake import operations, queries
from athar.engine.intake.files import open_table
from athar.engine.intake.models import Import
from athar.engine.ledger.choices import Kind
from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.platform import Read, as_records, read_list
from athar.initiatives.volunteering.reconciling import Compared, Difference, compare
from athar.web.workspace.access import Act, reach_to_do
from athar.web.workspace.forms.imports import PlatformForm
from athar.web.workspace.forms.scopes import delivered_for
from athar.web.workspace.scope import hours_visible_to, initiatives_within, name_of, proposals_visible_to
from athar.web.workspace.views.imports import NOT_YOURS, New

MOST_SHOWN = 200  # differences on the page


class Platform(New):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            read, compared = self.compared(form.cleaned_data["file"])
            imported = self.delivered(form, compared)
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        if imported and not imported.is_new and not self.imports().filter(pk=imported.pk).exists():
            return self.asked(form, status=409, refusals=[NOT_YOURS])
        return self.asked(self.form(), read=read, imported=imported, **self.told(compared))

    def form(self, *data: Any) -> PlatformForm:
        initiatives = initiatives_within(reach_to_do(self.viewer.roles, Act.IMPORT))
        return PlatformForm(*data, scopes=self.scopes(), initiatives=initiatives)

    def compared(self, file: Any) -> tuple[Read, Compared]:
        with tempfile.NamedTemporaryFile() as kept:
            for piece in file.chunks():
                kept.write(piece)
            kept.flush()
            read = read_list(open_table(Path(kept.name)))
        waiting = proposals_visible_to(self.viewer, at=self.now).filter(decision=None, kind=Kind.HOURS)
        staged = queries.hours_on_their_way(self.imports())
        return read, compare(
            read.rows, records=hours_visible_to(self.viewer), proposals=waiting, staged=staged
        )

    def delivered(self, form: PlatformForm, compared: Compared) -> Import | None:
        if not compared.new:
            return None
        file = ContentFile(as_records(compared.new, form.cleaned_data["initiative"]))
        name = _("%(name)s, what is new") % {"name": Path(form.cleaned_data["file"].name).stem}
        return operations.deliver(
            file=file, name=f"{name}.csv", by=self.person, at=self.now, hours_once=True, **delivered_for(form.scope()),
        )  # fmt: skip

    def told(self, compared: Compared) -> dict[str, Any]:
        return {
            "known": len(compared.known),
            "new": len(compared.new),
            "different": [self.difference(one) for one in compared.different[:MOST_SHOWN]],
            "differences": len(compared.different),
        }

    def difference(self, one: Difference) -> dict[str, Any]:
        row = one.row
        return {
            "line": row.line,
            "who": name_of(one.person, self.viewer) or row.said.get("person_name", ""),
            "day": row.day,
            "there": row.hours,
            "here": one.here,
        }

    def asked(self, form: PlatformForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/imports/platform.html", status=status, form=form, **more)
