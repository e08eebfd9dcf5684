"""Document + Cast -> statements: for each reported sentence its speakers, on whose behalf they speak, and the act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.cast import Cast, Ref
from kg.facts.contacts import Subject, refs_subject
from kg.facts.rules import listed
from kg.facts.skeleton import TYPES, Skeleton
from kg.facts.speech import act_by, act_of, lexis
from kg.model import Act, Actor, Statement

_I = "[\ue100-\uf8ff]"
_ACTOR = f"[{''.join(TYPES[n] for n in ('person', 'group', 'state', 'organization', 'body'))}]{_I}"
_LIST = listed("ACTOR")
_PEOPLE = r"(?:diplomats?|officials?|sources?|minister|ministers|spokes\w+|lawmakers?|leaders?|media|authorities|statement)"
_SUBJECT = rf"(?P<who>{_LIST}|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)\b|{TYPES['adjective']}{_I} (?:[a-z-]+ ){{0,2}}{_PEOPLE})"
_RELATIVE = r"(?:, (?:who|whose|which|along with|accompanied by|speaking|for (?:his|her|its|their) part|in turn|on (?:his|her|its|their) part|as |in (?:his|her) |one of|a |an |the |while |\d)[^\"]{0,140}?,| \([^)]{1,40}\)|,? for (?:his|her|its|their) part,?|, in turn,|, however,|, meanwhile,|, too,)?"
_ADVERB = r"(?:(?:also|further|then|later|again|earlier|previously|once again|once more|has|have|had|in turn|particularly|specifically|especially|strongly|firmly|jointly|both|each|sincerely|highly|warmly|repeatedly|separately|officially|publicly|clearly|always|fully|resolutely|still|himself|herself|itself|explicitly|reportedly|expressly|deeply|did|only|categorically|consistently|unequivocally|cordially|additionally|together|personally|even|two|all|reviewed and|would|will|simply|now|just|truly|greatly|openly|privately|immediately|briefly|unanimously|mutually|thus|therefore|today) )*"


# Of a state these tell what it does, not what it says.
_AIMS = frozenset(("plan to", "plans to", "seeks to", "seeks", "wants", "looks to", "intends to", "sees", "views", "backed", "back", "offered", "offers", "committed", "decided", "expects", "expected", "sought", "pushed for", "supported", "recognized", "recognised", "thinks", "think", "found"))


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one sentence: speakers, act, the run of the view, addressees."""

    speakers: tuple[Actor, ...]
    act: Act
    begin: int
    end: int
    rule: str
    addressees: tuple[Actor, ...] = ()


_BODY = re.compile(rf"(?:The|This) (?:Meeting|Summit|Council|Conference|Forum|Assembly|Ministers|Leaders|Foreign Ministers|meeting)(?:, [^,]{{0,60}},)? {_ADVERB}(?P<verb>{lexis().verbs})(?![\w-])")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = lexis()
    says = words.says
    front = re.compile(rf"{_SUBJECT}{_RELATIVE} {_ADVERB}(?P<verb>{words.verbs})(?![\w-])")
    inserted = re.compile(rf"(?:[,\"'?!…] ?){_SUBJECT}{_RELATIVE} {_ADVERB}(?P<verb>{says})(?=[,.\";:]|$| (?:in|on|at|during|to|when|while|as|after|of|about|following|with|{_ACTOR}))")
    inverted = re.compile(rf"(?:[,\"'?!…] ?)(?P<verb>said|says|added|noted|stressed|stated|according to) (?:also )?{_SUBJECT}(?=[,.;\"]|$| (?:in|on|at|during|who|of|as|when|after|while|following)\b)")
    second = re.compile(rf"{_SUBJECT}{_RELATIVE} {_ADVERB}(?:met|spoke|talked|visited|called|hosted|received|arrived)\b[^.;\"]{{0,140}}? and (?:also )?(?P<verb>{'|'.join(re.escape(v) for v, a in sorted(words.act.items(), key=lambda x: -len(x[0])) if a)})(?![\w-])")
    issued = re.compile(rf"^(?:In addition, )?(?P<who>[Tt]he (?:document|joint statement|statement|declaration|communiqu[eé]|meeting|talks)|It)(?:,[^,\"]{{0,80}},)? (?:also |further )?(?P<verb>stressed|stresses|noted|notes|reaffirmed|reaffirms|emphasized|emphasised|underlined|confirmed|outlined|states|stated|reiterated|calls for|called for)(?![\w-])")
    according = re.compile(rf"(?:\b[Aa]ccording to|[Ii]n the (?:words|view|opinion|assessment) of|[Aa]s) {_SUBJECT}(?P<verb>)(?! (?:is|was|are|were|did|does)\b)(?=[,. ])|\b[Ii]n (?P<owner>{_ACTOR})'s? (?:own )?(?:view|opinion|words|assessment|judgement|judgment)(?P<verb2>)")
    agent = re.compile(rf"\b(?:was|were|is|are|been|being) (?:also |further |warmly |strongly |firmly |repeatedly |again |highly |particularly )?(?P<verb>{words.verbs}|put forward|voiced|expressed|conveyed)(?: (?!by)[a-z]+){{0,3}} by {_SUBJECT}")
    return inserted, inverted, front, according, second, issued, agent


