"""What a maintainer sends is fetched, read and shown with buttons; what was sent together is shown together."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from telegram import Bot, Message

from bot.display import clean, human_date, label
from bot.file_names import safe_name
from bot.ledger import batches
from bot.ledger.batches import Batch, Sent
from bot.ledger.database import Ledger
from bot.relay.building import Builder
from bot.relay.fetching import MEGABYTES, FetchError, fetch_file, fetch_page
from bot.relay.sending import MissingError, Recipient, Sender
from bot.render import Message as Shown
from bot.styled import Button, Styled, to_messages
from bot.taps import ADD, LEAVE, Tap
from bot.texts import Texts

if TYPE_CHECKING:
    from index.preview import Preview

MOST_NAMED = 5
"""Documents and skipped places of a file that are named."""

Read = Callable[[str, bytes], "Preview"]
"""Reads what a file of that name would bring."""


class Receiving:
    """Shows what would be added."""

    def __init__(self, bot: Bot, ledger: Ledger, sender: Sender, builder: Builder, read: Read) -> None:
        self._bot = bot
        self._ledger = ledger
        self._sender = sender
        self._builder = builder
        self._read = read

    async def document(self, message: Message, texts: Texts) -> bool:
        """Show the file of a message; return whether it has one that could be a text."""
        sent = message.document
        if not sent:
            return False
        name = safe_name(sent.file_name or "", sent.mime_type or "")
        if (sent.file_size or 0) > MEGABYTES * 2**20:
            file = Sent(name, told=texts.too_large.format(name=name, megabytes=MEGABYTES), usable=False)
        else:
            try:
                file = await self._seen(Sent(name, sent.file_id), await fetch_file(self._bot, sent.file_id), texts)
            except FetchError as error:
                file = Sent(name, told=texts.not_fetched.format(name=name, reason=error), usable=False)
        await self._show(message, file, texts)
        return True

    async def link(self, message: Message, url: str, texts: Texts) -> None:
        """Show the text that stands at an address."""
        try:
            page = await fetch_page(url)
            file = await self._seen(Sent(page.name, url=url), page.data, texts)
        except FetchError as error:
            file = Sent(url[:200], told=texts.not_fetched.format(name=label(url), reason=error), usable=False)
        await self._show(message, file, texts)

    async def again(self, file: Sent) -> bytes:
        """Return the bytes that were shown; raises FetchError where they are others by now."""
        data = await fetch_file(self._bot, file.file_id) if file.file_id else (await fetch_page(file.url)).data
        if hashlib.sha256(data).hexdigest() != file.digest:
            raise FetchError(f"{file.name} has changed since it was shown; send it again")
        return data

    async def _seen(self, file: Sent, data: bytes, texts: Texts) -> Sent:
        seen = await asyncio.to_thread(self._read, file.name, data)
        told = described(seen, texts, replaces=(self._builder.corpus / file.name).exists())
        digest = hashlib.sha256(data).hexdigest()
        return Sent(file.name, file.file_id, file.url, digest, told, bool(seen.offered))

    async def _show(self, message: Message, file: Sent, texts: Texts) -> None:
        """Show a file with those sent just before, in the message that shows them already."""
        who = message.from_user.id if message.from_user else message.chat.id
        batch = await self._ledger.soon(batches.offer, who, file)
        shown, to = offered(batch, texts), Recipient(message.chat.id, None, message.message_id)
        if batch.message:
            try:
                return await self._sender.edit(to, batch.message, shown)
            except MissingError:
                pass

        async def noted(id: int) -> None:
            await self._ledger.soon(batches.shown_in, batch.id, id)

        await self._sender.send(to, shown, noted)
        return None


def offered(batch: Batch, texts: Texts) -> Shown:
    """Return the message that shows a batch, with the buttons that decide it."""
    usable = any(one.usable for one in batch.files)
    blocks = [Styled(clean(one.told)) for one in batch.files]
    if usable:
        blocks.append(Styled(texts.preview_ask))
    first, *rest = to_messages(blocks)
    if rest:
        first = Shown(first.text[:-2].rstrip() + " …")
    buttons = (
        (Button(texts.preview_add, Tap(ADD, batch.id).data), Button(texts.preview_leave, Tap(LEAVE, batch.id).data)),
    )
    return Shown(first.text, first.entities, buttons if usable else ())


def described(seen: Preview, texts: Texts, *, replaces: bool) -> str:
    """Return what is told of a file: its documents with title, date and passages, and what speaks against it."""
    if not seen.offered:
        return texts.preview_empty.format(name=seen.name, reason=seen.reason)
    passages = sum(one.passages for one in seen.offered)
    lines = [texts.preview_title.format(name=seen.name, documents=len(seen.offered), passages=passages)]
    for one in seen.offered[:MOST_NAMED]:
        named = label(one.document.title) or label(one.document.id)
        date = human_date(one.document.date, texts) if one.document.date else "?"
        lines.append(texts.preview_document.format(title=named, date=date, passages=one.passages))
    lines += [texts.preview_more.format(count=n)] if (n := len(seen.offered) - MOST_NAMED) > 0 else []
    lines += [texts.preview_replaces] if replaces else []
    for near in seen.near[:MOST_NAMED]:
        lines.append(texts.preview_near.format(document=label(near.of), percent=round(100 * near.similarity)))
    for place, reason in seen.skipped[:MOST_NAMED]:
        lines.append(texts.preview_skipped.format(place=label(place), reason=label(reason)))
    return "\n".join(lines)
