"""The view of incidents: events of all reports, gathered into happenings as reports come in."""
