"""Imports: delivered, read, mended, decided by a second person."""

import io
from abc import ABC, abstractmethod
from typing import Any, final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from athar.engine.intake import operations, queries, spreadsheet
from athar.engine.intake.choices import CLOSED, RowStatus, State
from athar.engine.intake.columns import COLUMNS
from athar.engine.intake.models import Import, Row
from athar.engine.ledger.choices import Kind
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.tables import Cell, Column, Table
from athar.foundation.core.tables import as_file as as_list_file
from athar.foundation.core.tables.files import XLSX
from athar.foundation.people.choices import Role
from athar.foundation.people.reach import organisations_of
from athar.foundation.people.rules import Sight
from athar.foundation.people.scopes import Bound
from athar.web.workspace.access import Act, Place, reach_to_do
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.imports import ExplanationForm, ImportForm, ReviewForm
from athar.web.workspace.forms.scopes import Scopes, delivered_for
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import imports_open_to, may_with
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import language, time_left

SIZE = 30
ROWS = 50
HEADERS = {column.name: column.headers for column in COLUMNS}
TONES = {
    State.WAITING: "none",
    State.READING: "none",
    State.READ: "watch",
    State.REVIEWED: "accent",
    State.POSTED: "good",
    State.REFUSED: "bad",
    State.CANCELLED: "none",
}


class ImportView(WorkView):
    place = Place.IMPORTS

    def imports(self) -> QuerySet[Import]:
        return imports_open_to(self.viewer, to=self.acting)

    def found(self, pk: int) -> Import:
        return get_object_or_404(self.imports(), pk=pk)

    def to(self, imported: Import) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:import", args=[imported.pk]))


COLUMNS_OF_LIST = [
    Column("name", gettext_lazy("File"), lambda row: Cell(row.name, url=reverse("workspace:import", args=[row.pk])), "file", ("name",)),
    Column("entered_by", gettext_lazy("Delivered by"), lambda row: str(row.entered_by)),
    Column("entered_at", gettext_lazy("Delivered on"), lambda row: row.entered_at, "day", ("entered_at",)),
    Column("state", gettext_lazy("State"), lambda row: Cell(row.state.label, tone=TONES[row.state])),
    Column("total", gettext_lazy("Rows"), lambda row: row.total, "number", ("total",)),
    Column("valid", gettext_lazy("Ready"), lambda row: row.valid, "number", ("valid",)),
    Column("refused", gettext_lazy("Refused"), lambda row: row.refused, "number", ("refused",)),
    Column("posted", gettext_lazy("Posted"), lambda row: row.posted, "number", ("posted",)),
]  # fmt: skip


