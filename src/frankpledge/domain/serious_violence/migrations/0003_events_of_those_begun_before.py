"""Let the strategies that were begun before their beginning was an event start the clocks of the duties too."""

from typing import Any

from django.db import migrations

PREPARED = "violence_strategy"
WORDS = "{title} is prepared: whom it consults and what it leaves out is owed"
LONGEST = 300


def begin_the_clocks(apps: Any, _schema: Any) -> None:
    """Record for each strategy that stands without an event the one that its beginning would have recorded."""
    strategies = apps.get_model("serious_violence", "Strategy")
    events = apps.get_model("duties", "DutyEvent")
    for one in strategies.objects.filter(event=None, withdrawn_at=None):
        begun = one.recorded_at.date()
        one.event = events.objects.create(
            workspace_id=one.workspace_id, kind=PREPARED, on=min(one.starts, begun), given=max(one.starts, begun),
            words=WORDS.format(title=one.title)[:LONGEST], recorded_by_id=one.recorded_by_id,
            recorded_at=one.recorded_at,
        )  # fmt: skip
        one.save(update_fields=["event"])


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0002_told"),
        ("serious_violence", "0002_its_event_and_sign_ups"),
    ]

    operations = [migrations.RunPython(begin_the_clocks, migrations.RunPython.noop)]
