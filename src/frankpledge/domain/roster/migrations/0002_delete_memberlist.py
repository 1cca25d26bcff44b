"""Member lists are lists like others now, and are kept with them."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_initial")]

    operations = [migrations.DeleteModel(name="MemberList")]
