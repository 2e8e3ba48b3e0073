"""What I was told: the list, what I have read, how I want to be told, and the link that stops letters."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from athar.foundation.core.telling import kinds
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.foundation.notices import operations
from athar.foundation.notices.models import Notice
from athar.foundation.notices.queries import hours_of, notices_of, offered
from athar.foundation.people.holdings import Roles
from athar.foundation.people.models import Person
from athar.foundation.people.queries import as_roles
from athar.web.portal.forms_notices import NoticeFilter, TellingForm
from athar.web.portal.views.base import OwnView
from athar.web.ui.doors import may_be_read
from athar.web.ui.viewer import account_of

SIZE = 25
JUST_READ = "notices_just_read"  # in the session: the moment at which all were marked, for undoing it


class NoticeView(OwnView):
    way = "notices"

    @property
    def held(self) -> Roles:
        """The roles in force, also of somebody who gave a first proof alone: the page itself asks for the second."""
        return as_roles(account_of(self.request).held)


class List(NoticeView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = NoticeFilter(request.GET or None, inside=self.viewer.may_enter_workspace)
        page = Paginator(form.narrow(notices_of(self.person)), SIZE).get_page(request.GET.get("page"))
        return self.page(
            "portal/notices.html",
            form=form,
            page=page,
            rows=[(notice, leads_to(notice, self.held)) for notice in page],
            just_read=request.session.pop(JUST_READ, None),
        )


class Opening(NoticeView):
    """Where a notice leads; whoever follows it has read it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(notices_of(self.person), pk=pk)
        operations.mark(notice=notice, read=True, at=self.now)
        if there := leads_to(notice, self.held):
            return redirect(there)
        # A letter that tells it may be older than the end of a role.
        messages.info(request, _("Its page belongs to a role you do not hold any more."))
        return self.back("notices")


class Reading(OwnView):
    """Whether I have read one notice: ``read`` is yes or no."""

    way = "notices"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(notices_of(self.person), pk=pk)
        return self.back("notices")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(notices_of(self.person), pk=pk)
        operations.mark(notice=notice, read=request.POST.get("read") != "no", at=self.now)
        return self.back("notices")


class AllRead(OwnView):
    """All marked as read; ``undo`` takes that back, by the moment at which it happened."""

    way = "notices"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("notices")

    def post(self, request: HttpRequest) -> HttpResponse:
        if moment := _moment(request.POST.get("undo", "")):
            operations.unread_again(person=self.person, at=moment)
        elif operations.mark_all_read(person=self.person, at=self.now):
            request.session[JUST_READ] = self.now.isoformat()
        return self.back("notices")


class Preferences(OwnView):
    way = "notices"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page("portal/notice_preferences.html", form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page("portal/notice_preferences.html", form=form, status=400)
        operations.choose(person=self.person, ways=form.ways, hours=form.hours)
        messages.success(request, _("From now on you are told this way."))
        return self.back("notice-preferences")

    def _form(self, data: object = None) -> TellingForm:
        ways = offered(self.person, inside=self.viewer.may_enter_workspace)
        return TellingForm(data, offered=ways, hours=hours_of(self.person))


@method_decorator(csrf_exempt, name="dispatch")  # programs for mail send it for their reader (RFC 8058)
class Unsubscription(View):
    """
    No more letters of some kinds, for whoever holds the link that was sent with one. Reading it changes nothing.

    ``again`` takes it back.
    """

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(request, token, "asked")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        person, codes = self._read(token)
        if "again" in request.POST:
            operations.start_letters(person=person, codes=codes)
            return self._page(request, token, "again")
        operations.stop_letters(person=person, codes=codes)
        return self._page(request, token, "stopped")

    def _read(self, token: str) -> tuple[Person, list[str]]:
        found = operations.read_link(token)
        if found is None:
            raise Http404
        return found

    def _page(self, request: HttpRequest, token: str, state: str) -> HttpResponse:
        _person, codes = self._read(token)
        labels = [kinds()[code].label for code in codes]
        return render(request, "portal/unsubscription.html", {"state": state, "labels": labels})


def leads_to(notice: Notice, held: Roles) -> str:
    """The address a notice leads to; empty where no role of its reader opens it any more."""
    there = address(notice.path)
    return there if may_be_read(resolve(urlsplit(there).path).view_name, held) else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None
