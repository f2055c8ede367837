"""Whole names that the lists have, countries, peoples, capitals."""

from __future__ import annotations

import re

from tidings.mentions.actors_lists import Known, Lists, demonym, is_acronym
from tidings.mentions.actors_model import Actor, Setting
from tidings.mentions.actors_office import at_day, in_office
from tidings.mentions.gazetteer_names import exact_key
from tidings.mentions.gazetteer_tables import countries


def whole(name: str, setting: Setting, lists: Lists) -> Actor | None:
    """The actor where the lists have the whole name, or where it is a country, people or capital."""
    row = choose(rows_named(name, lists), setting)
    if row is not None:
        return of_row(row, name, setting)
    return state_named(name, lists)


def rows_named(name: str, lists: Lists) -> list[Known]:
    if is_acronym(name):
        found = lists.acronyms.get(name.replace(".", ""))
        if found:
            return found
    key = exact_key(name)
    if not any(c.isupper() for c in name) and key not in lists.lower:
        return []
    return lists.exact.get(key, [])


def choose(rows: list[Known], setting: Setting) -> Known | None:
    """Of several rows the user's own, then that of a country the report is about, then the first; a short
    form of a party in the Factbook needs the country, there being so many."""
    if not rows:
        return None
    if rows[0].own:
        return rows[0]
    people = [r for r in rows if r.person]
    if people and people[0] is rows[0]:
        return at_day([r for r in people if r.country == people[0].country] or people, setting.day)
    about = [setting.place_country, *setting.countries] if setting.place_country else list(setting.countries)
    ranked = sorted(
        (r for r in rows if not r.person),
        key=lambda r: about.index(r.country) if r.country in about else 50 if by_hand(r) else 99,
    )
    best = ranked[0]
    if by_hand(best) or best.country in about or best.state:
        return best
    return best if len({r.country for r in rows}) == 1 and not is_acronym(best.names[-1]) else None


def by_hand(row: Known) -> bool:
    return not row.source.startswith("factbook_")


def of_row(row: Known, name: str, setting: Setting) -> Actor:
    where = "your list" if row.own else row.source
    if row.person:
        role, sector = in_office(row, setting.day)
        what = f"{role or 'person'}{' of ' + row.country if row.country else ''}"
        why = f"“{name}” is {row.name}, {what}, in {where}."
        return Actor(row.name, f"person:{exact_key(row.name)}", sector, row.country, why,
                     row.part_of, role, row.source, person=True)  # fmt: skip
    if row.state:
        how = (
            "is the country"
            if exact_key(row.name) == exact_key(alpha_name(row.country or ""))
            else "stands for"
        )
        return state(row.country or "", name, how)
    why = f"“{name}” is {row.name} in {where}."
    return Actor(row.name, f"list:{exact_key(row.name)}:{row.country or '-'}", row.sector, row.country, why,
                 row.part_of, row.role, row.source)  # fmt: skip


def state(code: str, name: str, how: str) -> Actor:
    usual = alpha_name(code)
    return Actor(
        usual, f"state:{code}", "GOV", code, f"“{name}” {how} {usual}.", source="places/countries.tsv"
    )


def alpha_name(code: str) -> str:
    return countries()[code].names[0] if code in countries() else code


def demonyms_of(code: str) -> tuple[str, ...]:
    return countries()[code].demonyms if code in countries() else ()


def state_named(name: str, lists: Lists) -> Actor | None:
    key = exact_key(name)
    if not name[:1].isupper():
        return None
    if key in lists.capitals and key not in lists.exact:
        code = lists.capitals[key].country or ""
        return state(code, name, "is the capital and stands for")
    is_people, people = demonym(name)
    if is_people:
        if people is None:
            sector = "CVL" if key.endswith("s") else None
            why = f"“{name}” is a people without a country of its own."
            return Actor(name, None, sector, None, why, source="demonyms")
        if re.search(r"(?:s|men)$", key) and not key.endswith("us"):
            why = f"“{name}” are the people of {alpha_name(people)}."
            return Actor(
                f"people of {alpha_name(people)}", f"{people}:CVL", "CVL", people, why, source="demonyms"
            )
        return state(people, name, "stands for")
    return None
