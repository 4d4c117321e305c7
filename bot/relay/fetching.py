"""Files come from Telegram and pages from the web: within a size, a time, and never from an address of this network."""

from __future__ import annotations

import asyncio
import html
import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from telegram import Bot
from telegram.error import TelegramError

from bot.file_names import name_of_link
from index.errors import SeraiError

MEGABYTES = 20
"""The most that Telegram lets a bot fetch; no page may be larger either."""
SECONDS = 30.0
REDIRECTS = 5

_CANONICAL = re.compile(rb"(?i)<link[^>]+rel\s*=\s*[\"']?canonical|<meta[^>]+og:url")


class FetchError(SeraiError):
    """What a maintainer sent cannot be fetched."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, and the name it would have in the corpus."""

    name: str
    data: bytes


def is_public(host: str) -> bool:
    """Return whether all addresses of a host are of the public network; raises OSError for a host nobody knows."""
    found = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return bool(found) and all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found)


async def fetch_file(bot: Bot, file_id: str) -> bytes:
    """Return the bytes of a file in Telegram; raises FetchError."""
    try:
        file = await bot.get_file(file_id)
        if (file.file_size or 0) > MEGABYTES * 2**20:
            raise FetchError(f"it is larger than {MEGABYTES} MB")
        data = bytes(await file.download_as_bytearray(read_timeout=SECONDS))
    except TelegramError as error:
        raise FetchError(f"Telegram did not give it ({type(error).__name__})") from error
    if len(data) > MEGABYTES * 2**20:
        raise FetchError(f"it is larger than {MEGABYTES} MB")
    return data


async def fetch_page(url: str, allowed: Callable[[str], bool] = is_public) -> Fetched:
    """Return what stands at *url*; *allowed* says whether a host may be asked. Raises FetchError."""
    try:
        async with asyncio.timeout(SECONDS), httpx.AsyncClient(timeout=SECONDS, trust_env=True) as client:
            for _ in range(REDIRECTS + 1):
                await _check(url, allowed)
                async with client.stream("GET", url, headers={"User-Agent": "Serai"}) as response:
                    if response.has_redirect_location:
                        url = urljoin(url, response.headers["location"])
                        continue
                    response.raise_for_status()
                    return _fetched(url, response.headers.get("content-type", ""), await _body(response))
    except TimeoutError as error:
        raise FetchError(f"it took longer than {SECONDS:.0f} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise FetchError(" ".join(str(error).split())[:200] or type(error).__name__) from error
    raise FetchError("it leads from one address to the next without end")


async def _check(url: str, allowed: Callable[[str], bool]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError("only http and https addresses are fetched")
    if not await asyncio.to_thread(allowed, parts.hostname):
        raise FetchError("its address is not on the public network")


async def _body(response: httpx.Response) -> bytes:
    data = bytearray()
    async for block in response.aiter_bytes():
        data += block
        if len(data) > MEGABYTES * 2**20:
            raise FetchError(f"it is larger than {MEGABYTES} MB")
    return bytes(data)


def _fetched(url: str, kind: str, data: bytes) -> Fetched:
    """Return a page; one that does not say its own address is told it, so that its quotes link there."""
    name = name_of_link(url, kind)
    if name.endswith(".html") and not _CANONICAL.search(data):
        data = f'<link rel="canonical" href="{html.escape(url)}">\n'.encode() + data
    return Fetched(name, data)
