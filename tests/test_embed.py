"""Texts become vectors by the real model; a model that cannot be had is one sentence."""

from pathlib import Path

import numpy as np
import pytest

from index.embed import Embedder
from index.errors import ModelError


def test_texts_of_one_meaning_are_nearer_than_others(embedder: Embedder) -> None:
    ferry, boat, mill = embedder.encode(["The ferry carries people.", "A boat takes passengers.", "The mill burned."])
    assert ferry @ boat > ferry @ mill + 0.2


def test_vectors_are_of_unit_length_and_in_the_order_of_their_texts(embedder: Embedder) -> None:
    texts = ["word " * length for length in (300, 1, 40, 2)] + ["", " "]
    vectors = embedder.encode(texts)
    assert vectors.shape == (len(texts), embedder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert embedder.encode([text])[0] @ vector > 0.9999


def test_progress_hears_of_every_text(embedder: Embedder) -> None:
    heard: list[int] = []
    embedder.encode(["word"] * 70, heard.append)
    assert sum(heard) == 70
    assert embedder.encode([]).shape == (0, embedder.dimensions)


def test_langchain_gets_lists(embedder: Embedder) -> None:
    assert embedder.embed_documents(["word"])[0] == pytest.approx(embedder.embed_query("word"), abs=1e-5)


def test_tokens_are_counted_without_those_that_frame_a_text(embedder: Embedder) -> None:
    assert embedder.count_tokens(["", "bridge", "The bridge is long."]) == [0, 1, 5]


def test_a_script_that_the_model_spells_out_is_counted_fairly(embedder: Embedder) -> None:
    text = "Водохранилище у села Каменка вмещает 46 миллионов кубометров воды."
    assert embedder.count_tokens([text]) == [len(text) // 4 + 1]


@pytest.mark.parametrize(
    ("text", "share"), [("How long is it?", 1.0), ("Какова длина?", 0.0), ("水库", 0.0), ("412?", 1.0), ("", 1.0)]
)
def test_the_model_knows_the_scripts_it_has_words_for(embedder: Embedder, text: str, share: float) -> None:
    assert embedder.knows(text) == share


def test_an_identity_names_the_model_and_its_weights_without_loading_it(other_model: str) -> None:
    one, other = Embedder(), Embedder(other_model)
    assert one.identity.startswith("all-MiniLM-L6-v2@")
    assert one.identity.split("@")[1] == other.identity.split("@")[1]
    assert one.identity != other.identity
    assert "_model" not in vars(one)


def test_a_folder_without_a_model_is_one_sentence_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="SERAI_EMBEDDING_MODEL") as refused:
        Embedder(str(tmp_path)).encode(["word"])
    assert len(str(refused.value).splitlines()) == 1
