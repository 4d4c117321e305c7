"""The one thing that goes wrong with a file: it cannot be read, for a reason that a person understands."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file or record that cannot become a document; the message is the reason, for a list of skipped files."""
