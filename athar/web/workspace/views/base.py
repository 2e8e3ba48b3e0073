"""What every page of the workspace shares: who may open it, and the rail beside it."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View

from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import narrow_of
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import rows_of_human
from athar.web.ui.viewer import Viewer, viewer
from athar.web.workspace.access import DOES, SEES, Act, Place, may_do, may_enter, may_see
from athar.web.workspace.counts import waiting
from athar.web.workspace.places import LABELS, rail, role_label

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class WorkView(View):
    """
    A page of one place. ``act`` is what its POST does; ``form_only``: reading it makes sense only to those who may.

    A visitor is sent to sign in; whoever has no work here, or not this, is told whom to ask.
    """

    place: ClassVar[Place]
    act: ClassVar[Act | None] = None
    form_only: ClassVar[bool] = False

    viewer: Viewer
    person: Person
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.viewer, self.now = viewer(request), timezone.now()
        if self.viewer.person is None or not may_enter(self.viewer.roles):
            narrow = bool(narrow_of(self.viewer.roles))
            return render(request, "workspace/closed.html", {"narrow": narrow}, status=403)
        self.person = self.viewer.person
        if not self.is_open(request.method or "GET"):
            return self.refused()
        return super().dispatch(request, *args, **kwargs)

    def is_open(self, method: str) -> bool:
        if not may_see(self.viewer.roles, self.place):
            return False
        asks_to_act = self.form_only or method not in READING
        return not (asks_to_act and self.act) or self.may(self.act)

    def may(self, act: Act) -> bool:
        return may_do(self.viewer.roles, act)

    @property
    def acting(self) -> Act | None:
        """What is done to what the address names: what is looked up may be narrower for that than for reading."""
        return None if self.request.method in READING else self.act

    @cached_property
    def own_rows(self) -> set[int]:
        """Keys of every row that is the viewer by somebody's decision."""
        return set(rows_of_human(self.person, at=self.now))

    def refused(self) -> HttpResponse:
        sees = may_see(self.viewer.roles, self.place)
        roles = DOES[self.act] if sees and self.act else SEES[self.place]
        named = [role.label for role in Role if role in roles]
        return self.page(
            "workspace/not_yours.html", status=403, astray=True, label=LABELS[self.place], roles=named, sees=sees,
            narrow=bool(narrow_of(self.viewer.roles)),
        )  # fmt: skip

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """The template in the frame of the workspace; for htmx, ``fragment`` in the context names the part to send."""
        fragment = context.pop("fragment", "")
        if fragment and status == HTTPStatus.OK and self.request.headers.get("HX-Request") == "true":
            return render(self.request, f"{template}#{fragment}", context | {"viewer": self.viewer})
        return render(self.request, template, context | self.frame(), status=status)

    def frame(self) -> dict[str, Any]:
        counts = self.counts()
        return {
            "places": rail(self.viewer, self.place, counts),
            "role_label": role_label(self.viewer),
            "viewer": self.viewer,
            "may": {act.value: self.may(act) for act in Act},
        }

    def counts(self) -> dict[Place, int]:
        return waiting(self.viewer)
