"""Addresses of the pages about the interface, for people."""

from django.urls import path

from athar.web.api import views

app_name = "developers"
urlpatterns = [
    path("", views.Reference.as_view(), name="reference"),
    path("problems/<slug:slug>/", views.ProblemPage.as_view(), name="problem"),
]