class List(ImportView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page("workspace/imports/list.html", heading=LABELS[self.place], table=self.table())

    def table(self) -> Table:
        return Table(
            name="imports",
            caption=LABELS[self.place],
            columns=COLUMNS_OF_LIST,
            rows=self.imports(),
            query=self.request.GET,
            size=SIZE,
            action=lambda row: (_("Open"), reverse("workspace:import", args=[row.pk])),
            files=reverse("workspace:imports") + "imports.",
        )


class ListFile(List):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:  # type: ignore[override]
        return as_list_file(self.table(), kind)


class New(ImportView):
    act = Act.IMPORT
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page("workspace/imports/new.html", form=ImportForm(scopes=self.scopes()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES, scopes=self.scopes())
        if not form.is_valid():
            return self.page("workspace/imports/new.html", status=422, form=form)
        file = form.cleaned_data["file"]
        try:
            imported = operations.deliver(
                file=file, name=file.name, by=self.person, at=self.now, **delivered_for(form.scope())
            )
        except Refused as refused:
            return self.page("workspace/imports/new.html", status=409, form=form, refusals=refused.reasons)
        if not imported.is_new and not self.imports().filter(pk=imported.pk).exists():
            return self.page("workspace/imports/new.html", status=409, form=form, refusals=[NOT_YOURS])
        if not imported.is_new:
            messages.info(
                request, _("This very file was delivered before; here it is. Nothing was read twice.")
            )
        return self.to(imported)

    def scopes(self) -> Scopes:
        """
        For what the viewer may deliver: for everything, or for one of what they hold within.

        A partner's manager delivers for her organisation, so that its rows can be of no other.
        """
        far = reach_to_do(self.viewer.roles, Act.IMPORT, as_partner=False)
        if far.everywhere:
            return Scopes()
        bounds = far.in_order()
        if Role.PARTNER_MANAGER in self.viewer.roles:
            bounds += [Bound(body.pk) for body in organisations_of(self.person, at=self.now)[:1]]
        return Scopes.of(bounds)


NOT_YOURS = Reason(
    "delivered_elsewhere",
    gettext_lazy("This very file was delivered before, for something you do not work for."),
    gettext_lazy("Ask an administrator who delivered it, or send a file of your own rows."),
)


class Detail(ImportView):
    """Where an import stands; while it is read the page asks for its progress again and again."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        imported = self.found(pk)
        own = imported.entered_by_id == self.person.pk
        state = imported.state
        progress = queries.progress_of(imported, at=self.now)
        return self.page(
            "workspace/imports/detail.html",
            fragment="standing",
            imported=imported,
            state=state,
            tone=TONES[state],
            progress=progress,
            left=time_left(progress.seconds_left),
            moving=state in {State.WAITING, State.READING, State.REVIEWED},
            closed=state in CLOSED,
            reasons=queries.reasons_of(imported) if imported.refused else [],
            kinds=self.kinds(imported),
            stages=list(imported.stages.select_related("by")) if imported.finished_at else [],
            own=own,
            may_mend=own and self.may(Act.IMPORT),
            deciding=state is State.READ and not own and may_with(self.viewer, Act.DECIDE_IMPORT, imported),
            review=ReviewForm(refused=imported.refused),
            refusal_form=ReasonForm(prefix="refusal"),
            problem=imported.problem,
            **self.rows(imported),
        )

    def kinds(self, imported: Import) -> list[Any]:
        if imported.finished_at is None or imported.state in CLOSED:
            return []
        found = queries.summary_of(imported).by_kind
        return [(Kind(kind.kind).label, kind) for kind in found]

    def rows(self, imported: Import) -> dict[str, Any]:
        """A page of refused rows, by line; ``after`` is the last line seen."""
        if not imported.refused:
            return {"rows": []}
        code = self.request.GET.get("code") or None
        after = self.request.GET.get("after", "")
        start = int(after) if after.isascii() and after.isdigit() else 0
        rows = queries.rows_page(imported, status=RowStatus.REFUSED, code=code, after=start, size=ROWS + 1)
        shown = rows[:ROWS]
        return {
            "rows": [(row, self.cells(imported, row)) for row in shown],
            "more_after": shown[-1].line if len(rows) > ROWS else None,
            "code": code,
        }

    def cells(self, imported: Import, row: Row) -> list[tuple[str, str]]:
        """What the file says, without what this reader may not see; numbers of persons are masked for everybody."""
        row.intake = imported
        told = queries.cells(row, masked=True)
        hidden = (
            {"person_name"}
            if self.viewer.sight_of(imported) is not Sight.FULL and imported.entered_by_id != self.person.pk
            else set()
        )
        return [(_header(name), "•••" if name in hidden else text) for name, text in told.items() if text]


class Explanation(ImportView):
    """Vouching for a row in which nothing is wrong, only unlikely."""

    act = Act.IMPORT
    form_only = True

    def get(self, _request: HttpRequest, pk: int, line: int) -> HttpResponse:
        return self.form_page(self.row(pk, line), ExplanationForm())

    def post(self, request: HttpRequest, pk: int, line: int) -> HttpResponse:
        row, form = self.row(pk, line), ExplanationForm(request.POST)
        if not form.is_valid():
            return self.form_page(row, form, status=422)
        try:
            operations.explain(row=row, text=form.cleaned_data["text"], by=self.person, at=self.now)
        except Refused as refused:
            return self.form_page(row, form, status=409, refusals=refused.reasons)
        messages.success(request, _("Row %(line)s is ready, with your explanation.") % {"line": line})
        return self.to(row.intake)

    def row(self, pk: int, line: int) -> Row:
        imported = self.found(pk)
        row = get_object_or_404(imported.rows.refused(), line=line)
        row.intake = imported
        return row

    def form_page(self, row: Row, form: ExplanationForm, *, status: int = 200, **more: Any) -> HttpResponse:
        cells = [(_header(name), text) for name, text in queries.cells(row, masked=True).items() if text]
        return self.page(
            "workspace/imports/explanation.html",
            status=status,
            row=row,
            cells=cells,
            form=form,
            imported=row.intake,
            **more,
        )


def _header(name: str) -> str:
    """A column as its header reads in the reader's language."""
    headers = HEADERS[name]
    return headers[1] if language() == "ar" and len(headers) > 1 else headers[0]


class Step(ImportView, ABC):
    """Something that happens to an import by POST; refusals come back on the import's own page."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self.found(pk)
        try:
            messages.success(request, self.take(imported))
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, f"{reason.message} {reason.remedy}".strip())
        return self.to(imported)

    @abstractmethod
    def take(self, imported: Import) -> str:
        """Do it, and say what was done; :raises Refused: with every reason."""


@final
class Review(Step):
    act = Act.DECIDE_IMPORT

    def take(self, imported: Import) -> str:
        form = ReviewForm(self.request.POST, refused=imported.refused)
        without = form.is_valid() and bool(form.cleaned_data.get("without_refused"))
        operations.review(imported=imported, by=self.person, at=self.now, without_refused=without)
        return _("Approved. The rows are being posted to the ledger; there they stay.")


@final
class Refusal(Step):
    act = Act.DECIDE_IMPORT

    def take(self, imported: Import) -> str:
        reason = self.request.POST.get("refusal-reason", "")
        operations.reject(imported=imported, by=self.person, at=self.now, reason=reason)
        return _("Sent back with your reason. Nothing of it reached the ledger.")


@final
class Cancellation(Step):
    act = Act.IMPORT

    def take(self, imported: Import) -> str:
        operations.cancel(imported=imported, by=self.person, at=self.now)
        return _("Cancelled. Its rows and the stored file are gone; nothing of it reached the ledger.")


class RefusedRows(ImportView):
    """The rows to mend, as a workbook that can be imported again. It holds names, so only its deliverer gets it."""

    act = Act.IMPORT
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        imported = get_object_or_404(self.imports().filter(entered_by=self.person), pk=pk)
        buffer = io.BytesIO()
        spreadsheet.write_refused(imported, buffer)
        response = HttpResponse(buffer.getvalue(), content_type=XLSX)
        response.headers["Content-Disposition"] = f'attachment; filename="import-{imported.pk}.refused.xlsx"'
        return response


class Format(ImportView):
    """The columns of a file, and an empty one to begin with."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page("workspace/imports/format.html", columns=COLUMNS)


class Template(ImportView):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponse:
        headers = [_header(column.name) for column in COLUMNS]
        return as_file(kind, "athar-records", headers, [], rtl=get_language_bidi())
