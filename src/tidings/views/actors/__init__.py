"""Who the actors of a store are, what they did and suffered, and who acts on whom.

rows.py    from records: whom each names, and one row an actor
tables.py view.py    the same, kept up to date in a store
ask.py     actors as they are listed, and one of them in full
ties.py    who acts on whom
"""

from tidings.views.actors.rows import ActorRow, Held, actor_rows, find_actor, reading_order, sector_code
from tidings.views.actors.view import Actors

__all__ = ["ActorRow", "Actors", "Held", "actor_rows", "find_actor", "reading_order", "sector_code"]
