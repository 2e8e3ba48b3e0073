"""Where somebody goes who just came in."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from athar.foundation.identity.queries import has_second_proof
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.queries import roles_of, works_inside
from athar.foundation.preferences.queries import reading_of

OWN_JOURNEY = frozenset({Role.VOLUNTEER, Role.GUARDIAN})


def landing(account: Account) -> str:
    """The first place that has something for them: the workspace, their own journey, or what everybody reads."""
    roles = roles_of(account, at=timezone.now())
    if works_inside(roles):
        return reverse("workspace:home")
    if OWN_JOURNEY & roles:
        return _portal()
    return reverse("site:home")


def second_proof_page(account: Account) -> str:
    """Where the holder of an account gives a second proof, or sets one up."""
    return reverse("entrance:proof" if has_second_proof(account) else "entrance:code-app")


def onward(request: HttpRequest, account: Account, target: str) -> str:
    """Where they wanted to go, if that is a page of this site; else where they land."""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else landing(account)


def chosen_language(account: Account) -> str:
    """The language the holder of an account has chosen to read; empty when they never chose."""
    kept = reading_of(Account.objects.select_related("preference").get(pk=account.pk))
    return kept.language if kept else ""


def _portal() -> str:
    # An association may run without the faces of volunteers; then everybody starts at home.
    try:
        return reverse("portal:home")
    except NoReverseMatch:
        return reverse("site:home")
