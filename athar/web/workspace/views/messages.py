"""Messages to some of an opportunity or of one of its shifts: written, looked at before they go, sent, and kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.tables import Empty, Table
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.choices import Selection
from athar.initiatives.volunteering.models import Message as Sent
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import send_message
from athar.initiatives.volunteering.selecting import (
    messages_of,
    outcomes_of,
    reach_of,
    selected,
)
from athar.initiatives.volunteering.templates_of import templates_to_start_from
from athar.web.workspace.access import Act
from athar.web.workspace.forms.messages import MessageFilter, MessageForm, TemplateForm
from athar.web.workspace.looks import sign_in, token_of
from athar.web.workspace.shaping import messages as shaping
from athar.web.workspace.views.opportunities import OpportunityView
from athar.web.workspace.words import language

LONG = 16  # digits; no number of ours has as many
NOT_AS_SHOWN = Reason(
    "not_as_shown",
    gettext_lazy("To whom it goes or what it says is not as it was shown."),
    gettext_lazy("Below it stands as it is now. Look at it again, then send it."),
)


class Messages(OpportunityView):
    """What was sent, the newest first, searched by its words."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), MessageFilter(self.request.GET)
        writing = self.may_here(Act.WRITE_TO_VOLUNTEERS, opportunity)
        new = reverse("workspace:message-new", args=[opportunity.pk])
        title, text = _("Nothing was sent yet"), _("A message goes to a selection, such as who is missing; each reads it in their language, and it is kept here.")  # fmt: skip
        return self.page(
            "workspace/volunteering/messages.html",
            opportunity=opportunity,
            form=form,
            writing=writing,
            table=Table(
                name="messages",
                caption=_("Messages"),
                columns=shaping.MESSAGES,
                rows=messages_of(opportunity, words=form.chosen().get("q", "")),
                query=self.request.GET,
                fields=form.fields,
                empty=Empty(title, text, _("Write a message"), new) if writing else Empty(title, text),
            ),
        )


class New(OpportunityView):
    """Written from a template or none; first looked at with how many it reaches, then sent as it was shown, and once."""

    act = Act.WRITE_TO_VOLUNTEERS
    form_only = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        session = self.session(opportunity)
        asked = request.GET.get("to", "")
        starting = self.templates(opportunity, session)
        chosen = {"selection": asked if asked in Selection.values else Selection.COMING}
        form = MessageForm(session=session, initial=chosen | starting.texts())
        return self.asked(opportunity, session, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        session = self.session(opportunity)
        form = MessageForm(request.POST, session=session)
        if not form.is_valid():
            return self.asked(opportunity, session, form, status=422)
        if request.POST.get("step") != "send":
            return self.shown(opportunity, session, form)
        look = sign_in(request.POST.get("look", ""), self.what(opportunity, session, form))
        if not look:
            return self.shown(opportunity, session, form, status=409, refusals=[NOT_AS_SHOWN])
        try:
            sent = send_message(
                opportunity=opportunity,
                session=session,
                **form.said(),
                by=self.person,
                at=self.now,
                look=look,
            )
        except Refused as refused:
            return self.shown(opportunity, session, form, status=409, refusals=refused.reasons)
        return HttpResponseRedirect(reverse("workspace:message", args=[opportunity.pk, sent.pk]))

    def session(self, opportunity: Opportunity) -> Session | None:
        """The shift it is about, where the address names one."""
        key = self.request.GET.get("shift", "")
        if not key:
            return None
        if not (key.isascii() and key.isdigit() and len(key) < LONG):
            raise Http404
        return get_object_or_404(managing.shifts_with_numbers(opportunity), pk=int(key))

    def templates(self, opportunity: Opportunity, session: Session | None) -> TemplateForm:
        own = templates_to_start_from(opportunity, session)
        return TemplateForm(self.request.GET, session=session, language=language(), own=own)

    def preview(self, opportunity: Opportunity, session: Session | None, form: MessageForm) -> dict[str, Any]:
        said = form.said()
        people = selected(opportunity, said["selection"], at=self.now, session=session)
        draft = Sent(
            opportunity=opportunity, session=session, text_ar=said["texts"]["ar"], text_en=said["texts"]["en"]
        )
        return shaping.preview(reach_of(people, at=self.now), draft, self.person)

    def what(self, opportunity: Opportunity, session: Session | None, form: MessageForm) -> list[Any]:
        """All of a message that may not change between the look at it and its sending."""
        said = form.said()
        about = [self.person.pk, opportunity.pk, session.pk if session else 0]
        return [*about, said["selection"].value, said["texts"]["ar"], said["texts"]["en"]]

    def shown(
        self, opportunity: Opportunity, session: Session | None, form: MessageForm, **more: Any
    ) -> HttpResponse:
        look = token_of(self.what(opportunity, session, form))
        preview = self.preview(opportunity, session, form)
        return self.asked(opportunity, session, form, preview=preview, look=look, **more)

    def asked(
        self, opportunity: Opportunity, session: Session | None, form: MessageForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:  # fmt: skip
        return self.page(
            "workspace/volunteering/message_new.html",
            status=status,
            opportunity=opportunity,
            session=session,
            form=form,
            templates=self.templates(opportunity, session),
            kept={name: self.request.GET[name] for name in ("shift", "to") if name in self.request.GET},
            query=self.request.GET.urlencode(),
            names=shaping.names(session),
            **more,
        )


class Message(OpportunityView):
    """One, with how far it is delivered and what became of it; while it goes out the page asks again and again."""

    def get(self, _request: HttpRequest, pk: int, message: int) -> HttpResponse:
        opportunity = self.found(pk)
        sent = get_object_or_404(messages_of(opportunity), pk=message)
        outcomes = outcomes_of(sent)
        return self.page(
            "workspace/volunteering/message.html",
            fragment="standing",
            opportunity=opportunity,
            message=sent,
            moving=sent.finished_at is None,
            many=sum(outcomes.values()),
            done=sum(outcomes.values()) - sent.waiting,  # type: ignore[attr-defined]
            outcomes=[(outcome.label, number) for outcome, number in outcomes.items()],
            copies=shaping.copies(sent),
            texts=[(code, text) for code, text in (("ar", sent.text_ar), ("en", sent.text_en)) if text],
        )
