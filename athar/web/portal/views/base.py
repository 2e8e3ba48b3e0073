"""What every page of a person's own shares: who it is, and the ways between the pages."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View

from athar.foundation.admissions.models import Registration
from athar.foundation.admissions.queries import children_spoken_for, links_of_guardian
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Refused, in_one_line
from athar.foundation.gate.key_rules import PERSONAL, open_to
from athar.foundation.people.models import Person
from athar.foundation.privacy import queries
from athar.web.ui.viewer import Viewer, viewer

WAYS = [
    ("home", _("What is next"), "sparkles"),
    ("shifts", _("My shifts"), "calendar-check"),
    ("hours", _("My hours"), "clock"),
    ("consents", _("My consents"), "check-check"),
    ("data", _("My data"), "shield-check"),
    ("qualifications", _("What I can do"), "badge-check"),
    ("passport", _("My passport"), "book-user"),
]
NOTICES = ("notices", _("What I was told"), "bell")  # the bell in the head of every page leads there
ROLES = ("roles", _("My roles"), "key-round")
GUARDIANS = ("guardians", _("My guardian"), "user-check")
PROGRAMS = ("programs", _("Programs"), "plug")
ORGANISATIONS = ("organisations", _("My organisations"), "building-2")
CHILDREN = ("children", _("My children"), "users")


class OwnView(View):
    """A page of whoever is signed in; ``way`` is the one of the ways it belongs to."""

    way = "home"

    viewer: Viewer
    person: Person
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.viewer, self.now = viewer(request), timezone.now()
        if self.viewer.person is None:
            raise Http404
        self.person = self.viewer.person
        return super().dispatch(request, *args, **kwargs)

    @property
    def today(self) -> date:
        return riyadh_day(self.now)

    @cached_property
    def people(self) -> list[int]:
        """The rows that are this human."""
        return queries.rows_of_human(self.person, at=self.now)

    @cached_property
    def children(self) -> list[Person]:
        return list(children_spoken_for(self.people, at=self.now))

    @cached_property
    def claims_wait(self) -> bool:
        """Whether somebody says to be a guardian and staff have not looked yet."""
        return links_of_guardian(self.people).filter(since=None, until=None).exists()

    @cached_property
    def registers(self) -> bool:
        """Whether they registered an organisation."""
        return Registration.objects.filter(applicant__in=self.people).exists()

    @property
    def is_minor(self) -> bool:
        return queries.is_minor(self.person, on=self.today)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        frame = {"ways": self._ways(), "person": self.person}
        return render(self.request, template, frame | context, status=status)

    def refused(self, error: Refused) -> None:
        for reason in error.reasons:
            messages.error(self.request, in_one_line(reason))

    def back(self, name: str, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse(f"portal:{name}", kwargs=kwargs))

    def _ways(self) -> list[dict[str, Any]]:
        ways = [*WAYS]
        if self.viewer.may_enter_workspace:
            ways.append(ROLES)
        if self.way == "programs" or set(open_to(self.viewer.roles)) - PERSONAL:
            ways.append(PROGRAMS)
        if self.is_minor:
            ways.append(GUARDIANS)
        elif self.children or self.claims_wait:
            ways.append(CHILDREN)
        if self.way == "organisations" or self.registers:
            ways.append(ORGANISATIONS)
        return [
            {"label": label, "url": reverse(f"portal:{name}"), "icon": icon, "current": name == self.way}
            for name, label, icon in ways
        ]
