"""The text of an item: written in two columns, previewed as readers would see it, compared, gone back to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.content import texts
from athar.direction.content.manuscript import LANGUAGES, manuscript_of
from athar.direction.content.models import Item, Revision
from athar.direction.content.operations import add_attachment, add_picture, asked_of, restore, write
from athar.direction.content.showing import html
from athar.foundation.core.refusals import Refused
from athar.web.workspace.access import Act
from athar.web.workspace.forms.content import AttachmentForm, ManuscriptForm, PictureForm
from athar.web.workspace.shaping.studio import differences
from athar.web.workspace.views.content import ItemView
from athar.web.workspace.words import language


def whole(revision: Revision, shown: str) -> str:
    """A revision in one language as lines to compare."""
    said = revision.wording(shown)
    return f"{said.title}\n{said.summary}\n{said.authors}\n{said.body}"


class Text(ItemView):
    """Both languages side by side. Saving makes a new version; nothing is overwritten."""

    act = Act.WRITE_CONTENT
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        newest = self.newest(item)
        first = vars(manuscript_of(newest)) | {"based_on": newest.number}
        return self.editor(item, newest, ManuscriptForm(item=item, initial=first))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item, form = self.item(pk), ManuscriptForm(request.POST, item=self.item(pk))
        if not form.is_valid():
            return self.editor(item, self.newest(item), form, status=422)
        based_on, note = form.cleaned_data["based_on"], form.cleaned_data["note"]
        try:
            revision = write(
                item=item,
                manuscript=form.manuscript(),
                based_on=based_on,
                by=self.person,
                at=self.now,
                note=note,
            )
        except Refused as refused:
            return self.refused_text(item, form, refused)
        if revision.number == based_on:
            messages.info(request, _("Nothing differs from the newest version, so none was made."))
            return self.to(item)
        messages.success(request, _("Saved as version %(number)s.") % {"number": revision.number})
        for shown in LANGUAGES:
            for doubt in texts.doubts(getattr(revision, f"body_{shown}"), shown):  # type: ignore[arg-type]
                messages.warning(request, f"{doubt.message} {doubt.remedy}")
        return self.to(item, "text")

    def refused_text(self, item: Item, form: ManuscriptForm, refused: Refused) -> HttpResponse:
        """Overtaken, the writer keeps every word, sees what the other changed, and saves on top of it knowingly."""
        newest = self.newest(item)
        changes: list[tuple[str, Any]] = []
        if any(reason.code == "overtaken" for reason in refused.reasons):
            began = item.revisions.filter(number=form.cleaned_data["based_on"]).first()
            if began:
                changes = [
                    (shown, differences(whole(began, shown), whole(newest, shown))) for shown in LANGUAGES
                ]
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["based_on"] = str(newest.number)  # type: ignore[index]
        return self.editor(item, newest, form, status=409, refusals=refused.reasons, changes=changes)

    def editor(
        self, item: Item, newest: Revision, form: ManuscriptForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        columns = [
            (shown, [form[f"{name}_{shown}"] for name in ("title", "summary", "body", "authors", "draft") if f"{name}_{shown}" in form.fields])
            for shown in LANGUAGES
        ]  # fmt: skip
        spoken = {bound.name for _shown, several in columns for bound in several}
        beside = [bound for bound in form if bound.name not in spoken and not bound.is_hidden]
        return self.page(
            "workspace/content/text.html",
            status=status,
            item=item,
            revision=newest,
            form=form,
            columns=columns,
            beside=beside,
            pictures=item.pictures.all(),
            **more,
        )


class Preview(ItemView):
    """The newest text, or what was just typed, as readers would see it; nothing is kept."""

    act = Act.WRITE_CONTENT

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        newest = self.newest(item)
        return self.preview(item, newest, {name: newest.wording(name) for name in LANGUAGES})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        typed = {
            name: {
                part: request.POST.get(f"{part}_{name}", "")
                for part in ("title", "summary", "body", "authors")
            }
            for name in LANGUAGES
        }
        return self.preview(item, self.newest(item), typed)

    def preview(self, item: Item, newest: Revision, said: dict[str, Any]) -> HttpResponse:
        wanted = self.request.GET.get("language", language())
        shown = wanted if wanted in LANGUAGES else "ar"
        wording = said[shown]
        body = (wording["body"] if isinstance(wording, dict) else wording.body).replace("\r\n", "\n")
        return self.page(
            "workspace/content/preview.html",
            fragment="shown",
            item=item,
            revision=newest,
            shown=shown,
            languages=LANGUAGES,
            wording=wording,
            faults=asked_of(item, body, shown, at=self.now).faults,
            doubts=texts.doubts(body, shown),  # type: ignore[arg-type]
            body=html(body, shown, pictures=item.pictures.all(), at=self.now),
        )


class Revisions(ItemView):
    """All versions, and how any two of them differ."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        rows = list(item.revisions.select_related("written_by"))
        by_number = {row.number: row for row in rows}
        wanted = request.GET.get("language", language())
        shown = wanted if wanted in LANGUAGES else "ar"
        usual = [rows[1].number if len(rows) > 1 else None, rows[0].number]
        before, after = (
            int(text) if (text := request.GET.get(name, "")).isdecimal() and text.isascii() and int(text) in by_number else default
            for name, default in zip(("before", "after"), usual, strict=True)
        )  # fmt: skip
        pair = [by_number[number] for number in (before, after) if number]
        changes = differences(*(whole(row, shown) for row in pair)) if len(pair) > 1 else []
        return self.page(
            "workspace/content/revisions.html",
            item=item,
            revision=rows[0],
            rows=rows,
            before=before,
            after=after,
            shown=shown,
            changes=changes,
        )


