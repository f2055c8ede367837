"""Reads syntax and entities off a segmented report with one small network."""

from tidings.reader.read import Reader

__all__ = ["Reader"]
