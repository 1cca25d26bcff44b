from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "frankpledge.domain.studies"
    label = "studies"
