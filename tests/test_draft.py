"""An answer grows of proven statements, and of sentences in place of others."""

from bot.answer import Answer, Citation, Statement
from bot.composing import of_sentences
from bot.draft import Draft
from bot.proof import Proven
from bot.quoted import Quoted
from bot.relevance import Fit
from bot.uncovered import Uncovered
from index.opened import Found
from tests.claims_made import BRIDGE, FERRY, MILL

QUESTION = "How long is the Ruby Bridge?"
LENGTH, TRAFFIC = (Quoted(BRIDGE, span) for span in BRIDGE.sentences[1:3])
CARRIES = Quoted(FERRY, FERRY.sentences[0])


def draft(*sentences: Quoted) -> Draft:
    return Draft(Found(QUESTION, "g", (), {}), "scripted", Uncovered(QUESTION), given_way=list(sentences))


def answers(_: Proven) -> Fit:
    return Fit.ANSWERS


def extractive(*texts: str) -> Answer:
    statements = tuple(Statement(text, (1,)) for text in texts)
    return Answer(QUESTION, statements, (Citation(1, MILL, *MILL.sentences[0]),), 0.7, note="A note.", engine="other")


def test_what_is_of_something_else_is_not_said_beside_an_answer() -> None:
    made = draft(TRAFFIC, CARRIES)
    made.add(Proven("It is 412 metres long.", (LENGTH,)), Fit.ANSWERS)
    made.give_way(lambda one: Fit.OTHER if "ferry" in one.text else Fit.BESIDE)
    assert [one.text for one in made.statements] == ["It is 412 metres long.", TRAFFIC.text]


def test_no_more_than_two_sentences_stand_beside_an_answer() -> None:
    made = draft(TRAFFIC, CARRIES, *(Quoted(MILL, span) for span in MILL.sentences))
    made.add(Proven("It is 412 metres long.", (LENGTH,)), Fit.ANSWERS)
    made.give_way(answers)
    assert len(made.statements) == 3


def test_joining_words_at_the_end_do_not_join_sentences() -> None:
    made = draft(TRAFFIC)
    made.add(Proven("It is 412 metres long.", (LENGTH,)), Fit.ANSWERS)
    made.add(Proven("In short:", ()), Fit.BESIDE)
    made.give_way(answers)
    assert [one.text for one in made.answer().statements] == ["It is 412 metres long.", TRAFFIC.text]


def test_only_what_the_model_worded_makes_an_answer_sure() -> None:
    made = draft(TRAFFIC)
    made.claims = 2
    made.add(Proven("It is 412 metres long.", (LENGTH,)), Fit.ANSWERS)
    before = made.answer().confidence
    made.give_way(answers)
    assert made.answer().confidence == before < 1


def test_sentences_alone_take_the_place_of_an_extractive_answer_of_one_statement() -> None:
    answer = of_sentences(draft(LENGTH), answers, extractive("The mill burned down."))
    assert ([one.text for one in answer.statements], answer.engine) == ([LENGTH.text], "scripted")
    assert (answer.confidence, answer.note) == (0.7, "A note.")


def test_an_extractive_answer_of_more_or_of_the_same_sentence_stays() -> None:
    several, same = extractive("It is long.", "It is old."), extractive("It burned down.")
    assert of_sentences(draft(LENGTH), answers, several) is several
    assert of_sentences(draft(Quoted(MILL, MILL.sentences[0])), answers, same) is same


def test_sentences_that_do_not_answer_take_nobodys_place() -> None:
    one = extractive("The mill burned down.")
    assert of_sentences(draft(LENGTH), lambda _: Fit.BESIDE, one) is one
