from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The address book."""

    name = "frankpledge.domain.contacts"
    label = "contacts"
