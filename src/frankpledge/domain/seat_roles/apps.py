from django.apps import AppConfig


class SeatRolesConfig(AppConfig):
    """Roles that come from seats."""

    name = "frankpledge.domain.seat_roles"
    label = "seat_roles"
