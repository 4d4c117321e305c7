"""Random and hostile strings as questions, names and corpus text: every message is one that Telegram takes as meant."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.answer import Answer
from bot.display import clean
from bot.gaps import Unanswered, gaps
from bot.ledger.batches import Batch, Sent, State
from bot.posts import about, passed_on, source, to_telegram
from bot.relay.gap_list import listed
from bot.relay.receiving import described, offered
from bot.styled import Message
from bot.texts import LANGUAGES
from index.alike import NearDuplicate
from index.preview import Offered, Preview
from tests.bot_api import checked
from tests.test_render import answers, anything, lengthy, squeezed


@dataclass
class Rendered:
    """What was rendered, and what was wrong with it."""

    strings: int = 0
    messages: int = 0
    seconds: float = 0.0
    failure: str = ""

    def told(self) -> str:
        """Return the figures in a line."""
        wrong = f"; then: {self.failure}" if self.failure else ": all as intended"
        return f"{self.strings} strings in {self.messages} messages in {self.seconds:.0f} s{wrong}."


@dataclass(frozen=True)
class Hostile:
    """An answer, and what else people and files are called."""

    answer: Answer
    question: str
    names: tuple[str, ...]

    @property
    def strings(self) -> int:
        """How many strings were drawn for it."""
        answer = self.answer
        cited = answer.citations or answer.nearest
        documents = [one.passage.document for one in cited]
        publications = sum(len(document.sources) for document in documents)
        return 3 + len(answer.statements) + len(self.names) + len(answer.offered) + 6 * len(cited) + 4 * publications


hostile = st.builds(
    lambda answer, offered, question, names: Hostile(replace(answer, offered=offered), question, names),
    answers(),
    st.lists(lengthy, max_size=4).map(tuple),
    lengthy,
    st.lists(anything, min_size=4, max_size=4).map(tuple),
)


def check(one: Hostile, row: int, code: str) -> int:
    """Raise AssertionError where a message is not valid or not as intended; return how many there were."""
    texts, answer = LANGUAGES[code], one.answer
    messages = to_telegram(answer, texts, row)
    said = squeezed("".join(message.text for message in messages))
    assert all(squeezed(statement.marked) in said for statement in answer.statements if answer.answered)
    assert squeezed(answer.reply) in said or code != "en"
    if messages:
        headed = about(f"❓ {one.question}", messages)
        assert squeezed("".join(message.text for message in headed)).endswith(said)
        messages += headed
    cards = [source(answer, number, texts, row) for number in range(1, len(answer.citations) + 1)]
    cards += [passed_on(citation, texts) for citation in answer.citations]
    known = {one.url for citation in answer.citations or answer.nearest for one in citation.publications}
    for message in [*messages, *cards]:
        _valid(message)
        links = [entity.url for entity in message.entities if entity.kind == "text_link"]
        assert all(re.split(r"#?:~:text=", url)[0] in known or url in known for url in links)
    others = _of_maintainers(one, row, code)
    for message in others:
        _valid(message)
        assert not message.entities
    return len(messages) + len(cards) + len(others)


def _of_maintainers(one: Hostile, row: int, code: str) -> list[Message]:
    """Return the messages in which maintainers see questions and files."""
    texts = LANGUAGES[code]
    unanswered = [Unanswered(row + n, text, n) for n, text in enumerate((one.question, *one.names))]
    name, of, place, reason = one.names
    documents = tuple(Offered(citation.passage.document, row) for citation in one.answer.citations)
    seen = Preview(name, documents, ((place, reason),), (NearDuplicate(name, of, 0.9),), reason)
    told = described(seen, texts, replaces=True)
    batch = Batch(row, 1, (Sent(name, told=told), Sent(of, told=told * 9)), State.OFFERED, 0)
    found = gaps(unanswered, lambda questions: _apart(len(questions)), lambda _: 1.0)
    return [listed(found, texts), offered(batch, texts)]


def _apart(count: int):  # type: ignore[no-untyped-def]
    import numpy as np

    return np.eye(count, dtype=np.float32)


def _valid(message: Message) -> None:
    """Raise RefusedError where Telegram would not take a message."""
    entities = [{"type": e.kind, "offset": e.offset, "length": e.length, "url": e.url} for e in message.entities]
    keys = [[{"text": key.label, "callback_data": key.data} for key in row] for row in message.buttons]
    assert clean(message.text) == message.text
    checked({"text": message.text, "entities": entities, "reply_markup": {"inline_keyboard": keys}})


def run(strings: int) -> Rendered:
    """Render at least so many strings."""
    rendered, began = Rendered(), time.monotonic()

    @settings(
        max_examples=max(1, strings // 24),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile, st.integers(1, 10**14), st.sampled_from(sorted(LANGUAGES)))
    def render(one: Hostile, row: int, code: str) -> None:
        rendered.messages += check(one, row, code)
        rendered.strings += one.strings

    try:
        while rendered.strings < strings:
            render()
    except Exception as error:
        rendered.failure = f"{type(error).__name__}: {error}"[:500]
    rendered.seconds = time.monotonic() - began
    return rendered
