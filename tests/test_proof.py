"""What a model states is held against the passages, by code alone."""

import pytest

from bot.claims import Claim, Pointer
from bot.faults import GUILT, faults
from bot.proof import Proven, prove, quotes_of
from index.passage import Document, Passage
from tests.claims_made import BRIDGE, PASSAGES, passage_of

BOTH = "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt."
LENGTH = "The Ruby Bridge is 412 metres long and cost 38 million crowns."


def proven(text: str, *pointers: tuple[int, str], question: str = "Tell me of the Ruby Bridge.") -> Proven | None:
    made = tuple(Pointer(number, words) for number, words in pointers)
    return prove(Claim(text, made), PASSAGES, question, supports=lambda statement, passage: 0.0)


def quotes(text: str, *pointers: tuple[int, str]) -> list[str]:
    made = proven(text, *pointers)
    return [one.text for one in made.quotes] if made else []


def test_the_quote_is_the_sentence_of_the_corpus_that_holds_the_words() -> None:
    assert quotes("The bridge is 412 metres long.", (1, "is 412 metres long")) == [LENGTH]


@pytest.mark.parametrize(
    "words", ["IS 412  METRES LONG", "“is 412 metres long”", "The Ruby Bridge … 38 million crowns", "412 metres long."]
)
def test_case_blanks_quotation_marks_and_gaps_make_no_other_words(words: str) -> None:
    assert quotes("The bridge is 412 metres long.", (1, words)) == [LENGTH]


@pytest.mark.parametrize(
    "words", ["is 413 metres long", "12 metres long", "long 412 metres", "…", "the", "8 million crowns"]
)
def test_words_that_do_not_stand_in_the_passage_prove_nothing(words: str) -> None:
    assert quotes("The bridge is 412 metres long.", (1, words)) == []


def test_words_are_looked_for_in_the_passage_that_is_named_and_no_other() -> None:
    assert quotes("The bridge is 412 metres long.", (2, "is 412 metres long")) == []


@pytest.mark.parametrize("number", [0, -1, 99, 10**9])
def test_a_number_that_no_passage_has_proves_nothing(number: int) -> None:
    assert quotes("The bridge is 412 metres long.", (number, "")) == []


def test_without_words_the_sentence_that_says_most_of_it_is_quoted() -> None:
    assert quotes("It cost 38 million crowns.", (1, "")) == [LENGTH]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is four hundred and twelve metres long.",
        "The bridge is 412 m long.",
        "The bridge cost 38,000,000 crowns.",
        "The bridge cost 38 mln crowns.",
        "The bridge is about 400 metres long.",
        "The Ruby Bridge, opened by mayor Ilse Brandt, dates from May 2019.",
        "It was opened on May 2, 2019.",
        "It was opened in 2019.",
        "In 2020 around 9,000 vehicles a day crossed the bridge.",
        "Traffic was twelve per cent more than forecast.",
        "Мост Руби открыла 2 мая 2019 года мэр Ильзе Брандт.",
        "红宝石桥于2019年5月2日通车。",
    ],
)
def test_the_same_fact_in_other_words_is_proven(text: str) -> None:
    assert quotes(text, (1, BOTH), (1, LENGTH), (1, "In 2020 about 9,300 vehicles a day"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The bridge is 421 metres long.", id="another figure"),
        pytest.param("The bridge is 412 kilometres long.", id="another unit"),
        pytest.param("The bridge is 400 metres long.", id="rounded without saying so"),
        pytest.param("The bridge is about 300 metres long.", id="said to be rounded, and wrong"),
        pytest.param("The bridge is 38 metres long and cost 412 million crowns.", id="figures swapped"),
        pytest.param("The bridge cost 38 billion crowns.", id="another scale"),
        pytest.param("In 9,300 about 2020 vehicles a day crossed it.", id="year and figure exchanged"),
        pytest.param("In 2020 about 12 vehicles a day crossed it, 9,300% more than forecast.", id="exchanged"),
        pytest.param("The bridge cost 38 million euros.", id="another currency"),
        pytest.param("The bridge carries 412 passengers.", id="another thing counted"),
        pytest.param("The Ruby Bridge was opened in 2020.", id="a figure of another sentence"),
        pytest.param("It was opened on 3 May 2019.", id="another day"),
        pytest.param("It was opened on 2 June 2019.", id="another month"),
        pytest.param("It was opened by mayor Karl Brandt.", id="another first name"),
        pytest.param("Oslo opened the bridge on 2 May 2019.", id="a name that begins the sentence"),
        pytest.param("The bridge was never opened.", id="denied"),
        pytest.param("The bridge was closed on 2 May 2019.", id="the opposite"),
        pytest.param('The mayor called it "a triumph of steel".', id="a quotation nobody wrote"),
        pytest.param("It is 412 metres long, see https://valley.example/bridge.", id="a link"),
        pytest.param("It is 412 metres long, says @rubybridge.", id="a mention"),
        pytest.param("It is 412 metres long, call +44 20 7946 0018.", id="a phone number"),
        pytest.param("It is 412 metres long (evil dot com or evil[.]com).", id="a hidden address"),
        pytest.param("Tourists adore eating sweet pancakes nearby.", id="something else"),
    ],
)
def test_what_the_quotes_do_not_say_is_dropped(text: str) -> None:
    assert quotes(text, (1, BOTH), (1, LENGTH), (1, "In 2020 about 9,300 vehicles a day")) == []


