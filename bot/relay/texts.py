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
    "/privacy – what I keep of you, and for how long\n"
    "/forget – erase all of it\n"
    "/help – this message\n\n"
    "In a group I answer when you mention me, reply to me or use /ask."
)

ASK = "What would you like to know? Write your question after /ask, for example: /ask When was the treaty signed?"
NEW = "All right, a new conversation: I have forgotten what we spoke about here."
UNKNOWN_COMMAND = "I do not know that command. Just write your question, or see /help."
UNREAD = "I can only read text, I am sorry. Please write your question in words."
NOT_ALLOWED = "I am sorry, I only answer the people I was set up for; please ask whoever runs me to add you."
FAILED = "I am sorry, something went wrong on my side and I could not answer; please try again in a little while."

PLACEHOLDER = "…"
"""What stands in a message until its answer does."""
QUEUED = "I have several questions of yours to answer yet; please ask again when you have read the answers."

COMMANDS = (
    ("ask", "Ask a question"),
    ("new", "Begin a new conversation"),
    ("privacy", "What I keep of you"),
    ("forget", "Erase what I keep of you"),
    ("help", "How to ask"),
)
"""What Telegram's menu of commands shows."""


def over_quota(questions: int, seconds: int) -> str:
    """Say when a person who has asked too much may ask again."""
    asked = "1 question" if questions == 1 else f"{questions} questions"
    wait = "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"I take {asked} a minute from each person; please ask again in {wait}."


def privacy(days: int) -> str:
    """Say what is kept of a person, and for how long."""
    kept = "1 day" if days == 1 else f"{days} days"
    return (
        f"I keep your questions, my answers and what you thought of them for {kept}, with your numeric Telegram id and "
        "the chat, so that you can follow up and whoever runs me can see what the texts lack. I keep no name, and a "
        "message that is not for me is not kept at all. Telegram's number of each message that reached me is kept for "
        "two days, without its text, so that none is answered twice.\n\n/forget erases all that is kept of you at once."
    )


def forgotten(answers: int) -> str:
    """Say what was erased of a person."""
    erased = {0: "There was no answer to you that I kept", 1: "I have erased the one answer that I kept of you"}
    said = erased.get(answers, f"I have erased the {answers} answers that I kept of you")
    return f"{said}, with all that belongs to it. What stands in this chat is yours to delete."


def set_aside(update_id: int, reason: str) -> str:
    """Tell a maintainer of a message that could not be answered; neither who asked, nor what."""
    return f"Message {update_id} could not be answered, and it was set aside: {reason}. The log says more."
