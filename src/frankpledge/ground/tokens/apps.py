from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "frankpledge.ground.tokens"
    label = "tokens"
    default_auto_field = "django.db.models.BigAutoField"
