from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "athar.foundation.admissions"
    label = "admissions"
    default_auto_field = "django.db.models.BigAutoField"
