"""A real Chroma server, and things on loopback that are none."""

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def free_port() -> int:
    """Return a port of loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def chroma_server(directory: Path, port: int = 0) -> Iterator[str]:
    """Run Chroma's own server on what is in *directory*; yield its address once it answers, end it hard at the end."""
    port = port or free_port()  # with port 0 it does not tell which one it got
    chroma = str(Path(sys.executable).with_name("chroma"))
    with subprocess.Popen(
        [chroma, "run", "--path", str(directory), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=directory.parent,
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            _await(url, server)
            yield url
        finally:
            server.kill()


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=5):
            return
        time.sleep(0.05)
    raise AssertionError("the Chroma server did not start")


@contextmanager
def listener(answer: Callable[[socket.socket, bytes], None]) -> Iterator[str]:
    """Listen on loopback, read each request and let *answer* do with it what it likes; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_listen, args=(listening, answer), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _listen(listening: socket.socket, answer: Callable[[socket.socket, bytes], None]) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_serve, args=(connection, answer), daemon=True).start()


def _serve(connection: socket.socket, answer: Callable[[socket.socket, bytes], None]) -> None:
    with connection, suppress(OSError):
        while request := connection.recv(65_536):
            answer(connection, request)


def reply(status: str, body: str) -> bytes:
    """Return an HTTP answer with *body*, which is called JSON."""
    content = body.encode()
    return f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n".encode() + (
        content
    )
