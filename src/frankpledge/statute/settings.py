"""Numbers that methods leave to be set, each with what it means and where its default comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from frankpledge.statute.load import BadDefinition, Confidence, record, toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The defaults that the product ships, each named as its row in `settings.toml`, which says what it means."""

    material_change: float
    similar_areas: int
    similar_areas_also: tuple[int, ...]
    estimate_flagged_over: int
    estimate_refused_over: int
    moving_range_screen: float
    shift_length: int
    trend_length: int
    hot_spot_false_discovery: float
    hot_spot_least_events: int
    hot_spot_years: int
    hot_spot_years_looked_at: int
    invitation_days: int
    access_confirmed_days: int
    access_grace_days: int
    casework_grant_days: int
    upload_files: int
    upload_megabytes: int
    upload_days: int
    comment_edit_minutes: int
    token_days: int
    token_requests_a_minute: int
    schedule_catch_up_days: int
    duty_reminder_days: tuple[int, ...]
    digest_rhythm: Literal["daily", "weekly", "never"]
    digest_weekday: int
    digest_hour: int
    quiet_from_hour: int
    quiet_until_hour: int
    mail_retry_minutes: tuple[int, ...]
    chaser_weekday: int
    chaser_hour: int
    chaser_days_between: int
    chaser_link_days: int
    returns_lag_days: int
    returns_open_days: int
    returns_late: Literal["next_report", "refused"]
    returns_code_minutes: int
    returns_code_tries: int
    returns_codes_a_day: int
    returns_question_confidence: float
    returns_usual_spread: float
    returns_thanks_days: int
    subscription_confirm_days: int
    subscription_asks_a_sender: int
    subscription_letters_an_address: int
    indicator_small_base: int
    indicator_restatement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting with its meaning in words, where its default comes from, and how sure we are of that."""

    id: str
    words: str
    source: str
    confidence: Confidence


@cache
def settings() -> Settings:
    """Return the shipped values, each of its own type."""
    values = {row["id"]: row["value"] for row in _setting_rows()}
    return record(Settings, values, where="settings.toml")


@cache
def about_settings() -> tuple[Setting, ...]:
    """Return what each setting means and where its value comes from."""
    kept = [{name: part for name, part in row.items() if name != "value"} for row in _setting_rows()]
    return tuple(record(Setting, row, where=f"settings.toml {row['id']}") for row in kept)


def _setting_rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = toml("settings.toml")["setting"]
    _check_once(row["id"] for row in rows)
    return rows


def _check_once(names: Any) -> None:
    """Refuse a name that is given twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadDefinition(f"{name} is set twice", where="settings.toml")
        seen.add(name)
