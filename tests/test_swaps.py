"""Searches go on while generations come and go and builders are killed; `make faults` does it fifty times."""

from pathlib import Path

from tests.faults import swaps


def test_no_search_fails_or_mixes_generations_while_they_are_swapped_and_builders_killed(tmp_path: Path) -> None:
    outcome = swaps.run(tmp_path, swaps=3, kills=1, pause=0.1)
    assert (outcome.swaps, outcome.kills, outcome.failed, outcome.mixed, outcome.empty) == (3, 1, [], 0, 0)
    assert outcome.searches > 20
    assert len(outcome.generations) >= 3
