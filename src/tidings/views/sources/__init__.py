"""Outlets, whose words they carry, and the sources that reports cite."""

from tidings.views.sources.cited import Cited, Kind, Saying, cited, sayings, totals
from tidings.views.sources.outlets import Carried, Outlet, OutletReport, carried, outlet_reports, outlets
from tidings.views.sources.view import Sources, key_of

__all__ = [
    "Carried",
    "Cited",
    "Kind",
    "Outlet",
    "OutletReport",
    "Saying",
    "Sources",
    "carried",
    "cited",
    "key_of",
    "outlet_reports",
    "outlets",
    "sayings",
    "totals",
]
