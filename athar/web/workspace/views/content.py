"""What the association says: the list, an item's standing, and what readers are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.direction.content.choices import Standing, Translation
from athar.direction.content.manuscript import Manuscript
from athar.direction.content.models import Decision, Item, Revision
from athar.direction.content.operations import begin, publish, retract, withdraw
from athar.direction.content.queries import items, newest_revisions
from athar.direction.content.rules import standing
from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Cell, Column, Empty, Table, as_file
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.content import ContentFilter, NewItemForm, StartForm, WindowForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.views.base import WorkView

PAGE = 25
TONES = {
    Standing.PUBLIC: "good",
    Standing.CHANGED: "watch",
    Standing.SCHEDULED: "accent",
    Standing.WITHDRAWN: "none",
    Standing.UNPUBLISHED: "none",
}


def standing_of(item: Any) -> Standing:
    """From what ``with_standing`` annotated."""
    return standing(newest=item.newest, shown=item.shown, awaited=item.awaited, decided=item.decided)


def told(found: Standing) -> dict[str, str]:
    return {"word": str(found.label), "tone": TONES[found]}


@dataclass(frozen=True)
class Listed:
    item: Any
    revision: Revision
    standing: dict[str, str]


def listed(rows: Sequence[Any]) -> list[Listed]:
    newest = newest_revisions(list(rows))
    return [Listed(item, newest[item.pk], told(standing_of(item))) for item in rows]


def translated(state: Translation) -> Cell:
    return Cell(state.label, tone={"current": "good", "missing": "none"}.get(state, "watch"))


COLUMNS = [
    Column("title", gettext_lazy("Title"), lambda row: Cell(str(row.revision), url=reverse("workspace:content-item", args=[row.item.pk]))),
    Column("slug", gettext_lazy("End of its address"), lambda row: row.item.slug, "code", ("slug",)),
    Column("shelf", gettext_lazy("Kind"), lambda row: row.item.get_shelf_display(), orders=("shelf", "slug")),
    Column("readers", gettext_lazy("Readers"), lambda row: Cell(row.standing["word"], tone=row.standing["tone"])),
    Column("arabic", gettext_lazy("Arabic"), lambda row: translated(row.revision.arabic)),
    Column("english", gettext_lazy("English"), lambda row: translated(row.revision.english)),
    Column("written_by", gettext_lazy("Written by"), lambda row: str(row.revision.written_by), shown=False),
    Column("created_at", gettext_lazy("Begun"), lambda row: row.item.created_at, "day", ("created_at",)),
]  # fmt: skip


class List(WorkView):
    place = Place.CONTENT

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ContentFilter(request.GET)
        return self.page(
            "workspace/content/list.html", heading=LABELS[self.place], form=form, table=self.table(form)
        )

    def table(self, form: ContentFilter) -> Table:
        return Table(
            name="content",
            caption=LABELS[self.place],
            columns=COLUMNS,
            rows=form.narrow(items(at=self.now)),
            query=self.request.GET,
            shape=listed,
            sort="-created_at",
            size=PAGE,
            files=reverse("workspace:content") + "content.",
            fields=form.fields,
            empty=self.empty(),
        )

    def empty(self) -> Empty:
        title, text = _("Nothing is written yet"), _("What the association says in public is written here and published by a second role.")  # fmt: skip
        if not self.may(Act.WRITE_CONTENT):
            return Empty(title, text)
        return Empty(title, text, _("Begin an item"), reverse("workspace:content-new"))


class ListFile(List):
    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:  # type: ignore[override]
        return as_file(self.table(ContentFilter(request.GET)), kind)


class ItemView(WorkView):
    place = Place.CONTENT

    def item(self, pk: int) -> Any:
        return get_object_or_404(items(at=self.now), pk=pk)

    def newest(self, item: Item) -> Revision:
        return item.revisions.select_related("written_by", "item").latest("number")

    def to(self, item: Item, done: str = "") -> HttpResponseRedirect:
        address = reverse("workspace:content-item", args=[item.pk])
        return HttpResponseRedirect(f"{address}?done={done}" if done else address)


class New(WorkView):
    place = Place.CONTENT
    act = Act.WRITE_CONTENT
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(NewItemForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewItemForm(request.POST)
        if not form.is_valid():
            return self.asked(form, status=422)
        said = form.cleaned_data
        titles = Manuscript(
            title_ar=said["title_ar"], title_en=said["title_en"], draft_ar=True, draft_en=True
        )
        try:
            revision = begin(
                shelf=said["shelf"], slug=said["slug"], manuscript=titles, by=self.person, at=self.now
            )
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        return HttpResponseRedirect(reverse("workspace:content-text", args=[revision.item_id]))

    def asked(self, form: NewItemForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/content/new.html", status=status, form=form, **more)


class Detail(ItemView):
    """Where an item stands, what was decided about it, and the last step to take back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        revision = self.newest(item)
        decisions = list(
            item.decisions.select_related("revision", "by", "retraction__by").order_by("-at", "-pk")
        )
        last = next((row for row in decisions if not hasattr(row, "retraction")), None)
        return self.page(
            "workspace/content/detail.html",
            item=item,
            revision=revision,
            standing=told(standing_of(item)),
            decisions=decisions,
            last=last,
            before=revision.number - 1,
            done=request.GET.get("done", ""),
        )


