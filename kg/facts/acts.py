"""What somebody does by speaking: the act of a verb of speech with what follows it, and that of words alone.

Three questions, in this order. Does the verb itself tell ("condemned")? If not, is a thing its object ("reiterated the
call for …")? Then the first noun that tells decides. If not, a clause or a quotation follows, and its main clause
decides: its earliest cue that is neither denied nor subordinate.
"""

from __future__ import annotations

import re

from kg.facts.sayings import past_form
from kg.facts.speech import known, lexis
from kg.model import Act
from kg.text import lowered

_NEGATED = re.compile(r"\b(?:not|never|no) (?:\w+ )?$")
_DENIABLE: frozenset[Act] = frozenset(("pledge", "support", "appreciate"))
# A cue after one of these, with no comma between them, stands in a clause that only qualifies ("which opposes …").
_SUBORDINATE = re.compile(
    r"\b(?:which|who|whom|whose|where(?! (?:we|i)\b)|when|if|in case|unless|because|since|until|whether|those"
    r"|rather than|instead of|touch(?:ed|es) (?:up)?on|discuss(?:ed|es|ions? (?:of|on|about))|after|before|despite"
    r"|in view of|in response to|to (?:support|oppose|reject|condemn|deny|demand|help (?:those|people))"
    r"|(?:efforts?|measures?|decisions?|moves?|plans?|attempts?|calls?|ability|right|ways?) to)\b(?![^,;:]*[,;:])"
)
# "X said that Kenya proposed": what another one did by speaking, unless it is bidden ("Kenya should").
_DONE: frozenset[Act] = frozenset(("pledge", "support", "appreciate", "urge", "agree", "convey", "invite"))
_BY_ANOTHER = re.compile(r"[\ue000\ue002-\ue004]. (?:(?:has|have|had|also|already|[a-z]+ly) )*$")
_BIDS = re.compile(r"should|must|need|ought|ha[sd] to|have to|is|are|was|were|remains?|will|would")
_EMPHASIS = ("emphasi", "highlight", "stress", "underscor", "underlin", "note")
# "emphasized their shared commitment to peace" tells what is held; "reaffirmed their commitment" pledges.
_TO_VALUES = re.compile(
    r"[^.;]{0,90}?\b(?:shared|common|mutual|joint) (?:[a-z]+ ){0,2}commitment\b"
    r"(?! to (?:continu|work|hold|provid|support|help|mak|do|deepen|strengthen)(?:e|ing)?\b)"
)
_CLAUSE = re.compile(
    r" ?(?:that\b|how\b|why\b|what\b|[,:;\"~]|the (?:following|fact)\b"
    r"|(?:(?!(?:of|for|to|in|on|with|about|between|and)\b)[\w'\ue000-\uf8ff-]+ ){1,5}(?:is|are|was|were|has|have|had"
    r"|will|would|should|must|can|cannot|could|remains?)\b)"
)
# Where the object of a verb ends: at another verb of its subject, at a pause.
_OBJECT_ENDS = re.compile(r"[.;:\"]|, (?:and|while|with|[a-z]+ing)\b|\band (?:[a-z]+ly |also )*[a-z]+ed\b")
# "reaffirmed their shared conviction that …": what is thought decides.
_THOUGHT = re.compile(
    r" (?:[\w'\ue000-\uf8ff-]+ ){0,4}(?:conviction|belief|view|opinion|position|understanding) that\b"
)
_ASIDE = re.compile(r",?(?: (?:in turn|once again|also|for (?:his|her|its|their) part|in particular|again))+,?(?= )")
# "told Norway to open its market", "suggested that Norway open its market": no report, a demand.
_TELLING = frozenset(("told", "tells"))
_ASKING = re.compile(r" (?:the |his |her )?(?:[\w\ue000-\uf8ff-]+ ){1,3}(?:not )?to [a-z]+\b(?! of\b)")
_SUBJUNCTIVE = re.compile(
    r" (?:[\ue000\ue002-\ue004].|he|she|it) (?!would|could|might|had|has|is|was)[a-z]+(?<!ed)(?<!s)\b"
)
# "their wish to work together" is their own readiness.
_WISHING = frozenset(("wish", "desire", "interest", "aspiration"))
_OWN_DEED = re.compile(
    r" (?:to|in) (?:further |closely )?(?:work|deepen|strengthen|elevat|expand|enhanc|continu|develop|cooperat|build"
    r"|boost|advanc|intensif|increas|maintain)(?:e|y|ing|ying)?\b"
)
_ASSURING = frozenset(("assured", "assures", "reassured", "assuring"))
_OF_SUPPORT = re.compile(r" [^,.;]{0,60}?\bof (?:[\w'\ue000-\uf8ff-]+ ){0,4}(?:support|solidarity|backing)\b")
# "reaffirmed his government's efforts to help" undertakes to go on.
_RENEWING = frozenset(("reaffirmed", "reiterated", "renewed", "reaffirms", "reiterates"))
_EFFORTS = re.compile(r" (?:his|her|its|their|the|our)\b[^.,;]{0,40}?\befforts? to\b")
# "wrote to Berg urging her to come": what the letter does.
_WRITING = frozenset(("wrote", "writes", "spoke out", "weighed in", "responded"))
_BY_WRITING = re.compile(
    r"(?:(?! that\b)[^\"]){0,80}?,? "
    r"(urging|asking|warning|thanking|condemning|inviting|congratulating|demanding|calling)\b"
)
_RECALLING = frozenset(("recalled", "recalls", "recall"))
_BRIEFING = frozenset(("briefed", "briefs"))
_OBJECT = re.compile(r" (?:the|his|her|its|their) ")
_NEAR = 60
# Verbs of which what is expressed decides the act.
_OPEN = frozenset(
    "expressed expresses express voiced voices voice conveyed conveys reiterated reiterates shared stated".split()
)
_FIXING = frozenset(
    (
        "noted stressed emphasized emphasised underlined underscored highlighted reiterated reaffirmed affirmed "
        "re-emphasised re-emphasized reemphasized reemphasised re-affirmed re-iterated "
        "confirmed restated renewed recalled acknowledged recognized recognised mentioned outlined raised repeated"
    ).split()
)
_HONOURS = re.compile(
    r" (?:[^,.;]{0,40}? )?(?:leadership|efforts?|contributions?|role|achievements?|progress|work|sacrifices?"
    r"|courage|generosity|support|assistance)\b"
)
# After "X said": words that X said rather than when and where it was.
_FOLLOWS = re.compile(
    r" (?:that\b|(?!(?:in|on|at|during|to|when|while|as|after|of|about|following|with|by|for|from|before|upon|over"
    r"|through|via|late|early|here|today|yesterday|and|but|adding)\b)[\w\ue000-\ue008][^,]{24})"
)
_QUOTES = re.compile(r'[:,] ?"')
_INTRODUCES = 8
# "is pleased to announce that it will …": the news decides.
_ANNOUNCING = re.compile(r" to (?:announce|inform|report|confirm|tell)\b")
_CONVEY = re.compile(r"\b(?:convey|pass on)\b")
_THAT = re.compile(
    r" (?:that\b|(?:the |[\ue000-\ue0ff].'s )?(?:[\w'-]+ ){0,4}(?:is|are|was|were|remains?|would|will)\b)"
)
_SUPPORT = re.compile(r" [^,.;]{0,40}\b(?:support|encouragement|backing|solidarity)\b")
_WISHES = re.compile(r" (?:his |her |their |deepest |sincere )*(?:congratulations|condolences|sympath)")
_THANKS = re.compile(r"\b(?:gratitude|thanks|appreciation)\b")
_RECITAL = re.compile(
    r"(?:- *)?(?:Recogni[sz]ing|Recalling|Noting|Acknowledging|Mindful|Understanding|Reflecting|Considering"
    r"|Bearing in mind|Aware|Convinced|Believing)\b"
)
_TOPICS = re.compile(
    r"(?:[^.,;]{0,60} )?(?:discussed|exchanged views on|reviewed|touched (?:up)?on)\b(?!.*\b(?:agreed|called)\b)"
)
# What a text of several lays down for others: "The committee is to meet each year".
_PROVIDES = re.compile(
    r"^[^,;]{0,120}?(?<!objective )(?<!goal )(?<!aim )(?<!purpose )(?<!task )"
    r"\b(?:(?:is|are)(?:, [^,]{0,60},)? (?:expected )?to [a-z]+|may [a-z]+)\b"
)
# What is only on somebody's calendar is no promise.
_SCHEDULED = re.compile(
    r"\b(?:will|shall) (?:also )?(?:meet|visit|discuss|exchange|deliver|attend|travel|sign|arrive|depart|pay a"
    r"|take place|be held)\b"
)
_UNDERTAKING = re.compile(
    r"\b(?<!that )(?<!which )(?<!who )(?:will|shall|intends?|commits?|undertakes?|plans? to)\b"
    r"|^(?:- *)?(?:Promoting|Supporting|Fostering|Exploring|Expanding|Developing|Strengthening|Embarking|Committing"
    r"|Collaborating|Leveraging|Advancing|Deepening|Building|Increasing|Establishing|Continuing)\b"
)
# "Norway agreed to put off the tariffs": what one alone agrees to it undertakes.
UNDERTAKES = re.compile(r"agree[sd]?(?: not)? to (?!(?:the|an?|this|that|its|his|her|their|talks)\b)[a-z]+\b")
# What several speakers confirm of themselves they agree on; money that is announced is pledged.
_TOGETHER = re.compile(r" that (?:they|both sides|the two sides) would\b")
_PLEDGED = re.compile(
    r" (?:an? |new |more |additional |the )?[^.;]{0,60}\b(?:package|funding|assistance|aid|grant"
    r"|loan)\b[^.;]{0,20}(?:\d|of)| (?:that )?(?:an? |new |more |additional |further )*"
    r"(?:[$€£¥]|[A-Z]{3} )?\d[\d.,]* (?:m|b|tr)illion\b"
)


