"""Texts become vectors by the real model; a model that cannot be had is one sentence."""

from pathlib import Path

import numpy as np
import pytest

from index.embed import _BUDGET, Embedder
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


def texts_of_many_lengths(count: int = 90) -> list[str]:
    words = list("abcdefghijklmnopqr")
    return [" ".join(words[(i * 7 + j * (1 + i % 5)) % len(words)] for j in range(1 + i * 3)) for i in range(count)]


def test_a_build_gives_vectors_close_to_those_of_questions(embedder: Embedder) -> None:
    texts = texts_of_many_lengths()
    heard: list[int] = []
    built = embedder.encode(texts, heard.append)
    assert sum(heard) == len(texts)
    assert np.allclose(np.linalg.norm(built, axis=1), 1, atol=1e-5)
    for place in range(0, len(texts), 10):
        assert embedder.encode([texts[place]])[0] @ built[place] > 0.99


def test_batches_hold_every_text_once_and_keep_to_the_budget(embedder: Embedder) -> None:
    texts = [*texts_of_many_lengths(), "", "word " * 5000]
    batches = embedder._batches(texts)
    assert sorted(place for batch in batches for place in batch) == list(range(len(texts)))
    tokens = [min(count + 2, embedder.max_tokens) for count in embedder.count_tokens(texts)]
    assert all(len(batch) * max(tokens[place] for place in batch) <= _BUDGET for batch in batches)


def test_a_question_is_embedded_as_exactly_after_a_build(embedder: Embedder) -> None:
    before = embedder.encode(["How long is the bridge?"])
    embedder.encode(texts_of_many_lengths(70))
    assert np.array_equal(before, embedder.encode(["How long is the bridge?"]))


def test_an_error_in_a_build_is_raised(embedder: Embedder) -> None:
    def refuse(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedder.encode(["word"] * 70, refuse)


def test_a_copy_that_is_not_as_good_is_not_used(monkeypatch: pytest.MonkeyPatch, other_model: str) -> None:
    embedder = Embedder(other_model)
    monkeypatch.setattr("index.embed._NEAR", 1.1)
    assert embedder._builder is embedder._model


def test_a_model_that_is_no_bert_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch, other_model: str) -> None:
    embedder = Embedder(other_model)
    monkeypatch.setattr(embedder._model[0].model.config, "model_type", "mpnet")
    assert embedder._builder is embedder._model
    assert embedder.encode(["word"] * 70).shape == (70, embedder.dimensions)


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


def test_a_question_is_embedded_once_for_its_search_and_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder, asked = Embedder(), []
    encode = embedder.encode
    monkeypatch.setattr(embedder, "encode", lambda texts: (asked.append(list(texts)), encode(texts))[1])
    embedder.encode_question("How long is the bridge?")
    embedder.likeness("How long is the bridge?", ["It is 412 m long."])
    assert asked == [["How long is the bridge?"], ["It is 412 m long."]]
