"""Only this room's addresses, so that its tests do not wait for the pages of others."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("athar.web.ui.urls")), prefix_default_language=False)
