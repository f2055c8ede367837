"""Full text over reports and over the words that records were read from."""

from tidings.views.search.ask import Asked, Found, Hit, Order, Within, search
from tidings.views.search.passage import Passage, Piece, pieces
from tidings.views.search.view import Search

__all__ = ["Asked", "Found", "Hit", "Order", "Passage", "Piece", "Search", "Within", "pieces", "search"]
