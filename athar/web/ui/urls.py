from django.urls import path

from athar.web.ui import views

app_name = "ui"
urlpatterns = [
    path("styleguide/", views.Styleguide.as_view(), name="styleguide"),
    path("search/", views.Search.as_view(), name="search"),
    path("preferences/", views.Preferences.as_view(), name="preferences"),
]
