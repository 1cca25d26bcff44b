"""What a token may reach, part by part, in words."""

from __future__ import annotations

PEOPLE, MEETINGS, ACTIONS, DUTIES = "people", "meetings", "actions", "duties"
PERFORMANCE = "performance"
RETURNS, PLANS = "returns", "plans"
RISKS, REGISTERS, WORK, DECISIONS = "risks", "registers", "work", "decisions"
ATTACHMENTS, SITE = "attachments", "site"
COMMENTS, SEARCH, PAPERS, EVIDENCE, THREAD, LISTS = "comments", "search", "papers", "evidence", "thread", "lists"
PARTS = {
    PEOPLE: "Organisations, bodies, seats and people",
    MEETINGS: "Meetings, packs, attendance, decisions and minutes",
    ACTIONS: "The action log",
    DUTIES: "Duties and their evidence",
    RISKS: "The risk register",
    REGISTERS: "Training, campaigns, agreements, and counts of case reviews",
    WORK: "Work plans, highlight reports and what is sent up",
    PERFORMANCE: "Indicators, what is said of them, and the reports of performance",
    PLANS: "The partnership plan, its delivery, and plans of other bodies",
    RETURNS: "Returns from partners",
    DECISIONS: "Decision reports, their way, and elections",
    LISTS: "Lists that come in as files, with the part that they are of",
    SITE: "The public site and its pages",
    ATTACHMENTS: "Files put to things",
    COMMENTS: "Comments",
    SEARCH: "Search",
    PAPERS: "Approved editions and their files",
    THREAD: "The golden thread: places, ties, where it breaks",
    EVIDENCE: "Counts of recorded crime, with their source",
}
