"""Who read sensitive data, and who looked at the site as another role: two logs for auditors and governance officers."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from athar.foundation.people.models import Look, SensitiveRead
from athar.foundation.people.noticing import unnoticed
from athar.web.workspace.access import Place
from athar.web.workspace.forms.reads import ReadFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.audit import drawn_names, roles_named, tabs, whom
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.views.base import WorkView

SIZE = 25
SORTS = {"at", "kind", "reader__sort_key"}
MOST = 50_000  # lines of a file


class ReadsView(WorkView):
    place = Place.AUDIT

    def found(self, form: ReadFilter) -> QuerySet[SensitiveRead]:
        asked = self.request.GET.get("sort", "-at")
        order = asked if asked.removeprefix("-") in SORTS else "-at"
        return form.narrow(SensitiveRead.objects.select_related("reader", "subject")).order_by(order, "-pk")

    def shown(self, rows: Any) -> list[dict[str, Any]]:
        """The rows in words. Reading the log of reads leaves no line in it: persons stand there masked."""
        drawn = drawn_names()
        with unnoticed():
            return [
                {"line": line, "whom": whom(line, self.viewer), "roles": roles_named(line.roles, drawn)}
                for line in rows
            ]


class Reads(ReadsView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = ReadFilter(request.GET)
        with unnoticed():
            page = Paginator(self.found(form), SIZE).get_page(request.GET.get("page"))
            rows = self.shown(page.object_list)
        return self.page(
            "workspace/audit/reads.html",
            heading=_("Sensitive reads"),
            tabs=tabs("audit-reads"),
            form=form,
            page=page,
            rows=rows,
            query=request.GET.urlencode(),
        )


class File(ReadsView):
    """What the filter leaves, as a file."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        headers = [_("When"), _("Read by"), _("In which role"), _("What was read"), _("Whom"), _("Page")]
        with unnoticed():
            shown = self.shown(self.found(ReadFilter(request.GET))[:MOST])
            rows = [
                (
                    f"{localtime(row['line'].at):%Y-%m-%d %H:%M:%S}", row["line"].reader.name, row["roles"],
                    row["line"].get_kind_display(), row["whom"], row["line"].path,
                )
                for row in shown
            ]  # fmt: skip
            return as_file(kind, "sensitive-reads", headers, rows, rtl=get_language_bidi())


class Looks(WorkView):
    place = Place.AUDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(Look.objects.select_related("person"), SIZE).get_page(request.GET.get("page"))
        drawn = drawn_names()
        return self.page(
            "workspace/audit/looks.html",
            heading=LABELS[self.place],
            tabs=tabs("audit-looks"),
            page=page,
            rows=[
                {"look": look, "role": roles_named(look.role, drawn), "running": self.is_running(look)}
                for look in page
            ],
        )

    def is_running(self, look: Look) -> bool:
        return look.ended_at is None and look.until > self.now
