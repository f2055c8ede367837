"""The view of parts: which incident is a part of which, as an ambush is of a battle and a march of a wave.

lasting.py   whether words tell of one deed or of something that lasts or is many
side.py      what of an incident is compared
compare.py   whether the one can be a part of the other: a score, and a sentence for each comparator
keys.py      under what both must stand to be compared at all
tables.py view.py    what is kept, and how it is kept up to date
ask.py       wholes, parts and reasons as they are asked for
"""

from tidings.views.parts.ask import Link, Related, heads_of, links_of, related, with_parts
from tidings.views.parts.view import Parts

__all__ = ["Link", "Parts", "Related", "heads_of", "links_of", "related", "with_parts"]
