"""A partnership's public site: whether it is open, its pages, and the versions of each."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.site.rules import Language
from frankpledge.ground.accounts.models import Workspace


class Site(models.Model):
    """The public site of a partnership, open from a moment until it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="site")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["workspace"]

    def __str__(self) -> str:
        return f"{self.workspace}, public site"


class Page(models.Model):
    """A page of the site in one language: its address is fixed, its versions follow one another.

    A `quiet` page is a safety page, and its address is a number that says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="site_pages")
    slug = models.SlugField(max_length=60)
    language = models.CharField(
        max_length=2, choices=[(one.value, one.label) for one in Language], default=Language.ENGLISH
    )
    quiet = models.BooleanField(default=False)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["workspace", "slug", "language"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "slug", "language"], name="site_one_page_to_an_address"),
            models.UniqueConstraint(fields=["workspace", "number"], name="site_one_page_to_a_number"),
        ]

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """A version of a page: drafted by one person, approved by another, shown from a day, perhaps withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    lede = models.CharField(max_length=300, blank=True)
    blocks = models.JSONField(default=list)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    shown_from = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="site_versions_follow"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(approved_at__isnull=True), name="site_one_draft_to_a_page"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True, shown_from__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False, shown_from__isnull=False)
                & ~models.Q(approved_by=models.F("drafted_by")),
                name="site_a_second_person_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | models.Q(withdrawn_at__isnull=False, approved_at__isnull=False) & ~models.Q(withdrawn_because=""),
                name="site_a_withdrawal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
