"""Writes data/desk/world-110m.json.gz and world-50m.json.gz out of Natural Earth's countries as TopoJSON.

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python training/world.py package

Kept are the outlines of countries with their ISO 3166 letters (none where Natural Earth has a territory that
the gazetteer does not know); names, the outline of all land and the bounding box are not.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from tidings.ledger.names import country_codes

FOLDER = Path(__file__).parents[1] / "src" / "tidings" / "data" / "desk"
SHORT = {
    "W. Sahara": "EH", "Dem. Rep. Congo": "CD", "Congo": "CG", "Dominican Rep.": "DO", "Falkland Is.": "FK",
    "Fr. S. Antarctic Lands": "TF", "Central African Rep.": "CF", "Eq. Guinea": "GQ", "eSwatini": "SZ",
    "Solomon Is.": "SB", "Bosnia and Herz.": "BA", "S. Sudan": "SS", "N. Cyprus": "CY", "Somaliland": "SO",
    "Antigua and Barb.": "AG", "Cayman Is.": "KY", "Marshall Is.": "MH", "N. Mariana Is.": "MP",
    "U.S. Virgin Is.": "VI", "British Virgin Is.": "VG", "Turks and Caicos Is.": "TC", "Cook Is.": "CK",
    "Faeroe Is.": "FO", "Fr. Polynesia": "PF", "St. Kitts and Nevis": "KN", "St. Pierre and Miquelon": "PM",
    "St. Vin. and Gren.": "VC", "St-Martin": "MF", "St-Barthélemy": "BL", "Wallis and Futuna Is.": "WF",
    "Heard I. and McDonald Is.": "HM", "S. Geo. and the Is.": "GS", "Br. Indian Ocean Ter.": "IO",
    "Pitcairn Is.": "PN", "São Tomé and Principe": "ST", "Macao": "MO", "Åland": "AX",
    "Indian Ocean Ter.": "CX", "United States of America": "US",
}  # fmt: skip
"""Natural Earth's short names. Somaliland and Northern Cyprus, which ISO does not list, go with the country
that the gazetteer puts their towns in."""


def cut(atlas: dict[str, Any]) -> dict[str, Any]:
    shapes = []
    for one in atlas["objects"]["countries"]["geometries"]:
        name = one["properties"]["name"]
        code = SHORT.get(name) or next(iter(country_codes(name)), None)
        if code is None:
            print(f"{name}: no ISO letters", file=sys.stderr)
        shape = {"type": one["type"], "arcs": one["arcs"]}
        shapes.append({**shape, "id": code} if code else shape)
    countries = {"type": "GeometryCollection", "geometries": shapes}
    return {
        "type": "Topology", "transform": atlas["transform"], "arcs": atlas["arcs"],
        "objects": {"countries": countries},
    }  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1])
    for detail in ("110m", "50m"):
        atlas = json.loads((folder / f"countries-{detail}.json").read_text("utf-8"))
        text = json.dumps(cut(atlas), separators=(",", ":"))
        # Without name and time, so that the same input makes the same bytes.
        (FOLDER / f"world-{detail}.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
