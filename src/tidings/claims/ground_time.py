"""When a deed happened: which of the text's times belongs to it, and the days that it then has.

Candidates and features are as for places (tidings.claims.ground). The days are those of the expression,
fitted to the deed: what goes on lasts to the day of publication, what happened "this week" did not happen
after it.
"""

from __future__ import annotations

import re
from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.ground import (
    BARRIERS,
    EVEN,
    Found,
    head_of,
    near,
    nearness,
    on_verb_about_it,
    path,
    ranked,
    rivals,
    sort_of,
    spans_before,
)
from tidings.claims.keep import tense_of
from tidings.claims.late_death import day_of_death
from tidings.claims.named_deeds import HAPPENING
from tidings.claims.states_place import caption_day, is_caption
from tidings.claims.syntax import ancestors, base, case_of, kids
from tidings.claims.triggers import is_verbal
from tidings.claims.what_for import ABOUT, day_of_what_for
from tidings.mentions.times_apart import COUNTED, leads
from tidings.mentions.times_resolve import days, interval_of, is_ahead, up_to
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.mention import Interval, TimeMention

LEAST: Final = -3.0
"""Log-odds below which a time is no candidate at all."""
SAID: Final = 3.0
"""Log-odds of a day or place that the words give the deed themselves: "a day after rebels shot the mayor"."""
LEAD: Final = 2
"""Sentences after a headline in which its time may stand."""
_UNTIL: Final = ("until", "till", "pending")
_WHEN_AFTER: Final = re.compile(r"^,?\s(?:when|after)\b")


def times_for(doc: Doc, frame: Frame) -> list[Found]:
    """Times that may be the frame's, the likeliest first, also such as only another mention of the deed
    makes likely."""
    candidates = time_candidates(doc, frame)
    found = ranked("time", doc, frame, doc.times, candidates, time_features, least=LEAST)
    said = next((n for n in candidates if _leads_it(doc, n, frame)), None)
    if said is None:
        return found
    return [Found(said, SAID), *(one for one in found if one.index != said)]


def likely(found: list[Found]) -> int | None:
    """The likeliest, where it is likely enough to be taken: an index into doc.times."""
    return found[0].index if found and found[0].score > EVEN["time"] else None


def time_candidates(doc: Doc, frame: Frame) -> list[int]:
    """Indices into doc.times of what covers days and stands near enough before or around; for a headline
    also after it."""
    starts = {n: t.first for n, t in enumerate(doc.times) if t.interval is not None}
    found = near(doc, frame, starts)
    here = doc.sentence_of(frame.trigger)
    if here.kind in ("headline", "standfirst"):
        found += [n for n, t in starts.items() if here.i < doc.tokens[t].sent <= here.i + LEAD]
    heads = {n: head_of(doc, doc.times[n].first, doc.times[n].last) for n in found}
    own = any(_hangs_on(doc, heads[n], frame) for n in found)
    return [
        n for n in found
        if not on_verb_about_it(doc, frame, heads[n]) and not day_of_death(doc, frame.trigger, heads[n])
        and not (own and _is_of_verb_beside(doc, heads[n], frame))
        and not _is_days_from(doc, n, heads[n], frame) and not _is_deadline(doc, heads[n], frame)
        and not _is_of_the_picture(doc, n, heads[n], frame) and not _leads_another(doc, n, frame)
        and not _is_of_what_follows(doc, heads[n], frame)
        and not day_of_what_for(doc, frame.type, frame.main, n, heads)
    ]  # fmt: skip


def _leads_it(doc: Doc, n: int, frame: Frame) -> bool:
    """Whether the time is told as how long before or after another deed this one was."""
    told = leads(doc, doc.times[n])
    if told is None or doc.tokens[told].sent != doc.tokens[frame.trigger].sent:
        return False
    if COUNTED in doc.times[n].why:
        return _governs(doc, frame, told)
    way = path(doc, frame.trigger, told)
    if way is None or way.down:
        return False
    return not any(doc.parse.dep[t] in BARRIERS for t in way.up)


def _leads_another(doc: Doc, n: int, frame: Frame) -> bool:
    """Of "met a day after rebels shot the mayor" the day is that of the shooting."""
    told = leads(doc, doc.times[n])
    if told is None:
        return False
    return (frame.trigger in doc.subtree(told)) == (COUNTED in doc.times[n].why)


