"""Why what has the form of a contact is none: by the words around it."""

from __future__ import annotations

import re

from kg.facts.found import Found, Match
from kg.facts.rules import Rule
from kg.facts.skeleton import TYPES
from kg.model import Actor

# ", the first such encounter between …": a contact that was told just before, counted.
_COUNTED = re.compile(
    r"\b(?:met|meets?|held|hold|spoke|received|hosted)\b[^.;]*, (?:in what (?:is|was) )?(?:the|their) (?:first|second"
    r"|third|fourth|fifth|latest|most recent|only)(?: such| ever)?(?: [a-z-]+){0,2} ?$"
)
_TO_DO = re.compile(
    r",? to (?:meet|hold|have|visit|host|receive|attend|address|chair|co-chair|speak|begin|discuss|resume)\b"
)
# "Berg said that the call with Kamau was long"; "said that their call with Kamau was long" is of the sayer's own.
_SAYS = re.compile(
    r"\b(?:said|says|told|believes?|believed|announced|added|noted|claimed)\b[^.;]*\bthat\b(?![^.;]*\b(?:his|her"
    r"|their|our|my)\b)"
)
# "Berg said the vote weakened Kamau's hand before the meeting with Rojas".
_OF_ANOTHER = re.compile(
    rf"\b(?:said|says|told|believes?|believed|announced|added|noted|claimed)\b[^.;]*{TYPES['person']}.(?:'s)? "
    r"(?![^.;]*\b(?:his|her|their|our|my)\b)"
)
# "Berg and Kamau met with reporters", "held a joint news conference".
_PRESS = re.compile(
    r"\b(?:met|meet|meets|meeting|spoke|speak|talk(?:ed|s)?) (?:with |to )?(?:the )?(?:reporters|press|media)\b"
)
_PRESS_AFTER = re.compile(r" (?:with |to )?(?:reporters|journalists|the (?:press|media))\b")
_CONDITION = re.compile(r"\b[Ii]f (?:the )?$|\b[Ww]hether (?:the )?$")
# "Answer to a media question on the talks between …": it tells of them elsewhere, and its date is the answer's.
_ASKED = re.compile(
    r"\b(?:answer(?:s|ed|ing)?|repl(?:y|ies|ied)|response|comments?) (?:to|on) (?:a |the )?(?:[\w']+ )?questions?\b"
    r"[^.;]*$"
)
# "The parties exchanged views on X", "Norway and Kenya consulted on X".
_VIEWS = re.compile(r"\ue001.(?: \w+)* exchange|[^\ue000]*\ue002.(?: \w+)* consulted$")
# "people who [they have met]", "he [talks] with Kamau from time to time".
_WHOM = re.compile(r"\bwhom? $")
_HE_TALKS = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I) $")
# "special envoy for Norwegian-Kenyan negotiations"
_CHARGED = re.compile(
    r"\b(?:envoy|negotiator|mediator|coordinator|representative|ambassador|adviser|advisor|official)s?"
    r" (?:for|to|on|in|at) (?:the )?$"
)
# "The only way is a meeting between", "hopes for talks with": nobody says that there is one.
_MOOT = re.compile(
    r"\b(?:(?:only|best) (?:way|solution|hope|chance)|way forward|hopes?|prospects?|possibility|chances?|need"
    r"|calls?|idea|importance)\b[^.;,]{0,40}? (?:is|was|for|of) (?:an? |the )?(?:[a-z-]+ ){0,2}$"
)
# "The first visit by a Norwegian president since 2017": that which is told besides, by whoever holds an office.
_ANY_HOLDER = re.compile(
    r"an? (?:\ue005. |[a-z]+ )+(?:president|prime minister|premier|leader|minister|chancellor|king|pope|secretary)\b"
)
_ATTENDS = re.compile(r"\b(?:present at|attended|took part in|joined|accompanied)\b")
# "support for talks between A and B", "consultations between the two countries": no one contact of a day and place.
_TOPIC = re.compile(
    r"\b(?:support\w*(?: for)?|importance of|progress (?:in|on|of)|prospects? (?:for|of)|resum\w+(?: of)?|continu\w+"
    r"|need for|call\w* for|role (?:in|of)|efforts? (?:for|to)|mediat\w+|on|about|of|future|further|facilitat\w+"
    r"|conclud\w+|level of|exchange of|regular) (?:the |[a-z-]+ ){0,3}$"
)
_RUNS = re.compile(r"(?i:negotiations|discussions|consultations|conversations|dialogue)$")
_MANY = re.compile(r"(?i:talks|meetings|calls)$")
_NEAR = 20
_ONCE = re.compile(
    r"\b(?:took place|tak(?:e|es|ing) place|held|under ?way|begin|began|opened|conclud|resum|due|scheduled|planned"
    r"|conducted|round)"
)
_ATTENDED = re.compile(
    r"\b(?:attended|(?:took part|participated) in) (?:the|this|these) (?:meeting|talks|discussions?|negotiations)\b"
)
_SPORT = re.compile(
    r"\b(?:semi-?finals?|quarter-?finals?|World Cup|tournament|qualifiers?|striker|coach|squad|midfielder|football"
    r"|soccer|cricket|rugby|hockey|[Ll]eague (?:match|game|final)|(?:[Cc]up|the) final|friendly (?:match|game)"
    r"|(?:an?|international) friendly(?! [a-z])|scored|goalless)\b"
)


