from django.apps import AppConfig


class ActionLogConfig(AppConfig):
    name = "frankpledge.domain.action_log"
    label = "action_log"
    default_auto_field = "django.db.models.BigAutoField"
