from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "frankpledge.domain.roster"
    label = "roster"
    default_auto_field = "django.db.models.BigAutoField"
