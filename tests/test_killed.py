"""The bot is killed under questions over a failing Bot API; `make faults` does it with 10,000 and 300 kills."""

from pathlib import Path

from tests.faults import telegram


def test_nothing_is_lost_and_nothing_said_twice_however_often_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    outcome = telegram.run(tmp_path, questions=150, kills=6, rate=12.0)
    assert (outcome.lost, outcome.twice, outcome.wrong_chat, outcome.out_of_order) == ([], [], [], 0), outcome.told()
    assert outcome.orphans <= 2 * outcome.kills
    assert outcome.token_seen == 0
    assert outcome.output_bytes > 100_000
