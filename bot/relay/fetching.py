"""Files come from Telegram and pages from the web: within a size, a time, and never from an address of this network."""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from telegram import Bot
from telegram.error import TelegramError

from bot.file_names import name_of_link
from bot.relay.addresses import Allowed, Resolve, has_proxy, is_public, resolve
from index.errors import SeraiError

MEGABYTES = 20
"""The most that Telegram lets a bot fetch; no page may be larger either."""
SECONDS = 30.0
CONNECT_SECONDS = 8.0
"""How long an address of several is tried."""
REDIRECTS = 5

_CODINGS = frozenset({"", "identity", "gzip", "deflate"})
"""How a page may be packed: once, and so that no block of it becomes more than some megabytes."""
_CANONICAL = re.compile(rb"(?i)<link[^>]+rel\s*=\s*[\"']?canonical|<meta[^>]+og:url")


class FetchError(SeraiError):
    """What a maintainer sent cannot be fetched."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, and the name it would have in the corpus."""

    name: str
    data: bytes


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


async def fetch_page(url: str, resolve: Resolve = resolve, allowed: Allowed = is_public) -> Fetched:
    """Return what stands at *url*, if all addresses of its host, and of those it leads to, are *allowed*.

    Raises FetchError.
    """
    try:
        async with asyncio.timeout(SECONDS):
            trusted = await asyncio.to_thread(httpx.create_ssl_context)
            for _ in range(REDIRECTS + 1):
                async with _asked(httpx.URL(url), resolve, allowed, trusted) as response:
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


@contextlib.asynccontextmanager
async def _asked(
    url: httpx.URL, resolve: Resolve, allowed: Allowed, trusted: ssl.SSLContext
) -> AsyncIterator[httpx.Response]:
    """Ask for *url* at an address that was checked: a name that is resolved again may mean another one by then.

    Each is asked over a connection of its own, so that none is shared by two names of one address.
    """
    addresses = await _addresses(url, resolve, allowed)
    proxied = has_proxy(url.scheme, url.host)
    async with httpx.AsyncClient(
        timeout=httpx.Timeout(SECONDS, connect=CONNECT_SECONDS), trust_env=proxied, verify=trusted
    ) as client:
        response = await _first(client, url, [url.host] if proxied else addresses)
        try:
            yield response
        finally:
            await response.aclose()


async def _addresses(url: httpx.URL, resolve: Resolve, allowed: Allowed) -> list[str]:
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError("only http and https addresses are fetched")
    port = url.port or (443 if url.scheme == "https" else 80)
    addresses = await asyncio.to_thread(resolve, url.raw_host.decode("ascii"), port)
    if not addresses or not all(map(allowed, addresses)):
        raise FetchError("its address is not on the public network")
    return addresses


async def _first(client: httpx.AsyncClient, url: httpx.URL, addresses: list[str]) -> httpx.Response:
    """Return the response of the first address that can be connected to, asked in the name of the host."""
    headers = {"User-Agent": "Serai", "Host": url.netloc.decode("ascii"), "Accept-Encoding": "gzip, deflate"}
    name = {"sni_hostname": url.raw_host.decode("ascii")}

    def to(address: str) -> httpx.Request:
        return client.build_request("GET", url.copy_with(host=address), headers=headers, extensions=name)

    for address in addresses[:-1]:
        with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return await client.send(to(address), stream=True)
    return await client.send(to(addresses[-1]), stream=True)


async def _body(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "").strip().lower() not in _CODINGS:
        raise FetchError("it is packed in a way that is not asked for")
    data = bytearray()
    async for block in response.aiter_bytes():
        data += block
        if len(data) > MEGABYTES * 2**20:
            raise FetchError(f"it is larger than {MEGABYTES} MB")
    return bytes(data)


def _fetched(url: str, kind: str, data: bytes) -> Fetched:
    """Return a page; one that does not say its own address is told it, so that its quotes link there.

    A name and a password that the address had are not: whoever reads the page would see them.
    """
    parts = urlsplit(url)
    url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url
    name = name_of_link(url, kind)
    if name.endswith(".html") and not _CANONICAL.search(data):
        data = f'<link rel="canonical" href="{html.escape(url)}">\n'.encode() + data
    return Fetched(name, data)
