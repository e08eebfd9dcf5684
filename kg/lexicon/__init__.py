"""What the reader knows beforehand: tables of names and words -> frozen rows, read once.

Each function reads the table of its name beside this module (UTF-8, a header row, tabs; `|` parts several values,
"" is empty) and gives its rows in the table's order. Dates stay the strings of the table: YYYY, YYYY-MM or
YYYY-MM-DD. Where each table comes from is told in SOURCES.md.
"""

from kg.lexicon.agreements import AgreementName, agreement_names
from kg.lexicon.names import Place, Word, courtesy, family_first, given_names, not_names, particles, places
from kg.lexicon.offices import Holder, Office, holders, office, offices
from kg.lexicon.organizations import Organization, generic, homes, organizations, owners, wholes
from kg.lexicon.outlets import Outlet, outlets
from kg.lexicon.states import State, capitals, state_codes, state_names, states

__all__ = [
    "AgreementName",
    "Holder",
    "Office",
    "Organization",
    "Outlet",
    "Place",
    "State",
    "Word",
    "agreement_names",
    "capitals",
    "courtesy",
    "family_first",
    "generic",
    "given_names",
    "holders",
    "homes",
    "not_names",
    "office",
    "offices",
    "organizations",
    "outlets",
    "owners",
    "particles",
    "places",
    "state_codes",
    "state_names",
    "states",
    "wholes",
]
