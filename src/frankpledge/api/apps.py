from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "frankpledge.api"
    label = "api"
