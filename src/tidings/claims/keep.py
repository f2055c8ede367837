"""Whether a trigger word tells of a deed here, or only speaks of such deeds.

"Militants often attack convoys", "a law that would ban protests", "he urged them to leave" hold
trigger words and tell of no attack, ban or departure. A trained table of weights over named
features of the word and its clause decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.hinted import trigger_hints
from tidings.claims.linear import load_linear
from tidings.claims.mood import Status, negation
from tidings.claims.roster import Roster
from tidings.claims.status import speaker_of_plan
from tidings.claims.syntax import ancestors, base, case_of, determiner, in_quotation, is_passive, kids
from tidings.claims.triggers import NETWORK, infinitival, is_question, is_refused, is_verbal
from tidings.claims.unreal import is_unreal
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.reader.hints import log_odds

EVEN: Final = 0.38
"""Log-odds above which a draft is kept. Chosen on training/written."""
UNLIKELY: Final = -1.5
"""Log-odds below which nothing is kept: no deed that somebody announces, and no verb, or noun with
a verb that carries it, that the network takes for a deed of some type (TOLD)."""
TOLD: Final = 0.65
"""Chance of a deed of any type from which such a word is kept though the table narrowly turns it down."""
ANNOUNCING: Final = frozenset("announce declare pledge promise vow decide decision order plan".split())
PROMISED: Final = {"RETREAT": "CONCEDE", "AID": "AGREE", "COOPERATE": "AGREE", "CONSULT": "AGREE"}
"""What a deed that its doer announces is coded as: the announcing."""
ONLOOKERS: Final = frozenset(
    "analyst expert observer commentator researcher scholar historian academic economist strategist diplomat"
    " witness resident villager neighbour neighbor survivor journalist reporter report rumour rumor poll"
    " study monitor think-tank insider".split()
)
"""Who speaks of deeds to come that others will do."""
SPOKEN: Final = ("CONCEDE", "AGREE")
"""What the network may take the announcing for."""
DUTY: Final = frozenset({"says what must be", "says what must or must not be"})
"""The lexicon's notes for words that, said of what others may not do, are demands ("stressed that no troops
may stay"). The network hardly knows them: of 38 that it doubted in annotated reports, 24 told of one."""
HABIT: Final = frozenset(
    "often usually regularly frequently sometimes always typically generally normally"
    " routinely rarely".split()
)


def tells_deed(
    doc: Doc, roster: Roster, frame: Frame, status: Status, *, asked: str | None, types: Mapping[int, str]
) -> float | None:
    """Log-odds that it does, None where it cannot. `asked`: the type of the speech that only speaks of the
    deed, None where none does. `types`: types of all triggers by token."""
    if doc.sentence_of(frame.trigger).kind in ("byline", "dateline") or asked == "REQUEST":
        return None  # who demands a withdrawal withdraws nobody
    if frame.own is not None:  # learnt from sentences that tell of it and others that do not
        return log_odds(frame.own.chance)
    at = frame.main
    if doc.parse.tag[at] in ("VBP", "VBZ") and _habitual(doc, at):
        return None  # what militants often do is no deed of a day
    if not is_verbal(doc, frame.trigger) and determiner(doc, frame.trigger) == "any":
        return None  # "any attack would be met with force"
    if is_unreal(doc, frame) or is_undone(doc, frame) or is_only_asked(doc, frame):
        return None
    spoken = SPOKEN if status.status == "planned" and frame.type in PROMISED else ()
    hints = trigger_hints(doc, frame.trigger, frame.type, *spoken)
    if frame.entry.note == NETWORK and hints is not None:
        return hints[0]
    features = keep_features(doc, roster, frame, status, asked=asked, types=types)
    score = load_linear("keep").score(features, hints)
    if frame.type == "REJECT" and is_refused(doc, frame.trigger):
        return max(score, EVEN + 0.01)
    if UNLIKELY < score <= EVEN:
        told = is_verbal(doc, frame.main) and hints is not None and hints[1] >= log_odds(TOLD)
        surely = frame.entry.note in DUTY or is_reprisal(doc, frame)
        if told or surely or is_announced(doc, roster, frame, status):
            return EVEN + 0.01
    return score


ANSWERING: Final = frozenset("meet answer repel punish crush retaliate".split())


def is_reprisal(doc: Doc, frame: Frame) -> bool:
    """Whether somebody tells what force will answer: "warned that any attack would be met with force"."""
    if frame.type != "THREATEN" or not is_verbal(doc, frame.trigger):
        return False
    parse = doc.parse
    return any(
        parse.lemma[c].lower() in ANSWERING and is_passive(doc, c) and kids(doc, c, "aux")
        for c in kids(doc, frame.trigger, "ccomp")
    )


