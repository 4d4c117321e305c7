"""A question as somebody else might have put it: another opening, a like word, a slip of the finger.

What it asks stays the same, so what answers it, or that nothing does, stays too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from index.reader.training.telling import YEAR

_FORMS = (
    (r"^When (did|was|were|is|are|does|do|has|had|will) ", ("At what time {0} ", "Since when {0} "), "since"),
    (r"^When (did|was|were|will) ", ("In what year {0} ", "In which year {0} ", "What year {0} "), "year"),
    (r"^When (did|was|were|will) ", ("On what date {0} ", "On what day {0} "), "day"),
    (r"^(?:In (?:what|which)|What) year ", ("When ",), ""),
    (r"^On what (?:date|day) ", ("When ",), ""),
    (r"^What (?:is|was) the population of (.+)\?", ("How many people live in {0}?", "How many live in {0}?"), ""),
    (r"^How many people live in (.+)\?", ("What is the population of {0}?", "How large is the population of {0}?"), ""),
    (r"^What (is|was) the name of ([^?]{3,40})\?", ("What {0} {1} called?", "How {0} {1} called?"), ""),
    (r"^Why (did|was|were|is|are|do|does|had|has) ", ("For what reason {0} ", "For which reason {0} "), ""),
    (r"^Where (did|was|were|is|are|do|does) ", ("In what place {0} ", "At what place {0} "), ""),
    (r"^How much did (.+) cost\?", ("What did {0} cost?", "What was the cost of {0}?", "What was {0}'s price?"), ""),
    (r"^What (?:is|was) the (?:cost|price) of (.+)\?", ("How much did {0} cost?", "What did {0} cost?"), ""),
    (r"^How (?:large|big) (is|was) (.+)\?", ("What {0} the size of {1}?",), ""),
    (r"^How (?:tall|high) (is|was) (.+)\?", ("What {0} the height of {1}?",), ""),
    (r"^How old (is|was) (.+)\?", ("What {0} the age of {1}?",), ""),
    (r"^How often ", ("How frequently ", "How many times "), ""),
    (r"^What percentage of ", ("What share of ", "How many per cent of ", "What part of "), ""),
    (r"^What (?:type|kind|sort) of ", ("What kind of ", "What type of ", "What sort of ", "Which "), ""),
    (r"^Which ", ("What ",), ""),
    (r"^What (?=(?:country|city|state|language|company|river|party|group|team|king|war|film|book)\b)", ("Which ",), ""),
    (r"^How many ", ("What number of ", "How great a number of "), ""),
    (r"^Who (was|is) ([A-Z][^?]+)\?", ("What person {0} {1}?", "Tell me who {1} {0}"), ""),
)
_TELLS = {"year": YEAR, "day": re.compile(r"[A-Z][a-z]+ \d{1,2}\b|\b\d{1,2} [A-Z]"), "since": re.compile(r"^since\b")}
"""What an answer must hold for the forms that ask more narrowly."""
_ALIKE = """
establish/found/set_up established/founded/set_up begin/start/commence began/started/commenced build/construct
built/constructed buy/purchase bought/purchased large/big largest/biggest receive/get received/got
located/situated used/employed purpose/aim/goal reason/cause author/writer film/movie occur/happen/take_place
occurred/happened/took_place captured/took require/need required/needed assist/help assisted/helped entire/whole
children/kids attempt/try attempted/tried select/choose selected/chosen permit/allow permitted/allowed annual/yearly
approximately/about/roughly end/finish ended/finished main/chief/primary/principal famous/well-known
wealthy/rich rapid/fast/quick residents/inhabitants nation/country nations/countries create/make created/made
discovered/found show/demonstrate showed/demonstrated job/occupation/profession ships/vessels
illness/disease/sickness aid/help/assistance students/pupils objective/goal/aim lack/shortage
leader/head led/headed conflict/war construction/building manufacture/make manufactured/made produce/make
produced/made firm/company/business firms/companies/businesses leave/depart left/departed
grew/increased/rose important/significant difficult/hard difficulty/trouble
area/region areas/regions town/city wife/spouse teach/instruct taught/instructed
join/enter joined/entered win/gain won/gained kill/slay killed/slain defeat/beat defeated/beat
injured/hurt speak/talk believe/think believed/thought
died/passed_away
money/funds pay/salary earn/make visitors/guests tourists/holidaymakers doctor/physician car/automobile
cars/automobiles airplane/plane road/street roads/streets ocean/sea crops/harvest
"""
_WORDS = {
    one.replace("_", " "): [other.replace("_", " ") for other in group.split("/") if other != one]
    for group in _ALIKE.split()
    for one in group.split("/")
}
_OPENINGS = (
    "Can you tell me",
    "Could you tell me",
    "Do you know",
    "I would like to know",
    "I wonder",
    "Tell me",
    "Please say",
    "Hi,",
    "Question:",
    "So",
)
_FORM, _WORD, _OPENING, _SLIP = 0.5, 0.6, 0.08, 0.08  # the share of reworded questions that each is done to


def reworded(question: str, answers: Sequence[str], chance: random.Random) -> str:
    """Return *question* in other words of the same meaning; the same where no rule fits."""
    if chance.random() < _FORM:
        question = _in_another_form(question, answers, chance)
    if chance.random() < _WORD:
        question = _in_another_word(question, chance)
    if chance.random() < _OPENING:
        question = f"{chance.choice(_OPENINGS)} {question[:1].lower()}{question[1:]}"
    if chance.random() < _SLIP:
        question = _with_a_slip(question, chance)
    return question


def _in_another_form(question: str, answers: Sequence[str], chance: random.Random) -> str:
    fits = [
        (match, forms)
        for pattern, forms, tells in _FORMS
        if (match := re.match(pattern, question))
        and (not tells or (answers and all(_TELLS[tells].search(answer) for answer in answers)))
    ]
    if not fits:
        return question
    match, forms = chance.choice(fits)
    return chance.choice(forms).format(*match.groups()) + question[match.end() :]


def _in_another_word(question: str, chance: random.Random) -> str:
    found = [match for match in re.finditer(r"\b[a-z]+\b", question) if match.group() in _WORDS]
    if not found:
        return question
    match = chance.choice(found)
    return question[: match.start()] + chance.choice(_WORDS[match.group()]) + question[match.end() :]


def _with_a_slip(question: str, chance: random.Random) -> str:
    """Exchange two letters of a longer word, or lose one."""
    words = list(re.finditer(r"\b[a-z]{5,}\b", question))
    if not words:
        return question.rstrip("?")
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 2)
    pair = question[at + 1] + question[at] if chance.random() < 0.5 else question[at]
    return question[:at] + pair + question[at + 2 :]