def act_by(verb: str) -> Act | None:
    """The act that a verb of the lexicon reports, None where the words decide; "voiced his joy" goes by its noun."""
    words = lexis()
    if verb in words.act:
        return words.act[verb]
    if verb.startswith(words.weighed):
        return "affirm"
    if (last := verb.split()[-1]) in words.felt and verb not in words.objects:
        return words.felt[last]
    return words.objects.get(verb.split()[-1]) or words.objects.get(" ".join(verb.split()[-2:]))


def act_reported(verb: str, before: str, after: str) -> Act:
    """The act where words may stand on either side: "…, X said on Monday", "For his part, X said Y would …"."""
    follows = _FOLLOWS.match(after) or len(before) <= _INTRODUCES or _QUOTES.match(after) and '"' not in before
    return act_by(verb) or act_of(after if follows else before)


def act_told(verb: str, rest: str) -> Act:
    """The act of a verb and what follows it: "offered support", "asked him to convey", "conveyed his gratitude"."""
    if '"' in rest[:_NEAR] and (felt := _felt_in_quotes(verb, rest)):
        return felt
    fixed = act_by(verb)
    if aside := _ASIDE.match(rest):
        rest = rest[aside.end() :]  # "stressed in turn that …"
    if verb in _TELLING and _ASKING.match(rest) or verb == "suggested that" and _SUBJUNCTIVE.match(rest):
        return "urge"
    if fixed is None and verb.startswith(lexis().described):
        judged = lexis().judged.search(lowered(verb + rest))
        return known(judged.lastgroup or "") if judged else act_of(verb + rest)
    if "confiden" in verb or "optimis" in verb:
        return "affirm"
    if verb.split()[-1] in _WISHING and _OWN_DEED.match(rest):
        return "pledge"
    if verb.split()[-1] in _ASSURING and _OF_SUPPORT.match(rest):
        return "support"
    if verb in _RECALLING and not _OBJECT.match(rest) or verb in _BRIEFING and " that " not in rest[:_NEAR]:
        return "affirm"
    if verb in _RENEWING and _EFFORTS.match(rest):
        return "pledge"
    if verb in _WRITING and (done := _BY_WRITING.match(rest)):
        return act_by(past_form(done[1])) or "urge"
    return _act_with(verb, fixed, rest)


