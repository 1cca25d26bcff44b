from django.apps import AppConfig


class HighlightsConfig(AppConfig):
    name = "frankpledge.domain.highlights"
    label = "highlights"
    default_auto_field = "django.db.models.BigAutoField"
