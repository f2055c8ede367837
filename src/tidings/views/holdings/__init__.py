"""Who holds what on a day: places, offices, forces at places, memberships, from all reports of a store."""

from tidings.views.holdings.claim import Claim
from tidings.views.holdings.holding import Figure, Holding, Side
from tidings.views.holdings.same import subjects
from tidings.views.holdings.settle import settle
from tidings.views.holdings.told import claims_of

__all__ = ["Claim", "Figure", "Holding", "Side", "claims_of", "settle", "subjects"]
