"""Bytes to Report: text as copied from a site, JSON, JSON Lines and HTML pages."""

from tidings.read.paths import read_bytes, read_paths, read_text

__all__ = ["read_bytes", "read_paths", "read_text"]
