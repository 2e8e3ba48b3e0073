"""What the link of a minor opens: somebody says that they are the guardian, signed in as themselves."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Relation
from athar.foundation.admissions.models import GuardianInvitation
from athar.foundation.admissions.operations import claim_child, opened
from athar.foundation.identity.choices import Channel
from athar.foundation.people.models import Account
from athar.web.entrance.forms_joining import ClaimForm
from athar.web.entrance.views import links
from athar.web.entrance.views.links import AccountByLink, BehindLink, Link

LINK = Link(
    kept="guardianship",
    page="entrance:guardianship",
    rows=lambda: GuardianInvitation.objects.select_related("child"),
    still=opened,
)


@final
class Opening(links.Opening):
    link = LINK


@final
class Claim(BehindLink):
    """A guardian answers three questions."""

    link = LINK
    title = _("Are you this child’s guardian?")
    submit = _("I am the guardian")
    refused_title = _("You are not linked to the child")
    template_name = "entrance/guardianship.html"
    form_class = ClaimForm
    invitation: GuardianInvitation

    def act(self, form: Form) -> HttpResponse:
        account = self.request.user
        assert isinstance(account, Account)  # noqa: S101 -- visitors are led away before
        data = form.cleaned_data
        link = claim_child(
            invitation=self.invitation, guardian=account.person, relation=Relation(data["relation"]),
            birth_date=data["birth_date"], evidence=data["evidence"], network=self.network, at=self.now,
        )  # fmt: skip
        self.request.session.pop(LINK.kept, None)
        messages.success(self.request, THANKS_WAITING if link.waits else THANKS)
        return HttpResponseRedirect(reverse("portal:children"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            child=self.invitation.child.called.split()[0], signed_in=isinstance(self.request.user, Account),
            by_mail=self.invitation.channel == Channel.EMAIL, **kwargs,
        )  # fmt: skip


@final
class Registration(AccountByLink):
    link = LINK

    def proven(self, invitation: GuardianInvitation) -> tuple[str, str]:
        return invitation.channel, invitation.address


THANKS = _("You are linked to your child. Say now what the child’s data may be used for.")
THANKS_WAITING = _("Thank you. Staff compare your answers now; you are written to when it is decided.")
