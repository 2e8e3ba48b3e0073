"""Certificates of one's own hours: made, taken to paper, taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.engine.credentials.models import HoursCertificate
from athar.engine.credentials.operations import CertificateRefused, end_certificate, issue_certificate
from athar.engine.credentials.printing import printed
from athar.engine.credentials.queries import certificates_of, standing_of
from athar.web.portal.views.base import OwnView

LANGUAGES = ("ar", "en")


class Certificates(OwnView):
    """Makes one of all hours that are approved today."""

    way = "hours"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("hours")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            made = issue_certificate(person=self.person, people=self.people, at=self.now)
        except CertificateRefused as error:
            self.refused(error)
        else:
            messages.success(
                request, _("Certificate %(code)s is ready, in Arabic and in English.") % {"code": made}
            )
        return self.back("hours")


class CertificateView(OwnView):
    """What is done with one of one's own."""

    way = "hours"

    def certificate(self, pk: int) -> HoursCertificate:
        return get_object_or_404(certificates_of(self.people).select_related("person"), pk=pk)


class CertificateFile(CertificateView):
    """On paper; one that was taken back is not printed any more."""

    def get(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        certificate = self.certificate(pk)
        if language not in LANGUAGES or certificate.ended_at is not None:
            raise Http404
        with override(language):  # whoever scans it reads the page in the language of the paper
            address = request.build_absolute_uri(reverse("site:certificate", args=[certificate.code]))
        answer = HttpResponse(
            printed(standing_of(certificate), language=language, address=address),
            content_type="application/pdf",
        )
        answer["Content-Disposition"] = f'attachment; filename="athar-hours-{certificate}-{language}.pdf"'
        return answer


class CertificateEnding(CertificateView):
    """Takes one back: whoever is shown it reads so from now on."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        self.certificate(pk)
        return self.back("hours")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        certificate = self.certificate(pk)
        try:
            end_certificate(certificate=certificate, at=self.now)
        except CertificateRefused as error:
            self.refused(error)
        else:
            messages.success(
                request,
                _("Certificate %(code)s is withdrawn. Whoever checks it reads so.") % {"code": certificate},
            )
        return self.back("hours")
