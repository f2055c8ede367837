"""An incident's row and names, from the events that are in it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert
from sqlalchemy.dialects.sqlite import insert as insert_or

from tidings.ledger.bulk import insert_rows
from tidings.ledger.records import Records
from tidings.views.incident import assemble
from tidings.views.incident.entries import entries_of
from tidings.views.incident.json import head_json
from tidings.views.incident.rows import incident_row, names_of
from tidings.views.linking.members import chunks, members_of
from tidings.views.linking.tables import incident, incident_entry, incident_name, incident_word


def write_incidents(connection: Connection, ids: set[str], records: Records) -> None:
    """Make the rows of these incidents anew; one without events any more goes."""
    for some in chunks(ids):
        connection.execute(delete(incident).where(incident.c.id.in_(some)))
        connection.execute(delete(incident_name).where(incident_name.c.incident.in_(some)))
        connection.execute(delete(incident_entry).where(incident_entry.c.incident.in_(some)))
        rows, names, entries = [], [], []
        members = members_of(connection, some, records)
        for id in some:
            one = members.get(id)
            if one and one.events:  # none where its events have been judged wrong since the run began
                found = assemble(one.events, one.copies, one.beside)
                head = head_json(found)
                rows.append(row := incident_row(found, head))
                entries += [
                    (day.isoformat(), row["by_day"], id, what, status)
                    for day, what, status in entries_of(head)
                ]
                names += [(folded, role, id) for role, folded in names_of(found)]
        if rows:
            connection.execute(insert(incident), rows)
        insert_rows(connection, insert(incident_name), sorted(names))
        insert_rows(connection, insert(incident_entry), sorted(entries))
        words = {(word, folded) for folded, _, _ in names for word in folded.split()}
        insert_rows(connection, insert_or(incident_word).on_conflict_do_nothing(), sorted(words))
