"""The LLM engine over a real index: LangChain's real clients ask a scripted server on loopback."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Answering, answering
from bot.composing import INSTEAD, LEAKED, NOTHING_PROVEN, UNASKED
from bot.settings import BotSettings, ChatSettings
from bot.spending import asker
from bot.uncovered import UNPROVEN_SIDE
from index.embed import Embedder
from index.errors import ModelError, SettingsError
from index.opened import Found
from index.reader import PROVER, WEIGHTS, Reader
from index.search import Searcher
from tests.chat_server import Asked, ChatServer, Script, chat_server, structured

QUESTION = "How long is the Ruby Bridge?"
LENGTH = ("The Ruby Bridge is 412 metres long.", [(1, "The Ruby Bridge is 412 metres long")])
INVENTED = ("The Ruby Bridge is 999 metres long.", [(1, "The Ruby Bridge is 999 metres long")])

Made = Callable[..., Answering]


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as chat:
        yield chat


@pytest.fixture(scope="module")
def readers() -> dict[Path, Reader]:
    return {weights: Reader(weights) for weights in (WEIGHTS, PROVER)}


@pytest.fixture
def made(
    server: ChatServer,
    small_index: Path,
    embedder: Embedder,
    readers: dict[Path, Reader],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Made]:
    """Make what answers with a model of the server, or with another setting; the models of ours are loaded once."""
    monkeypatch.setattr("bot.bootstrap.Embedder", lambda name: embedder)
    monkeypatch.setattr("bot.bootstrap.Reader", lambda weights=WEIGHTS: readers[weights])
    monkeypatch.setattr("bot.attempts._FIRST_PAUSE", 0.01)
    all_made: list[Answering] = []

    def make(model: str = "openai:scripted", **settings: Any) -> Answering:
        at = server.url if model.startswith("ollama") else f"{server.url}/v1"
        chat = ChatSettings(**{"model": model, "url": at, "key": "sk-test", "seconds": 5.0, **settings}, _env_file=None)
        all_made.append(answering(BotSettings(index=small_index, _env_file=None), chat=chat))
        return all_made[-1]

    yield make
    for one in all_made:
        one.searcher.close()


def passage_number(asked: Asked, words: str) -> int:
    """Return the number of the passage that holds *words* in what was asked."""
    before = asked.human[: asked.human.index(words)]
    return int(before.rsplit(" passage ", 1)[1].split(":")[0])


def says(server: ChatServer, *statements: tuple[str, list[tuple[int, str]]], **rest: Any) -> None:
    """Reply with statements about the bridge, whatever number its passage has."""

    def play(asked: Asked) -> Script:
        number = passage_number(asked, "412 metres")
        moved = [(text, [(n and number + n - 1, words) for n, words in cited]) for text, cited in statements]
        return Script(structured(*moved), **rest)

    server.play = play


@pytest.mark.parametrize("model", ["openai:scripted", "ollama:scripted"])
def test_a_proven_statement_is_the_answer_and_its_quote_the_corpus(made: Made, server: ChatServer, model: str) -> None:
    says(server, LENGTH)
    answer = made(model)(QUESTION)
    assert (answer.text, answer.engine, answer.note) == ("The Ruby Bridge is 412 metres long. [1]", model, "")
    (citation,) = answer.citations
    assert citation.quote == "The Ruby Bridge is 412 metres long and cost 38 million crowns."
    assert [one.outlet for one in citation.publications] == ["The Valley Post", "River Board"]


def test_plain_text_with_marks_is_understood_too(made: Made, server: ChatServer) -> None:
    server.play = lambda asked: Script(f"It is 412 metres long [{passage_number(asked, '412 metres')}]. Oslo is nice.")
    assert made()(QUESTION).text == "It is 412 metres long. [1]"


def test_what_is_not_proven_is_dropped_and_the_rest_stays(made: Made, server: ChatServer) -> None:
    says(server, INVENTED, LENGTH, ("Everyone loves it.", []))
    assert made()(QUESTION).text == "The Ruby Bridge is 412 metres long. [1]"


def test_an_emptied_answer_is_the_extractive_one_and_says_so(made: Made, server: ChatServer) -> None:
    says(server, INVENTED)
    answer = made()(QUESTION)
    assert (answer.engine, answer.note) == ("extractive", NOTHING_PROVEN)
    assert "412 metres" in answer.text


OPENED = ("The Ruby Bridge was opened on 2 May 2019.", [(1, "was opened on 2 May 2019")])
CROSSED = ("In 2020 about 9,300 vehicles a day crossed it.", [(1, "In 2020 about 9,300 vehicles a day")])
WRONG = ("The Ruby Bridge is 421 metres long.", [(1, "is 412 metres long")])
SENTENCE = "The Ruby Bridge is 412 metres long and cost 38 million crowns."


def test_the_sentence_that_a_wrong_statement_cites_answers_in_its_place(made: Made, server: ChatServer) -> None:
    says(server, WRONG)
    answer = made()(QUESTION)
    assert (answer.text, answer.note) == (f"{SENTENCE} [1]", NOTHING_PROVEN)


def test_it_stands_beside_what_is_proven(made: Made, server: ChatServer) -> None:
    says(server, OPENED, WRONG, pause=0.05)
    seen = [answer.text for answer in made().growing("When was the Ruby Bridge opened, and how long is it?")]
    assert seen[0] == f"{OPENED[0]} [1]"
    assert seen[-1] == f"{OPENED[0]} [1] {SENTENCE} [2]"


@pytest.mark.parametrize("statements", [(LENGTH, WRONG), (WRONG, LENGTH)], ids=["before it", "after it"])
def test_it_is_not_said_where_it_is_quoted(made: Made, server: ChatServer, statements: list[Any]) -> None:
    says(server, *statements)
    assert made()(QUESTION).text == f"{LENGTH[0]} [1]"


def test_what_is_said_in_place_of_statements_leaves_room_for_proven_ones(made: Made, server: ChatServer) -> None:
    wrong = [(f"The Ruby Bridge was opened on {day} May 2019.", OPENED[1]) for day in range(3, 9)]
    says(server, *wrong, LENGTH)
    assert made()(QUESTION).text.startswith(f"{LENGTH[0]} [1]")


def test_an_answer_that_the_model_did_not_word_is_as_sure_as_the_extractive_one(made: Made, server: ChatServer) -> None:
    says(server, WRONG)
    assert made()(QUESTION).confidence == made("extractive")(QUESTION).confidence


def test_what_the_model_worded_besides_is_not_said_of_sentences_alone(made: Made, server: ChatServer) -> None:
    says(server, ("The Ruby Bridge was opened by mayor Ilse Brandt.", [(1, "by mayor Ilse Brandt")]), WRONG)
    answer = made()("How many metres long is the Ruby Bridge?")
    assert (answer.text, answer.note) == (f"{SENTENCE} [1]", UNASKED)


def test_a_reply_that_breaks_off_is_not_replaced_by_sentences_that_it_cited(made: Made, server: ChatServer) -> None:
    says(server, WRONG, CROSSED, CROSSED, CROSSED, cut=True)
    assert made()(QUESTION).engine == "extractive"


def test_it_is_no_answer_where_the_texts_do_not_tell(made: Made, server: ChatServer) -> None:
    says(server, ("The Ruby Bridge is painted red, 412 metres long.", [(1, "is 412 metres long")]))
    answer = made()("What colour is the Ruby Bridge painted?")
    assert (answer.answered, answer.engine) == (False, "extractive")
    assert answer.note == "Nothing that the model wrote could be proven."


def test_a_proven_statement_that_answers_another_question_is_not_the_answer(made: Made, server: ChatServer) -> None:
    says(server, CROSSED)
    answer = made()("How many vehicles a day crossed the Ruby Bridge in 2012?")
    assert (answer.engine, answer.note) == ("extractive", UNASKED.removesuffix(f" {INSTEAD}"))
    assert CROSSED[0] not in answer.text


def test_what_answers_another_question_is_dropped_beside_an_answer(made: Made, server: ChatServer) -> None:
    says(server, CROSSED, OPENED)
    answer = made()("What was done with the Ruby Bridge in 2019?")
    assert (answer.text, answer.note) == (f"{OPENED[0]} [1]", "")


def test_background_waits_for_an_answer_and_then_stands_beside_it(made: Made, server: ChatServer) -> None:
    lacking = ("The Ruby Bridge was opened by mayor Ilse Brandt.", [(1, "by mayor Ilse Brandt")])
    says(server, lacking, CROSSED, pause=0.05)
    seen = [answer.text for answer in made().growing("How many vehicles a day cross the Ruby Bridge?")]
    assert seen[0] == seen[-1] == f"{lacking[0]} [1] {CROSSED[0]} [2]"


def test_of_two_questions_a_statement_needs_to_answer_one(made: Made, server: ChatServer) -> None:
    says(server, OPENED)
    assert made()("How many boats has Sorrel, and when was the Ruby Bridge opened?").text == f"{OPENED[0]} [1]"


def test_a_comparison_with_one_side_proven_says_that_the_other_is_not(made: Made, server: ChatServer) -> None:
    says(server, LENGTH, pause=0.05)
    seen = [answer.text for answer in made().growing("Which is longer, the Ruby Bridge or the Iron Bridge?")]
    assert seen[0] == f"{LENGTH[0]} [1]"
    assert seen[-1] == f"{LENGTH[0]} [1] {UNPROVEN_SIDE.format(question='How long is the Iron Bridge?')}"


def test_a_comparison_of_which_no_side_is_proven_is_not_answered_by_the_model(made: Made, server: ChatServer) -> None:
    says(server, ("The Ruby Bridge was opened by mayor Ilse Brandt.", [(1, "by mayor Ilse Brandt")]))
    answer = made()("Which is longer, the Ruby Bridge or the Iron Bridge?")
    assert (answer.engine, answer.note) == ("extractive", UNASKED.removesuffix(f" {INSTEAD}"))


def test_a_model_that_finds_no_answer_is_believed(made: Made, server: ChatServer) -> None:
    server.says()
    answer = made()("Who won the chess championship in Oslo?")
    assert (answer.answered, bool(answer.nearest), bool(answer.text)) == (False, True, True)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param(Script(status=401, error={"error": {"message": "Incorrect API key: sk-te*t"}}), "key", id="401"),
        pytest.param(Script(status=403, error={"error": {"message": "no"}}), "key", id="403"),
        pytest.param(Script(status=404, error={"error": {"message": "no model"}}), "has no model", id="404"),
        pytest.param(Script(status=429, error={"error": {"message": "slow down"}}), "busy", id="429"),
        pytest.param(
            Script(status=429, error={"error": {"message": "x", "code": "insufficient_quota"}}), "quota", id="quota"
        ),
        pytest.param(Script(status=500, error={"error": {"message": "oops"}}), "reached", id="500"),
        pytest.param(Script(status=503, error="down"), "reached", id="503"),
        pytest.param(Script(garbage=b"<html>hello</html>"), "reached", id="something else"),
        pytest.param(Script(garbage=b"\x00\xff\xfe{"), "reached", id="garbage"),
        pytest.param(Script(""), "replied nothing", id="silence"),
        pytest.param(Script("x" * 300, cut=True), "proven", id="torn off"),
        pytest.param(Script(refusal="I cannot help."), "declined", id="refusal"),
        pytest.param(Script("Sorry.", finish="content_filter"), "declined", id="filtered"),
        pytest.param(Script("I'm sorry, but I can't help with that."), "proven", id="refusal in words"),
        pytest.param(
            Script(
                status=400, error={"error": {"message": "maximum context length", "code": "context_length_exceeded"}}
            ),
            "too long",
            id="too long",
        ),
    ],
)
@pytest.mark.parametrize("model", ["openai:scripted", "ollama:scripted"])
def test_whatever_goes_wrong_the_texts_speak_for_themselves(
    made: Made, server: ChatServer, model: str, script: Script, said: str
) -> None:
    server.play = lambda asked: script
    answer = made(model)(QUESTION)
    assert (answer.engine, "412 metres" in answer.text) == ("extractive", True)
    assert answer.note.endswith(INSTEAD)
    if model.startswith("openai"):
        assert said in answer.note
    assert "sk-te" not in answer.note


def test_a_model_that_stalls_is_waited_for_until_the_deadline_and_no_longer(made: Made, server: ChatServer) -> None:
    asked = made(seconds=0.6)
    asked("What is this?")  # so that no model has to be loaded
    server.play = lambda asked: Script("never", stall=3)
    began = time.monotonic()
    answer = asked(QUESTION)
    assert time.monotonic() - began < 1.6
    assert (answer.engine, "in time" in answer.note) == ("extractive", True)


def test_a_model_that_drips_for_ever_ends_at_the_deadline_too(made: Made, server: ChatServer) -> None:
    asked = made(seconds=0.6)
    asked("What is this?")
    server.play = lambda asked: Script("blah " * 200, pause=0.3)
    began = time.monotonic()
    assert asked(QUESTION).engine == "extractive"
    assert time.monotonic() - began < 1.6


def test_a_server_that_is_not_there_is_named_in_a_sentence(made: Made) -> None:
    answer = made(url="http://127.0.0.1:9/v1", seconds=2.0)(QUESTION)
    assert answer.note == f"The model openai:scripted could not be reached. {INSTEAD}"


def test_a_busy_model_is_asked_again(made: Made, server: ChatServer) -> None:
    def play(asked: Asked) -> Script:
        if len(server.asked) == 1:
            return Script(status=429, error={"error": {"message": "slow down"}})
        return Script(structured((LENGTH[0], [(passage_number(asked, "412 metres"), "412 metres long")])))

    server.play = play
    assert made()(QUESTION).engine == "openai:scripted"
    assert len(server.asked) == 2


def test_a_second_model_is_fallen_back_on(made: Made, server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")

    def play(asked: Asked) -> Script:
        if asked.body["model"] == "scripted":
            return Script(status=401, error={"error": {"message": "no"}})
        return Script(structured((LENGTH[0], [(passage_number(asked, "412 metres"), "412 metres long")])))

    server.play = play
    assert made(fallback="openai:second")(QUESTION).text == "The Ruby Bridge is 412 metres long. [1]"
    assert [one.body["model"] for one in server.asked] == ["scripted", "second"]


def test_a_server_without_forms_of_reply_is_asked_without(made: Made, server: ChatServer) -> None:
    def play(asked: Asked) -> Script:
        if "response_format" in asked.body:
            return Script(status=400, error={"error": {"message": "unknown field response_format"}})
        return Script(structured((LENGTH[0], [(passage_number(asked, "412 metres"), "412 metres long")])))

    server.play = play
    asked = made()
    assert asked(QUESTION).engine == "openai:scripted"
    assert asked(QUESTION).engine == "openai:scripted"
    assert len(server.asked) == 3


def test_a_reply_that_grew_too_long_keeps_what_was_whole(made: Made, server: ChatServer) -> None:
    def play(asked: Asked) -> Script:
        whole = structured((LENGTH[0], [(passage_number(asked, "412 metres"), "412 metres long")]), INVENTED)
        return Script(whole[:-30], finish="length")

    server.play = play
    assert made()(QUESTION).text == "The Ruby Bridge is 412 metres long. [1]"


def test_the_prompt_keeps_data_and_question_between_markers_and_sends_no_tools(made: Made, server: ChatServer) -> None:
    says(server, LENGTH)
    made()(QUESTION)
    made()(QUESTION)
    first, second = server.asked
    assert "tools" not in first.body
    assert first.key == "Bearer sk-test"
    assert first.human.split()[1] != second.human.split()[1]
    assert QUESTION in first.human
    assert QUESTION not in first.system


@pytest.mark.parametrize("turn", [str, lambda word: word[::-1], lambda word: " ".join(word), str.upper])
def test_a_reply_that_gives_the_canary_away_is_not_shown(
    made: Made, server: ChatServer, turn: Callable[[str], str]
) -> None:
    def play(asked: Asked) -> Script:
        canary = asked.system.split("Never write the word ")[1].split()[0]
        number = passage_number(asked, "412 metres")
        return Script(
            structured((LENGTH[0], [(number, "412 metres long")]), (turn(canary), [(number, "412 metres long")]))
        )

    server.play = play
    answer = made()(QUESTION)
    assert (answer.engine, answer.note) == ("extractive", LEAKED)


def test_a_statement_is_shown_before_the_next_has_come(made: Made, server: ChatServer) -> None:
    asked = made()
    asked("What is this?")
    says(server, LENGTH, ("It cost 38 million crowns.", [(1, "cost 38 million crowns")]), pause=0.1)
    seen = [(time.monotonic(), answer.text) for answer in asked.growing(QUESTION)]
    assert seen[0][1] == "The Ruby Bridge is 412 metres long. [1]"
    assert seen[-1][1] == "The Ruby Bridge is 412 metres long. [1] It cost 38 million crowns. [1]"
    assert seen[-1][0] - seen[0][0] > 0.2


def test_a_person_has_a_share_of_tokens_a_day_and_others_have_theirs(made: Made, server: ChatServer) -> None:
    says(server, LENGTH)
    asked = made(tokens_per_day=1_000, price="1/2")
    while asked(QUESTION).engine != "extractive":
        assert len(server.asked) < 30
    assert "share of the model" in asked(QUESTION).note
    assert asked.composing is not None
    spent = asked.composing.spending.total()
    assert (spent.tokens, spent.money) == (120 * spent.requests, pytest.approx(140e-6 * spent.requests))
    token = asker.set("somebody else")
    assert asked(QUESTION).engine == "openai:scripted"
    asker.reset(token)


def test_a_context_too_small_for_one_passage_is_said(made: Made, server: ChatServer) -> None:
    answer = made(context=300)(QUESTION)
    assert "SERAI_CHAT_CONTEXT" in answer.note
    assert server.asked == []


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("oracle", "no engine 'oracle'"),
        ("delphi:oracle", "no engine 'delphi:oracle'"),
        ("openai:", "no engine"),
        ("anthropic:claude", r"pip install '.\[anthropic\]'"),
        ("google:gemini", r"pip install '.\[google\]'"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_with_what_to_do(
    made: Made, model: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("langchain_anthropic", "langchain_google_genai"):
        monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed
    with pytest.raises(SettingsError, match=said):
        made(model)


def test_a_missing_key_is_said_before_the_first_question(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="SERAI_CHAT_KEY"):
        made(url="", key="")


def test_a_follow_up_is_rewritten_by_the_model_before_it_is_searched_for(made: Made, server: ChatServer) -> None:
    opened = ("The Ruby Bridge was opened on 2 May 2019.", "was opened on 2 May 2019")

    def play(asked: Asked) -> Script:
        if "last message ---" in asked.human:
            return Script("When was the Ruby Bridge opened?")
        return Script(structured((opened[0], [(passage_number(asked, opened[1]), opened[1])])))

    server.play = play
    asked = made()
    first = asked(QUESTION)
    server.asked.clear()
    for answer in (asked("When was it opened?", [first]), list(asked.growing("When was it opened?", [first]))[-1]):
        assert (answer.question, answer.text) == ("When was the Ruby Bridge opened?", f"{opened[0]} [1]")
    assert ["response_format" in one.body for one in server.asked] == [False, True, False, True]
    assert asked.spending is not None
    assert asked.spending.total().requests == 5


def test_rewriting_and_answering_share_one_deadline(made: Made, server: ChatServer) -> None:
    asked = made(seconds=0.8)
    first = asked("What is this?")
    server.play = lambda asked: Script("never", stall=3)
    began = time.monotonic()
    answer = asked("How long is it?", [first])
    assert time.monotonic() - began < 1.8
    assert (answer.engine, "in time" in answer.note) == ("extractive", True)


def test_recorded_replies_answer_without_a_model_a_package_or_a_key(
    made: Made, server: ChatServer, tmp_path: Path
) -> None:
    says(server, LENGTH)
    spoken = made(recordings=tmp_path)(QUESTION)
    count = len(server.asked)
    played = made(recordings=tmp_path, recordings_only=True, url="", key="")
    assert played(QUESTION) == spoken
    other = played("What is this?")
    assert (other.engine, "recorded" in other.note) == ("extractive", True)
    assert len(server.asked) == count == 1
    with pytest.raises(SettingsError, match="no engine"):
        made("delphi:oracle", recordings=tmp_path)


def test_the_time_for_a_model_begins_when_it_is_asked_and_not_while_ours_are_loaded(
    made: Made, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(server, LENGTH)
    asked = made(seconds=0.8)
    search = Searcher.search

    def slowly(self: Searcher, question: str, k: int = 10) -> Found:
        time.sleep(1)
        return search(self, question, k)

    monkeypatch.setattr(Searcher, "search", slowly)
    assert asked(QUESTION).engine == "openai:scripted"
    assert list(asked.growing(QUESTION))[-1].engine == "openai:scripted"


def test_without_what_proves_statements_nothing_begins(
    made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.bootstrap.Reader", Reader)
    monkeypatch.setattr("bot.bootstrap.PROVER", tmp_path / "prover.safetensors")
    with pytest.raises(ModelError, match=r"prover\.safetensors"):
        made()