UNDOING: Final = frozenset("lift ease remove revoke rescind repeal scrap relax loosen".split())
ACCIDENTS: Final = frozenset(
    "leak accident malfunction fault circuit cylinder boiler failure negligence lightning overheating".split()
)
BLAMED: Final = frozenset("cause blame trigger spark due ignite start set attribute".split())
DROPPING: Final = frozenset("drop withdraw dismiss quash close shelve discontinue overturn throw".split())
CHARGE: Final = frozenset(
    "charge case lawsuit suit indictment complaint investigation probe inquiry conviction".split()
)
BREAKING: Final = frozenset("break violate breach end collapse expire lapse shatter".split())


def is_undone(doc: Doc, frame: Frame) -> bool:
    """Whether the noun only says what was undone: "lifted its sanctions on Syria" imposes none, "broke the
    ceasefire", "the truce ended" begins none, "dropped the charges" accuses nobody, a blast
    "caused by a gas leak" is no attack."""
    parse, i = doc.parse, frame.trigger
    up = parse.head[i]
    if up < 0 or is_verbal(doc, i) or doc.sentence_of(i).kind not in ("body", "headline"):
        return False
    dep, verb = parse.dep[i], parse.lemma[up].lower()
    if frame.type in ("SANCTION", "COERCE") and verb in UNDOING:
        return dep in ("obj", "nsubj:pass") or (dep == "nsubj" and parse.tag[up] == "VBN")
    if frame.mode == "explosives" and verb in BLAMED and dep in ("nsubj:pass", "nsubj"):
        by = (k for k in kids(doc, up, "obl") if case_of(doc, k).split(" ")[0] in ("by", "on", "to", "due"))
        return negation(doc, up) is None and any(parse.lemma[k].lower() in ACCIDENTS for k in by)
    if frame.type == "ACCUSE" and verb in DROPPING and parse.lemma[i].lower() in CHARGE:
        return dep in ("obj", "nsubj:pass")
    if frame.mode == "ceasefire" and verb in BREAKING:
        return dep in ("obj", "nsubj:pass", "nsubj")
    return False


SELF: Final = frozenset("myself yourself himself herself itself ourselves themselves".split())


def is_only_asked(doc: Doc, frame: Frame) -> bool:
    """Whether a question is asked and nothing demanded: "asked about the plan", "asked whether it was safe",
    "asked themselves"."""
    i = frame.trigger
    if frame.type != "REQUEST" or not is_verbal(doc, i) or doc.parse.lemma[i].lower() != "ask":
        return False
    below = kids(doc, i, "xcomp", "ccomp", "advcl", "acl")
    if any(infinitival(doc, k) and not is_question(doc, k) for k in below):
        return False
    if any(case_of(doc, k) == "about" for k in kids(doc, i, "obl", "advcl")):
        return True
    own = any(doc.tokens[k].text.lower() in SELF for k in kids(doc, i, "obj", "iobj"))
    return own or any(is_question(doc, k) for k in below)


def is_announced(doc: Doc, roster: Roster, frame: Frame, status: Status) -> bool:
    """Whether somebody has said that he will do it: "announced that it would hand over two bases", "the mayor
    said he would step down". It is the content of what was told, and a deed with the status of a plan."""
    if status.status != "planned" or frame.type in VERBAL_TYPES:
        return False
    parse = doc.parse
    if status.token is not None and parse.lemma[status.token].lower() in ANNOUNCING:
        return True
    told = speaker_of_plan(doc, frame.main) if frame.type in PROMISED else None
    if told is not None and is_own_plan(roster, told[1], frame.actors):
        return True
    at = frame.main
    for up in (at, *ancestors(doc, at)):
        if base(parse.dep[up]) not in ("ccomp", "xcomp", "conj", "acl", "obj") or parse.head[up] < 0:
            return False
        if parse.lemma[parse.head[up]].lower() in ANNOUNCING:
            return True
    return False


def is_own_plan(roster: Roster, speaker: int, actors: list[int]) -> bool:
    """Whether who tells of a deed to come is one of those who will do it."""
    return speaker >= 0 and roster.key(speaker) in {roster.key(actor) for actor in actors}


def may_promise(doc: Doc, roster: Roster, type_: str, speaker: int, actors: list[int]) -> bool:
    """Whether who tells of a deed to come may promise it: the doer, and for all but meetings whoever speaks
    for him. Experts, witnesses, rumours and another state only foretell it."""
    if is_own_plan(roster, speaker, actors):
        return True
    if type_ == "CONSULT":
        return False
    if speaker < 0:
        return True
    if doc.parse.lemma[speaker].lower() in ONLOOKERS:
        return False
    said, done = roster.named_cluster(speaker), [roster.named_cluster(a) for a in actors]
    states = (
        said is not None
        and said.kind == "country"
        and all(c is not None and c.kind == "country" for c in done)
    )
    return not (states and done)


