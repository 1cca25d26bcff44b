from django.apps import AppConfig


class AsbReviewsConfig(AppConfig):
    name = "frankpledge.domain.asb_reviews"
    label = "asb_reviews"
    default_auto_field = "django.db.models.BigAutoField"
