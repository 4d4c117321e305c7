"""Passages on a real Chroma server are found as in a directory; a server that fails says so in a sentence, in time."""

import itertools
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.embed import Vectors32
from index.errors import GenerationError, SettingsError
from index.passage import Document, Passage
from index.server import Server, ServerVectors, collection_name, collections, drop
from tests.chroma_server import chroma_server, free_port, listener, reply

IDS = ["a", "b", "c", "d"]
NAMES = (collection_name("tests", f"{number:06}-3f2a9c1b") for number in itertools.count())
IDENTITY = '{"user_id": "", "tenant": "default_tenant", "databases": ["default_database"]}'


def axis(number: int) -> Vectors32:
    return np.eye(8, dtype=np.float32)[number]


def passages(count: int) -> list[Passage]:
    return [Passage(Document("d", "Words."), 0, 6, ())] * count


def fill(server: Server, collection: str) -> ServerVectors:
    store = ServerVectors(server, collection, create=True)
    store.add(IDS, np.stack([axis(n) for n in range(4)]), passages(4))
    return store


@pytest.fixture
def vectors(server: Server) -> Iterator[ServerVectors]:
    store = fill(server, next(NAMES))
    yield store
    store.close()


def test_the_most_similar_passage_comes_first_with_its_cosine(vectors: ServerVectors) -> None:
    (first, second, *_) = vectors.nearest((0.8 * axis(2) + 0.6 * axis(1)).astype(np.float32), 3)
    assert (first[0], second[0]) == ("c", "b")
    assert first[1] == pytest.approx(0.8, abs=1e-3)
    assert second[1] == pytest.approx(0.6, abs=1e-3)


def test_more_passages_than_there_are_may_be_asked_for(vectors: ServerVectors) -> None:
    assert len(vectors.nearest(axis(0), 50)) == 4
    assert vectors.nearest(axis(0), 0) == []


def test_an_empty_collection_finds_nothing(server: Server) -> None:
    store = ServerVectors(server, next(NAMES), create=True)
    assert (store.nearest(axis(0), 5), store.get(IDS), store.count()) == ([], {}, 0)
    store.close()


def test_a_vector_that_is_no_number_finds_nothing_and_is_not_kept(vectors: ServerVectors) -> None:
    nan = np.full(8, np.nan, np.float32)
    assert vectors.nearest(nan, 3) == []
    with pytest.raises(GenerationError, match="no number"):
        vectors.add(["e"], np.stack([nan]), passages(1))
    assert vectors.count() == 4


def test_what_was_kept_comes_back_as_it_was_and_what_is_forgotten_does_not(vectors: ServerVectors) -> None:
    vectors.delete(["b", "nobody"])
    kept = vectors.get(["d", "nobody", "b", "a"])
    assert set(kept) == {"a", "d"}
    assert np.array_equal(kept["d"], axis(3))
    assert "b" not in dict(vectors.nearest(axis(1), 10))
    assert vectors.count() == 3


def test_vectors_are_copied_to_the_next_collection_in_batches(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ServerVectors, "_batch", 100)
    many = [str(n) for n in range(230)]
    drawn = np.random.default_rng(7).normal(size=(len(many), 24)).astype(np.float32)
    first, second = (ServerVectors(server, next(NAMES), create=True) for _ in range(2))
    first.add(many, drawn / np.linalg.norm(drawn, axis=1, keepdims=True), passages(len(many)))
    taken = first.get(many)
    second.add(many, np.stack([taken[id] for id in many]), passages(len(many)))
    copied = second.get(many)
    assert second.count() == len(many)
    assert all(np.allclose(copied[id], taken[id], atol=1e-7) for id in many)
    first.close()
    second.close()


def test_a_vector_of_another_model_is_refused_in_a_sentence(vectors: ServerVectors) -> None:
    with pytest.raises(GenerationError, match=r"dimension of 8, got 3.*Run: "):
        vectors.nearest(np.ones(3, np.float32), 1)


def test_what_a_killed_build_left_is_not_built_upon(server: Server) -> None:
    name = next(NAMES)
    fill(server, name).close()
    again = ServerVectors(server, name, create=True)
    assert again.count() == 0
    again.close()


def test_an_index_sees_and_drops_its_own_collections_only(server: Server) -> None:
    for name in ("serai.mine.000001-3f2a9c1b", "serai.mine.000002-3f2a9c1b", "serai.mine2.000001-3f2a9c1b"):
        fill(server, name).close()
    mine = collection_name("mine", "")
    assert collections(server, mine) == ["serai.mine.000001-3f2a9c1b", "serai.mine.000002-3f2a9c1b"]
    for _ in range(2):
        drop(server, "serai.mine.000001-3f2a9c1b")
    assert collections(server, mine) == ["serai.mine.000002-3f2a9c1b"]
    with pytest.raises(ValueError, match="small letters"):
        collection_name("mine.2", "000001-3f2a9c1b")


def test_more_collections_than_a_page_are_all_listed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.server._PAGE", 2)
    names = [collection_name("pages", str(number)) for number in range(5)]
    for name in names:
        ServerVectors(server, name, create=True).close()
    assert collections(server, collection_name("pages", "")) == names