def is_kept(frame: Frame, score: float) -> bool:
    """Whether a word with these log-odds makes a draft. The network has a bar of its own
    (`proposed`), and so has a model of own types."""
    return score > EVEN or frame.entry.note == NETWORK or frame.own is not None


def _habitual(doc: Doc, verb: int) -> bool:
    return any(doc.parse.lemma[c].lower() in HABIT for c in kids(doc, verb, "advmod"))


def keep_features(
    doc: Doc, roster: Roster, frame: Frame, status: Status, *, asked: str | None, types: Mapping[int, str]
) -> list[str]:
    """Named features of a trigger in its clause."""
    parse, i = doc.parse, frame.trigger
    verbal = is_verbal(doc, i)
    part = "V" if verbal else "N"
    lemma = parse.lemma[i].lower()
    weak = "weak" if frame.entry.weak else "strong"
    sort = "speech" if frame.type in VERBAL_TYPES else "deed"
    actors, recipients = _party(doc, roster, frame.actors), _party(doc, roster, frame.recipients)
    out = [
        "always", f"type={frame.type}", f"type={frame.type} {part}", f"{weak} {part}",
        f"word={lemma}/{part} {frame.type}", f"{part} dep={base(parse.dep[i])}", f"{part} tag={parse.tag[i]}",
        f"status={status.status} {sort}", f"actor={actors} {sort}", f"recipient={recipients} {sort}",
        f"roles={'A' if frame.actors else '-'}{'R' if frame.recipients else '-'} {part} {weak}",
        f"in {doc.sentence_of(i).kind}",
    ]  # fmt: skip
    if status.token is not None:
        out.append(f"status word={parse.lemma[status.token].lower()}")
    if asked:
        out.append(f"spoken of by {asked}")
    if frame.entry.conditions:
        out += [f"narrow entry {part}", f"entry={frame.entry.note}"]
    head = parse.head[i]
    beside = [t for t in (head, *doc.children(i)) if t in types]
    if beside:
        near = types[beside[0]]
        out.append(f"hangs with {'its own type' if near == frame.type else near} {base(parse.dep[i])}")
    if head >= 0:
        out.append(f"under={parse.lemma[head].lower()}/{base(parse.dep[i])}")
    out.append(clause_of(doc, i) or "clause=main")
    at = frame.verb if frame.verb is not None else i
    if frame.verb is not None:
        out.append(f"verb={parse.lemma[frame.verb].lower()}/{base(parse.dep[i])}")
    if is_verbal(doc, at):
        out.append(f"tense={tense_of(doc, at)} {sort}")
        if is_passive(doc, at):
            out.append("passive")
        if _habitual(doc, at):
            out.append("habit")
    if not verbal:
        number = "plural" if parse.tag[i] in ("NNS", "NNPS") else "singular"
        owner = "poss" if kids(doc, i, "nmod:poss") else determiner(doc, i) or "bare"
        out += [f"noun={number} {owner}", f"case={case_of(doc, i) or '-'}"]
        if kids(doc, i, "nummod"):
            out.append("counted")
    if in_quotation(doc, i):
        out.append(f"quoted {sort}")
    if doc.has("times"):
        sent = doc.sentence_of(i)
        if any(t.interval and sent.first <= t.first < sent.last for t in doc.times):
            out.append(f"dated sentence {sort}")
    return out


def _party(doc: Doc, roster: Roster, heads: list[int]) -> str:
    """What sort of party a role's first head is: a name's kind, a described kind, or nothing."""
    if not heads:
        return "none"
    head = heads[0]
    kind = roster.kind_of(head) or "thing"
    if doc.parse.pos[head] == "PRON":
        return f"pronoun {kind}"
    return kind if roster.named_head(head) is None else f"named {kind}"


def clause_of(doc: Doc, i: int) -> str | None:
    """The clause a word stands in, with its first mark ("clause=advcl after"); None in the main one."""
    for up in (i, *ancestors(doc, i)):
        dep = doc.parse.dep[up]
        if base(dep) in ("advcl", "acl", "ccomp", "csubj", "parataxis"):
            marks = [doc.tokens[m].text.lower() for m in kids(doc, up, "mark")]
            return f"clause={dep} {marks[0] if marks else '-'}"
    return None


def tense_of(doc: Doc, verb: int) -> str:
    """Infinitive, modal, perfect, progressive, or the verb's own tag."""
    parse = doc.parse
    aux = {doc.tokens[c].text.lower() for c in kids(doc, verb, "aux")}
    to = infinitival(doc, verb)
    if to:
        return "infinitive"
    if any(parse.tag[c] == "MD" for c in kids(doc, verb, "aux")):
        return "modal"
    if aux & {"have", "has", "had", "'ve", "’ve"}:
        return "perfect"
    if aux & {"is", "are", "was", "were", "be", "been", "being"} and parse.tag[verb] == "VBG":
        return "progressive"
    return parse.tag[verb]