class Restoration(ItemView):
    """Going back is a new version with an old text."""

    act = Act.WRITE_CONTENT

    def get(self, _request: HttpRequest, pk: int, number: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return HttpResponseRedirect(reverse("workspace:content-revisions", args=[pk]))

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        item = self.item(pk)
        old = get_object_or_404(Revision, item=item, number=number)
        note = _("Back to version %(number)s") % {"number": number}
        try:
            restore(revision=old, by=self.person, at=self.now, note=note)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, f"{reason.message} {reason.remedy}".strip())
            return HttpResponseRedirect(reverse("workspace:content-revisions", args=[pk]))
        messages.success(request, note)
        return self.to(item, "text")


class Files(ItemView):
    """The pictures and documents of an item, and the doors through which they come."""

    act = Act.WRITE_CONTENT

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(self.item(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        is_picture = request.POST.get("what") == "picture"
        kind = PictureForm if is_picture else AttachmentForm
        form = kind(request.POST, request.FILES, auto_id="picture_%s" if is_picture else "document_%s")
        name = "picture_form" if is_picture else "document_form"
        if not form.is_valid():
            return self.asked(item, status=422, **{name: form})
        try:
            (add_picture if is_picture else add_attachment)(
                item=item, by=self.person, at=self.now, **form.cleaned_data
            )
        except Refused as refused:
            return self.asked(item, status=409, refusals=refused.reasons, **{name: form})
        messages.success(
            request, _("It is kept with this item. Choose it in the text, so that readers get it.")
        )
        return HttpResponseRedirect(reverse("workspace:content-files", args=[pk]))

    def asked(self, item: Item, *, status: int = 200, **more: Any) -> HttpResponse:
        forms = {
            "picture_form": PictureForm(auto_id="picture_%s"),
            "document_form": AttachmentForm(auto_id="document_%s"),
        }
        return self.page(
            "workspace/content/files.html",
            status=status,
            item=item,
            revision=self.newest(item),
            pictures=item.pictures.all(),
            attachments=item.attachments.all(),
            **(forms | more),
        )
