from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    name = "frankpledge.domain.explorer"
    label = "explorer"
