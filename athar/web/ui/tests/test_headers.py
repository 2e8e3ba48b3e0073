import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from athar.web.ui.middleware import ContentSecurityPolicy


def headers(**changes):
    with override_settings(**changes):
        return ContentSecurityPolicy(lambda _request: HttpResponse())(RequestFactory().get("/")).headers


def test_no_page_may_use_the_camera_or_the_place_and_no_other_site_may_embed_what_we_serve():
    sent = headers()
    assert sent["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert sent["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("address", "said"), [("https://athar.example", "max-age=31536000"), ("http://127.0.0.1:8000", None)]
)
def test_a_browser_is_told_to_come_back_encrypted_where_the_address_is(address, said):
    assert headers(ATHAR_BASE_URL=address).get("Strict-Transport-Security") == said


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://athar.example", "__Host-sessionid __Host-csrftoken"),
        ("http://127.0.0.1:8000", "sessionid csrftoken"),
    ],
)
def test_cookies_belong_to_this_host_alone_where_the_address_is_encrypted(address, names):
    program = "from athar.config import settings as s; print(getattr(s, 'SESSION_COOKIE_NAME', 'sessionid'), getattr(s, 'CSRF_COOKIE_NAME', 'csrftoken'))"
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "ATHAR_BASE_URL": address}, cwd=settings.BASE_DIR,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == names


@pytest.mark.django_db
def test_a_browser_keeps_no_page_that_was_made_for_somebody_signed_in(client, django_user_model):
    from athar.foundation.people.models import Person

    person = Person.objects.create(name="سارة", birth_date="1999-05-01")
    assert "no-store" not in client.get("/styleguide/").headers.get("Cache-Control", "")
    client.force_login(django_user_model.objects.create_user("sara@example.org", person=person))
    assert client.get("/styleguide/").headers["Cache-Control"] == "private, no-store"