def test_a_figure_of_another_document_does_not_prove_a_statement_of_both() -> None:
    assert quotes("The Ruby Bridge was opened in 1911.", (1, BOTH), (2, "burned down in 1911")) == []


def test_a_statement_of_two_documents_is_proven_clause_by_clause() -> None:
    text = "The Ruby Bridge was opened in 2019, while the mill at Sorrel burned down in 1911."
    assert len(quotes(text, (1, BOTH), (2, "burned down in 1911"))) == 2


def test_a_statement_that_the_reader_does_not_find_supported_is_dropped() -> None:
    claim = Claim("The bridge over the Tarn makes the mayor rich.", (Pointer(1, BOTH),))
    assert not prove(claim, PASSAGES, "?", supports=lambda statement, passage: -6.0)


@pytest.mark.parametrize("text", ["In short, both reasons follow.", "According to the texts:", "However:"])
def test_what_only_joins_statements_may_stand_uncited(text: str) -> None:
    assert proven(text) == Proven(text, ())


@pytest.mark.parametrize(
    "text", ["Everybody knows that.", "However, Oslo won.", "It has two parts.", "The bridge is bad."]
)
def test_what_says_something_may_not(text: str) -> None:
    assert proven(text) is None


def test_no_figure_of_a_real_sentence_can_be_exchanged_for_another_of_it() -> None:
    text = "Cross-border e-commerce between China and Central Asian countries rose 95% in 2022 against 2021."
    passage = passage_of(Document("trade.txt", text))
    for said in ("e-commerce rose 2022% in 95 against 2021", "e-commerce rose 95% in 2021 against 2022"):
        claim = Claim(f"Cross-border {said}.", (Pointer(1, "rose 95% in 2022 against 2021"),))
        assert not prove(claim, [passage], "?", supports=lambda *_: 9.0)


def test_no_figure_of_a_real_sentence_can_be_said_twice_in_the_place_of_another() -> None:
    text = "The talks put trade above US$70 billion and investment above US$30 billion."
    passage = passage_of(Document("trade.txt", text))
    claim = Claim(text.replace("70", "30"), (Pointer(1, "investment above US$30 billion"),))
    assert not prove(claim, [passage], "?", supports=lambda *_: 9.0)


def test_a_heading_is_no_quote() -> None:
    text = "Contact us at the desk\nThe hall is 30 metres high."
    passage = Passage(Document("hall.txt", text), 0, len(text), ((23, 50),))
    claim = Claim("Contact the desk.", (Pointer(1, "Contact us at the desk"),))
    assert not prove(claim, [passage], "?", supports=lambda *_: 9.0)


