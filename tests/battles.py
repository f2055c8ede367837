"""Reports of a battle in May 2023, of its parts and of what is none of them."""

from __future__ import annotations

from datetime import date

from make import at

from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Event, Evidence, Number, Party, Place, When
from tidings.model.report import Report
from tidings.model.span import Span


def coded(
    n: int, day: int, text: str, deed: str, *, place: str, who: str, on: tuple[int, int] | None = None,
    dead: int | None = None, type: str = "ASSAULT", status: str = "occurred",
) -> Coded:  # fmt: skip
    """A report of May 2023 whose first sentence is the event. `day` of publication, `on` first and last."""
    report = Report(f"r{n}", text, date(2023, 5, day), outlet=f"Outlet {n}")
    end = text.index(".") + 1
    when = When(Interval(date(2023, 5, on[0]), date(2023, 5, on[1])), (Span(0, end),)) if on else None
    event = Event(
        id="", type=type, mode=None, status=status, background=False,
        evidence=(Evidence(Span(0, end), at(deed, text)),),
        actors=(Party(who, (who,), (at(who, text),)),),
        place=Place(place, "KE", (at(place, text),), precision="unresolved"),
        when=when,
        killed=Number((dead, dead), (Span(0, end),)) if dead is not None else None,
        confidence=0.9,
    )  # fmt: skip
    return with_ids(report, (event,), ())


BATTLE = coded(
    1, 10, "The Harrow Front won the battle of Kestrelton after six days of combat. Ninety are dead.",
    "battle",
    place="Kestrelton", who="Harrow Front", on=(4, 9), dead=90,
)  # fmt: skip
BOMB = coded(
    2, 6, "A masked driver blew up a grain silo at Kestrelton on Friday. Nobody fled.", "blew",
    place="Kestrelton", who="masked driver", on=(5, 5), dead=11,
)  # fmt: skip
MILL = coded(
    3, 9, "Marines stormed the flour mill north of Kestrelton on Monday. It had burned before.", "stormed",
    place="Kestrelton", who="Marines", on=(8, 8), dead=19,
)  # fmt: skip
LATER = coded(
    4, 13, "Robbers shot two bakers in Kestrelton on Friday. They sold bread.", "shot",
    place="Kestrelton", who="Robbers", on=(12, 12), dead=2,
)  # fmt: skip
ELSEWHERE = coded(
    5, 7, "Bandits raided Wexmoor on Saturday. They took cows.", "raided",
    place="Wexmoor", who="Bandits", on=(6, 6), dead=3,
)  # fmt: skip
ANSWER = coded(
    6, 8, "Villagers burned a farm at Kestrelton on Sunday in revenge. It was night.", "burned",
    place="Kestrelton", who="Villagers", on=(7, 7), dead=1,
)  # fmt: skip
ARREST = coded(
    7, 8, "Police of the Harrow Front arrested men in Kestrelton on Sunday. It was noon.", "arrested",
    place="Kestrelton", who="Harrow Front", on=(7, 7), type="COERCE",
)  # fmt: skip
DRIVE = coded(
    8, 20, "A Coalition offensive across Wexland, to Kestrelton and beyond, took nineteen days. It is over.",
    "offensive", place="Wexland", who="Coalition", on=(1, 19), dead=300,
)  # fmt: skip
VAGUE = coded(
    9, 12, "Traders recalled the bloody clashes at Kestrelton since 4 May. Bread is dear.", "clashes",
    place="Kestrelton", who="Traders", on=(5, 7),
)  # fmt: skip
ALL = [BATTLE, BOMB, MILL, LATER, ELSEWHERE, ANSWER, ARREST, DRIVE, VAGUE]
