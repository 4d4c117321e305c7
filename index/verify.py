"""A generation is checked by real queries; `python -m index.verify DIRECTORY` does so in a process of its own.

With `-` for a directory it makes itself ready and waits for one on standard input, and for the ids written last.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index import generation
from index.analysis import terms
from index.errors import BuildError, GenerationError, SeraiError
from index.generation import Generation
from index.passage import Passage
from index.records import Records, passage_id
from index.settings import IndexSettings
from index.stores import Stores
from index.vectors import Store, load_library
from index.words import Words

if TYPE_CHECKING:
    from index.server import Server

_PATIENCE_SECONDS = 600
_SAMPLE = 100
_MUST_READ = 1_000  # Chroma writes its rows a thousand at a time
_MUST_FIND = 0.95  # HNSW is approximate, and twins may find each other


def verify(directory: Path, server: Server | None = None, written: Sequence[str] | None = None) -> Generation:
    """Return the generation in *directory*; raise GenerationError unless its passages find themselves.

    Every text must be as it was built, every vector readable: of a copy that was added to, those *written* last and
    some of the others, since what a cut file loses is its end. A sample is asked for by meaning and by words.
    """
    checked = generation.load(directory)
    with closing(Records(checked.records)) as recorded:
        ids = recorded.ids()
        if len(ids) != checked.passages:
            raise GenerationError(f"{checked.passages} passages were built and {len(ids)} are recorded")
        readable = _readable(ids, written)
        passages = {id: recorded.passage(id) for id in readable}
    if altered := next((id for id, passage in passages.items() if passage_id(passage) != id), None):
        raise GenerationError(f"the text of passage {altered} is not as it was built")
    sample = ids[:: max(1, len(ids) // _SAMPLE)]
    with closing(Stores(directory.parent, server).of(checked)) as store:
        _verify_vectors(checked, store, readable, sample)
    _verify_words(checked, {id: passages[id] for id in sample})
    return checked


def _readable(ids: Sequence[str], written: Sequence[str] | None) -> Sequence[str]:
    if written is None or len(ids) <= _MUST_READ:
        return ids
    sample = [*ids[:: len(ids) // _MUST_READ + 1], *ids[:: max(1, len(ids) // _SAMPLE)]]
    return [*dict.fromkeys([*written[-_MUST_READ:], *sample])]


def _verify_vectors(checked: Generation, store: Store, readable: Sequence[str], ids: Sequence[str]) -> None:
    if store.count() != checked.passages:
        raise GenerationError(f"{checked.passages} passages were built and {store.count()} have vectors")
    if missing := len(readable) - len(store.get(readable)):
        raise GenerationError(f"{missing} of {len(readable)} vectors cannot be read")
    vectors = store.get(ids)
    lost = [id for id in ids if id not in vectors or _distance_to_nearest(store, vectors[id]) > 1e-3]
    if len(lost) > (1 - _MUST_FIND) * len(ids):
        raise GenerationError(f"{len(lost)} of {len(ids)} vectors do not find themselves")


def _distance_to_nearest(store: Store, vector: object) -> float:
    found = store.nearest(vector, 1)  # type: ignore[arg-type]
    return 1.0 - found[0][1] if found else 1.0


def _verify_words(checked: Generation, passages: dict[str, Passage]) -> None:
    words = Words(checked.words)
    if words.count() != checked.passages:
        raise GenerationError(f"{checked.passages} passages were built and {words.count()} have words")
    for id, passage in passages.items():
        if not words.holds(id, list(dict.fromkeys(terms(passage.text)))[:50]):
            raise GenerationError(f"passage {id} is not found by its own words")


@contextmanager
def checking(server: Server | None = None) -> Iterator[Callable[[Path, Sequence[str]], None]]:
    """Start the process that will check the new generation, so that it is ready when the generation is.

    The check takes the directory and the ids written last; it raises BuildError when it finds something wrong.
    """
    command = [sys.executable, "-m", "index.verify", "-"]
    place = {"SERAI_CHROMA_URL": server.url, "SERAI_CHROMA_TOKEN": server.token} if server else {}
    with subprocess.Popen(
        command, env=os.environ | place,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as checker:  # fmt: skip

        def check(directory: Path, written: Sequence[str]) -> None:
            try:
                _, complaint = checker.communicate(
                    "\n".join([str(directory), *written[-_MUST_READ:]]), _PATIENCE_SECONDS
                )
            except subprocess.TimeoutExpired:
                raise BuildError(
                    f"The check of the new generation took more than {_PATIENCE_SECONDS} seconds. "
                    "The live one is untouched; build again when the machine is less busy."
                ) from None
            if checker.returncode:
                reason = (complaint.strip() or "no reason given").splitlines()[-1]
                raise BuildError(
                    f"The new generation failed its check ({reason.rstrip('.')}). "
                    "The live one is untouched; build again."
                )

        try:
            yield check
        finally:
            checker.kill()


def main(arguments: Sequence[str]) -> int:
    """Verify the directory named on the command line, or on standard input."""
    name, written = arguments[0], None
    if name == "-":
        load_library()
        name, *written = sys.stdin.read().split("\n")
    try:
        if name:
            verify(Path(name), IndexSettings().server, written)
    except SeraiError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
