"""Addresses for programs: nouns, without a slash at their end."""

from django.urls import path

from athar.web.api import views
from athar.web.api.interface import patterns

app_name = "api"
urlpatterns = [path("openapi.json", views.Description.as_view(), name="description"), *patterns()]
