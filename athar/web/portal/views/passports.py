"""My volunteer's passport: what I gave, took part in and can do, on a page and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.engine.credentials.cards import card_of
from athar.engine.credentials.queries import certificates_of
from athar.web.portal.passports import passport_of
from athar.web.portal.printing import printed
from athar.web.portal.views.base import OwnView

LANGUAGES = ("ar", "en")


class PassportView(OwnView):
    way = "passport"


class Mine(PassportView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page("portal/passport.html", passport=passport_of(self.people, on=self.today))


class File(PassportView):
    """On paper, in either language; made when it is asked for, so that it says what stands today."""

    def get(self, request: HttpRequest, language: str) -> HttpResponse:
        if language not in LANGUAGES:
            raise Http404
        with override(language):  # whoever scans it reads the page in the language of the paper
            path, how = self.proof()
            paper = printed(
                passport_of(self.people, on=self.today), self.person,
                language=language, address=request.build_absolute_uri(path), how=how, on=self.today,
            )  # fmt: skip
        answer = HttpResponse(paper, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="athar-passport-{language}.pdf"'
        answer["Cache-Control"] = "private, no-store"
        return answer

    def proof(self) -> tuple[str, str]:
        """Where whoever is shown the paper can check it, and what they find there; nothing is made public for it."""
        card = card_of(self.people)
        if card and card.ended_at is None:
            return (
                reverse("site:card", args=[card.code]),
                _(
                    "Scan the square: the page shows that the volunteer’s card is valid, and what its holder allows."
                ),
            )
        certificate = certificates_of(self.people).filter(ended_at=None).first()
        if certificate:
            return (
                reverse("site:certificate", args=[certificate.code]),
                _("Scan the square: the page recomputes the certified hours from the records of the ledger."),
            )
        return (
            reverse("site:verification"),
            _("Scan the square: the page says how any record of the ledger is checked."),
        )
