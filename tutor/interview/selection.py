"""Selection: which entries an interview asks, and in which order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from random import Random

from ingest import Entry
from tutor.interview.review import Review
from tutor.interview.schedule import PASSED, Standing, standings


def select(
    entries: Sequence[Entry],
    reviews: Iterable[Review],
    *,
    now: datetime,
    rng: Random,
    count: int,
    topics: Sequence[str] = (),
) -> tuple[Entry, ...]:
    """At most `count` answered entries: what is due, then what is weak, then what is new, then the rest.

    Each of the four is spread over the topics. Entries are told apart by their ids, never by their text. `topics` are
    headings (in any case); none means all. The same arguments and the same seed give the same entries.
    """
    stand = standings(reviews)
    pool = [entry for entry in entries if entry.answered and _in_topics(entry, topics)]
    groups: dict[str, list[Entry]] = {"due": [], "weak": [], "new": [], "rest": []}
    for entry in pool:
        groups[_group(stand.get(entry.id), now)].append(entry)
    ordered = chain.from_iterable(_spread(group, rng) for group in groups.values())
    return tuple(ordered)[: max(count, 0)]


def _in_topics(entry: Entry, topics: Sequence[str]) -> bool:
    wanted = {topic.casefold().strip() for topic in topics}
    return not wanted or any(heading.casefold().strip() in wanted for heading in entry.topic)


def _group(stand: Standing | None, now: datetime) -> str:
    if stand is None:
        return "new"
    if stand.due <= now:
        return "due"
    return "weak" if stand.last_score < PASSED else "rest"


def _spread(entries: Sequence[Entry], rng: Random) -> list[Entry]:
    """In chance order, but one of each topic before the second of any."""
    shuffled = rng.sample(entries, len(entries))
    rounds: list[list[Entry]] = []
    asked: dict[tuple[str, ...], int] = {}
    for entry in shuffled:
        turn = asked.get(entry.topic, 0)
        asked[entry.topic] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(entry)
    return list(chain.from_iterable(rounds))