def asked(rule: Rule, found: Match) -> bool:
    """Whether a frame tells what its subject is to do, as "asked Kamau to meet Rojas" does; headlines write so."""
    first = found.end(rule.acting) if found.groupdict().get(rule.acting) else len(found.string)
    return "ahead" not in rule.give and "purpose" not in rule.give and bool(_TO_DO.match(found.string, first))


def left_out(rule: Rule, found: Match, text: str, actors: tuple[Actor, ...]) -> str:
    """Why the words around a frame make it no contact; "" if they do not."""
    names = rule.give.get("names")
    if rule.id == "meet.each-other" and _VIEWS.match(found[0]):
        return "what was done at a contact, and none of its own"
    if isinstance(found, Found) and _ANY_HOLDER.match(found.groupdict().get("a") or ""):
        return "what anybody in an office did"
    if rule.id == "event.to-attend" and text.endswith("between ", 0, found.start("a")):
        return "between whom something is, and not who attends"
    if names in ("between", "with") and _MOOT.search(text, 0, found.start("noun")):
        return "what might be"
    if rule.id == "event.hyphened" and _CHARGED.search(text, 0, found.start()):
        return "what somebody is charged with"
    if names == "between" and _COUNTED.search(text, 0, found.start("noun")):
        return "the contact that was told just before"
    if rule.id.startswith("meet.") and _WHOM.search(text, 0, found.start()):
        return "whom somebody met, and not who"
    if rule.id == "noun.of-subject" and _HE_TALKS.search(found.string, 0, found.start("noun")):
        return "a verb that looks like a noun"
    if rule.id == "noun.of-subject" and _SAYS.search(found[0][: found.start("noun") - found.start()]):
        return "who tells of a contact, and not of one of their own"
    if rule.id == "noun.of-subject" and _OF_ANOTHER.search(found[0][: found.start("noun") - found.start()]):
        return "who tells of a contact, and not of one of their own"
    if (names == "with" or rule.id == "noun.of-subject") and _ATTENDS.search(found[0]):
        return "attends a meeting of others"
    if rule.id.startswith(("noun.", "occasion.")) and _ASKED.search(text, 0, found.start()):
        return "what a question was about"
    if names == "between" and all(x.kind == "state" for x in actors) and _goes_on(found, text):
        return "what goes on between states, and no one contact"
    if rule.id.startswith(("hold.", "attend.")) and _ATTENDED.search(found[0]):
        return "attends a meeting of others"
    if _PRESS.search(found[0]) or _PRESS_AFTER.match(text, found.end()):
        return "who meets the press"
    if _CONDITION.search(text[max(0, found.start() - 16) : found.start()]):
        return "conditional"
    if all(x.kind == "state" for x in actors) and _SPORT.search(text):
        return "a game"
    return ""


def _goes_on(found: Match, text: str) -> bool:
    """Whether a noun tells of what states do all the time: "consultations between the two countries"."""
    if _ONCE.search(text, max(0, found.start() - _NEAR), found.end() + _NEAR):
        return False
    return bool(
        _RUNS.match(found["noun"]) or _MANY.match(found["noun"]) and _TOPIC.search(text, 0, found.start("noun"))
    )
