"""What I agreed to, in which words, and what ends when I take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.foundation.people.choices import Purpose
from athar.foundation.privacy import queries
from athar.foundation.privacy.consents import standing
from athar.foundation.privacy.operations import ConsentRefused, set_consent
from athar.web.portal.views.base import OwnView


class Consents(OwnView):
    way = "consents"

    def get(self, _request: HttpRequest) -> HttpResponse:
        events = list(queries.consent_events(self.people))
        return self.page(
            "portal/consents.html",
            standing=standing(events, on=self.today),
            events=events[::-1],
            minor=self.is_minor,
        )


class Agreement(OwnView):
    """Consent given; ``given`` is what a POST says."""

    given = True

    def get(self, _request: HttpRequest, purpose: Purpose) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("consents")

    def post(self, request: HttpRequest, purpose: Purpose) -> HttpResponse:
        try:
            changed = set_consent(
                person=self.person, purpose=purpose, given=self.given, by=self.person, at=self.now
            )
        except ConsentRefused as error:
            self.refused(error)
        else:
            if changed:
                messages.success(request, self.thanks())
        return self.back("consents")

    def thanks(self) -> str:
        return _("Your consent is recorded. You can take it back at any time.")


class Withdrawal(Agreement):
    given = False

    def thanks(self) -> str:
        return _("Your consent is withdrawn from today on. You can give it again at any time.")
