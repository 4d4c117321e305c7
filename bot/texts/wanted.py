"""The sentences that every language has to have; words in braces are filled in. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All that the bot says of its own in one language."""

    code: str
    """ISO 639-1, as Telegram's menus take it."""

    # Greetings and commands
    start: str
    help: str
    help_group: str
    ask: str
    new: str
    unknown_command: str
    unread: str
    not_allowed: str
    failed: str
    over_quota: str
    queued: str
    placeholder: str
    privacy: str
    forgotten: str
    set_aside: str
    about: str
    """At most 512 characters: what an empty chat shows."""
    about_short: str
    """At most 120 characters: what the bot's profile shows."""
    commands: tuple[tuple[str, str], ...]
    """What the menu of a private chat shows."""
    commands_group: tuple[tuple[str, str], ...]
    commands_admin: tuple[tuple[str, str], ...]

    # Answers
    sources: str
    summary_of: str
    nearest: str
    offered: str
    related: str
    read_passage: str
    source_of: str
    close: str
    asked: str
    months: tuple[str, ...]
    """As they stand in a date."""
    day: str
    month: str
    page: str

    # What the engine says, after the English that it is said in
    engine: tuple[str, ...]
    engine_or: str
    notes: tuple[str, ...]
    """How an answer was made where a chat model failed, after the English."""
    trouble: str
    """When an answer cannot be looked for; the reason is for whoever runs the bot, and stays English."""

    # Taps
    gone: str
    liked: str
    what_is_wrong: str
    noted: str
    reasons: tuple[tuple[str, str], ...]
    answering: str

    # Inline
    inline_title: str
    inline_nothing: str
    inline_hint: str
    inline_closed: str
    """These three at most 64 characters."""

    # Groups
    muted: str
    unmuted: str
    only_admins: str

    # Who may ask
    pair_code: str
    paired: str
    bad_code: str
    pair_open: str

    # Gaps
    gap_answered: str
    gaps_none: str
    gaps_title: str
    gap_line: str
    gap_to_gold: str
    gap_drop: str
    gap_kept: str
    gap_dropped: str
    gap_empty: str

    # Maintainers
    upkeep_help: str
    preview_title: str
    preview_document: str
    preview_more: str
    preview_near: str
    preview_replaces: str
    preview_skipped: str
    preview_empty: str
    preview_ask: str
    preview_add: str
    preview_leave: str
    preview_left: str
    preview_gone: str
    too_large: str
    not_fetched: str
    build_waiting: str
    build_reading: str
    build_embedding: str
    build_done: str
    build_same: str
    build_failed: str
    build_undone: str
    building_now: str
    rolled_back: str
    status: str
    say_how: str
    say_ask: str
    say_do: str
    said_to: str
