"""An index whose vectors are on a Chroma server is built, switched, swept and lost like one in files."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from index import generation
from index.build import Report, build
from index.embed import Embedder
from index.errors import GenerationError
from index.search import Searcher
from index.server import Server, collections, drop
from index.stores import Stores
from index.verify import verify
from tests.chroma_server import free_port
from tests.conftest import Place, run_module


def on(place: Place, server: Server, embedder: Embedder) -> Report:
    return build(place.corpus, place.root, embedder, server=server)


def held(place: Place, server: Server) -> Sequence[str]:
    """Return the generations whose collections the server has."""
    prefix = f"serai.{(place.root / 'id').read_text().strip()}."
    return [name.removeprefix(prefix) for name in collections(server, prefix)]


def test_an_index_moves_to_a_server_without_embedding_anything(
    place: Place, server: Server, embedder: Embedder
) -> None:
    searcher = Searcher(place.root, embedder, server)
    local = searcher.search("How long is the Ruby Bridge?")
    place.write(ford="A ford crosses the Tarn.")
    report = on(place, server, embedder)
    moved = searcher.search("How long is the Ruby Bridge?")
    searcher.close()
    assert (report.embedded, moved.generation) == (1, report.generation)
    assert moved.hits[0].passage == local.hits[0].passage
    assert moved.hits[0].score == pytest.approx(local.hits[0].score, abs=0.05)
    assert held(place, server) == [report.generation]
    assert not generation.live(place.root).chroma.exists()
    assert verify(generation.live(place.root).directory, server).name == report.generation
    assert on(place, server, embedder).generation == report.generation


def test_each_generation_has_a_collection_of_its_own_until_it_is_swept(
    place: Place, server: Server, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []
    for turn in range(3):
        place.write(ford=f"A ford crosses the Tarn at mile {turn}.")
        names.append(on(place, server, embedder).generation)
    assert held(place, server) == names
    assert generation.rollback(place.root).name == names[1]
    searcher = Searcher(place.root, embedder, server)
    assert "mile 1" in searcher.search("ford").hits[0].passage.text
    searcher.close()
    monkeypatch.setattr(generation, "_GRACE_SECONDS", -1)
    place.write(ford="A ford crosses the Tarn at last.")
    names.append(on(place, server, embedder).generation)
    on(place, server, embedder)
    assert held(place, server) == [names[1], names[2], names[3]]


def test_what_a_server_has_lost_is_put_there_again(place: Place, server: Server, embedder: Embedder) -> None:
    place.write(ford="A ford crosses the Tarn.")
    lost = on(place, server, embedder).generation
    drop(server, generation.live(place.root).collection)
    searcher = Searcher(place.root, embedder, server)
    with pytest.raises(GenerationError, match="python -m index build"):
        searcher.search("ford")
    report = on(place, server, embedder)
    assert report.generation != lost
    assert searcher.search("ford").hits[0].passage.document_id == "ford.txt"
    searcher.close()


def test_a_server_that_is_down_is_one_line_and_the_index_stays_as_it_is(place: Place, embedder: Embedder) -> None:
    place.write(ford="A ford crosses the Tarn.")
    live = generation.live_name(place.root)
    ended = run_module(
        "index", "build", "--corpus", str(place.corpus), "--index", str(place.root),
        SERAI_CHROMA_URL=f"http://127.0.0.1:{free_port()}",
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (1, "", 1)
    assert "No Chroma server answers" in ended.stderr
    assert generation.live_name(place.root) == live
    assert "tea.txt" in place.found("沙溪镇的古戏台", embedder)


def test_without_the_servers_address_its_index_is_refused_and_can_be_built_in_files(
    place: Place, server: Server, embedder: Embedder
) -> None:
    place.write(ford="A ford crosses the Tarn.")
    on(place, server, embedder)
    with pytest.raises(GenerationError, match="Set SERAI_CHROMA_URL"):
        place.found("ford", embedder)
    report = place.build(embedder)
    assert place.found("ford", embedder) == ["ford.txt"]
    assert report.embedded == report.passages


def test_a_failed_build_leaves_no_collection(place: Place, server: Server, embedder: Embedder) -> None:
    def refuse(*_: object) -> None:
        raise GenerationError("No.")

    place.write(ford="A ford crosses the Tarn.")
    with pytest.raises(GenerationError, match="No"):
        build(place.corpus, place.root, embedder, server=server, gate=refuse)
    assert held(place, server) == []


def test_indexes_on_one_server_keep_out_of_each_others_way(place: Place, server: Server, tmp_path: Path) -> None:
    one, other = Stores(place.root, server), Stores(tmp_path, server)
    assert one.collection(Path("000001-a.tmp")) == one.collection(Path("000001-a"))
    assert one.collection(Path("000001-a")) != other.collection(Path("000001-a"))
