"""Passages in a BM25 index, found by words. The only home of tantivy; the words are analysed by us."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import tantivy

from index.analysis import terms
from index.errors import GenerationError
from index.passage import Passage

TITLE_BOOST = 0.5
_HEAP_BYTES = 64_000_000


class Words:
    """The words of one generation, in a tantivy directory of their own."""

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        self._frequencies: dict[str, int] = {}
        try:
            if create:
                directory.mkdir(parents=True, exist_ok=True)
                self._engine = tantivy.Index(_schema(), path=str(directory))
            else:
                self._engine = tantivy.Index.open(str(directory))
        except (ValueError, OSError) as error:
            raise GenerationError(
                f"The words in '{directory}' cannot be used ({error}). "
                "Run: python -m index rollback, or python -m index build"
            ) from error

    def change(self, removed: Sequence[str], ids: Sequence[str], passages: Sequence[Passage]) -> None:
        """Forget the passages of *removed* and keep *passages* under *ids*, in one commit."""
        writer = self._engine.writer(_HEAP_BYTES, 1)
        for id in removed:
            writer.delete_documents_by_term("id", id)
        for id, passage in zip(ids, passages, strict=True):
            document = passage.document
            naming = f"{document.title} {document.author} {document.date}"
            writer.add_document(
                tantivy.Document(id=id, text=" ".join(terms(passage.text)), title=" ".join(terms(naming)))
            )
        writer.commit()
        writer.wait_merging_threads()
        self._engine.reload()
        self._frequencies.clear()

    def best(self, question_terms: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Return up to *k* ids with their BM25 score (k1 1.2, b 0.75; Robertson et al., TREC-3), the best first."""
        known = [term for term in dict.fromkeys(question_terms) if self.frequency(term)]
        if not known or not k:
            return []
        clauses = [(tantivy.Occur.Should, self._term("text", term)) for term in known]
        clauses += [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term("title", term), TITLE_BOOST)) for term in known
        ]
        searcher = self._engine.searcher()
        found = searcher.search(tantivy.Query.boolean_query(clauses), k).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in found]

    def holds(self, id: str, all_of: Sequence[str]) -> bool:
        """Return whether the passage *id* is here with *all_of* these terms in its text."""
        clauses = [(tantivy.Occur.Must, tantivy.Query.term_query(self._engine.schema, "id", id, "basic"))]
        clauses += [(tantivy.Occur.Must, self._term("text", term)) for term in all_of]
        return bool(self._engine.searcher().search(tantivy.Query.boolean_query(clauses), 1).hits)

    def frequency(self, term: str) -> int:
        """Return in how many passages *term* stands, titles included; those that were forgotten don't count."""
        if known := self._frequencies.get(term):
            return known
        found = max(self._count(field, term) for field in ("text", "title"))
        if found:
            self._frequencies[term] = found
        return found

    def _count(self, field: str, term: str) -> int:
        searcher = self._engine.searcher()
        if not searcher.doc_freq(field, term):  # which still counts what was deleted, until segments merge
            return 0
        return int(searcher.search(self._term(field, term), 1, count=True).count)

    def rarity(self, term: str) -> float:
        """Return how much *term* tells, in nats: `ln(1 + (N - n + 0.5) / (n + 0.5))`, the idf of BM25."""
        n = self.frequency(term)
        return math.log(1 + (max(self.count(), n) - n + 0.5) / (n + 0.5))

    def count(self) -> int:
        return int(self._engine.searcher().num_docs)

    def close(self) -> None:
        """Let go of the files; tantivy does so with its last reference."""
        del self._engine

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._engine.schema, field, term, "freq")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
