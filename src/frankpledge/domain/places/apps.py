from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "frankpledge.domain.places"
    label = "places"