class Publication(ItemView):
    """Show readers the newest text: now or from an hour on, for good or until another."""

    act = Act.PUBLISH_CONTENT
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(self.item(pk), WindowForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item, form = self.item(pk), WindowForm(request.POST)
        if not form.is_valid():
            return self.asked(item, form, status=422)
        read = request.POST.get("revision", "")
        number = int(read) if read.isascii() and read.isdigit() and len(read) < len(str(2**31)) else 0
        revision = Revision.objects.select_related("item").filter(item=item, number=number).first()
        if revision is None:
            form.add_error(None, _("Which text readers should see was not said. Read it here, then show it."))
            return self.asked(item, form, status=422)
        try:
            publish(
                revision=revision, by=self.person, at=self.now, starts_at=form.starts_at, ends_at=form.ends_at
            )
        except Refused as refused:
            return self.asked(item, form, status=409, refusals=refused.reasons)
        messages.success(request, _("Scheduled.") if form.starts_at else _("Readers see it now."))
        return self.to(item, "decision")

    def asked(self, item: Item, form: WindowForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/content/publication.html",
            status=status,
            item=item,
            revision=self.newest(item),
            form=form,
            **more,
        )


class Withdrawal(ItemView):
    act = Act.PUBLISH_CONTENT
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(self.item(pk), StartForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item, form = self.item(pk), StartForm(request.POST)
        if not form.is_valid():
            return self.asked(item, form, status=422)
        try:
            withdraw(item=item, by=self.person, at=self.now, starts_at=form.starts_at)
        except Refused as refused:
            return self.asked(item, form, status=409, refusals=refused.reasons)
        messages.success(request, _("Scheduled.") if form.starts_at else _("Readers no longer see it."))
        return self.to(item, "decision")

    def asked(self, item: Item, form: StartForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/content/withdrawal.html",
            status=status,
            item=item,
            revision=self.newest(item),
            form=form,
            **more,
        )


class Retraction(ItemView):
    """Take the last decision back."""

    act = Act.PUBLISH_CONTENT

    def get(self, _request: HttpRequest, pk: int, decision: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return HttpResponseRedirect(reverse("workspace:content-item", args=[pk]))

    def post(self, request: HttpRequest, pk: int, decision: int) -> HttpResponse:
        item = self.item(pk)
        try:
            retract(decision=get_object_or_404(Decision, pk=decision, item=item), by=self.person, at=self.now)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, f"{reason.message} {reason.remedy}".strip())
            return self.to(item)
        messages.success(request, _("Taken back; readers see what they saw before."))
        return self.to(item)
