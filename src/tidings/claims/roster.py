"""Who is who in one report: names, short names, spelling variants, acronyms, pronouns.

Every party a claim names is asked of the `Roster`, which gives it all the names the report uses
for it. Rules, in the order they are tried:

1. A name in brackets after a name is its alias: "Popular Mobilisation Forces (PMF)"; likewise
   "X, or ABC," and an acronym that spells the capitals of a longer name in the report.
2. A person's last name joins the full name; a name that differs by two letters or fewer in a
   long word joins as a spelling variant ("Katiab" / "Kataib Hezbollah").
3. A shorter organisation name joins the one longer name that begins or ends with it.
4. A country, its government, its demonym and (as an actor) its capital are one party.
5. A definite description ("the group", "the ministry") joins the last name of its sort in this or
   the two sentences before, "the minister" the last person named as one (offices.py). Whom a pronoun
   means is weighed (pronouns.py); "I" and "we" in a quotation join its speaker, "we" in a communiqué who
   issues it (issuer.py).
6. The name that stands beside a description is its name: "the largest union, the Workers' League", "a man
   identified as X", "the mayor of Karvo, X".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from tidings.claims.clients import client_meant
from tidings.claims.clusters import NAMED, clean, clusters_of
from tidings.claims.issuer import is_own_voice, issuer_of
from tidings.claims.names import Cluster, words_of
from tidings.claims.offices import Bearer, bearers_of, holder
from tidings.claims.pronouns import is_third_person, meant
from tidings.claims.syntax import (
    ANTI,
    antecedent,
    base,
    case_of,
    determiner,
    first_conjunct,
    is_against,
    is_passive,
    kids,
    named_in,
    noun_span,
    with_of,
)  # fmt: skip
from tidings.mentions.lexicon import noun_classes, reporting_verbs
from tidings.model.codes import ENTITY_KINDS
from tidings.model.doc import Doc
from tidings.model.mention import Entity
from tidings.model.record import Party

_Found = TypeVar("_Found")

OF_PEOPLE = re.compile(r"(?!.*list$)[a-z-]{3,}(?:ist|woman|[^u]man)|ex-[a-z]+")
"""Nouns that name a person by their form, where nouns.tsv has none: "oncologist", "cattleman", "ex-wife"."""
PARTY = frozenset({"person", "org", "force", "country", "nationality"})
"""Kinds of who acts."""
TARGETS = frozenset({"facility", "platform", "place"})
"""Kinds of what else is acted on."""
SPEAKER_PRONOUNS = frozenset({"i", "we", "us", "my", "our", "me"})
GROUP_NOUNS = frozenset(
    "group movement organization organisation party ministry government agency militia army military force"
    " coalition union council court body committee network alliance country nation state kingdom"
    " island republic"
    " regime administration faction insurgency bloc company association federation parliament police".split()
)
VOICES = frozenset(
    "newspaper paper daily magazine tabloid outlet broadcaster station network agency watchdog charity ngo"
    " union company firm organisation organization monitor observatory commission bank club airline"
    " operator manufacturer".split()
)
"""Nouns for bodies that speak: as who says something "the newspaper" is the last such body named."""
COUNTRY_NOUNS = frozenset("country nation kingdom republic island state".split())
GOVERNMENT_NOUNS = frozenset("government authorities authority regime administration state".split())
OF_NOUNS = frozenset(
    "member head leader chief group resident hundred thousand dozen score ten number people supporter"
    " relative family part minister ministry commander convoy crowd team wave critic president"
    " million".split()
)
"""Nouns that say little without what follows "of"."""
NAMING = frozenset("identify name know call dub nickname".split())
"""Participles behind which a description's name stands."""
QUANTIFIERS = frozenset("some many several most others few".split())
"""Words of number that stand for people."""
BYSTANDERS = re.compile(
    r"\b(?:United Nations|UN|U\.N\.|Union|EU|AU|NATO|League|ECOWAS|IGAD|ASEAN|Amnesty|Rights|Watch|Cross"
    r"|Crescent|Council|Court|Commission|Ministry|University|Observatory|Agency|Bank|Parliament|Press|News|Times|Post|Daily"
    r"|Herald|Tribune|Radio|Television|TV|BBC|CNN|AFP|AP|Reuters|Xinhua|TASS|Interfax|Jazeera|Anadolu|VOA)\b"
)
"""Names of bodies that report and condemn: as "the group" they speak, and neither strike nor are struck."""
LOOSE_NOUNS = frozenset(
    "troops troop soldier soldiers force forces army military militant militants fighter"
    " fighters official officials"
    " authorities authority government regime administration leader leaders group warplane"
    " warplanes jet jets navy"
    " police insurgent insurgents rebel rebels militia militias gunman gunmen leadership movement".split()
)
"""Nouns for which "X <noun>" acts for X: Turkish troops are Turkey, IS militants are IS."""


