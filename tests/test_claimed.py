"""Statements for training: questions become statements, true ones stay true in other words, false ones do not hold."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from index.reader.training.added import detailed, foreign
from index.reader.training.case import Case, Edit, Means
from index.reader.training.cited import cited
from index.reader.training.claimed import Claimed, claims
from index.reader.training.contrary import bounded, compared, contrary, denied, quantified, singled
from index.reader.training.declared import Declaring
from index.reader.training.exchanged import direction, other_thing, roles, shifted, units
from index.reader.training.folder import Folder, Query, Text
from index.reader.training.kinship import Kinship
from index.reader.training.linked import linked
from index.reader.training.planned import certain, framed, part, undone, unsure
from index.reader.training.shortened import joined, shortened
from index.reader.training.styled import styled
from index.reader.training.turnable import Turnable
from index.reader.training.verbs import Verbs
from index.reader.training.voiced import voiced
from index.reader.training.wording import aligned, exchange, has, put

BRIDGE = (
    "The Ruby Bridge over the Tarn was opened in 2019 by mayor Ilse Brandt of Linden. "
    "The bridge is 412 metres long and cost 38 million crowns. "
    "In 2021 about 9,300 vehicles a day crossed the Ruby Bridge, most of them lorries on their way to Port Amsel."
)
TUNNEL = (
    "The Emerald Tunnel under Mount Sorrel was closed in 2017 after a rock fall near Linden. "
    "Minister Paul Okoye promised in 2018 that the tunnel would be opened again. "
    "The repair of the Emerald Tunnel employed 220 miners from Port Amsel and Linden."
)
FERRY = (
    "The ferry across the Tarn carried 1,400 passengers a day in 2016. "
    "Captain Nora Held sold the ferry to the city of Linden for 3 million crowns. "
    "The last ferry sailed to Port Amsel on 30 June 2020 because the Ruby Bridge had taken its passengers."
)
TEXTS = (
    Text("bridge", "Traffic of Linden", BRIDGE),
    Text("tunnel", "Traffic of Linden", TUNNEL),
    Text("ferry", "Ferries", FERRY),
)
ASKED = (
    ("When was the Ruby Bridge opened?", 0, "2019"),
    ("Who opened the Ruby Bridge in 2019?", 0, "Ilse Brandt"),
    ("How many vehicles crossed the Ruby Bridge each day in 2021?", 0, "9,300"),
    ("In what year was the Emerald Tunnel closed?", 1, "2017"),
    ("How many miners did the repair of the Emerald Tunnel employ?", 1, "220"),
    ("Who promised in 2018 to open the Emerald Tunnel again?", 1, "Paul Okoye"),
    ("How many passengers did the ferry carry a day in 2016?", 2, "1,400"),
    ("Who sold the ferry to the city of Linden?", 2, "Nora Held"),
)


def query(question: str, place: int, answer: str) -> Query:
    start = TEXTS[place].text.index(answer)
    return Query(question, TEXTS[place], ((start, start + len(answer)),), (answer,))


FOLDER = Folder("linden", TEXTS, tuple(query(*one) for one in ASKED))


@pytest.fixture(scope="module")
def kin() -> Kinship:
    return Kinship()


@pytest.fixture(scope="module")
def verbs(kin: Kinship) -> Verbs:
    return Verbs(kin.vocabulary)


@pytest.fixture
def means(kin: Kinship, verbs: Verbs) -> Means:
    return Means(random.Random(7), kin, verbs)


def case(statement: str, holder: str, near: str = "", title: str = "") -> Case:
    return Case(statement, holder, holder, title, f"{holder} {near}", "shortened")


def all_edits(make: Callable[[Case, Means], Edit | None], of: Case, means: Means, times: int = 60) -> list[Edit]:
    return [edit for _ in range(times) if (edit := make(of, means))]


@pytest.mark.parametrize(
    ("question", "answer", "before", "statement"),
    [
        ("Who founded the Linden Ferry Company?", "Nora Held", "by", "Nora Held founded the Linden Ferry Company."),
        ("When did the ferry leave Port Amsel?", "2016", "in", "The ferry left Port Amsel in 2016."),
        ("When did the ferry leave?", "30 June 2020", "", "The ferry left on 30 June 2020."),
        ("What is the population of Linden?", "80,000", "", "80,000 is the population of Linden."),
        ("How many bridges does Linden have?", "six", "", "Linden has six bridges."),
        ("How many people live in Linden?", "80,000", "", "80,000 people live in Linden."),
        ("How long is the bridge?", "412 metres", "", "The bridge is 412 metres long."),
        ("Where was the tunnel built?", "Mount Sorrel", "under", "The tunnel was built under Mount Sorrel."),
        ("Why did the tunnel close?", "a rock fall", "of", "The tunnel closed because of a rock fall."),
        ("Which river does the bridge cross?", "the Tarn", "", "The bridge crosses the Tarn."),
        ("In what year was the tunnel closed?", "2017", "in", "The tunnel was closed in 2017."),
        ("Who was Ilse Brandt married to?", "Paul Okoye", "", "Ilse Brandt was married to Paul Okoye."),
        ("The bridge was opened by whom?", "Ilse Brandt", "by", "The bridge was opened by Ilse Brandt."),
        ("What percentage of Linden is wooded?", "12%", "", "12% of Linden is wooded."),
        ("Where can old boats be found?", "the Tarn", "on", "Old boats can be found on the Tarn."),
        ("At what age did Nora Held retire?", "60", "of", "Nora Held retired at the age of 60."),
        ("Who has won the race?", "Nora Held", "", "Nora Held has won the race."),
        ("How many seats are there in the hall?", "131", "the", "There are 131 seats in the hall."),
        ("What did the mayor want to do?", "close the tunnel", "to", "The mayor wanted to close the tunnel."),
    ],
)
def test_a_question_and_its_answer_become_a_statement(
    verbs: Verbs, question: str, answer: str, before: str, statement: str
) -> None:
    said = Declaring(verbs)(question, answer, before)
    assert said in (statement, "The population of Linden is 80,000.")


@pytest.mark.parametrize(
    "question",
    ["Is the bridge open?", "bridge over the tarn", "What do you think?", "What was?", "Why?", "Who was is the mayor?"],
)
def test_a_question_of_no_known_form_makes_no_statement(verbs: Verbs, question: str) -> None:
    assert Declaring(verbs)(question, "yes", "") == ""


def test_a_verb_is_told_from_the_noun_that_looks_like_one(verbs: Verbs) -> None:
    said = Declaring(verbs)("When did the film industry of Linden start?", "1912", "in")
    assert said == "The film industry of Linden started in 1912."


def test_verbs_know_their_forms(verbs: Verbs) -> None:
    assert (verbs.past("leave"), verbs.past("carry"), verbs.past("stop")) == ("left", "carried", "stopped")
    assert (verbs.third("cross"), verbs.third("carry"), verbs.participle("write")) == ("crosses", "carries", "written")
    assert (verbs.base_of_past("sold"), verbs.base_of_participle("taken")) == ("sell", "take")


def test_a_word_is_exchanged_whole() -> None:
    assert put("19 of 1,900 and 19", "19", "20") == "20 of 1,900 and 20"
    assert not has("The 1,900 boats", "900")
    assert exchange("A sold B to A", "A", "B") == "B sold A to B"


def test_words_are_aligned_where_the_same_word_is_beside_them() -> None:
    assert aligned("The tunnel was closed.", "In 2017 the tunnel was closed by the mayor.", "was")
    assert not aligned("The tunnel was closed.", "The ferry, which was old, left the tunnel.", "was")


def test_a_shortened_sentence_leaves_out_what_hangs_on_to_it(verbs: Verbs) -> None:
    sentence = "In 2021 the Ruby Bridge (or Red Bridge), which crosses the Tarn, was repaired, costing the city dear."
    said = {shortened(sentence, "", random.Random(seed), verbs) for seed in range(60)}
    assert "In 2021 the Ruby Bridge was repaired." in said
    assert all("Red Bridge" not in one and "Ruby Bridge" in one and "repaired" in one for one in said)


@pytest.mark.parametrize(
    "condition",
    [
        "The bridge will be opened in May, unless the river rises again.",
        "If the river rises, the bridge will be closed for a month.",
        "The ferry carries lorries from Linden, but only in summer.",
        "The bridge was the longest in Linden, according to its builders.",
    ],
)
def test_what_bears_on_the_truth_is_not_left_out(verbs: Verbs, condition: str) -> None:
    words = ("unless", "If", "only", "according")
    kept = next(word for word in words if word in condition)
    said = [shortened(condition, "", random.Random(seed), verbs) for seed in range(40)]
    assert all(kept.lower() in one.lower() for one in said)


def test_a_pronoun_gives_way_to_the_title_that_it_means(verbs: Verbs) -> None:
    said = {shortened("She sold the old ferry to Linden.", "Nora Held", random.Random(n), verbs) for n in range(20)}
    assert said == {"She sold the old ferry to Linden.", "Nora Held sold the old ferry to Linden."}


def test_two_statements_are_joined_in_one_sentence() -> None:
    said = joined("Nora sold the ferry.", "The bridge was opened.", random.Random(1))
    assert said.startswith("Nora sold the ferry")
    assert said.endswith("the bridge was opened.")


def test_a_statement_is_worded_otherwise_but_says_the_same(verbs: Verbs) -> None:
    statement = "The Ruby Bridge was built by Nora Held in 2019."
    said = {styled(statement, random.Random(seed), verbs).rstrip(".") for seed in range(200)}
    assert "Nora Held built the Ruby Bridge in 2019" in said
    assert "In 2019, the Ruby Bridge was built by Nora Held" in said or "According to" in " ".join(said)
    assert all({"Ruby", "Nora", "2019"} <= set(one.replace(",", "").split()) for one in said)


def test_figures_are_written_in_digits_or_words(verbs: Verbs) -> None:
    said = {styled("Linden has 6 bridges and 12 per cent of the boats.", random.Random(n), verbs) for n in range(80)}
    assert any("six bridges" in one for one in said)
    assert any("12%" in one for one in said)


HELD = "Nora Held sold the ferry to Linden in 2016, and Paul Okoye bought the Red Boat for 1,400 crowns in 2018."


def test_another_thing_of_the_same_kind_stands_in_its_place(means: Means) -> None:
    of = case("Nora Held sold the ferry to Linden in 2016.", HELD, "Ilse Brandt came to Port Amsel in 2011.")
    edits = all_edits(other_thing, of, means)
    assert {"Nora Held sold the ferry to Linden in 2018.", "Nora Held sold the ferry to Linden in 2011."} <= {
        edit.statement for edit in edits
    }
    for edit in edits:
        assert edit.statement != of.statement
        assert edit.holder != of.holder


def test_members_of_a_list_are_not_told_for_one_another(means: Means) -> None:
    of = case("The ferry calls at Linden.", "The ferry calls at Linden, Port Amsel and Sorrel.")
    assert all(
        "Sorrel" not in edit.statement and "Amsel" not in edit.statement for edit in all_edits(other_thing, of, means)
    )


def test_two_names_change_places_in_statement_and_sentence_alike(means: Means) -> None:
    of = case("Nora Held sued Paul Okoye.", "In 2016 Nora Held sued Paul Okoye for a boat.")
    (edit,) = set(all_edits(roles, of, means))
    assert edit.statement == "Paul Okoye sued Nora Held."
    assert edit.holder == "In 2016 Paul Okoye sued Nora Held for a boat."


@pytest.mark.parametrize(
    "said", ["Nora Held met Paul Okoye.", "Nora Held married Paul Okoye.", "Linden borders Amsel."]
)
def test_names_in_a_relation_that_holds_either_way_are_left(means: Means, said: str) -> None:
    assert all_edits(roles, case(said, said), means) == []


@pytest.mark.parametrize(
    ("make", "statement", "holder", "turned"),
    [
        (
            direction,
            "Coal went from Linden to Amsel.",
            "Coal went from Linden to Amsel.",
            "Coal went from Amsel to Linden.",
        ),
        (contrary, "Imports rose.", "In 2016 imports rose by 3%.", "Imports fell."),
        (quantified, "Some boats sank.", "Some boats sank in 2016.", "All boats sank."),
        (certain, "The bridge may be closed.", "In May the bridge may be closed.", "The bridge is closed."),
        (certain, "Linden plans to buy it.", "Linden plans to buy it in 2030.", "Linden bought it."),
        (part, "The fire destroyed the port.", "The fire destroyed the port.", "The fire destroyed part of the port."),
        (denied, "The bridge was closed.", "The bridge was closed in May.", "The bridge was not closed."),
        (denied, "Linden did not sell it.", "In 2016 Linden did not sell it.", "Linden sold it."),
        (bounded, "It employs 220 miners.", "In all it employs 220 miners.", "It employs more than 220 miners."),
        (singled, "It is a bridge.", "Ruby is a bridge.", "It is the only bridge."),
        (compared, "It holds more than 9 boats.", "It now holds more than 9 boats.", "It holds less than 9 boats."),
        (units, "It cost 38 million crowns.", "It cost 38 million crowns.", "It cost 38 billion crowns."),
        (voiced, "Nora Held sued the mayor.", "Nora Held sued the mayor.", "The mayor sued Nora Held."),
        (voiced, "Nora Held sued the mayor.", "Nora Held sued the mayor.", "Nora Held was sued by the mayor."),
        (undone, "Linden bought the ferry.", "In 2016 Linden bought the ferry.", "Linden will buy the ferry."),
    ],
)
def test_each_maker_turns_a_statement_round(
    means: Means, make: Callable[[Case, Means], Edit | None], statement: str, holder: str, turned: str
) -> None:
    edits = all_edits(make, case(statement, holder), means, 300)
    assert turned in {edit.statement for edit in edits}
    assert all(edit.statement != statement for edit in edits)


def test_what_the_plan_was_is_false_of_no_text_that_tells_it_as_done(means: Means) -> None:
    of = case("Linden bought the ferry.", "In 2016 Linden bought the ferry.")
    wanted = [edit for edit in all_edits(undone, of, means, 200) if "agreed to buy" in edit.statement]
    assert wanted
    assert not any(edit.forward for edit in wanted)
    assert all(edit.holder == "In 2016 Linden agreed to buy the ferry." and edit.backward for edit in wanted)


def test_without_an_added_detail_a_statement_is_still_true(means: Means) -> None:
    of = case("Nora Held sold the ferry.", "Nora Held sold the ferry.", "The tunnel was closed in 2017.")
    edits = all_edits(detailed, of, means)
    assert "Nora Held sold the ferry in 2017." in {edit.statement for edit in edits}
    assert not any(edit.backward for edit in edits)


def test_a_weaker_bound_or_quantity_is_not_called_false(means: Means) -> None:
    exactly = [
        edit for edit in all_edits(compared, case(*["More than 9 boats sank, at least 9."] * 2), means) if edit.backward
    ]
    assert not any("exactly" in edit.statement for edit in exactly)
    some = all_edits(quantified, case(*["All the boats sank, all boats."] * 2), means)
    assert not any(edit.forward and "some" in edit.statement for edit in some)


def test_a_doubt_is_put_only_before_what_the_statement_tells(means: Means) -> None:
    whole = case("The bridge was closed in May.", "The bridge was closed in May.")
    assert all(edit.holder.endswith("the bridge was closed in May.") for edit in all_edits(framed, whole, means))
    aside = case(
        "Nora Held is a captain.", "Captain Nora Held sold the ferry to the city of Linden for 3 million crowns."
    )
    assert all_edits(framed, aside, means) == []


def test_two_facts_are_told_as_cause_and_effect_where_the_text_tells_of_none(means: Means) -> None:
    held = "Nora sold the ferry. The bridge is red."
    of = Case("Nora sold the ferry and the bridge is red.", held, held, "", held, "joined", joint=(19, 24))
    said = {edit.statement for edit in all_edits(linked, of, means, 100)}
    assert {"Nora sold the ferry because the bridge is red.", "Nora sold the ferry, so the bridge is red."} <= said
    told = replace(of, holder="Nora sold the ferry because the bridge is red.")
    assert all_edits(linked, told, means) == []


def test_an_auxiliary_of_another_clause_is_not_turned(means: Means) -> None:
    of = case("The Red Boat is old.", "Linden is where the captain keeps a boat, the old one.")
    assert all_edits(unsure, of, means) == []


def test_a_shifted_figure_is_another_figure_in_statement_and_sentence(means: Means) -> None:
    of = case("It carried 1,400 people in 2016.", "In 2016 it carried 1,400 people.")
    for edit in all_edits(shifted, of, means):
        (old, new), *_ = edit.swaps
        assert old in of.statement
        assert old not in edit.statement
        assert new in edit.statement
        assert new in edit.holder


def test_a_foreign_word_is_one_that_the_sentence_does_not_say(means: Means) -> None:
    of = case(
        "The ferry carried passengers.",
        "The ferry carried many passengers.",
        "The bridge moved, and trains and tourists crossed.",
    )
    for edit in all_edits(foreign, of, means):
        new = set(edit.statement.rstrip(".").split()) - set(of.statement.rstrip(".").split())
        assert len(new) == 1
        assert not new & set(of.holder.split())


def test_a_name_that_the_sentence_only_points_to_is_cited_with_what_tells_it() -> None:
    held = "He sold the ferry to Linden."
    passage = f"Paul Okoye was a captain. {held} It sank."
    start = passage.index(held)
    of = Case("Paul Okoye sold the ferry to Linden.", held, passage, "", passage, "answered")
    for seed in range(20):
        found = cited(of, (start, start + len(held)), (), random.Random(seed))
        assert found is not None
        assert "Paul Okoye was a captain" in found.text(held)


def test_sentences_that_can_be_turned_round_are_found() -> None:
    texts = (Text("plain", "", "The ferry is old. Coal went from Linden to Amsel. It is red."),)
    text, span = Turnable(texts)(random.Random(1)) or pytest.fail("nothing found")
    assert text.text[slice(*span)] == "Coal went from Linden to Amsel."
    assert Turnable((Text("plain", "", "The ferry is old."),))(random.Random(1)) is None


def made(seed: int, kin: Kinship, most: int = 300) -> list[Claimed]:
    return claims(FOLDER, most, random.Random(seed), kin)


def test_about_half_of_the_claims_are_true_and_none_comes_twice(kin: Kinship) -> None:
    found = made(1, kin)
    assert len(set(found)) == len(found) >= 150
    assert 0.35 < sum(one.holds for one in found) / len(found) < 0.65


def test_the_same_seed_makes_the_same_claims(kin: Kinship) -> None:
    assert made(2, kin, 80) == made(2, kin, 80)
    assert made(2, kin, 80) != made(3, kin, 80)


def test_a_text_is_cited_by_true_and_by_false_statements(kin: Kinship) -> None:
    found = made(4, kin)
    true, false = ({one.text for one in found if one.holds is holds} for holds in (True, False))
    assert len(true & false) > 0.3 * len(true | false)


def test_what_was_not_turned_round_cites_the_folders_own_sentences(kin: Kinship) -> None:
    for one in made(5, kin):
        if one.recipe in ("answered", "shortened", "joined"):
            assert one.holds
            lines = one.text.replace("\n", " ")
            assert any(
                sentence in lines
                for text in TEXTS
                for sentence in text.text.split(". ")[:1] + text.text.split(". ")[1:]
            )


def test_a_folder_of_plain_texts_makes_claims_too(kin: Kinship) -> None:
    found = claims(Folder("plain", TEXTS, ()), 60, random.Random(6), kin)
    assert {one.holds for one in found} == {True, False}
    assert all(one.source == "plain" for one in found)
