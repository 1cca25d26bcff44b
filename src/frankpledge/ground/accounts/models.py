"""Users, workspaces and memberships."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from frankpledge.ground.accounts.rules import LABELS, Role

ROLE_CHOICES = [(role.value, LABELS[role]) for role in Role]


class UserManager(BaseUserManager["User"]):
    """Finds users by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user of an address."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who may sign in. Belongs to no workspace; memberships say where and as what they act."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    # The roles by workspace that were read for one page, where its request changes nothing; None everywhere else.
    roles_read: dict[uuid.UUID, frozenset[str]] | None = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="accounts_one_user_to_an_address"),)
        ordering = ("name", "email")

    def __str__(self) -> str:
        return self.name


class Workspace(models.Model):
    """The tenant: where a partnership works. `generated` says that its evidence is invented for a demonstration."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    generated = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def workspace_id(self) -> uuid.UUID:
        """Return its own identifier: a workspace belongs to itself."""
        return self.id


class Membership(models.Model):
    """One person's role in one workspace, from a moment until another, or until ended.

    `source` names what it follows from (an invitation, a seat), so that it ends with it. `invites` says that the person
    looks after the people of the organisation that they act for. A role that nobody confirmed in time is suspended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    organisation = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=100, blank=True)
    invites = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    suspended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="accounts_who_confirmed_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("workspace", "user", "role"),
                condition=models.Q(valid_to__isnull=True),
                name="accounts_one_open_membership_to_a_role",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="accounts_membership_has_a_known_role"
            ),
        )
        ordering = ("workspace", "user", "role")

    def __str__(self) -> str:
        return f"{self.user} as {Role(self.role).label} in {self.workspace}"
