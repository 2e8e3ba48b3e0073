"""Templates of messages, of each organisation its own: listed, written with a real example, and withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Empty, Table
from athar.initiatives.volunteering.models import MessageTemplate
from athar.initiatives.volunteering.operations import keep_template, withdraw_template
from athar.initiatives.volunteering.templates_of import said_like
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.message_templates import MessageTemplateFilter, MessageTemplateForm
from athar.web.workspace.scope import bodies_writing, templates_open_to
from athar.web.workspace.shaping import message_templates as shaping
from athar.web.workspace.shaping.messages import all_names
from athar.web.workspace.views.base import WorkView


class List(WorkView):
    place = Place.OPPORTUNITIES

    def get(self, request: HttpRequest) -> HttpResponse:
        form, writing = MessageTemplateFilter(request.GET), self.may(Act.WRITE_TO_VOLUNTEERS)
        rows = templates_open_to(self.viewer).select_related("organisation", "by")
        title = _("No template yet")
        text = _("A template saves writing the same message again: who writes to volunteers starts from it.")
        new = (_("Write a template"), reverse("workspace:message-template-new")) if writing else ()
        return self.page(
            "workspace/volunteering/message_templates.html",
            form=form,
            writing=writing,
            came_along=shaping.came_along(),
            table=Table(
                name="templates",
                caption=_("Templates of messages"),
                columns=shaping.columns(writing=writing),
                rows=said_like(rows, form.chosen().get("q", "")),
                query=request.GET,
                fields=form.fields,
                empty=Empty(title, text, *new),
            ),
        )


class TemplateView(WorkView):
    """A form that is first looked at with an example, then kept."""

    place = Place.OPPORTUNITIES
    act = Act.WRITE_TO_VOLUNTEERS
    form_only = True

    def bodies(self) -> Any:
        return bodies_writing(self.viewer, to=self.act)

    def sent(self, form: MessageTemplateForm) -> HttpResponse:
        if not form.is_valid():
            return self.asked(form, status=422)
        if self.request.POST.get("step") == "preview":
            return self.asked(form, preview=self.preview(form))
        try:
            keep_template(**form.said(), by=self.person, at=self.now)
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons, preview=self.preview(form))
        messages.success(self.request, _("The template is kept. Messages can start from it."))
        return HttpResponseRedirect(reverse("workspace:message-templates"))

    def preview(self, form: MessageTemplateForm) -> dict[str, Any] | None:
        said = form.said()
        return shaping.shown_with(said["organisation"], said["texts"], self.person, at=self.now)

    def asked(self, form: MessageTemplateForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/volunteering/message_template.html",
            status=status,
            form=form,
            kept=form.template,
            names=all_names(),
            **more,
        )


class New(TemplateView):
    """From nothing, or ``?from=`` one that came along."""

    def get(self, request: HttpRequest) -> HttpResponse:
        first = {"organisation": self.person.organisation_id} | shaping.first_values(
            request.GET.get("from", "")
        )
        return self.asked(MessageTemplateForm(bodies=self.bodies(), initial=first))

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.sent(MessageTemplateForm(request.POST, bodies=self.bodies()))


class One(TemplateView):
    """Shown with an example; written anew, or withdrawn."""

    def template(self, pk: int) -> MessageTemplate:
        rows = templates_open_to(self.viewer, to=self.acting).select_related("organisation")
        return get_object_or_404(rows, pk=pk)

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        template = self.template(pk)
        first = {name: getattr(template, name) for name in ("name_ar", "name_en", "text_ar", "text_en")}
        form = MessageTemplateForm(bodies=self.bodies(), template=template, initial=first)
        texts = (template.text_ar, template.text_en)
        preview = shaping.shown_with(template.organisation, texts, self.person, at=self.now)
        return self.asked(form, preview=preview)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        template = self.template(pk)
        if "withdraw" in request.POST:
            withdraw_template(template=template, by=self.person, at=self.now)
            messages.success(
                request, _("It is withdrawn: nobody starts from it any more. What was sent stays.")
            )
            return HttpResponseRedirect(reverse("workspace:message-templates"))
        return self.sent(MessageTemplateForm(request.POST, bodies=self.bodies(), template=template))