def test_a_collection_that_is_gone_is_one_sentence(server: Server, vectors: ServerVectors) -> None:
    with pytest.raises(GenerationError, match=r"\[serai.tests.none\] does not exist. Run: "):
        ServerVectors(server, "serai.tests.none")
    name = next(NAMES)
    store = fill(server, name)
    drop(server, name)
    for ask in (store.count, lambda: store.get(IDS), lambda: store.nearest(axis(0), 2)):
        with pytest.raises(GenerationError, match="does not exist"):
            ask()
    store.close()
    assert vectors.count() == 4


def test_a_server_that_starts_again_is_asked_again(tmp_path: Path) -> None:
    port = free_port()
    with chroma_server(tmp_path / "data", port) as url:
        store = fill(Server(url), "serai.again.1")
    with pytest.raises(GenerationError, match="No Chroma server answers"):
        store.count()
    with chroma_server(tmp_path / "data", port):
        assert store.nearest(axis(3), 1)[0][0] == "d"
    store.close()


def test_no_server_is_one_sentence() -> None:
    with pytest.raises(GenerationError, match=r"No Chroma server answers at http://127.0.0.1:\d+ \(.*Start it"):
        collections(Server(f"http://127.0.0.1:{free_port()}"), "serai.")


def dribble(connection: socket.socket, _request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b" ")
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [lambda _connection, _request: None, dribble], ids=["silent", "dribbling"])
def test_no_call_takes_longer_than_its_deadline(answer: object) -> None:
    with listener(answer) as url:  # type: ignore[arg-type]
        began = time.monotonic()
        with pytest.raises(GenerationError, match=r"did not answer within 0.5 seconds"):
            ServerVectors(Server(url, deadline_seconds=0.5), "serai.tests.1")
        assert time.monotonic() - began < 2


def test_a_call_that_stalls_after_others_did_not_has_its_deadline_too() -> None:
    def answer(connection: socket.socket, request: bytes) -> None:
        if b"/auth/identity" in request:
            connection.sendall(reply("200 OK", IDENTITY))
        elif request.startswith(b"GET"):
            connection.sendall(reply("200 OK", '{"id": "6d1c"}'))

    with listener(answer) as url:
        store = ServerVectors(Server(url, deadline_seconds=0.5), "serai.tests.1")
        for ask in (lambda: store.nearest(axis(0), 2), lambda: store.get(IDS), lambda: store.delete(IDS)):
            with pytest.raises(GenerationError, match="did not answer"):
                ask()
        store.close()


@pytest.mark.parametrize(
    "noise",
    [b"220 mail.example ESMTP\r\n\r\n", reply("200 OK", "<html>"), reply("200 OK", "[]"), reply("404 Not Found", "{}"),
     reply("200 OK", '{"tenant": 7}'), reply("302 Found", "")],
    ids=["mail", "a page", "another interface", "no such path", "another meaning", "elsewhere"],
)  # fmt: skip
def test_what_is_no_chroma_server_is_called_so(noise: bytes) -> None:
    with (
        listener(lambda connection, _request: connection.sendall(noise)) as url,
        pytest.raises(GenerationError, match=r"(is not a|No) Chroma server .*SERAI_CHROMA_URL"),
    ):
        ServerVectors(Server(url, deadline_seconds=5), "serai.tests.1")


def test_a_busy_moment_is_waited_out() -> None:
    answers = iter([reply("503 Service Unavailable", ""), reply("200 OK", IDENTITY), reply("200 OK", "[]")])
    with listener(lambda connection, _request: connection.sendall(next(answers))) as url:
        assert collections(Server(url), "serai.") == []


def test_the_key_is_sent_and_a_refused_one_is_never_shown() -> None:
    seen: list[bytes] = []

    def refuse(connection: socket.socket, request: bytes) -> None:
        seen.append(request)
        connection.sendall(reply("401 Unauthorized", ""))

    with listener(refuse) as url, pytest.raises(GenerationError, match="refuses the key") as caught:
        collections(Server(url, "ck-secret"), "serai.")
    assert b"x-chroma-token: ck-secret\r\n" in seen[0].lower()
    assert "secret" not in f"{caught.value}{Server(url, 'ck-secret')!r}"


def test_a_key_for_one_database_leads_there() -> None:
    identity = '{"user_id": "u", "tenant": "our house", "databases": ["texts"]}'
    seen: list[bytes] = []

    def answer(connection: socket.socket, request: bytes) -> None:
        seen.append(request.split()[1])
        connection.sendall(reply("200 OK", identity if len(seen) == 1 else "[]"))

    with listener(answer) as url:
        collections(Server(f"{url}/chroma/", "k"), "serai.")
    assert seen[0] == b"/chroma/api/v2/auth/identity"
    assert seen[1].startswith(b"/chroma/api/v2/tenants/our%20house/databases/texts/collections?")


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8000", "ftp://h:1", "http://", "http://h:port", "http://h:70000", "http://h:0", "http://[::1",
     "http://a b", "http://h/?tenant=x", "http://h/#x", "http://me:secret@h:8000"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_a_sentence(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^SERAI_CHROMA_URL .* Set it to something like http") as caught:
        Server(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "https://chroma.example/", "http://[::1]:8000/api/v2"])
def test_an_address_may_have_a_port_a_path_and_both_schemes(url: str) -> None:
    assert Server(url).address in ("http://127.0.0.1:8000", "https://chroma.example", "http://[::1]:8000")
    assert replace(Server(url), deadline_seconds=5).url == url


def test_a_key_that_cannot_be_sent_is_a_sentence() -> None:
    with pytest.raises(SettingsError, match="Copy the key again"):
        Server("http://h", "two\nlines")
