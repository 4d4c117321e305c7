"""Every sentence of the relay's own that a person reads in Telegram."""

from __future__ import annotations

START = (
    "Hello! I answer questions from a folder of texts, and I quote the sentences that prove what I say.\n\n"
    "Write me a question. If the texts do not answer it, I say so instead of guessing. /help tells you more."
)

HELP = (
    "Ask a question in a whole sentence, for example: “When was the treaty signed?” You may follow up on an answer.\n\n"
    "Each answer names its sources; tap a folded passage to read the place that it comes from.\n\n"
    "/ask question – ask, in a group too\n"
    "/new – forget our conversation and begin another\n"
    "/help – this message\n\n"
    "In a group I answer when you mention me, reply to me or use /ask."
)

ASK = "What would you like to know? Write your question after /ask, for example: /ask When was the treaty signed?"
NEW = "All right, a new conversation: I have forgotten what we spoke about here."
UNKNOWN_COMMAND = "I do not know that command. Just write your question, or see /help."
UNREAD = "I can only read text, I am sorry. Please write your question in words."
NOT_ALLOWED = "I am sorry, I only answer the people I was set up for; please ask whoever runs me to add you."
FAILED = "I am sorry, something went wrong on my side and I could not answer; please try again in a little while."

COMMANDS = (
    ("ask", "Ask a question"),
    ("new", "Begin a new conversation"),
    ("help", "How to ask"),
)
"""What Telegram's menu of commands shows."""


def over_quota(questions: int, seconds: int) -> str:
    """Say when a person who has asked too much may ask again."""
    asked = "1 question" if questions == 1 else f"{questions} questions"
    wait = "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"I take {asked} a minute from each person; please ask again in {wait}."
