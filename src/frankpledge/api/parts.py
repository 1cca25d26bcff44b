"""What a token may reach, part by part, in words."""

from __future__ import annotations

PEOPLE, MEETINGS, ACTIONS, DUTIES = "people", "meetings", "actions", "duties"
COMMENTS, SEARCH, PAPERS, EVIDENCE = "comments", "search", "papers", "evidence"
PARTS = {
    PEOPLE: "Organisations, bodies, seats and people",
    MEETINGS: "Meetings, attendance, decisions and minutes",
    ACTIONS: "The action log",
    DUTIES: "Duties and their evidence",
    COMMENTS: "Comments",
    SEARCH: "Search",
    PAPERS: "Approved editions and their files",
    EVIDENCE: "Counts of recorded crime, with their source",
}
