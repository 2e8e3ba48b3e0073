"""Signing in through a provider (OpenID Connect): the way there, the way back, and linking it to an account."""

from typing import Any, final

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import lazy
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.identity.models import ExternalIdentity
from athar.foundation.identity.oidc.errands import Return as Returned
from athar.foundation.identity.oidc.errands import new_errand
from athar.foundation.identity.oidc.provider import is_set_up, name_of
from athar.foundation.identity.oidc.tokens import Identity
from athar.foundation.identity.operations import (
    IdentityRefused,
    IdentityUnlinked,
    enter_by_identity,
    link_identity,
    prove_identity,
    unlink_identity,
    way_to_provider,
)
from athar.foundation.identity.queries import identities_of
from athar.foundation.people.models import Account
from athar.web.entrance import errands, sessions
from athar.web.entrance.landing import onward
from athar.web.entrance.views.base import DoorView, Guarded, Unshared, come_in, let_in
from athar.web.ui.network import network_of
from athar.web.ui.pages import Page
from athar.web.ui.recent import is_recent

PROVIDER = lazy(name_of, str)()


class ProviderPage(Page):
    """It is there where a provider is set up."""

    def elsewhere(self) -> HttpResponseBase | None:
        if not is_set_up():
            raise Http404
        return super().elsewhere()


@final
class SignIn(ProviderPage):
    """A link, not a form: the policy lets no form of ours lead to another site."""

    def elsewhere(self) -> HttpResponseBase | None:
        if led := super().elsewhere():
            return led
        if isinstance(self.request.user, Account):
            return redirect(onward(self.request, self.request.user, ""))
        return None

    def get(self, request: HttpRequest) -> HttpResponse:
        return leave(request, unless="entrance:sign-in")


@final
class LinkDeparture(ProviderPage, Unshared):
    def get(self, request: HttpRequest) -> HttpResponse:
        return leave(request, unless="entrance:security", account=self.account)


def leave(request: HttpRequest, *, unless: str, account: Account | None = None) -> HttpResponse:
    """
    To the provider.

    :param unless: the page that says why the provider cannot be reached.
    :param account: to which whoever comes back is to be linked; none, when they want to sign in.
    """
    errand = new_errand()
    try:
        address = way_to_provider(errand=errand, back=way_back())
    except IdentityRefused as refused:
        return say(request, refused, unless)
    errands.begin(
        request, errand, account=account, language=get_language() or settings.LANGUAGE_CODE, at=timezone.now()
    )
    response = redirect(address)
    add_never_cache_headers(response)
    return response


def way_back() -> str:
    """Our address to which the provider leads back: one alone, in no language, as it was registered there."""
    with override(settings.LANGUAGE_CODE):
        return f"{settings.ATHAR_BASE_URL}{reverse('entrance:provider-return')}"


def say(request: HttpRequest, refused: Refused, page: str) -> HttpResponse:
    for reason in refused.reasons:
        messages.warning(request, f"{reason.message} {reason.remedy}".strip())
    return redirect(page)


@final
class Return(ProviderPage):
    """The provider leads back here. In which language somebody left is remembered, for this address has none."""

    def get(self, request: HttpRequest) -> HttpResponse:
        way = errands.end(request, at=timezone.now())
        with override(way.language if way else get_language()):
            if way and way.account:
                return self._to_link(way)
            return self._to_sign_in(way)

    def _to_sign_in(self, way: errands.Way | None) -> HttpResponse:
        try:
            entered = enter_by_identity(**self._facts(way))
        except IdentityUnlinked as refused:
            linking = reverse("entrance:provider-link")
            return say(self.request, refused, f"{reverse('entrance:sign-in')}?{urlencode({'next': linking})}")
        except Refused as refused:
            return say(self.request, refused, "entrance:sign-in")
        target = self.request.session.pop(sessions.NEXT, "")
        fresh = is_recent(entered.proved_at)
        if entered.second:
            return let_in(self.request, entered.account, target=target, second=True, fresh=fresh)
        return come_in(self.request, entered.account, target=target, fresh=fresh)

    def _to_link(self, way: errands.Way) -> HttpResponse:
        """Whoever came back is shown before they are linked: another may have been signed in at the provider."""
        account = self.request.user
        if not isinstance(account, Account) or account.pk != way.account:
            return redirect("entrance:security")
        try:
            identity = prove_identity(**self._facts(way))
        except Refused as refused:
            return say(self.request, refused, "entrance:provider-link")
        errands.keep(self.request, identity, account=account, at=timezone.now())
        return redirect("entrance:provider-link")

    def _facts(self, way: errands.Way | None) -> dict[str, Any]:
        said = self.request.GET
        returned = Returned(
            state=said.get("state", ""),
            code=said.get("code", ""),
            issuer=said.get("iss", ""),
            error=said.get("error", ""),
        )
        return {
            "errand": way.errand if way else None, "returned": returned, "back": way_back(),
            "network": network_of(self.request), "at": timezone.now(),
        }  # fmt: skip


@final
class Link(ProviderPage, Unshared, DoorView):
    title = filled(_("Link your account to %(provider)s"), provider=PROVIDER)
    lead = _("Then you sign in through it, too, and need no password here.")
    submit = _("Link")
    refused_title = _("Nothing is linked yet")
    template_name = "entrance/provider_link.html"
    form_class = Form

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        identity = errands.take(self.request, account=self.account, at=self.now)
        if identity is None:
            raise IdentityRefused(
                Reason(
                    "late_link",
                    _("You have not come back from the provider yet, or too long ago."),
                    _("Go there once more."),
                )
            )
        link_identity(account=self.account, identity=identity, at=self.now)
        messages.success(self.request, _("Linked. From now on you can sign in through the provider, too."))
        return redirect("entrance:security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept: Identity | None = errands.kept(self.request, account=self.account, at=self.now)
        return super().get_context_data(identity=kept, provider=name_of(), **kwargs)


@final
class Unlinking(ProviderPage, Guarded, DoorView):
    title = _("Unlink a provider")
    lead = _("From then on it opens your account no more; what you are there stays as it is.")
    submit = _("Unlink")
    refused_title = _("It stays linked")
    template_name = "entrance/provider_unlinking.html"
    form_class = Form
    identity: ExternalIdentity

    def find(self) -> None:
        self.identity = get_object_or_404(identities_of(self.account), pk=self.kwargs["pk"])

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        unlink_identity(identity=self.identity, at=self.now)
        messages.success(self.request, _("The provider opens your account no more."))
        return redirect("entrance:security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(provider=name_of(self.identity.issuer), **kwargs)
