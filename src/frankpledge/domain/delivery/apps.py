from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "frankpledge.domain.delivery"
    label = "delivery"
    verbose_name = "Delivery"
