from django.urls import path

from athar.web.ui import views

app_name = "ui"
urlpatterns = [path("styleguide/", views.Styleguide.as_view(), name="styleguide")]
