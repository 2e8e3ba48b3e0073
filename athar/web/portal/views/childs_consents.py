"""What a guardian allows for a child, purpose by purpose."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.foundation.admissions.operations import set_consent_for_child
from athar.foundation.core.refusals import Refused
from athar.foundation.people.choices import Purpose
from athar.foundation.privacy import queries
from athar.foundation.privacy.consents import standing
from athar.web.portal.views.children import ChildView


class Consents(ChildView):
    def get(self, _request: HttpRequest, child: int) -> HttpResponse:
        found = self.child(child)
        events = list(queries.consent_events(self.rows(found)))
        return self.page(
            "portal/child_consents.html",
            subject=found,
            standing=standing(events, on=self.today),
            events=events[::-1],
        )


class Agreement(ChildView):
    """Consent given for a child; ``given`` is what a POST says."""

    given = True

    def get(self, _request: HttpRequest, child: int, purpose: Purpose) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("child-consents", child=self.child(child).pk)

    def post(self, request: HttpRequest, child: int, purpose: Purpose) -> HttpResponse:
        found = self.child(child)
        try:
            changed = set_consent_for_child(
                child=found, purpose=purpose, given=self.given, by=self.person, at=self.now
            )
        except Refused as error:
            self.refused(error)
        else:
            if changed:
                messages.success(request, self.thanks())
        return self.back("child-consents", child=found.pk)

    def thanks(self) -> str:
        return _("Your consent for the child is recorded. You can take it back at any time.")


class Withdrawal(Agreement):
    given = False

    def thanks(self) -> str:
        return _("Your consent for the child is withdrawn from today on. You can give it again at any time.")
