"""All incidents at a glance: counted by place, by time, by what they are, under any filters; a tenth of a
second for a hundred thousand.

columns.py    every incident's numbers as columns in memory
kept.py       the columns of a store's present state, made once
chosen.py     which incidents the filters choose, and with one filter left out
cells.py      where they were, as so many points as a map can show
bars.py       when they were, with the dead
facets.py     what they were
listed.py     a page of them, sorted
first_words.py  the words that each was read from
answers.py    what people look for first
"""

from tidings.views.situation.answers import Answers, answers
from tidings.views.situation.bars import Bars, bars
from tidings.views.situation.cells import Cell, Places, View, places
from tidings.views.situation.chosen import Chosen, choose
from tidings.views.situation.columns import Columns
from tidings.views.situation.facets import Facet, facets
from tidings.views.situation.first_words import Words, first_words
from tidings.views.situation.kept import Kept
from tidings.views.situation.listed import SORTS, heads_of, ordered

__all__ = [
    "SORTS",
    "Answers",
    "Bars",
    "Cell",
    "Chosen",
    "Columns",
    "Facet",
    "Kept",
    "Places",
    "View",
    "Words",
    "answers",
    "bars",
    "cells",
    "choose",
    "facets",
    "first_words",
    "heads_of",
    "ordered",
    "places",
]