def _governs(doc: Doc, frame: Frame, told: int) -> bool:
    """Whether what is told as days after or before `told` is the deed, or what happens is: "the bombing came
    a week before"."""
    parse = doc.parse
    above = parse.head[told]
    if above >= 0 and parse.pos[above] != "VERB":
        above = parse.head[above]  # the length itself
    if above in (frame.trigger, frame.verb):
        return True
    happens = above >= 0 and parse.lemma[above].lower() in HAPPENING
    return happens and frame.trigger in kids(doc, above, "nsubj")


def _is_of_the_picture(doc: Doc, n: int, head: int, frame: Frame) -> bool:
    """Of "Men stand beside a bridge that rebels blew up, near Goma, May 5, 2016" the day is that of the
    picture, and the deed was before."""
    parse, at = doc.parse, frame.main
    if not is_verbal(doc, at) or not is_caption(doc, at) or caption_day(doc, at) != n:
        return False
    if parse.head[head] == at and case_of(doc, head):
        return False  # "… that rebels blew up on May 5, 2016"
    frames: list[Frame] = doc.layer("frames") if doc.has("frames") else []  # type: ignore[assignment]
    if parse.dep[at] == "acl" and any(f.trigger == parse.head[at] for f in frames):
        return False  # "… during a protest organized by students": the deed shown
    past = parse.tag[at] in ("VBD", "VBN")
    after = any(doc.tokens[m].text.lower() == "after" for m in kids(doc, at, "mark"))
    return past if base(parse.dep[at]) == "acl" else base(parse.dep[at]) == "advcl" and (past or after)


def _is_of_what_follows(doc: Doc, time: int, frame: Frame) -> bool:
    """Of "condemned on Tuesday the bombing", "was arrested on Friday over the killing", whether the time is
    that of what was said or done about the deed, before which it stands."""
    parse, at = doc.parse, frame.trigger
    frames: list[Frame] = doc.layer("frames") if doc.has("frames") else []  # type: ignore[assignment]
    types = {f.trigger: f.type for f in frames}
    if base(parse.dep[at]) == "acl" and types.get(parse.head[at]) == frame.type:
        at = parse.head[at]  # "the bombing that killed nine"
    if frame.type != "ASSAULT" or is_verbal(doc, at) or time > at:
        return False
    case = case_of(doc, at)
    while parse.dep[at] == "nmod" and parse.head[at] >= 0 and parse.pos[parse.head[at]] == "NOUN":
        at = parse.head[at]  # "in connection with the bombing"
    verb = parse.head[at]
    if verb < 0 or parse.head[time] != verb or base(parse.dep[time]) not in ("obl", "advmod"):
        return False
    done = types.get(verb, frame.type)
    said = parse.dep[at] == "obj" and done in VERBAL_TYPES
    return said or (done != frame.type and base(parse.dep[at]) == "obl" and case in ABOUT)


def _is_deadline(doc: Doc, time: int, frame: Frame) -> bool:
    """Of "ordered them back by Friday" the day is not that of the order: what is spoken has the day of the
    speaking."""
    above = doc.parse.head[time]
    if above >= 0 and any(doc.tokens[m].text.lower() in _UNTIL for m in kids(doc, above, "case", "mark")):
        return frame.trigger not in doc.subtree(above)  # "held until the trial on Friday"
    return frame.type in VERBAL_TYPES and case_of(doc, time) in ("by", "within")


def _is_days_from(doc: Doc, n: int, time: int, frame: Frame) -> bool:
    """Of "killed five on Wednesday, a day after rebels bombed a convoy", whether the time is that of the deed
    from which the days of the other are counted."""
    at = frame.main
    apart = base(doc.parse.dep[at]) == "advcl" and is_days_apart(doc, at)
    return apart and time not in doc.subtree(at) and not _leads_it(doc, n, frame)


def is_days_apart(doc: Doc, clause: int) -> bool:
    """Whether a clause tells of another time than the one it hangs on: "a day after nine soldiers died"."""
    marks = (m for m in kids(doc, clause, "mark") if doc.tokens[m].text.lower() in ("after", "before"))
    return any(spans_before(doc, m) for m in marks)


def _hangs_on(doc: Doc, time: int, frame: Frame) -> bool:
    at = frame.main
    return (
        is_verbal(doc, at) and doc.parse.head[time] == at and base(doc.parse.dep[time]) in ("obl", "advmod")
    )


