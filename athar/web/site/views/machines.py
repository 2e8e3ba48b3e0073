"""What machines read: the feed of news, and the map of the site."""

from collections.abc import Callable
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views import View

from athar.direction.content.choices import Shelf
from athar.direction.content.queries import first_at, shown
from athar.web.site.presenting.content import address_of
from athar.web.site.words import language

NEWEST = 30
STANDING = ("home", "initiatives", "reports", "verification", "ledger", "news", "library", "governance")
MOST = 5000  # addresses in a map; the standard allows fifty thousand


class Feed(View):
    """The news as an Atom feed (RFC 4287)."""

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        root = settings.ATHAR_BASE_URL
        feed = Atom1Feed(
            title=f"{settings.ATHAR_ASSOCIATION[language()]}: {_('News')}",
            link=root + reverse("site:news"),
            description="",
            language=language(),
            feed_url=root + reverse("site:feed"),
        )
        for decision in shown(at=timezone.now(), shelf=Shelf.NEWS)[:NEWEST]:
            assert decision.revision is not None  # noqa: S101 -- only decisions that show something are listed
            wording = decision.revision.readable(language())
            address = root + address_of(decision.item)
            feed.add_item(
                title=wording.title,
                link=address,
                description=wording.summary,
                unique_id=address,
                pubdate=first_at(decision),
                updateddate=decision.starts_at,
            )
        return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


class Sitemap(View):
    """Every page anybody can read, in both languages (sitemaps.org, with alternates by language)."""

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        items = [decision.item for decision in shown(at=timezone.now())[:MOST]]
        pairs = [self.pair(partial(reverse, f"site:{name}")) for name in STANDING]
        pairs += [self.pair(partial(address_of, item)) for item in items]
        entries = "".join(self.entry(pair, code) for pair in pairs for code in pair)
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
            f' xmlns:xhtml="http://www.w3.org/1999/xhtml">{entries}\n</urlset>\n'
        )
        return HttpResponse(text, content_type="application/xml; charset=utf-8")

    def pair(self, address: Callable[[], str]) -> dict[str, str]:
        """An address in both languages."""
        found = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                found[code] = settings.ATHAR_BASE_URL + address()
        return found

    def entry(self, pair: dict[str, str], code: str) -> str:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(url)}/>'
            for other, url in pair.items()
        )
        return f"\n<url><loc>{escape(pair[code])}</loc>{links}</url>"


class Robots(View):
    """Machines may read everything public, and find it in the map."""

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        lines = [
            "User-agent: *",
            "Disallow: /workspace/",
            "Disallow: /en/workspace/",
            f"Sitemap: {settings.ATHAR_BASE_URL}/sitemap.xml",
            "",
        ]
        return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