def find(cast: Cast, skeletons: Sequence[Skeleton]) -> Iterator[tuple[int, int, Statement]]:
    """The statements of an article in order, one a sentence (one a paragraph in a transcript), each with its run of the view."""
    for heard in _Listener(cast, skeletons).listen():
        statement = Statement(
            evidence=(cast.document.span(heard.begin, heard.end),), rule=heard.rule, speakers=heard.speakers, act=heard.act,
            on_behalf=cast.behalf(heard.speakers), addressees=heard.addressees,
        )  # fmt: skip
        yield heard.begin, heard.end, statement


class _Listener:
    """Walks the sentences, remembering who spoke last and whose quotation is open."""

    def __init__(self, cast: Cast, skeletons: Sequence[Skeleton]) -> None:
        self.cast, self.skeletons = cast, skeletons
        self.subject = Subject()
        self.last: tuple[Actor, ...] = ()
        self.joint = self._joint_speakers()
        self.body = self._convener()
        self.issued = False
        self.paragraph = self.here = -1

    def listen(self) -> Iterator[Heard]:
        bodies = [s for s in self.skeletons if s.sentence.kind in ("body", "turn")]
        at = 0
        while at < len(bodies):
            block = self._block(bodies, at)
            yield from self._read_block(block)
            at += len(block)

    def _words(self, skeleton: Skeleton) -> str:
        return self.cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]

    def _block(self, bodies: list[Skeleton], at: int) -> list[Skeleton]:
        """The sentences from `at` on that one quotation holds together."""
        block = [bodies[at]]
        if bodies[at].sentence.kind == "turn":
            return block
        is_open = self._words(bodies[at]).count('"') % 2 == 1
        while is_open and at + len(block) < len(bodies) and len(block) < 12:
            following = bodies[at + len(block)]
            if following.sentence.kind != "body" or following.sentence.paragraph != block[0].sentence.paragraph:
                break
            block.append(following)
            is_open = self._words(following).count('"') % 2 == 0
        return block

    def _read_block(self, block: list[Skeleton]) -> Iterator[Heard]:
        if block[0].sentence.kind == "turn":
            yield from self._turn(block[0])
            return
        heard: list[list[Heard]] = []
        inside = False
        for skeleton in block:
            heard.append(self._sentence(skeleton, inside))
            refs = self.cast.within(skeleton.sentence.begin, skeleton.sentence.end)
            self.subject = refs_subject(self.cast, refs, self.subject)
            if heard[-1]:
                found = heard[-1][-1]
                self.last, self.paragraph = found.speakers, skeleton.sentence.paragraph
                if len(found.speakers) == 1 and found.speakers[0].kind == "person":
                    self.subject = Subject(found.speakers, self.subject.many)
                elif len(found.speakers) > 1:
                    self.subject = Subject(self.subject.one, found.speakers)
            inside = inside ^ (self._words(skeleton).count('"') % 2 == 1)
        if len(block) > 1:
            heard = self._share(block, heard)
        yield from (one for several in heard for one in several)

    def _share(self, block: list[Skeleton], heard: list[list[Heard]]) -> list[list[Heard]]:
        """All sentences of one quotation belong to whom any of them names."""
        named = [h for several in reversed(heard) for h in several if h.rule in ("say.inserted", "say.inverted", "say.front")]
        speakers = named[0].speakers if named else self.last
        if not speakers:
            return heard
        out: list[list[Heard]] = []
        for skeleton, found in zip(block, heard, strict=True):
            if found and found[0].rule.startswith("say."):
                out.append(found)
            else:
                out.append([Heard(speakers, act_of(self._words(skeleton)), skeleton.sentence.begin, skeleton.sentence.end, "quote.continued")])
        self.last = speakers
        return out

    def _turn(self, skeleton: Skeleton) -> Iterator[Heard]:
        turn = skeleton.sentence.turn
        labelled = [r for r in self.cast.within(turn[0], turn[1] + 1) if r.type == "person" and r.actors] if turn else []
        speakers = labelled[-1].actors if labelled else self._called(turn)
        if not speakers:
            return
        words = self._words(skeleton)
        if len(words) < 12 or words.endswith((",", ":")) and len(words) < 60:
            return
        self.last = speakers
        yield Heard(speakers, act_of(words), skeleton.sentence.begin, skeleton.sentence.end, "turn")

    def _called(self, turn: tuple[int, int] | None) -> tuple[Actor, ...]:
        """The person whom a label in capitals calls by the family name: "PRESIDENT BIDEN"."""
        words = self.cast.document.view[slice(*turn)].split() if turn else []
        last = words[-1].casefold() if words and words[-1].isupper() else ""
        found = [a for a in self.cast.figures if last and last in a.name.casefold().replace(",", "").split()]
        return tuple(found[:1]) if len(found) == 1 else ()

    def _sentence(self, skeleton: Skeleton, inside: bool) -> list[Heard]:
        text = _masked(skeleton.text, inside)
        self.here = skeleton.sentence.paragraph
        begin, end = skeleton.sentence.begin, skeleton.sentence.end
        inserted, inverted, front, according, second, issued, agent = _patterns()
        if (found_according := according.search(text)) and (found_according["owner"] or not found_according[0].startswith(("as ", "As ")) or " put it" in text):
            speakers = self._speakers(skeleton, found_according["who"] or found_according["owner"])
            if speakers:
                return [Heard(speakers, act_of(skeleton.text[found_according.end() :]), begin, end, "say.according")]
        for rule, pattern in (("say.inserted", inserted), ("say.inverted", inverted)):
            for found in pattern.finditer(text):
                speakers = self._speakers(skeleton, found["who"])
                if speakers:
                    before = skeleton.text[: found.start()]
                    act = self._act(found["verb"], before if len(before) > 8 else skeleton.text[found.end() :])
                    return [Heard(speakers, act, begin, end, rule)]
        found_agent = agent.search(text)
        if found_agent and (re.search(r"\b(?:which|that|who) $", text[: found_agent.start()]) or text.startswith("'", found_agent.end())):
            found_agent = None
        if found_agent and (speakers := self._speakers(skeleton, found_agent["who"])):
            return [Heard(speakers, self._passive_act(found_agent["verb"], text), begin, end, "say.agent")]
        heard: list[Heard] = []
        for found in front.finditer(text):
            if heard and not re.search(r"(?:[,;] (?:but|and|while|though)|;) $", text[: found.start()]):
                continue
            if one := self._front(skeleton, found):
                if heard and one.speakers == heard[-1].speakers:
                    continue
                if heard:
                    cut = skeleton.origin(found.start("who"))
                    heard[-1] = replace(heard[-1], end=_trimmed(self.cast.document.view, cut))
                    one = replace(one, begin=cut)
                heard.append(one)
        if heard:
            return heard
        if (found_second := second.search(text)) and (one := self._front(skeleton, found_second)):
            return [one]
        if self.body and (found_body := _BODY.match(text)):
            return [Heard(self.body, self._act(found_body["verb"], skeleton.text[found_body.end() :]), begin, end, "say.meeting")]
        if (found_issued := issued.search(text)) and (found_issued["who"] != "It" or self.issued) and len(self.cast.dyad()) > 1:
            self.issued = True
            return [Heard(self.cast.dyad(), self._act(found_issued["verb"], skeleton.text[found_issued.end() :]), begin, end, "say.document")]
        self.issued = False
        return self._other(skeleton, text, inside)

    def _front(self, skeleton: Skeleton, found: re.Match[str]) -> Heard | None:
        """`X said that …`: the subject comes first."""
        before = skeleton.text[: found.start()]
        if re.search(r"\b(?:who|which|that|whom|whose|what|if|whether|as)(?: [a-z]+)?,? $", before) and not re.match(r"(?:Noting|Stressing|Recalling|Saying|Adding)", before):
            return None
        who, verb = found["who"], found["verb"]
        refs = skeleton.named(who)
        speakers = self._speakers(skeleton, who)
        if not speakers or (verb in ("note", "state", "back", "support", "thought", "regard", "views", "values", "hope", "demand") and not refs):
            return None
        if refs and refs[-1].mention.possessive and skeleton.text[found.end("who") : found.end("who") + 2].startswith("'"):
            return None
        rest = skeleton.text[found.end() :]
        if verb in ("welcomed", "welcomes") and re.match(rf" \ue000{_I}(?:$|[.,]| (?:to|at|when|with|during|upon|on)\b)", rest):
            return None
        fixed = act_by(verb)
        if verb in ("announced", "announces", "raised") and not rest.strip(" ."):
            return None
        states = all(a.kind in ("state", "organization") for a in speakers)
        if states and not self.joint and verb in _AIMS:
            return None
        if states and who[0] not in ("\ue001",) and not re.match(r"[HhSsTtIiWw]", who) and self._belongs_to_last(speakers) and self._goes_on(found):
            speakers = self.last
        act = self._act(verb, rest) if not fixed else self._fixed(fixed, verb, rest)
        if len(speakers) > 1 and verb in ("announced", "announces", "shared the view"):
            act = "agree"
        addressees = tuple(a for r in skeleton.named(rest[:6]) for a in r.actors)[:2]
        return Heard(speakers, act, skeleton.sentence.begin, skeleton.sentence.end, "say.front", addressees)

    def _fixed(self, fixed: str, verb: str, rest: str) -> Act:
        if verb.startswith("asked") and re.search(r"\bconvey\b", rest[:60]):
            return "convey"
        if verb == "offered" and re.match(r" [^,.;]{0,40}\bsupport\b", rest):
            return "support"
        if verb == "offered" and re.match(r" (?:his |her |their |deepest |sincere )*(?:congratulations|condolences|sympath)", rest):
            return "convey"
        if verb.startswith(("conveyed", "extended")) and re.search(r"\b(?:gratitude|thanks|appreciation)\b", rest[:50]):
            return "appreciate"
        return fixed  # type: ignore[return-value]

    def _goes_on(self, found: re.Match[str]) -> bool:
        """Whether a state's stance stands inside somebody's reported speech rather than being reported of the state."""
        return act_by(found["verb"]) != "" or found["verb"] in ("adheres to", "adhere to", "abides by", "attaches great importance", "cherishes", "regards", "stands for", "believes", "considers", "attaches importance")

    def _belongs_to_last(self, speakers: tuple[Actor, ...]) -> bool:
        return self.paragraph == self.here and len(self.last) == 1 and self.last[0].kind == "person" and len(speakers) == 1 and self.last[0].country == speakers[0].key

    def _act(self, verb: str, content: str) -> Act:
        fixed = act_by(verb)
        return act_of(content) if not fixed else fixed  # type: ignore[return-value]

    def _passive_act(self, verb: str, text: str) -> Act:
        """The act of a passive: its verb's, else that of what was expressed."""
        fixed = lexis().passive_act.get(verb) or act_by(verb)
        return act_of(text) if not fixed else fixed  # type: ignore[return-value]

    def _speakers(self, skeleton: Skeleton, who: str) -> tuple[Actor, ...]:
        refs = skeleton.named(who)
        if not refs:
            word = who.strip().lower()
            if word in ("he", "she"):
                return self.last if len(self.last) == 1 and self.last[0].kind == "person" else self.subject.one
            if word == "they":
                return self.last if len(self.last) > 1 else self.subject.many or self.cast.principals
            if word == "it":
                return self.last if len(self.last) == 1 else ()
            return self.joint
        out: list[Actor] = []
        for ref in refs:
            out += self._actors(ref)
        return tuple(dict.fromkeys(out))

    def _actors(self, ref: Ref) -> tuple[Actor, ...]:
        if ref.type == "body" and (state := self.cast.owner(ref)):
            return (state,)
        return self.cast.members(ref, self.subject.many if len(self.subject.many) > 1 else ())

    def _other(self, skeleton: Skeleton, text: str, inside: bool) -> list[Heard]:
        """Sentences with no verb of speech of their own: passives about talks, open quotations, joint statements."""
        begin, end = skeleton.sentence.begin, skeleton.sentence.end
        words = self._words(skeleton)
        if self.joint and not inside and words.endswith((".", ":", '"')) and len(words) > 40:
            return [Heard(self.joint, act_of(words), begin, end, "joint-statement")]
        if inside or words.startswith('"'):
            return [Heard(self.last, act_of(words), begin, end, "quote.open")] if self.last else []
        passive = lexis().passive.search(text)
        if passive and self.cast.principals and not re.search(r"\bby [\ue000-\ue004]", text[passive.end() :]):
            people = tuple(a for a in self.cast.principals if a.kind == "person") or self.cast.principals
            act = lexis().passive_act.get(passive["verb"]) or act_of(text)
            return [Heard(people[:2] if len(people) >= 2 else people, act, begin, end, "say.passive")]  # type: ignore[arg-type]
        return []

    def _convener(self) -> tuple[Actor, ...]:
        """The organization whose meeting a text reports, for "The Meeting expressed …": the first in the title or the lead."""
        leads = [s for s in self.skeletons if s.sentence.kind == "title"] + [s for s in self.skeletons if s.sentence.kind == "body"][:2]
        for skeleton in leads:
            for ref in self.cast.within(skeleton.sentence.begin, skeleton.sentence.end):
                if ref.type == "organization":
                    return ref.actors
        return ()

    def _joint_speakers(self) -> tuple[Actor, ...]:
        """The states that issue the text itself, where it is a joint statement in the first person plural."""
        title = (self.cast.document.article.title or "").lower()
        text = self.cast.document.view
        if not re.search(r"joint (?:statement|declaration|communiqu|press (?:statement|release))|leaders' (?:statement|declaration)", title) or not re.search(r"\b[Ww]e\b|\b[Oo]ur\b", text):
            return ()
        attribution = next((s for s in self.skeletons if s.sentence.kind == "attribution"), None)
        for skeleton in ([attribution] if attribution else []) + [s for s in self.skeletons if s.sentence.kind == "title"] + [s for s in self.skeletons if s.sentence.kind == "body"][:3]:
            found = tuple(dict.fromkeys(a for r in self.cast.within(skeleton.sentence.begin, skeleton.sentence.end) if r.type in ("state", "adjective") for a in r.actors))
            if len(found) > 1:
                return found
        return ()


def _trimmed(view: str, end: int) -> int:
    """The end of a clause before a conjunction: without the conjunction, comma and space."""
    return end - len(re.search(r"(?:[,;]? (?:but|and|while|though))? ?$", view[max(0, end - 12) : end])[0])  # type: ignore[index]


def _masked(text: str, inside: bool) -> str:
    """The skeleton with quoted words blanked out, so that verbs inside a quotation do not count."""
    out: list[str] = []
    for number, piece in enumerate(text.split('"')):
        out.append(piece if (number % 2 == 0) != inside else "~" * len(piece))
    return '"'.join(out)