def _is_of_verb_beside(doc: Doc, time: int, frame: Frame) -> bool:
    """Of "was arrested on Monday and released on Tuesday", whether the time is the other verb's."""
    parse, at = doc.parse, frame.main
    other = parse.head[time]
    if other < 0 or other == at or not is_verbal(doc, other):
        return False
    return (parse.dep[at] == "conj" and parse.head[at] == other) or (
        parse.dep[other] == "conj" and parse.head[other] == at
    )


def time_features(doc: Doc, frame: Frame, n: int) -> list[str]:
    """Named features of a time beside a frame."""
    time = doc.times[n]
    out = [f"{time.type} {time.interval.precision if time.interval else ''}"]
    sort = sort_of(frame)
    head = head_of(doc, time.first, time.last)
    out += nearness(doc, frame, head, time.first, sort)
    out += rivals(doc, frame, time.first, [t.first for t in doc.times if t.interval is not None])
    published, interval = doc.report.published, time.interval
    if interval and is_ahead(interval, published):
        out.append(f"later than publication {sort}")
    if interval and interval.start and published and interval.end and (published - interval.end).days > 14:
        out.append("long ago")
    lead = next(
        (f for f in out if f in ("the only one here", "the nearest of several", "one of several")), ""
    )
    costs = next((f for f in out if f.startswith("cost=") and " " not in f), "")
    if lead:
        out.append(f"{costs} {lead}")
    return out + _in_the_telling(doc, frame, n, head) + _among_deeds(doc, frame, n, head)


def _in_the_telling(doc: Doc, frame: Frame, n: int, head: int) -> list[str]:
    """What the telling says: tense against the time, the time told last, a caption's own day."""
    time, trigger = doc.times[n], frame.trigger
    out: list[str] = []
    verb = frame.verb if frame.verb is not None else trigger
    tense = tense_of(doc, verb)
    published, interval = doc.report.published, time.interval
    if interval and interval.start and published:
        gap = (published - interval.start).days
        age = "ahead" if gap < 0 else "fresh" if gap <= 7 else "recent" if gap <= 60 else "old"
        days_back = "today" if gap == 0 else "yesterday" if gap == 1 else age
        apart = doc.tokens[trigger].sent - doc.tokens[time.first].sent
        out += [f"{days_back} {sort_of(frame)} {apart}", f"{tense} {age} {apart}"]
        out += [f"{tense} {age}", f"{doc.sentence_of(trigger).kind} {age}"]
    here, there = doc.tokens[trigger].sent, doc.tokens[time.first].sent
    if is_caption(doc, trigger) and here == there:
        out.append("the caption's day" if caption_day(doc, trigger) == n else "not the caption's day")
    if there < here:
        later = any(
            t.interval is not None and time.last < t.first and doc.tokens[t.first].sent < here
            for t in doc.times
        )
        out.append("another told since" if later else f"the last told, {here - there} before")
        if base(doc.parse.dep[head]) in ("obl", "advmod", "nmod") and doc.parse.head[head] >= 0:
            above = doc.parse.head[head]
            out.append("told of the main verb" if doc.parse.head[above] < 0 else "told lower down")
        out.append(f"trigger {'root' if doc.parse.head[verb] < 0 else base(doc.parse.dep[verb])}, before")
    elif there > here:
        out.append("after the headline")
    return out


def _among_deeds(doc: Doc, frame: Frame, n: int, head: int) -> list[str]:
    """Whether another deed stands nearer to the time, and of which kind that is."""
    time, trigger = doc.times[n], frame.trigger
    sent, sort = doc.tokens[time.first].sent, sort_of(frame)
    frames: list[Frame] = doc.layer("frames") if doc.has("frames") else []  # type: ignore[assignment]
    beside = [f for f in frames if doc.tokens[f.trigger].sent == sent and f.trigger != trigger]
    nearest, cost = None, _way(doc, frame, head) if doc.tokens[trigger].sent == sent else 99.0
    for other in beside:
        way = _way(doc, other, head)
        if way < cost or (
            way == cost and nearest is None and abs(other.trigger - head) < abs(trigger - head)
        ):
            nearest, cost = other, way
    if doc.tokens[trigger].sent != sent:
        if nearest is None:
            return ["of no deed"]
        same = "same type" if nearest.type == frame.type else "another type"
        lemmas = doc.parse.lemma[nearest.trigger].lower() == doc.parse.lemma[trigger].lower()
        return [
            f"of a deed of {same}",
            f"of a {sort_of(nearest)} before a {sort}",
            *(["of the same word"] * lemmas),
        ]
    if nearest is None:
        return ["the nearest deed", f"the nearest deed, {sort}", f"the nearest deed, {len(beside) > 0}"]
    above = list(ancestors(doc, trigger))
    where = (
        "above"
        if nearest.trigger in above
        else "below"
        if trigger in ancestors(doc, nearest.trigger)
        else "beside"
    )
    return [
        f"another nearer, {where}", f"another nearer, {where}, {sort_of(nearest)}",
        f"another nearer, {where}, {sort} {'V' if is_verbal(doc, trigger) else 'N'}",
    ]  # fmt: skip


