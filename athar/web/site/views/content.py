"""What the association says: pages, news, the library, governance and disclosure."""

from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import override
from django.views import View

from athar.direction.content.choices import Shelf
from athar.direction.content.models import Decision, Picture
from athar.direction.content.printing import document_of, languages_in_print, render
from athar.direction.content.queries import public_attachment, public_picture, shown, shown_item
from athar.direction.content.rules import may_read_unpublished
from athar.engine.ledger.models import SignedHead
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.keeping import kept
from athar.web.site.forms_content import DisclosureFilter, LibraryFilter
from athar.web.site.presenting import content
from athar.web.site.views.page import Page
from athar.web.ui.viewer import viewer

PAGE = 12
DAY = 24 * 3600  # seconds


class List(Page):
    """The items of a shelf, the newest first."""

    shelf = Shelf.NEWS
    template_name = "site/content/news.html"

    def found(self) -> tuple[QuerySet[Decision], dict[str, Any]]:
        return shown(at=timezone.now(), shelf=self.shelf), {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, more = self.found()
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            **kwargs, **more, page=page, cards=[content.card(row) for row in page]
        )


class Library(List):
    shelf = Shelf.LIBRARY
    template_name = "site/content/library.html"

    def found(self) -> tuple[QuerySet[Decision], dict[str, Any]]:
        everything = shown(at=timezone.now(), shelf=self.shelf)
        form = LibraryFilter(self.request.GET or None, everything=everything)
        return form.narrow(everything), {"form": form}


class Governance(List):
    """Disclosures by year and kind, and the newest seal of the ledger."""

    shelf = Shelf.DISCLOSURE
    template_name = "site/content/governance.html"

    def found(self) -> tuple[QuerySet[Decision], dict[str, Any]]:
        everything = shown(at=timezone.now(), shelf=self.shelf)
        form = DisclosureFilter(self.request.GET or None, everything=everything)
        head = SignedHead.objects.order_by("-pk").first()
        root = bytes(head.root).hex() if head else ""
        return form.narrow(everything), {"form": form, "head": head, "root": root}


class Item(Page):
    """One of them, to read."""

    shelf = Shelf.NEWS
    template_name = "site/content/item.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        decision = shown_item(self.shelf, kwargs.get("slug", content.ABOUT), at=now)
        if decision is None:
            raise Http404
        return super().get_context_data(**kwargs, **content.page(decision, at=now))


class Document(View):
    """A document of an item that readers see, to be kept; never shown inside the site."""

    def get(self, request: HttpRequest, shelf: str, slug: str, sha256: str) -> HttpResponseBase:  # noqa: ARG002 -- Django calls it so
        paper = public_attachment(Shelf(shelf), slug, sha256, at=timezone.now())
        if paper is None:
            raise Http404
        return handed_out(
            paper.file, f"{slug}-{sha256[:8]}{paper.extension}", paper.media_type, as_attachment=True
        )


class Print(View):
    """A guide or a study as a PDF, made of the text that readers see now and kept while its figures stand."""

    def get(self, request: HttpRequest, slug: str, language: str) -> HttpResponseBase:  # noqa: ARG002 -- Django calls it so
        now = timezone.now()
        decision = shown_item(Shelf.LIBRARY, slug, at=now)
        revision = decision.revision if decision else None
        wanted = (
            next((one for one in languages_in_print(revision) if one == language), None) if revision else None
        )
        if decision is None or revision is None or wanted is None:
            raise Http404
        document = document_of(revision, wanted, at=now)
        with override(wanted):
            address = content.address_of(decision.item)
        printed = kept(
            f"print:{revision.pk}:{document!r}",
            DAY,
            lambda: render(revision, document, address=address, published_on=riyadh_day(decision.starts_at)),
        )
        return FileResponse(
            BytesIO(printed),
            filename=f"{slug}.{wanted}.pdf",
            content_type="application/pdf",
            as_attachment=True,
        )


class PictureFile(View):
    """A picture that readers see; those who write see it before."""

    def get(self, request: HttpRequest, sha256: str, size: str) -> HttpResponseBase:
        picture = public_picture(sha256, at=timezone.now())
        private = picture is None
        if picture is None and may_read_unpublished(viewer(request).roles):
            picture = Picture.objects.filter(sha256=sha256).first()
        if picture is None:
            raise Http404
        answer = handed_out(getattr(picture, size), f"{size}.webp", "image/webp")
        answer["Cache-Control"] = "private, no-store" if private else "public, max-age=300"
        return answer


def handed_out(file: Any, name: str, media_type: str, *, as_attachment: bool = False) -> FileResponse:
    """A file as what it was found to be, whatever it may be taken for; should anything in it run, it runs nowhere."""
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(stream, filename=name, content_type=media_type, as_attachment=as_attachment)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
