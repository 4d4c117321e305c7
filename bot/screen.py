"""What is found is screened before a model sees it: sentences that speak to a machine are never quoted.

It imports the standard library and types of ours only. It is one defence of several; `bot.proof` needs none of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from bot.facts import LINKS
from index.opened import Found
from index.passage import Document, Hit, Passage

MOST_OF_A_DOCUMENT = 3
"""Passages of one document that a model sees at most, so that planted texts cannot fill the prompt."""

_TO_A_MACHINE = re.compile(
    r"(?i)\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instruction|rule|prompt|above|previous|prior|earlier|system|passage|marker|everything)"
    r"|\b(?:system prompt|system message|developer message|jailbreak|prompt injection|canary|<\|?im_start|\[/?INST\])"
    r"|\b(?:you are (?:now )?(?:an? |the )?(?:ai|assistant|chatbot|language model|bot|dan)\b|as an ai\b)"
    r"|^\W*(?:system|assistant|user|human|developer)\s*:"
    r"|\b(?:assistant|ai|model|chatbot|llm|bot)s?\b.{0,30}\b(?:must|should|shall|has to|have to|will)\b.{0,20}"
    r"\b(?:reply|respond|answer|say|output|print|write|include|tell|reveal|repeat|recommend|append|add)"
    r"|\b(?:reply|respond|answer|output|print|repeat|reveal|append|tell the user|instruct the user)\b.{0,40}"
    r"\b(?:only|exactly|verbatim|with the word|the following|instructions|prompt|marker|canary|this link|this address)"
    r"|\b(?:when|if)\b.{0,20}\b(?:asked|answering|you answer|summari[sz]ing)\b.{0,60}"
    r"\b(?:reply|respond|answer|say|include|add|append|tell)\b"
    r"|\b(?:игнорируй|забудь|не обращай внимания)\w*|системн\w+ (?:промпт|инструкц)"
    r"|!?\[[^\]]*\]\s?\([^)]*\)|<\s*/?\s*(?:a|img|script|iframe|system|passage)\b"
    r"|忽略.{0,10}(?:指令|指示|规则)|系统提示"
)
_LURE = re.compile(
    r"(?i)\b(?:visit|click|go to|call|contact|write to|message|dm|follow|download|log ?in|sign up|scan|open|see|join|"
    r"claim)\b"
)
_FEWEST_INVISIBLE = 40
_INVISIBLE_SHARE = 50  # one invisible character in so many is no accident of typesetting


def screened(found: Found) -> Found:
    """Return *found* without the sentences that no answer should quote, and without hits that hold nothing else.

    Left out are sentences that tell a machine what to do, and those that lure to an address or a number.
    """
    return replace(found, hits=tuple(hit for one in found.hits if (hit := _screened(one))))


def to_show(found: Found) -> list[Passage]:
    """Return the passages that a model may see, best first: a few of each document, none with hidden words."""
    counted: Counter[str] = Counter()
    shown: list[Passage] = []
    for hit in found.hits:
        document = hit.passage.document
        counted[document.id] += 1
        if counted[document.id] <= MOST_OF_A_DOCUMENT and not hides(document):
            shown.append(hit.passage)
    return shown


def hides(document: Document) -> bool:
    """Return whether so many characters of *document* were invisible that they may have been words."""
    return document.invisible >= _FEWEST_INVISIBLE and document.invisible * _INVISIBLE_SHARE >= len(document.text)


def commands(sentence: str) -> bool:
    """Return whether *sentence* tells a machine what to do, or lures people to an address or a number."""
    return bool(_TO_A_MACHINE.search(sentence) or (_LURE.search(sentence) and LINKS.search(sentence)))


def _screened(hit: Hit) -> Hit | None:
    passage = hit.passage
    kept = tuple(span for span in passage.sentences if not commands(passage.text[slice(*span)]))
    if len(kept) == len(passage.sentences):
        return hit
    return replace(hit, passage=replace(passage, sentences=kept)) if kept else None
