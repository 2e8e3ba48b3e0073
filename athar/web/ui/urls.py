from django.urls import path

from athar.web.ui import installing, views

app_name = "ui"
urlpatterns = [
    path("styleguide/", views.Styleguide.as_view(), name="styleguide"),
    path("search/", views.Search.as_view(), name="search"),
    path("shortcuts/", views.Shortcuts.as_view(), name="shortcuts"),
    path("help/", views.Help.as_view(), name="help"),
    path("help/<slug:slug>/", views.GuidePage.as_view(), name="guide"),
    path("offline/", installing.Offline.as_view(), name="offline"),
    path("app.webmanifest", installing.Manifest.as_view(), name="manifest"),
    path("look/ending/", views.LookEnding.as_view(), name="look-ending"),
    path("preferences/", views.Preferences.as_view(), name="preferences"),
]
