from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "athar.foundation.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
