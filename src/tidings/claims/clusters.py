"""The names of one report put together to parties: rules 1 to 4 of roster.py."""

from __future__ import annotations

import re

from tidings.claims.names import STRIP, Cluster, same_name, words_of
from tidings.claims.syntax import is_against, named_in
from tidings.mentions.gazetteer import country_of_demonym, country_of_name
from tidings.model.doc import Doc
from tidings.model.mention import Entity
from tidings.model.span import Span

INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}$")
"""A name that ends in its own full stop: "U.S.", "D.C."."""
NAMED = frozenset({"person", "org", "force", "nationality", "place", "facility"})


def clusters_of(doc: Doc) -> tuple[list[Cluster], dict[int, Cluster]]:
    """The parties that a report names, and the party of each token of a name."""
    found = _Clusters(doc)
    return found.clusters, found.by_token


def clean(doc: Doc, span: Span) -> str:
    """A name as it stands in the text, without article, possessive and punctuation around it."""
    name = named_in(doc, span).of(doc.text)
    name = re.sub(r"(?:['’]s?)$", "", name.strip())
    name = STRIP.sub("", name).strip(' ,;:"“”')
    return name if INITIALS.search(name) else name.rstrip(' ,.;:"“”').lstrip(".")


class _Clusters:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.clusters: list[Cluster] = []
        self.by_token: dict[int, Cluster] = {}
        self._cluster_names()

    def _cluster_names(self) -> None:
        entities = [e for e in self.doc.entities if e.kind in NAMED]
        # longer names first, so that short forms find them
        for entity in sorted(entities, key=lambda e: (-(e.last - e.first), e.first)):
            name = clean(self.doc, entity.span)
            if not name:
                continue
            cluster = self._find(entity, name) or self._new(entity, name)
            cluster.add(name)
            cluster.spans.append(entity.span)
            for t in range(entity.first, entity.last + 1):
                self.by_token[t] = cluster
        self._join_brackets(entities)
        for cluster in self.clusters:
            cluster.spans.sort()

    def _new(self, entity: Entity, name: str) -> Cluster:
        country = country_of_name(name) or country_of_demonym(name)
        kind = "country" if country and entity.kind in ("place", "nationality", "org") else entity.kind
        key = f"country:{country}" if kind == "country" else f"{kind}:{name.casefold()}"
        for cluster in self.clusters:
            if cluster.key == key:
                return cluster
        cluster = Cluster(key, kind, country=country)
        self.clusters.append(cluster)
        return cluster

    def _find(self, entity: Entity, name: str) -> Cluster | None:
        country = country_of_name(name) or country_of_demonym(name)
        words = words_of(name)
        if not words:
            return None
        found: list[Cluster] = []
        against = is_against(self.doc, entity.last)  # of any kind: "anti-Mubarak" is no nationality
        for cluster in self.clusters:
            if country and cluster.key == f"country:{country}":
                return cluster
            if country or cluster.kind == "country":
                continue
            kinds = {cluster.kind, entity.kind}
            if len(kinds) > 1 and not against and not kinds <= {"org", "force", "nationality"}:
                continue
            if any(same_name(entity.kind, name, n) for n in cluster.names):
                found.append(cluster)
        return found[0] if len(found) == 1 else None

    def _join_brackets(self, entities: list[Entity]) -> None:
        tokens, text = self.doc.tokens, self.doc.text
        for e in sorted(entities, key=lambda e: e.first):
            cluster = self.by_token.get(e.last)
            if cluster is None:
                continue
            after = text[e.span.end : e.span.end + 60]
            found = re.match(
                r"\s*(?:\w+\s){0,2}\(([A-Z][\w-]{1,12})\)|,? (?:or|known as|also known as) ([A-Z]{2,8})\b",
                after,
            )
            if not found:
                continue
            alias = found.group(1) or found.group(2)
            start = e.span.end + found.start(1 if found.group(1) else 2)
            cluster.add(alias)
            for t in tokens:
                if t.start == start or t.text == alias:
                    other = self.by_token.get(t.i)
                    if other is not None and other is not cluster and other.kind in ("org", "force"):
                        self._merge(cluster, other)
                    self.by_token[t.i] = cluster

    def _merge(self, into: Cluster, other: Cluster) -> None:
        for name in other.names:
            into.add(name)
        into.spans.extend(other.spans)
        for t, c in list(self.by_token.items()):
            if c is other:
                self.by_token[t] = into
        if other in self.clusters:
            self.clusters.remove(other)
