"""The view of incidents: events of all reports, gathered into happenings as reports come in.

tables.py    what is kept
gather.py    codings come or go: compare what they touch, group what that touches
members.py   the events that are in an incident
write.py     an incident's row and names
"""

from tidings.views.linking.gather import Incidents
from tidings.views.linking.members import Members, members_of
from tidings.views.linking.tables import incident, incident_event, incident_name, incident_pair, incident_word

__all__ = [
    "Incidents", "Members", "incident", "incident_event", "incident_name", "incident_pair", "incident_word",
    "members_of",
]  # fmt: skip
