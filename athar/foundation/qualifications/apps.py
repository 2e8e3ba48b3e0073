from django.apps import AppConfig


class QualificationsConfig(AppConfig):
    name = "athar.foundation.qualifications"
    label = "qualifications"
    default_auto_field = "django.db.models.BigAutoField"
