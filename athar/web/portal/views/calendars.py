"""My shifts in my calendar: a secret address at which it reads them, without signing in, until I end it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from athar.foundation.gate.calendars import account_at, end_calendar_address, make_calendar_address
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.queries import seats_told_of
from athar.web.portal.views.shifts import Shifts
from athar.web.ui.calendars import as_answer, as_calendar, occasion


class Address(Shifts):
    """Makes the address. It stands in the answer, and nowhere afterwards; read, it leads back to the shifts."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("shifts")

    def post(self, _request: HttpRequest) -> HttpResponse:
        secret = make_calendar_address(account=self.person.account, at=self.now)
        address = settings.ATHAR_BASE_URL + reverse("portal:calendar", args=[secret])
        answer = self.shown(status=201, secret_address=address)
        answer["Cache-Control"] = "no-store"
        return answer


class Ending(Shifts):
    """Ends the address."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("shifts")

    def post(self, request: HttpRequest) -> HttpResponse:
        if end_calendar_address(account=self.person.account, at=self.now):
            messages.success(request, _("The address is ended. Calendars read nothing there any more."))
        return self.back("shifts")


class Feed(View):
    """Shifts to come and of late, those that were cancelled among them. No name stands in it."""

    def get(self, _request: HttpRequest, secret: str) -> HttpResponse:
        now = timezone.now()
        account = account_at(secret, at=now)
        if account is None:
            raise Http404
        people = rows_of_human(account.person, at=now)
        shifts = [
            occasion(seat.session, url=reverse("portal:seat", args=[seat.pk]))
            for seat in seats_told_of(people, at=now)
        ]
        answer = as_answer(as_calendar(shifts, name=_("My shifts"), made_at=now), "shifts")
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex"
        return answer
