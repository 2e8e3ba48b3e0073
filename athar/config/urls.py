"""Addresses: Arabic without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from athar.web.site import machine
from athar.web.ui.installing import Worker

urlpatterns = [
    path("healthz", machine.health, name="health"),
    path("readyz", machine.readiness, name="readiness"),
    path("metrics", machine.metrics, name="metrics"),
    path("api/v1/", include("athar.web.api.urls")),
    # It answers for what lies beside and below its own address, so it lies at the top.
    path("worker.js", Worker.as_view(), name="worker"),
    *i18n_patterns(
        path("developers/", include("athar.web.api.pages")),
        path("", include("athar.web.ui.urls")),
        path("me/", include("athar.web.portal.urls")),
        path("", include("athar.web.entrance.urls")),
        path("workspace/", include("athar.web.workspace.urls")),
        path("", include("athar.web.site.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "athar.web.ui.errors.bad_request"
handler403 = "athar.web.ui.errors.permission_denied"
handler404 = "athar.web.ui.errors.not_found"
handler500 = "athar.web.ui.errors.server_error"
