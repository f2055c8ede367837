"""What was announced, promised, ordered, threatened or demanded, and what has become of it.

telling.py    what an event says as a promise, or as a deed that may keep one
words.py phrases.py amounts.py due.py    the same from its sentence
fulfil.py     whether a deed keeps, breaks or calls off a promise
recall.py     whether a promise is one made before, told again
standing.py   what stands on a day
situation.py  promises from tellings by incident and the links between incidents
keys.py view.py tables.py    the same, kept up to date in a store
ask.py        promises as they are shown
"""

from tidings.views.promises.ask import (
    PromiseRow,
    last_day,
    promise_json,
    promise_rows,
    promises_of,
    promises_with,
    standings_on,
)
from tidings.views.promises.view import Promises

__all__ = [
    "PromiseRow", "Promises", "last_day", "promise_json", "promise_rows", "promises_of", "promises_with",
    "standings_on",
]  # fmt: skip
