"""Document's view -> mentions: states, organizations, places, offices, persons, dates, principles, collective words.

Each module has one verb, `find(view, …)`. Positions count characters of the view; nothing is resolved here.
"""
