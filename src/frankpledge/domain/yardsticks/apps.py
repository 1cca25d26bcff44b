from django.apps import AppConfig


class YardsticksConfig(AppConfig):
    name = "frankpledge.domain.yardsticks"
    label = "yardsticks"
    default_auto_field = "django.db.models.BigAutoField"
