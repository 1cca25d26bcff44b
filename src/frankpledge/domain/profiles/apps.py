from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "frankpledge.domain.profiles"
    label = "profiles"
