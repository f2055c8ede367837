"""Which records of different reports tell of the same happening.

told.py      of a record what is compared
rarity.py    how much a word says
block.py     keys: only records that share one are compared
what.py when.py where.py who.py toll.py words.py    comparators: numbers for two records, and why
score.py     the sum of the numbers, by a trained table
fast.py      the same sum, for many pairs
parts.py     which records are grouped together
groups.py    from pairs to happenings
"""

from tidings.link.events.block import keys_of, looks_up
from tidings.link.events.groups import JUDGED, group_part, groups
from tidings.link.events.parts import parts_of
from tidings.link.events.score import Scorer, Why
from tidings.link.events.told import Told, from_row, to_row, told_of, topic_of

__all__ = [
    "JUDGED", "Scorer", "Told", "Why", "from_row", "group_part", "groups", "keys_of", "looks_up", "parts_of",
    "to_row", "told_of", "topic_of",
]  # fmt: skip
