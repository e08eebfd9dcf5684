"""The sentences of the variants: twelve wordings of a contact in three states of affairs, twelve of saying."""

from __future__ import annotations

CONTACTS = (
    {
        "held": "{a} met with {b} {place} {when}.",
        "planned": "{a} will meet with {b} {place} {when}.",
        "cancelled": "A meeting of {a} with {b}, which was to be held {place} {when}, has been called off.",
    },
    {
        "held": "{a} held talks with {b} {place} {when}.",
        "planned": "{a} is due to hold talks with {b} {place} {when}.",
        "cancelled": "{a} has cancelled talks with {b} that were due to take place {place} {when}.",
    },
    {
        "held": "{a} received {b} {place} {when}.",
        "planned": "{a} is to receive {b} {place} {when}.",
        "cancelled": "{a} has called off a meeting with {b} that had been set to take place {place} {when}.",
    },
    {
        "held": "{b} was received by {a} {place} {when}.",
        "planned": "{b} will be received by {a} {place} {when}.",
        "cancelled": "{b} will not be received by {a} {place} {when} as planned, because the meeting was called off.",
    },
    {
        "held": "{a} and {b} sat down for talks {place} {when}.",
        "planned": "{a} and {b} are scheduled to sit down for talks {place} {when}.",
        "cancelled": "Talks between {a} and {b} scheduled to be held {place} {when} were called off.",
    },
    {
        "held": "{a} hosted {b} for a working meeting {place} {when}.",
        "planned": "{a} plans to host {b} for a working meeting {place} {when}.",
        "cancelled": "A working meeting at which {a} was to host {b} {place} {when} has been cancelled.",
    },
    {
        "held": "{a} conferred with {b} {place} {when}.",
        "planned": "{a} is expected to confer with {b} {place} {when}.",
        "cancelled": "{a} and {b} have cancelled the meeting that they had planned to hold {place} {when}.",
    },
    {
        "held": "Talks between {a} and {b} took place {place} {when}.",
        "planned": "Talks between {a} and {b} are to take place {place} {when}.",
        "cancelled": "Talks between {a} and {b} will not take place {place} {when} as planned.",
    },
    {
        "held": "{b} was welcomed by {a} for talks {place} {when}.",
        "planned": "{b} will be welcomed by {a} for talks {place} {when}.",
        "cancelled": "A meeting between {a} and {b} due to be held {place} {when} was cancelled at short notice.",
    },
    {
        "held": "A meeting between {a} and {b} was held {place} {when}.",
        "planned": "A meeting between {a} and {b} will be held {place} {when}.",
        "cancelled": "A meeting between {a} and {b} that was to be held {place} {when} has been scrapped.",
    },
    {
        "held": "{b} called on {a} {place} {when}.",
        "planned": "{b} is set to call on {a} {place} {when}.",
        "cancelled": "{b} will no longer call on {a} {place} {when} as planned.",
    },
    {
        "held": "{a} exchanged views with {b} at a meeting {place} {when}.",
        "planned": "{a} will exchange views with {b} at a meeting {place} {when}.",
        "cancelled": "A meeting that {a} was to hold with {b} {place} {when} fell through.",
    },
)

SAYINGS = (
    "{x} said that {s}.",
    "{S}, {x} said.",
    "{x} noted that {s}.",
    "According to {x}, {s}.",
    "{x} stressed that {s}.",
    "It was stressed by {x} that {s}.",
    "{x} told {y} that {s}.",
    "{y} was told by {x} that {s}.",
    "{x} expressed the conviction that {s}.",
    "{x} was quoted as saying that {s}.",
    "{S}, {x} pointed out.",
    "{x} made it clear that {s}.",
)
FOLLOWING = ("{pronoun} added that {s}.", "{pronoun} also said that {s}.", "{pronoun} went on to say that {s}.")

ON_PARTNERSHIP = (
    "{own} is ready to work with {other} to promote the high-level development of their {label}",
    "{own} will do its part to deepen the {label} between {own} and {other}",
    "the {pair} {label} has yielded fruitful results and brought tangible benefits to the two peoples",
    "{own} is willing to advance the {label} between the two countries",
)
ON_TIES = (
    "{own} attaches great importance to its relations with {other}",
    "{own} will continue to firmly support {other} in pursuing a development path suited to its national conditions",
    "{own} stands ready to expand trade with {other} and to deepen exchanges between the two peoples",
    "relations between {own} and {other} are at a record high",
    "{own} sincerely appreciates the long-term assistance of {other} to its economic and social development",
    "the two countries have always supported each other on issues concerning their core interests",
    "{own} wants to maintain close high-level exchanges with {other}",
    "{own} is willing to strengthen its coordination with {other} in multilateral bodies",
    "{own} hopes that practical cooperation in agriculture, science and technology will be expanded",
    "ties with {other} have shown vigor and vitality no matter how the international situation changes",
)
LABELS = (
    "all-weather comprehensive strategic partnership",
    "comprehensive strategic partnership",
    "strategic partnership",
    "comprehensive partnership",
    "enhanced strategic partnership",
    "comprehensive cooperative partnership",
    "special strategic partnership",
)

CAPTIONS = (
    "{a} meets with {b} in {city}, {country}, {day}.",
    "{a} (R) shakes hands with {b} in {city}, {country}, {day}.",
    "{a} and {b} pose for a photo before their meeting in {city}, {country}, on {day}.",
)
CREDITS = ("({agency}/{name})", "Photo: {name}/{agency}", "[Photo by {name} for {agency}]")
PHOTOGRAPHERS = ("Li Xiang", "Marta Olsen", "D. Kimani", "Rao Aimin", "Paolo Greco")
AGENCIES = ("Xinhua", "Meridian", "Transit Press")
DATELINES = ("{CITY}, {mon} {d} ({agency}) — ", "{CITY} ({agency}) - ", "{city}, {d} {month}. /{agency}/ ")
"""A dateline of the first and the third kind carries the day of writing, one of the second does not."""

HEADLINES = {
    "held": ("{p} meets {q} in {city}", "{p}, {q} hold talks in {city}"),
    "planned": ("{p} to meet {q} in {city}", "{p}, {q} to hold talks in {city}"),
    "cancelled": ("{p}-{q} meeting in {city} called off", "Talks of {p} and {q} in {city} cancelled"),
}
SECOND = (
    "{pair} met in {city} {month}.",
    "{pair} last saw each other {month}, when they met in {city}.",
    "{X} recalled that {pair} had met in {city} {month}.",
    "{pair} had held a meeting in {city} {month} and made arrangements to deepen bilateral relations.",
)
