"""Links are fetched from the public network only, over real HTTP and TLS on loopback, whatever a name means later."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.relay.addresses import is_public
from bot.relay.fetching import Fetched, FetchError, fetch_page

ALLOWED, FORBIDDEN = "127.0.0.1", "127.0.0.2"
"""Two addresses of the loopback network; the tests take the first for a public one."""


class Pages(BaseHTTPRequestHandler):
    """Shows where it was asked and for whom, or leads elsewhere."""

    asked: list[tuple[str, str, str]]

    def do_GET(self) -> None:
        address, port = self.request.getsockname()
        self.asked.append((address, self.headers["Host"], self.path))
        leads = {
            "/moved": "/page",
            "/round": "/round",
            "/away": "http://inside.example/",
            "/elsewhere": f"http://other.example:{port}/page",
        }
        self.send_response(302 if self.path in leads else 404 if self.path == "/none" else 200)
        self.send_header("Location" if self.path in leads else "Content-Type", leads.get(self.path, "text/html"))
        data, packed = b"<p>Hello.</p>", self.path.removeprefix("/packed-").split("-") if "packed" in self.path else []
        for _ in packed:
            data = gzip.compress(data)
        if packed:
            self.send_header("Content-Encoding", ", ".join(packed))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


Web = tuple[int, list[tuple[str, str, str]]]
"""A port, and what was asked there: address, host, path."""


@contextmanager
def served(certificate: Path | None = None) -> Iterator[Web]:
    """Serve on all addresses of IPv4's loopback."""
    handler = type("_Pages", (Pages,), {"asked": []})
    server = HTTPServer(("", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield server.server_port, handler.asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as serving:
        yield serving


def knowing(**addresses: list[str]) -> Callable[[str, int], list[str]]:
    """Return a resolver that says each address of a host in turn, and the last one for ever after."""

    def resolve(host: str, port: int) -> list[str]:  # noqa: ARG001 - as the system is asked
        known = addresses[host.partition(".")[0]]
        return [known.pop(0) if len(known) > 1 else known[0]]

    return resolve


def fetched(url: str, resolve: Callable[[str, int], list[str]]) -> Fetched:
    return asyncio.run(fetch_page(url, resolve, lambda address: address == ALLOWED))


def test_a_page_is_fetched_and_told_its_own_address(web: Web) -> None:
    port, _ = web
    page = fetched(f"http://page.example:{port}/moved", knowing(page=[ALLOWED]))
    assert page.name == "page.example-page.html"
    assert page.data == f'<link rel="canonical" href="http://page.example:{port}/page">\n<p>Hello.</p>'.encode()


@pytest.mark.parametrize(
    ("path", "said"), [("/away", "not on the public network"), ("/round", "without end"), ("/none", "404")]
)
def test_a_page_that_leads_inside_or_nowhere_is_not_fetched(web: Web, path: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetched(f"http://page.example:{web[0]}{path}", knowing(page=[ALLOWED], inside=[FORBIDDEN]))
    assert {address for address, _, _ in web[1]} == {ALLOWED}


def test_a_page_is_unpacked_once_and_only_as_it_was_asked_for(web: Web) -> None:
    url = f"http://page.example:{web[0]}/packed-"
    assert fetched(f"{url}gzip", knowing(page=[ALLOWED])).data.endswith(b"<p>Hello.</p>")
    for packed in ("gzip-gzip", "zstd"):  # a few bytes of these become gigabytes
        with pytest.raises(FetchError, match="packed"):
            fetched(url + packed, knowing(page=[ALLOWED]))


def test_a_page_is_not_told_the_password_that_its_address_had(web: Web) -> None:
    page = fetched(f"http://ann:secret@page.example:{web[0]}/page", knowing(page=[ALLOWED]))
    assert f'href="http://page.example:{web[0]}/page"'.encode() in page.data


def test_only_pages_of_the_web_are_fetched() -> None:
    for url in ("file:///etc/passwd", "ftp://page.example/", "http://", "page"):
        with pytest.raises(FetchError):
            fetched(url, knowing(page=[ALLOWED]))


def test_a_name_that_means_another_address_after_it_was_checked_is_not_followed_there(web: Web) -> None:
    port, asked = web
    fetched(f"http://turning.example:{port}/page", knowing(turning=[ALLOWED, FORBIDDEN]))
    assert asked == [(ALLOWED, f"turning.example:{port}", "/page")]


def test_nor_is_one_that_a_page_leads_to(web: Web) -> None:
    port, asked = web
    url = f"http://page.example:{port}/elsewhere"
    fetched(url, knowing(page=[ALLOWED], other=[ALLOWED, FORBIDDEN]))
    assert [(address, host) for address, host, _ in asked] == [
        (ALLOWED, f"page.example:{port}"),
        (ALLOWED, f"other.example:{port}"),
    ]
    asked.clear()
    with pytest.raises(FetchError, match="public network"):
        fetched(url, knowing(page=[ALLOWED, FORBIDDEN], other=[FORBIDDEN]))
    assert [host for _, host, _ in asked] == [f"page.example:{port}"]


def test_a_name_with_one_address_inside_is_not_asked_at_all(web: Web) -> None:
    port, asked = web
    with pytest.raises(FetchError, match="public network"):
        fetched(f"http://both.example:{port}/page", lambda host, port: [ALLOWED, FORBIDDEN])
    assert asked == []


def test_the_next_address_is_asked_where_one_does_not_answer() -> None:
    with served() as (port, asked):
        page = asyncio.run(fetch_page(f"http://page.example:{port}/page", lambda host, port: ["::1", ALLOWED], bool))
    assert (page.name, len(asked)) == ("page.example-page.html", 1)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_has_to_be_of_the_name_and_not_of_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=page.example"]
    made += ["-addext", "subjectAltName=DNS:page.example", "-keyout", str(tmp_path / "key"), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    both = tmp_path / "both.pem"
    both.write_text((tmp_path / "key").read_text() + certificate.read_text())
    with served(both) as (port, asked):
        assert fetched(f"https://page.example:{port}/page", knowing(page=[ALLOWED])).data
        with pytest.raises(FetchError, match=r"(?i)certificate|hostname"):
            fetched(f"https://other.example:{port}/page", knowing(other=[ALLOWED]))
    assert asked == [(ALLOWED, f"page.example:{port}", "/page")]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address that is refused
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_an_address_is_public_with_all_that_it_holds(address: str, public: bool) -> None:
    assert is_public(address) is public
