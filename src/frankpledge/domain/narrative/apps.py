from django.apps import AppConfig


class NarrativeConfig(AppConfig):
    name = "frankpledge.domain.narrative"
    label = "narrative"
    default_auto_field = "django.db.models.BigAutoField"
