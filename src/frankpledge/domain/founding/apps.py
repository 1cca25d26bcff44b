from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "frankpledge.domain.founding"
    label = "founding"
    verbose_name = "Setting up"