def _felt_in_quotes(verb: str, rest: str) -> Act | None:
    """The act where what is expressed stands in quotation marks: "voiced his "deep concern" over"."""
    bare = f"{verb} {rest.lstrip()}".replace('"', "")
    phrases = lexis().phrases.get(verb.split()[0], ()) if verb in _OPEN else ()
    found = next((whole for phrase in phrases if (whole := phrase.match(bare))), None)
    return act_by(found[0]) if found else None


def _act_with(verb: str, fixed: Act | None, rest: str) -> Act:
    """The act of a verb by what follows it: a thing, a clause, greetings to be conveyed, news."""
    if fixed is None:
        return _act_of_object(verb, rest) or act_of(rest)
    if fixed == "affirm" and rest.startswith(" that "):
        return act_of(rest)
    if verb.startswith("asked") and _CONVEY.search(rest[:60]):
        return "convey"
    if verb in ("conveyed", "conveys"):
        if _THAT.match(rest):
            return act_of(rest)  # a message, not greetings
        if _SUPPORT.match(rest):
            return "support"
    if fixed == "appreciate" and _ANNOUNCING.match(rest):
        return act_issued(rest)
    if verb == "offered" and _SUPPORT.match(rest):
        return "support"
    if verb == "offered" and _WISHES.match(rest):
        return "convey"
    if verb.startswith(("conveyed", "extended")) and _THANKS.search(rest[:50]):
        return "appreciate"
    return fixed


