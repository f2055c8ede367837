"""Which mentions tell of the same happening, within a report and across reports.

telling.py      a mention with what stands around it
rarity.py       how much a word says
words.py who.py where_when.py documents.py network.py    comparators: numbers for every two mentions
central.py      whether a mention tells what the reports are about
cluster.py      groups from numbers for pairs
same.py         all of it: mentions in, groups out
"""

from tidings.link.same import Linker
from tidings.link.telling import Telling, telling_at

__all__ = ["Linker", "Telling", "telling_at"]
