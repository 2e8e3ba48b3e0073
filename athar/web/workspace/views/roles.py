"""What each role may do: the built-in ones as the tables say, the association's own as an administrator draws them."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.drawing import change_role, draw_role, end_custom_role
from athar.foundation.people.looking import begin_look
from athar.foundation.people.models import CustomRole
from athar.foundation.people.queries import INSIDE, custom_roles, holders_of_roles
from athar.web.ui.looking import remember
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.accounts import WhyForm
from athar.web.workspace.forms.roles import DrawingForm, NewRoleForm, drawn_like
from athar.web.workspace.places import LABELS
from athar.web.workspace.trying import LIMITS, codes, roles_alone, tried
from athar.web.workspace.views.base import WorkView

BUILT_IN = [role for role in Role if role in INSIDE]


class List(WorkView):
    place = Place.ROLES

    def get(self, _request: HttpRequest) -> HttpResponse:
        held = holders_of_roles(at=self.now)
        return self.page(
            "workspace/roles/list.html",
            heading=LABELS[self.place],
            built_in=[(role, held.get(role.value, 0)) for role in BUILT_IN],
            drawn=list(custom_roles(at=self.now)),
        )


class RoleView(WorkView):
    place = Place.ROLES

    def custom(self, code: str) -> Any:
        found = custom_roles(at=self.now).filter(code=code).first()
        if found is None:
            raise Http404
        return found

    def role(self, code: str) -> Role | CustomRole:
        """A role by its code. Those outside the workspace have nothing here to show."""
        return Role(code) if code in BUILT_IN else self.custom(code)

    def to(self, code: str) -> HttpResponse:
        return HttpResponseRedirect(reverse("workspace:role", args=[code]))


class Detail(RoleView):
    """What it sees and does, who drew it and why, and every address tried with it."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        role = self.role(code)
        drawn = role if isinstance(role, CustomRole) else None
        return self.page(
            "workspace/roles/detail.html",
            role=role,
            name=str(drawn or Role(code).label),
            code=code,
            drawn=drawn,
            holders=drawn.holders if drawn else holders_of_roles(at=self.now).get(code, 0),  # type: ignore[attr-defined]
            tried=tried(roles_alone(role)),
            versions=versions_of(drawn) if drawn else [],
        )


def versions_of(role: CustomRole) -> list[dict[str, Any]]:
    """Every version, the newest first, as ``timeline`` shows them; the end is the last."""
    rows = (
        apps.get_model("people.CustomRoleEvent")
        .objects.filter(pgh_obj_id=role.pk)
        .select_related("changed_by")
    )
    return [
        {
            "when": row.changed_at, "who": row.changed_by.called, "note": row.reason, "tone": "bad" if row.ended_at else "good",
            "what": _("Ended") if row.ended_at else _("Version %(number)s: sees %(places)s; does %(acts)s") % {
                "number": row.version, "places": listed(row.places), "acts": listed(row.acts),
            },
        }
        for row in rows.order_by("-pgh_id")
    ]  # fmt: skip


def listed(values: list[str]) -> str:
    return _(", ").join(str(text) for text in codes(values)) or _("nothing")


class New(RoleView):
    """Draw a role; ``?like=`` names one to copy."""

    act = Act.DRAW_ROLES
    form_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        like = request.GET.get("like", "")
        return self.asked(NewRoleForm(initial=drawn_like(self.role(like)) if like else {}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewRoleForm(request.POST)
        if not form.is_valid():
            return self.asked(form, status=422)
        said = form.cleaned_data
        try:
            draw_role(
                code=said["code"], drawing=form.drawing(), limits=LIMITS, by=self.person, at=self.now, reason=said["reason"]
            )  # fmt: skip
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("The role is drawn. Try it below, then give it under Accounts and roles.")
        )
        return self.to(said["code"])

    def asked(self, form: NewRoleForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/roles/drawing.html", status=status, form=form, **more)


class Change(RoleView):
    act = Act.DRAW_ROLES
    form_only = True

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        role = self.custom(code)
        return self.asked(role, DrawingForm(initial=drawn_like(role)))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        role, form = self.custom(code), DrawingForm(request.POST)
        if not form.is_valid():
            return self.asked(role, form, status=422)
        try:
            change_role(
                role=role, drawing=form.drawing(), limits=LIMITS, by=self.person, at=self.now, reason=form.cleaned_data["reason"]
            )  # fmt: skip
        except Refused as refused:
            return self.asked(role, form, status=409, refusals=refused.reasons)
        messages.success(request, _("The new version holds at once for everybody who has the role."))
        return self.to(code)

    def asked(self, role: CustomRole, form: DrawingForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/roles/drawing.html", status=status, form=form, role=role, **more)


class Ending(RoleView):
    act = Act.DRAW_ROLES
    form_only = True

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        return self.asked(self.custom(code), WhyForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        role, form = self.custom(code), WhyForm(request.POST)
        if not form.is_valid():
            return self.asked(role, form, status=422)
        try:
            end_custom_role(role=role, by=self.person, at=self.now, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return self.asked(role, form, status=409, refusals=refused.reasons)
        messages.success(request, _("The role is ended, for everybody who held it."))
        return self.to(code)

    def asked(self, role: CustomRole, form: WhyForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/roles/ending.html", status=status, form=form, role=role, **more)


class Looking(RoleView):
    """See the site as this role does, from the next page on; read, it leads back to the role."""

    act = Act.LOOK_AS

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        self.role(code)
        return self.to(code)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        try:
            look = begin_look(role=self.role(code), by=self.person, at=self.now)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, f"{reason.message} {reason.remedy}")
            return self.to(code)
        remember(request, look)
        return HttpResponseRedirect(reverse("workspace:home"))