class Roster:
    """The parties of one report. Built once from the entity and parse layers."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._entity_at: dict[int, Entity] = {}
        self._speakers: dict[int, int] = {}
        self._resolving: set[int] = set()
        self._pronouns: dict[int, int | None] = {}
        self._bearers: dict[str, list[Bearer]] | None = None
        self._issuing: tuple[int | None] | None = None
        self._decided = 0
        self._known: dict[tuple[str, int], Any] = {}
        for entity in doc.entities:
            for t in range(entity.first, entity.last + 1):
                self._entity_at.setdefault(t, entity)
        self.clusters, self._by_token = clusters_of(doc)

    # -- asking --------------------------------------------------------------------------------

    def entity_at(self, i: int) -> Entity | None:
        return self._entity_at.get(i)

    def _remembered(self, name: str, head: int, work: Callable[[int], _Found]) -> _Found:
        """What `work` found for a token before. Forgotten when a speaker becomes known."""
        at = (name, head)
        if at not in self._known:
            found = work(head)
            if self._resolving:
                return found  # half-way through a pronoun: not the last word
            self._known[at] = found
        return self._known[at]  # type: ignore[no-any-return]

    def named_cluster(self, i: int) -> Cluster | None:
        """The party that a token is part of a name of."""
        return self._by_token.get(i)

    def named_head(self, head: int) -> Entity | None:
        """The entity that names the phrase of `head`: over the head, its flat name or apposition."""
        return self._remembered("named", head, self._named_head)

    def kind_of(self, head: int) -> str | None:
        """person, org, force, country, place, facility, weapon, platform, … or None."""
        return self._remembered("kind", head, self._kind_of)

    def cluster(self, head: int) -> Cluster | None:
        """The named party behind a head, pronouns and descriptions resolved; None where none is safe."""
        return self._remembered("cluster", head, self._cluster)

    def party(self, head: int) -> Party | None:
        """The party that `head` names or describes, with every name the report gives it."""
        return self._remembered("party", head, self._party)

    def key(self, head: int) -> str:
        """What two mentions of one party share: the cluster's key, else the head noun's lemma."""
        return self._remembered("key", head, self._key)

    def _named_head(self, head: int) -> Entity | None:
        """The entity that names the phrase of `head`: over the head, its flat name or apposition."""
        own = self._entity_at.get(head)
        if own is not None and own.kind in NAMED:
            if own.kind == "nationality" and own.last < head:
                own = None
            else:
                return own
        for c in kids(self.doc, head, "flat", "appos"):
            e = self._entity_at.get(c)
            if e is not None and e.kind == "person" and self.is_person_noun(head):
                return e
        beside = self._named_beside(head)
        if beside is not None:
            return beside
        at = head + 1
        while (
            at < min(head + 3, len(self.doc.tokens))
            and self._entity_at.get(at) is None
            and (self.doc.parse.pos[at] == "PROPN" and self.is_person_noun(at))
        ):
            at += 1  # "spokesman Colonel X"
        after = self._entity_at.get(at)
        if after is not None and after.first == at and self.doc.parse.pos[head] in ("NOUN", "PROPN"):
            # "spokesman Kirt Chantarith", "newspaper Al-Shorouk", however the parser hung them
            if after.kind == "person" and self.is_person_noun(head):
                return after
            if after.kind in ("org", "force") and "group" in self.classes(head):
                return after
        for c in kids(self.doc, head, "compound"):
            e = self._entity_at.get(c)
            if e is not None and e.kind == "person" and self.doc.parse.pos[head] == "PROPN":
                return e
        return None

    def _named_beside(self, head: int) -> Entity | None:
        """The name that stands behind a description: "the largest union, the Workers' League", "a man
        known as Abu X", "the mayor of Karvo, Omar X"."""
        doc, parse = self.doc, self.doc.parse
        if parse.pos[head] != "NOUN":
            return None
        fits = ("person",) if self.is_person_noun(head) else ("org", "force")
        if fits != ("person",) and "group" not in self.classes(head):
            return None
        alone = not kids(doc, head, "conj") and parse.tag[head] == "NN"
        found = [c for c in kids(doc, head, "appos") if alone and c > head and not kids(doc, c, "conj")]
        for k in kids(doc, head, "acl") if parse.tag[head] == "NN" else ():
            if parse.tag[k] == "VBN" and parse.lemma[k].lower() in NAMING:
                found += [c for c in kids(doc, k, "obl", "obj", "xcomp") if case_of(doc, c) in ("", "as")]
        if fits == ("person",) and alone:
            for c in kids(doc, head, "nmod"):
                if c > head and case_of(doc, c) == "of" and self.kind_of(c) != "person":
                    found += [a for a in kids(doc, c, "appos") if a > c and not kids(doc, a, "conj")]
        for c in found:
            e = self._entity_at.get(c)
            if e is not None and e.kind in fits:
                return e
        return None

    def classes(self, i: int) -> frozenset[str]:
        return frozenset(c for c, _ in noun_classes().get(self.doc.parse.lemma[i].lower(), ()))

    def is_person_noun(self, i: int) -> bool:
        return bool(self.classes(i) & {"person", "role", "rank", "office"})

    def _kind_of(self, head: int) -> str | None:
        """person, org, force, country, place, facility, weapon, platform, … or None."""
        head = antecedent(self.doc, head)
        parse = self.doc.parse
        if parse.pos[head] == "PRON" or is_third_person(self.doc, head):
            cluster = self.cluster(head)
            return cluster.kind if cluster else None
        entity = self.named_head(head)
        if entity is not None:
            cluster = self._by_token.get(entity.last)
            return cluster.kind if cluster else entity.kind
        by_class = dict(noun_classes().get(_noun_word(self.doc, head), ()))
        if "group" in by_class:
            return by_class["group"] or "org"
        if "person" in by_class or "role" in by_class:
            return "person"
        if parse.tag[head] == "NNS" and parse.lemma[head].lower() in ("other", "others"):
            return self._kind_of_others(head)
        if is_some_people(self.doc, head):
            return "person"
        own = self._entity_at.get(head)
        if own is not None and not (own.kind == "weapon" and {"platform", "facility"} & by_class.keys()):
            return own.kind
        if not by_class and parse.pos[head] == "NOUN" and OF_PEOPLE.fullmatch(parse.lemma[head].lower()):
            return "person"
        if parse.lemma[head].lower() == "other" and parse.tag[head] == "JJ":
            return None  # "each blamed the other"
        if parse.tag[head] in ("JJ", "JJS", "VBN", "CD") and parse.dep[head] not in ("amod", "nummod"):
            return "person" if determiner(self.doc, head) == "the" or parse.tag[head] == "CD" else None
        for c in ("facility", "place", "weapon", "platform", "event", "abstract", "money"):
            if c in by_class:
                return c
        return None

    def _kind_of_others(self, head: int) -> str | None:
        """Of "21 others": people, unless a thing is counted before them in the sentence and nobody is."""
        for t in range(head - 1, self.doc.sentence_of(head).first - 1, -1):
            if self.doc.parse.pos[t] == "NOUN" and kids(self.doc, t, "nummod", "det"):
                kind = self.kind_of(t)
                if kind in ("person", "org", "force"):
                    break
                if kind in ("facility", "platform", "weapon"):
                    return None
        return "person"

    def is_party(self, head: int) -> bool:
        return self.kind_of(head) in ("person", "org", "force", "country", "nationality", "place")

    def _cluster(self, head: int) -> Cluster | None:
        """The named party behind a head, pronouns and descriptions resolved; None where none is safe."""
        doc = self.doc
        head = antecedent(doc, head)
        if head in self._resolving:
            return None
        entity = self.named_head(head)
        if entity is not None:
            return self._by_token.get(entity.last)
        if is_third_person(doc, head):
            told = self._meant(head)
            return self._cluster_of(told) if told is not None else None
        self._resolving.add(head)
        try:
            return self._resolve(head)
        finally:
            self._resolving.discard(head)

    def _resolve(self, head: int) -> Cluster | None:
        doc, parse = self.doc, self.doc.parse
        if parse.pos[head] in ("PRON", "DET"):
            if doc.tokens[head].text.lower() in SPEAKER_PRONOUNS and head in self._speakers:
                return self._cluster_of(self._speakers[head])
            if is_own_voice(doc, head) and (issuer := self._issuer()) is not None:
                return self._cluster_of(issuer)
            return None
        noun = parse.lemma[head].lower()
        if (client := client_meant(doc, head)) is not None:
            return self.cluster(client)
        if noun in COUNTRY_NOUNS and (whose := self._country_of_owner(head)) is not None:
            return whose
        if determiner(doc, head) in ("the", "this", "that") and noun in GROUP_NOUNS | GOVERNMENT_NOUNS:
            if any(base(parse.dep[c]) in ("amod", "compound", "nmod", "acl") for c in doc.children(head)):
                return None
            if noun in COUNTRY_NOUNS:
                return self._last(head, lambda c: c.kind == "country")
            if noun in (
                "group",
                "movement",
                "organization",
                "organisation",
                "militia",
                "network",
                "faction",
                "party",
            ):
                verb = parse.head[head]
                speaks = verb >= 0 and parse.lemma[verb].lower() in reporting_verbs()
                return self._last(
                    head,
                    lambda c: (
                        c.kind in ("force", "org")
                        and (speaks or not any(BYSTANDERS.search(n) for n in c.names))
                    ),
                )
        if self._is_voice(head):
            orgs = [c for c in self.clusters if c.kind == "org" and c.country is None]
            called = [c for c in orgs if any(noun in words_of(n) for n in c.names)]
            if called:
                return called[0] if len(called) == 1 else None
            return self._last(head, lambda c: c in orgs)
        named = holder(doc, self, head, self._offices())
        return self.cluster(named) if named is not None else None

    def _is_voice(self, head: int) -> bool:
        """Whether "the newspaper", without another word, says something."""
        doc, parse = self.doc, self.doc.parse
        verb = parse.head[head]
        speaks = (
            verb >= 0 and base(parse.dep[head]) == "nsubj" and parse.lemma[verb].lower() in reporting_verbs()
        )
        by = case_of(doc, head).startswith("according")
        if not (speaks or by) or parse.lemma[head].lower() not in VOICES or determiner(doc, head) != "the":
            return False
        return all(base(parse.dep[c]) in ("det", "punct", "case") for c in doc.children(head))

    def _offices(self) -> dict[str, list[Bearer]]:
        if self._bearers is None:
            self._bearers = bearers_of(self.doc, self)
        return self._bearers

    def _issuer(self) -> int | None:
        if self._issuing is None:
            self._issuing = (issuer_of(self.doc, self),)
        return self._issuing[0]

    def _country_of_owner(self, head: int) -> Cluster | None:
        """The country of "his country": that of whom the pronoun means, of a person the one that stands with
        an office ("Turkey's president, …")."""
        doc = self.doc
        owner = next((c for c in kids(doc, head, "nmod:poss") if is_third_person(doc, c)), None)
        told = self._cluster_of(owner) if owner is not None else None
        if told is None:
            return None
        keys = {told.key}
        for bearers in self._offices().values() if told.kind == "person" else ():
            for b in bearers:
                if self._by_token.get(b.last) is told and b.last < head:
                    keys |= b.words
        found = [c for c in self.clusters if c.kind == "country" and c.key in keys]
        return found[0] if len(found) == 1 else None

    def _meant(self, pronoun: int) -> int | None:
        """Whom a pronoun means. All up to it are decided in text order, since one means what the one
        before does."""
        for i in range(self._decided, pronoun + 1):
            self._decided = i + 1
            if is_third_person(self.doc, i):
                self._pronouns[i] = meant(self.doc, self, i)
        return self._pronouns.get(pronoun)

    def _cluster_of(self, i: int) -> Cluster | None:
        """The party behind a head, also where it is only described ("the two gunmen")."""
        named = self.cluster(i)
        if named is not None:
            return named
        party = self.party(i)
        if party is None:
            return None
        return Cluster(self.key(i), self.kind_of(i) or "person", list(party.names), country=party.country)

    def _last(self, head: int, fits: Callable[[Cluster], bool]) -> Cluster | None:
        """The nearest fitting name before `head`: subjects of the sentence before come first."""
        doc = self.doc
        sent = doc.tokens[head].sent
        best: tuple[float, Cluster] | None = None
        for s in range(sent, max(-1, sent - 3), -1):
            sentence = doc.sentences[s]
            if s != sent and sentence.kind != "body" and doc.sentences[sent].kind == "body":
                continue
            for t in range(sentence.first, min(sentence.last, head)):
                cluster = self._acting(t)
                if cluster is None or not fits(cluster):
                    continue
                entity = self._entity_at.get(t)
                if entity is None or t != entity.last:
                    continue
                dep = base(doc.parse.dep[self._np_head(entity)])
                score = {"nsubj": 3.0, "obj": 1.5, "root": 1.5}.get(dep, 0.5) - 1.6 * (sent - s)
                score += 0.5 * (t - sentence.first) / max(1, len(range(sentence.first, sentence.last))) * 0.2
                if self._same_clause(t, head):
                    score -= 1.5
                if best is None or score > best[0]:
                    best = (score, cluster)
        return best[1] if best else None

    def _same_clause(self, a: int, b: int) -> bool:
        doc = self.doc
        return (
            doc.tokens[a].sent == doc.tokens[b].sent
            and doc.parse.head[a] == doc.parse.head[b]
            and (doc.parse.dep[b] in ("obj", "iobj"))
        )

    def _np_head(self, entity: Entity) -> int:
        parse = self.doc.parse
        for t in range(entity.first, entity.last + 1):
            if not entity.first <= parse.head[t] <= entity.last:
                head = parse.head[t]
                if base(parse.dep[t]) in ("flat", "compound", "appos") and head >= 0:
                    return head
                return t
        return entity.last

    def set_speaker(self, tokens: range, speaker: int) -> None:
        """Tell who speaks in a quotation, so that "I" and "we" in it can be resolved."""
        for t in tokens:
            self._speakers.setdefault(t, speaker)
        self._known.clear()

    # -- parties -------------------------------------------------------------------------------

    def _party(self, head: int) -> Party | None:
        """The party that `head` names or describes, with every name the report gives it."""
        doc = self.doc
        head = antecedent(doc, head)
        parse = doc.parse
        entity = self.named_head(head)
        cluster = self.cluster(head)
        first, last = noun_span(doc, head)
        phrase_span = doc.span(first, last)
        phrase = clean(doc, phrase_span)
        kind = self.kind_of(head)
        names: list[str] = []
        if entity is not None and cluster is not None:
            names = [clean(doc, entity.span) if entity.kind != "person" else cluster.best, *cluster.names]
            if not entity.span.covers(phrase_span) and len(phrase.split()) <= 9:
                names.append(phrase)
            span = named_in(doc, entity.span)
            if (people := self._people_of(head)) is not None:
                names.insert(0, people)
        elif parse.pos[head] == "PRON" or parse.tag[head] == "PRP$":
            if cluster is None:
                return None
            names, span = [cluster.best, *cluster.names], doc.span(head, head)
        else:
            if not phrase:
                return None
            of_first, of_last = with_of(doc, head)
            whole = clean(doc, doc.span(of_first, of_last))
            names = [whole, phrase] if self._needs_of(head) else [phrase, whole]
            span = doc.span(of_first, of_last) if self._needs_of(head) else named_in(doc, phrase_span)
            names += self._stands_for(head)
            if cluster is not None:
                names = [cluster.best, *cluster.names, *names]
        unique = tuple(dict.fromkeys(n for n in names if n))
        if not unique:
            return None
        country = cluster.country if cluster else self._country_in(first, last)
        kind = "org" if kind == "country" else kind if kind in ENTITY_KINDS else None
        return Party(unique[0], unique[:10], (span,), country=country, kind=kind)

    def _people_of(self, head: int) -> str | None:
        """ "Thai troops" for the first word of "Thai and Cambodian troops"."""
        parse, first = self.doc.parse, first_conjunct(self.doc, head)
        noun = parse.head[first]
        if parse.pos[head] != "ADJ" or base(parse.dep[first]) != "amod" or not self.is_person_noun(noun):
            return None
        beside = head != first or kids(self.doc, first, "conj")
        return f"{self.doc.tokens[head].text} {self.doc.tokens[noun].text}" if beside else None

    def _acting(self, i: int) -> Cluster | None:
        """The party that a token names, unless something is against it."""
        return None if is_against(self.doc, i) else self._by_token.get(i)

    def _needs_of(self, head: int) -> bool:
        return self.doc.parse.lemma[head].lower() in OF_NOUNS or is_some_people(self.doc, head)

    def _stands_for(self, head: int) -> list[str]:
        """Names of the party that "Turkish troops" or "IS militants" act for."""
        doc, parse = self.doc, self.doc.parse
        loose = {doc.tokens[head].text.lower(), parse.lemma[head].lower()} & LOOSE_NOUNS
        if not loose and self.kind_of(head) not in ("platform", "weapon"):
            return []
        out: list[str] = []
        for c in kids(doc, head, "compound", "amod", "nmod:poss", "nmod"):
            if c > head or case_of(doc, c) not in ("", "'s", "’s"):
                continue
            owner = is_third_person(doc, c) or antecedent(doc, c) != c
            cluster = self.cluster(c) if owner else self._acting(c)
            if cluster is not None and cluster.kind in ("country", "org", "force"):
                out.extend(cluster.names[:4])
        return out

    def _country_in(self, first: int, last: int) -> str | None:
        for t in range(first, last + 1):
            cluster = self._acting(t)
            if cluster is not None and cluster.country:
                return cluster.country
        return None

    def _key(self, head: int) -> str:
        """What two mentions of one party share: the cluster's key, else the head noun's lemma."""
        head = antecedent(self.doc, head)
        cluster = self.cluster(head)
        if cluster is not None:
            return cluster.key
        for c in kids(self.doc, head, "compound", "amod", "nmod:poss"):
            other = self._acting(c)
            if other is not None and self.doc.tokens[head].text.lower() in LOOSE_NOUNS:
                return other.key
        return "noun:" + _noun_word(self.doc, head)


def is_some_people(doc: Doc, head: int) -> bool:
    """Whether a word of number alone is who does something: "some demanded", "about 300 marched"."""
    parse = doc.parse
    verb = parse.head[head]
    if parse.dep[head] != "nsubj" or kids(doc, head, "nmod") or is_passive(doc, verb):
        return False
    counted = parse.tag[head] == "CD" and parse.pos[head] == "NUM"
    return counted or doc.tokens[head].text.lower() in QUANTIFIERS


def _noun_word(doc: Doc, head: int) -> str:
    """The lemma of a noun, without "anti-"."""
    return doc.parse.lemma[head].lower().removeprefix(ANTI)


def roster_of(doc: Doc) -> Roster:
    """The layer "roster"."""
    return doc.layer("roster")  # type: ignore[return-value]
