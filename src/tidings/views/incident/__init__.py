"""One happening from many reports: every value with its report, the best of them, and what is disputed.

telling.py    a member: an event, its report, whose word it is
sources.py    which speakers are one source, which outlets are independent
fields.py     the incident and its fields
values.py tolls.py status.py parties.py    the rules, one a file
assemble.py   members in, incident out
"""

from tidings.views.incident.assemble import assemble
from tidings.views.incident.fields import Field, Incident, Parties, Toll
from tidings.views.incident.telling import Said, Telling

__all__ = ["Field", "Incident", "Parties", "Said", "Telling", "Toll", "assemble"]