def _act_of_object(verb: str, rest: str) -> Act | None:
    """The act by the object of a verb that leaves the act open ("reiterated the call for …"); None for a clause."""
    head = verb.split()[-1] if verb.split() else ""
    if head not in _FIXING or _CLAUSE.match(rest):
        return None
    if verb.startswith(_EMPHASIS) and _TO_VALUES.match(rest):
        return "affirm"
    if head in ("recognized", "recognised", "acknowledged") and _HONOURS.match(rest):
        return "appreciate"
    if held := _THOUGHT.match(rest):
        return act_of(rest[held.end() :])
    end = _OBJECT_ENDS.search(rest)
    told = lexis().held.search(rest, 0, end.start() if end else len(rest))
    if told is None or told["of"]:
        return "affirm"
    return lexis().held_act[told["what"]]


def act_announced(verb: str, act: Act, rest: str, *, speakers: int, sides: int) -> Act:
    """The act of news: money that one announces is pledged, what several announce or confirm of themselves is agreed.

    `speakers` and `sides` say how many speak, and on behalf of how many.
    """
    announced = verb.endswith(("announced", "announces"))
    if announced and sides < 2 and act in ("affirm", "agree") and _PLEDGED.match(rest):
        return "pledge"
    if sides > 1 and (announced or verb == "shared the view") or speakers > 1 and _TOGETHER.match(rest):
        return "agree"
    return act


def act_borne(verb: str, text: str) -> Act:
    """The act of a passive with its agent: its verb's, else that of the whole sentence."""
    return lexis().passive_act.get(verb) or act_by(verb) or act_of(text)


def act_issued(words: str, *, together: bool = False) -> Act:
    """The act of a sentence of an issued text: an undertaking is a pledge, a recital or a topic affirms.

    What several lay down in it for others ("The committee is to meet") they agree.
    """
    if _RECITAL.match(words) or _TOPICS.match(words):
        return "affirm"
    act = act_of(words)
    if together and _PROVIDES.search(words):
        return "agree"
    undertakes = act == "affirm" and _UNDERTAKING.search(words) and not _SCHEDULED.search(words)
    return "pledge" if undertakes else act


def act_of(words: str, default: Act = "affirm") -> Act:
    """The act that the words themselves perform: that of their earliest cue in a main clause, else `default`."""
    low = lowered(words).replace('"', "")
    for found in lexis().cues.finditer(low):
        act = known(found.lastgroup or "")
        begin = max(low.rfind(". ", 0, found.start()), low.rfind("! ", 0, found.start())) + 1
        before = low[begin : found.start()]
        if act in _DENIABLE and _NEGATED.search(before[-40:]):
            continue
        if _SUBORDINATE.search(before) or act in _DONE and _BY_ANOTHER.search(before) and not _BIDS.match(found[0]):
            continue
        return act
    return default