def _way(doc: Doc, frame: Frame, head: int) -> float:
    found = [w.cost for t in (frame.trigger, frame.verb) if t is not None and (w := path(doc, head, t))]
    return min(found, default=50.0)


def days_of(doc: Doc, trigger: int, n: int, status: str) -> tuple[Interval, str] | None:
    """The days of a deed that has the time `n` and the status, and how they were come by; None where the
    time covers no days."""
    time = doc.times[n]
    interval, why = time.interval, time.why
    if interval is None:
        return None
    published = doc.report.published
    since = "since" in why
    if since and (_happened_then(doc, trigger, time) or _within_since(doc, trigger, time)):
        own = interval_of(time.value)
        if own is not None:
            return own, why.partition(";")[0]
    if published is None or interval.start is None:
        return interval, why
    past = interval.start <= published and status != "planned"
    if past and not since and _after_since(doc, trigger, time):
        return days(interval.start, published), f"{why}; up to publication, as it is told since then"
    led = doc.tokens[time.first - 1].text.lower() if time.first else ""
    if is_ahead(interval, published) or interval.start == published:
        if (
            status == "planned"
            and led in ("by", "before", "until")
            and interval.end
            and interval.end > published
        ):
            last = interval.start if led == "before" else interval.end
            return days(published, last), f"{why}; from publication on, as it stands after {led!r}"
        return interval, why
    if status == "ongoing" and interval.end and interval.end <= published:
        if interval.end == published:
            return interval, why
        return days(interval.start, published), f"{why}; up to publication, as it goes on"
    if status != "planned":
        cut = up_to(interval, published)
        if cut != interval:
            return cut, f"{why}; up to publication"
    return interval, why


def _within_since(doc: Doc, trigger: int, time: TimeMention) -> bool:
    """ "since the January bombing", "since they took the town in May": the deed is what it has been since."""
    head = head_of(doc, time.first, time.last)
    if doc.tokens[trigger].sent != doc.tokens[time.first].sent or head == trigger:
        return False
    return trigger in ancestors(doc, head) and _is_since(doc, trigger)


def _after_since(doc: Doc, trigger: int, time: TimeMention) -> bool:
    """ "shells have hit the camp since talks broke down on May 5": from then on."""
    if doc.tokens[trigger].sent != doc.tokens[time.first].sent:
        return False
    head = head_of(doc, time.first, time.last)
    for up in (head, *ancestors(doc, head)):
        if up == trigger:
            return False
        if _is_since(doc, up):
            return doc.parse.head[up] == trigger or trigger in kids(doc, doc.parse.head[up], "xcomp")
    return False


def _is_since(doc: Doc, word: int) -> bool:
    """Whether "since" leads the clause or phrase of a word; before one of reason it has no time in it."""
    return any(doc.tokens[m].text.lower() == "since" for m in kids(doc, word, "mark", "case"))


def _happened_then(doc: Doc, trigger: int, time: TimeMention) -> bool:
    """ "since 2013, when troops ousted him": the ousting was in 2013."""
    if trigger <= time.last or doc.tokens[trigger].sent != doc.tokens[time.first].sent:
        return False
    if not _WHEN_AFTER.match(doc.text[time.span.end : time.span.end + 12]):
        return False
    head = head_of(doc, time.first, time.last)
    above = list(ancestors(doc, trigger))
    return head in above or any(
        any(doc.tokens[m].text.lower() in ("when", "after") for m in kids(doc, t, "advmod", "mark"))
        for t in (trigger, *above)
        if t > time.last
    )
