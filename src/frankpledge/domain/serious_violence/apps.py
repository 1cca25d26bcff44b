from django.apps import AppConfig


class SeriousViolenceConfig(AppConfig):
    name = "frankpledge.domain.serious_violence"
    label = "serious_violence"
    default_auto_field = "django.db.models.BigAutoField"