def test_the_passage_made_of_a_text_has_its_sentences() -> None:
    assert [BRIDGE.text[a:b] for a, b in passage_of(BRIDGE.document).sentences][1].startswith("The Ruby Bridge is 412")


def prove_of(quote: str, text: str, supports: float = 9.0) -> bool:
    """Return whether *text* is proven of the one sentence *quote*, for a reader that is this sure of everything."""
    passage = passage_of(Document("quoted.md", quote, "Osk"))
    return bool(prove(Claim(text, (Pointer(1, quote),)), [passage], "?", lambda *_: supports))


@pytest.mark.parametrize("season", ["2019-20", "2019-13", "2019-00", "2019年13月"])
def test_what_looks_like_a_month_and_is_none_raises_nothing(season: str) -> None:
    prove_of("The club won the league in 2019 and the cup in 2020.", f"The club won the league in the {season} season.")


def test_a_figure_of_hundreds_of_digits_raises_nothing() -> None:
    prove_of(f"The key of Osk is {'7' * 400}.", "The key of Osk is long.")
    prove_of("The key of Osk is long.", f"The key is {'一' * 400}.")
    prove_of("The key of Osk is long.", f"The key is 1{'0' * 400} or {'hundred ' * 200}long.")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The air of Osk fell to -5 degrees.", "The air of Osk fell to 5 degrees."),
        ("In Osk the fine is £5.", "In Osk the fine is ¥5."),
        (
            "The ferry of Osk takes up to 300 passengers a day.",
            "The ferry of Osk takes up to 300 passengers per annum.",
        ),
    ],
)
def test_a_sign_or_span_that_makes_it_another_figure_is_seen(quote: str, text: str) -> None:
    assert not prove_of(quote, text, supports=-9.0)


def test_a_percentage_is_no_number_of_things() -> None:
    assert not prove_of("In Osk 25% of the pupils walk.", "In Osk 25 of the pupils walk.")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Hale of Osk was accused of burning the mill but was acquitted.", "Hale of Osk burned the mill."),
        ("Berg died in Osk in 1990 and Hale wrote of it.", "Hale killed Berg in Osk in 1990."),
        ("The mayor of Osk gave the town 38 million crowns.", "The mayor of Osk stole 38 million crowns."),
        ("The ferry of 1990 may sink.", "The ferry was built in May 1990."),
    ],
)
def test_guilt_is_never_a_models_own_word_nor_a_verb_a_month(quote: str, text: str) -> None:
    assert not prove_of(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Hale of Osk, accused of fraud, was convicted of it.", "Hale of Osk was convicted of fraud."),
        ("The forest of Osk was cleared after the attack.", "After the attack the forest of Osk was cleared."),
        ("Berg of Osk was shot in 1990.", "Berg of Osk was killed in 1990."),
    ],
)
def test_guilt_that_the_quotes_tell_of_may_be_told(quote: str, text: str) -> None:
    passage = passage_of(Document("quoted.md", quote, "Osk"))
    assert GUILT not in set(faults(text, quotes_of(Claim(text, (Pointer(1, quote),)), [passage])))


def test_a_quote_in_another_script_does_not_switch_the_rules_off() -> None:
    mill = passage_of(Document("mill.md", "Мельница в Сореле сгорела.", "Сорель"))
    text = "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt, who stole from the town."
    claim = Claim(text, (Pointer(1, BOTH), Pointer(2, "Мельница в Сореле сгорела.")))
    assert not prove(claim, [PASSAGES[0], mill], "?", lambda *_: 9.0)


def test_the_end_of_a_long_statement_is_read_too() -> None:
    quote = f"The ferry of Osk {'carries salt over the lake in summer and ' * 6}rests in winter."
    text = f"{quote[:-1]} and rests in spring."
    heard: list[str] = []

    def supports(statement: str, passage: Passage) -> float:  # noqa: ARG001 - a reader's own
        heard.append(statement)
        return -9.0 if "spring" in statement else 9.0

    passage = passage_of(Document("quoted.md", quote, "Osk"))
    assert not prove(Claim(text, (Pointer(1, quote),)), [passage], "?", supports)
    assert all(len(one.split()) <= 36 for one in heard)
