"""
Attendance at the door by phone: a page that works without a network, the list it is given, its key, and what it sends.

The page itself is the same for everybody and knows nobody, so that a device may keep it. A sending proves by its signature
whose phone it comes from; whether that person is in charge is asked when it arrives, whether or not they are still signed in.
"""

import base64
import json
from binascii import Error as NotBase64
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import Device, Session
from athar.engine.journeys.operations import AttendanceRefused, receive, register_device
from athar.engine.journeys.sendings import NotASending, is_signed, read_sending
from athar.foundation.core.refusals import in_one_line
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.foundation.people.holdings import Roles
from athar.foundation.people.queries import as_roles
from athar.initiatives.volunteering.models import Opportunity
from athar.web.ui.viewer import Viewer, accounts
from athar.web.workspace.access import Act, Place
from athar.web.workspace.scope import may_with_opportunity, volunteer_name
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.views.opportunity_texts import ShiftView

LARGEST = 256 * 1024  # bytes of a sending


class Scanner(View):
    """Rendered without the request: there is nothing of whoever asks that could get in."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        context = {
            "language": language, "direction": "rtl" if language == "ar" else "ltr", "home": address("workspace/"),
            "lists": address("workspace/opportunities/{opportunity}/shifts/{shift}/list.json"),
        }  # fmt: skip
        answer = HttpResponse(render_to_string("workspace/scanner.html", context))
        # The one page that may ask for the camera.
        answer["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
        return answer


class ScannerList(ShiftView):
    """
    Whom a phone needs to know to take attendance of a shift: names, seats, and how each stands now.

    It says whose list it is and which keys are theirs, so that a phone which others used before makes a key of its own for them.
    """

    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        seated = [one for one in attendance_of(session) if one.seat and one.person.pk != self.person.pk]
        return JsonResponse({
            "shift": {
                "session": session.pk, "opportunity": pk, "name": f"{session.edition} · {session}",
                "starts_at": session.starts_at, "ends_at": session.ends_at,
                "owner": {"person": self.person.pk, "name": self.person.called},
                "seats": [_seat(one, volunteer_name(one.person, self.viewer, self.opportunity)) for one in seated],
            },
            "keys": [base64.b64encode(device.key).decode() for device in self.person.devices.all()],
            "devices": reverse("workspace:scanner-devices"), "csrf": get_token(request), "name": _named(request),
        })  # fmt: skip


class ScannerDevices(WorkView):
    """Registers a phone's key; from then on what it signs counts as its owner's."""

    place = Place.OPPORTUNITIES
    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return redirect("workspace:scanner")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            told = json.loads(request.body)
            key, name = base64.b64decode(told["key"], validate=True), str(told.get("name", ""))
        except (ValueError, KeyError, TypeError, AttributeError, NotBase64):
            return _refusal(_("This is no key for a phone."), status=400)
        try:
            device = register_device(person=self.person, name=name, key=key, at=self.now)
        except AttendanceRefused as refused:
            return _refusal(in_one_line(refused.reasons[0]), status=409)
        return JsonResponse(
            {"device": device.pk, "sendings": reverse("workspace:scanner-sendings")}, status=201
        )


@method_decorator(csrf_exempt, name="dispatch")  # signed by the phone's own key, which no other site holds
class ScannerSendings(View):
    """Takes what a phone marked. Whoever's sign-in is over after a day at the door still gets it in: the signature says who it is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            return _refusal(_("This is more than a phone sends at once."), status=413)
        body, now = request.body, timezone.now()
        try:
            sent = read_sending(body)
        except NotASending as fault:
            return _refusal(_("This sending cannot be read: %(fault)s") % {"fault": fault}, status=400)
        device = Device.objects.filter(pk=sent.device).first()
        if device is None or not is_signed(
            body, request.headers.get("X-Athar-Signature", ""), key=bytes(device.key)
        ):
            return _refusal(
                _("This phone is not known here. Open the shift in the workspace again."), status=403
            )
        received = receive(
            device=device, sent_at=sent.sent_at, marks=sent.marks, may=InCharge(device.person_id), at=now
        )
        refused = {str(nonce): in_one_line(reason) for nonce, reason in received.refused.items()}
        return JsonResponse({"new": received.new, "known": received.known, "refused": refused})


class InCharge:
    """Whether a person may take attendance of a session, by the roles they hold now; their account is asked for once."""

    def __init__(self, person: int) -> None:
        account: Any = accounts().filter(person=person, is_active=True).select_related("person").first()
        roles = as_roles(account.held) if account else Roles()
        self.viewer = Viewer(account.person if account else None, roles)

    def __call__(self, session: Session) -> bool:
        opportunity = (
            Opportunity.objects.filter(edition=session.edition_id).select_related("edition__initiative", "organisation").first()
        )  # fmt: skip
        return opportunity is not None and may_with_opportunity(self.viewer, Act.TAKE_ATTENDANCE, opportunity)


def _seat(one: Attendance, name: str) -> dict[str, Any]:
    """As the list says it: ``came`` and ``left`` are moments, or null. What is in doubt stands as it was marked."""
    open_since, stretches = one.marked.open_since, one.stretches
    is_here = open_since is not None and one.said is None
    return {
        "seat": one.seat.pk if one.seat else None, "name": name,
        "came": open_since if is_here else stretches[0].begin if stretches else None,
        "left": None if is_here or not stretches else stretches[-1].end,
    }  # fmt: skip


def _named(request: HttpRequest) -> str:
    """What a phone is called in the list of phones: its browser, as far as that says it."""
    return (request.headers.get("Sec-CH-UA-Platform", "").strip('"') or _("Phone"))[:80]


def _refusal(message: str, *, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
