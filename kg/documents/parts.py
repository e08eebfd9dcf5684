"""The parts of an article: header, title, dateline, caption, body, turns of a transcript, boilerplate."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.tables import told

AGENCY = (
    r"(?:Xinhua|Reuters|AP|AFP|TASS|ANI|PTI|UPI|Kyodo(?: News)?|Yonhap|BelTA|Tanjug|Anadolu(?: "
    r"Agency)?|AA|IRNA|SPA|WAM|QNA|"
    r"MENA|KUNA|BERNAMA|Bernama|Antara|ANTARA|VNA|APP|EFE|dpa|DPA|ANSA|Interfax|Ukrinform|Prensa "
    r"Latina|CNA|NNA|ITAR-TASS|"
    r"Associated Press|CGTN|People's Daily|China Daily|VOA|RFE/RL|Sputnik|RIA Novosti|PNA|SANA|KCNA|"
    r"APA|Azertac|Kazinform)"
)
HEADER = re.compile(r"\s*(?:date|outlet|title|url|id) [^\n]*(?:\n|$)")
HEADER_DATE = re.compile(r"\s*date \d{4}-\d{2}-\d{2} ?")
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?)(?:,? ?\d{4})?"
_AGENCY_MARK = r"\((?P<agency>[A-Z][\w' .&-]{1,40})(?:/[^)]{0,20})?\)"
# As in MINSK, Aug. 22 (Xinhua) — · MUSCAT, 3rd May, 2021 (ONA) -- · DUBAI (Reuters) - · LIMA —
DATELINE = re.compile(
    r"(?P<city>[A-Z](?:[A-Z'\u00c0-\u00de\u1ea0-\u1ef9]|[ /.-]{1,3}(?=[A-Z])){2,40})(?: \[[A-Z][a-z]+\])?(?:, "
    r"?(?P<state>[A-Z][A-Za-z. ]{2,30}?))?"
    r"(?:, ?(?P<date>" + _DAY + r"))? ?(?:" + _AGENCY_MARK + r" ?(?:—|–|-{1,2}|:)? ?|(?:—|–|--|-) |: )"
)
# As in Windhoek [Namibia], July 4 (ABC): · Portland, ME [US], July 4 (ABC): · Bergen, 10 May. /Atlas/.
MIXED_DATELINE = re.compile(
    r"(?P<city>[A-Z][\w'. -]{2,30}?)(?:, [A-Z]{2}(?= \[?[A-Z]))?(?: \[?[A-Z][A-Za-z. ]{1,30}\])?, (?P<date>"
    + _DAY
    + r")\.? ?(?:"
    + _AGENCY_MARK
    + r"|/(?P<slashed>[A-Z][\w' .-]{1,30})/\.?) ?(?:—|–|-{1,2}|:|\.)? ?"
)
# As in Islamabad : The Foreign Secretary … · Bergen, Norway: … · Lima (Andes) – … · Bergen - The …
# Told from the label of a turn, and from other words before a dash, by the lexicon.
CITY_LINE = re.compile(
    r"(?P<city>[A-Z][\w'. -]{2,30}?)(?:, (?P<state>[A-Z][A-Za-z. ]{2,30}?))?"
    r"(?: ?: | (?:\((?P<agency>[A-Z][\w' .&-]{1,40})\) ?)?(?:—|–|-{1,2}) )(?=[A-Z\"'])"
    r"(?P<date>(?!))?"
)
# As in OSLO The foreign minister … — where a page lost the dash; told from a heading by the lexicon's cities.
BARE_DATELINE = re.compile(
    r"(?P<city>[A-Z]{3,}(?: [A-Z]{3,}){0,2}) (?=(?:U\.S\.|U\.N\.|[A-Z][a-z]+) [A-Za-z])(?P<date>(?!))?"
)
# Who asks, in a line of its own above the question.
ASKS = re.compile(
    r"(?i:(?:unidentified |female |male )?(?:q|question|journalist|interviewer|reporter|moderator|presenter|compere"
    r"|host|speaker|participant)(?: \d{1,2})?(?: \([^)]{2,40}\))?) ?:$"
)
# Who speaks below, in a line of capitals: an office and a name, "PRESIDENT JOHN KAMAU".
CALLED = re.compile(
    r"(?:[A-Z]{4,} )?(?:PRESIDENT|PRIME MINISTER|FOREIGN MINISTER|PREMIER|CHANCELLOR|SECRETARY|AMBASSADOR)"
    r"(?: (?!(?:AND|OF|FOR|TO)\b)[A-Z\u00c0-\u00de\u0100-\u017f][A-Z\u00c0-\u00de\u0100-\u017f.'-]*){2,5}"
)
QUESTION = re.compile(r"(?:Q|QUESTION|Question|REPORTER|Reporter|MODERATOR|Moderator)(?: ?:|\.)? +(?=[A-Z\"'])")
ANSWER = re.compile(r"(?:A|ANSWER|Answer)(?: ?:|\.) +(?=[A-Z\"'])")
REMARKS = re.compile(
    r"(?:(?:(?:Transcript|Text|Full text) of (?:the )?)?(?:(?:[A-Z][\w'-]+ ){0,2}"
    r"(?:[Rr]emarks|[Ss]peech|[Aa]ddress|[Aa]nswer|[Rr]eply|[Ll]ecture)|Doorstep|Intervention) (?:by|of) (?:the )?"
    r"|(?:Opening |Press |Closing |Joint |Introductory )?[Ss]tatement (?:by|of) )(?P<who>[A-Z][^,:\n]{4,80}?)"
    r"(?= (?i:at|on|to|after|before|following|in|during|ahead|upon|(?<!minister )(?<!secretary )for)\b|,|:|$)"
    r"|(?P<office>PM|Prime Minister|President|Foreign Secretary|Foreign Minister|Secretary of State"
    r"|High Representative)(?:'s)? (?:(?:opening|closing|oral|keynote|full) )?(?:remarks|speech|address|statement)"
    r"\b(?! (?:was|is|has)\b)"
)
# Who issues readouts of what others did and said.
SPOKESPERSON = re.compile(r"(?i:spokes(?:person|man|woman)|press secretary)")
# Who made a report: "(Reporting by Jo Lima; Editing by Bo Berg)".
_WROTE = r"(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ww]ritten|[Ee]dited|[Cc]ompiled) by "
_CREDIT = re.compile(
    r"\((?:" + AGENCY + r"|Photo|Photos|Pool|Handout|File|Getty)[^()]{0,12}[/:|][^()]{1,80}\)|\((?:Photo|Photos|File "
    r"photo|Pool) (?:by|courtesy of)? ?[^()]{0,60}\)"
    r"|\([A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,3} ?/ ?[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,3}\)"
    r"|\((?:" + _WROTE + r")[^()]{3,300}\)"
    r"|\[(?:Photo|Image|Picture)[^\]]{0,80}\]|(?<=[.\"]) ?(?:Photo|Photograph|Image|Credit): "
    r"[A-Z][^.\n]{2,60}\.?(?=\n|$)",
)
# A page names the languages in which it is to be had.
_LANGUAGE = (
    r"(?:English|French|Russian|Ukrainian|German|Spanish|Arabic|Chinese|Portuguese|Italian|Turkish|Japanese|Korean|Greek"
    r"|Polish|Romanian|Persian|Farsi|Dari|Pashto|Urdu|Hindi|Vietnamese|Indonesian|Français|Deutsch|Español|Italiano"
    r"|Português|Русский|Українська|العربية|中文)"
)
_BOILERPLATE = re.compile(
    rf"(?:\(?{_WROTE}[^\n]{{3,300}}|[^.\n]{{0,120}}\bcontributed to this (?:report|story|article)\.?"
    r"|See also|Related (?:articles|links|news)"
    r"|[Tt]he meeting (?:rose|was (?:called to order|adjourned|suspended)) at [^\n]{3,30}"
    rf"|{_LANGUAGE}(?:[ |/,·•-]+{_LANGUAGE})+|[Tt]op of page|[Cc]heck against delivery[!.]?"
    r"|Watch the (?:full )?video|Press contacts?"
    r"|JUST WATCHED\b[^\n]*|[^\n]*\bMUST WATCH\b[^\n]*|Hide Caption|Story highlights"
    r"|(?:[^\n]{3,200} )?Read [Mm]ore|READ MORE|Share this|###|<(?:…|\.\.\.)>|"
    r"\* ?\* ?\*|\*{3}|\(end\)|ENDS?|-?END-?|For (?:more|further) information\b"
    r"[^\n]*|Contact:[^\n]*|Office of the Spokesperson|For Immediate Release[^\n]*|Posted "
    r"[Oo]n:[^\n]*|Begin Text:?|End Text\.?|To be continued\.?|"
    r"Published in sections?:[^\n]*|Publication status:[^\n]*|Text version:[^\n]*|Background|"
    r"BACKGROUND|Media [Nn]ote|Press [Rr]elease|"
    r"(?:#[A-Za-z]\w+ ?)+|(?:#?[A-Z][a-z]+(?:-[A-Z][A-Za-z]+)+ ?)+|(?:#{2,6} )?[^.]{3,90} #{2,6}|[\w-]{3,40})\s*$"
)
# No words, or the minute of a recording.
_SIGNS_ALONE = re.compile(r"[\s{}();<>!-]*$|[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])]$")
_SCRIPT = re.compile(
    r"\bfunction ?\(|jQuery\(|document\.\w+\(|\bvar \w+ ?=|\.(?:css|addClass|"
    r"children|parent)\("
)
_STOP = re.compile(r"(?:Publication status:[^\n]*|#{3,} ?)$")
_LINKS = re.compile(r"(?:See also|Related (?:articles|links|news)|Read more)[^\n]*$")
# The heading of a turn that stands alone: "Ana Lima's opening remarks at the talks:", "Ambassador Jo Berg:".
_HEADING = re.compile(
    r"(?:(?:From |Excerpts from )?(?:the )?(?P<who>[A-Z][^\n:\"?!.;]{3,120}?)'s? "
    r"(?:opening |closing |introductory |welcoming |concluding )?"
    r"(?:remarks|statement|address|speech|words)[^\n:.!?\"]{0,140}:? ?"
    r"|(?P<name>(?!Dear\b)[A-Z][\w'.-]*(?: (?:[A-Z][\w'.-]*|of|the|and|for)){1,11}|[A-Z][A-Z'’-]{2,})"
    r"(?: ?\(\d{1,2}:\d{2}(?::\d{2})?\))? ?: ?)$"  # the minute of the recording
)
_NARRATES = re.compile(
    r"\b(?:[Tt]he (?:Ambassador|Minister|President|diplomat|Secretary|official)|participants|[Tt]he meeting)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|We|we|our|my|us|me|My|Our)\b")
# A readout takes up again after the words of one of its sides.
_RESUMES = re.compile(
    r"(?:The (?:\w+ )?(?:[Ss]ides?|[Mm]inisters|[Pp]arties|[Ii]nterlocutors|[Dd]iplomats|[Ll]eaders|[Oo]fficials) "
    r"(?:also |then )?(?:noted|agreed|discussed|expressed|reaffirmed|emphasi[sz]ed|stressed|exchanged|touched|confirmed"
    r"|underlined|considered|reviewed|paid)|It was (?:agreed|noted|stressed|pointed)"
    r"|(?:Special|Particular) attention was)\b"
)
# A quotation and who said it: "…," the official told reporters. No one who speaks tells of himself so; of others he may
# ("…," he said of his father).
QUOTED = re.compile(r'"[^"\n]*(?:"|$)', re.MULTILINE)
_TELLS = re.compile(
    r"[,?!]\" (?!(?:he|she|they|it|I|we) )(?:[\w,.' -]{2,60} )(?:said|says|told)\b|[,?!]\" said (?:[A-Z]|the )"
)
_ATTRIBUTION = re.compile(
    r"The (?:following|below) (?:statement )?is attributable to\b|The text of the "
    r"following\b.{0,40}\b(?:statement|release)\b|(?:The f|F)ollowing is (?:the |a )(?:text of )?[^.]{0,40}\b"
    r"(?:statement|declaration|communiqu[eé])\b"
)
_CAPTION_CUE = re.compile(
    r"(?:FILE (?:-|–|PHOTO)|File photo|Photo (?:taken|shows)|This (?:file |aerial )?photo|An? "
    r"(?:aerial|undated) photo|In this (?:file )?photo)"
)
_PRESENT = re.compile(
    r"(?<!to )\b(?:meets?|holds?|shakes? hands|poses?|attends?|speaks?|greets?|welcomes?|receives?|delivers?|"
    r"signs?|waves?|arrives?|walks?|review|"
    r"reviews|inspects?|listens?|exchanges?|looks?(?! forward))\b"
)
_REPORTS = re.compile(r"\b(?:said|told|announced|added)\b")
_FULL_DATE = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})\.?$")
# A name before a colon, and no hour ("June 15, 2021 14:30").
TURN = re.compile(
    r"(?P<label>[A-Z\u00c0-\u00de][^:\n\"?!;]{2,200}?)(?P<note> ?\([^)\n]{2,40}\))?(?!(?<=\d):\d): ?(?=\S)"
)
# Labels of what a text or a page is, or says of itself: "Readout: …", "Release No: 12".
NO_SPEAKER = re.compile(
    r"(?i:\b(?:statement|readout|following|notes?|remarks|release|bulletin|communiqu[eé])\b)|^(?:Dear|To|From|Re|Cc|By)\b"
    r"|\b(?i:no|number|dated?|time|venue|location|place|subjects?|ref|reference|phone|tel|telephone|fax|e-?mail|contacts?"
    r"|source|updated|published|posted|category|tags?|topics?|ends?|keywords?|website|address|attachments?|summary|background"
    r"|highlights|enquiries|inquiries|(?<!\bof )(?<!\bfor )(?<!\band )information|agenda|embargo(?:ed)?|caption"
    r"|photos?|photographers?|videos?|graphics?"
    r"|copyright|analysis|(?<!\bwithout )portfolio|office|desk|hotline|unit)\.?$"
    r"|^(?i:(?:(?:also |must )?(?:read|watch)(?: also| more| next)?|commentary|opinion|editorial|explainer|exclusive)$)"
    r"|^[A-Z]{2,6}\d? (?i:summit)$"
)
# Titles of what is printed as it was spoken.
TRANSCRIPT = re.compile(
    r"(?i:\b(?:press|news|media) conference\b|\bpress (?:statements?|availability|briefing)\b|\btranscript\b"
    r"|\bstatements? (?:for|to) the (?:press|media)\b|\b(?:opening )?remarks (?:by|with|at)\b"
    r"|\binterview (?:with|to|for)\b|\banswers to (?:[a-z]+ )?questions\b)"
)
# Titles of sections, as fact sheets have them: what is done, or something of, for, on something.
_ENTITLES = re.compile(
    r"(?=[^:]* (?:for|on|to|through|with|in|of|against|from|the) |[A-Z][A-Za-z]{3,}(?i:ing) )"
    r"[A-Z][\w.'/&-]*(?: (?:[A-Z\d][\w.'/&-]*|&|for|on|to|through|with|in|of|against|from|the|and|a|its)){2,11}"
)
# Who asks at a press conference, by what they report for.
PRESS = re.compile(
    rf"{AGENCY}|Bloomberg|CNN|BBC|NBC|CBS|ABC|NHK|CCTV|CRI|CNR|Al Jazeera|Dow Jones|NPR|Fox News|Sky News|Phoenix TV"
    r"|Shenzhen TV|Dragon TV|Financial Times|The Times|Press Trust of India"
)
# A turn that begins in mid-paragraph, where a page lost its line breaks: a full title and name before a colon.
INNER_TURN = re.compile(
    r"(?:(?<=[.!?>*\"] )|(?<=[.!?>*\"])|(?<= talks )|(?<=marks )|(?<=eeting )|(?<=ession ))"
    r"(?P<label>(?:President|Prime Minister|Premier|Foreign Minister|Minister|Chancellor|Secretary|Chairman|King"
    r"|Crown Prince|Deputy)"
    r"\b[^.:?!\"\n]{3,110}?)(?P<note> ?\([^)\n]{2,40}\))?: (?=[A-Z])"
)
# Questions and answers of an interview that stand in one paragraph.
INNER_ASKED = re.compile(r"(?<=[.?!:\"…)] )(?P<label>[QA]) ?: (?=[A-Z\"'])")
BARE_TURN = re.compile(
    r"(?:(?<=[.!?>*\"] )|(?<=[.!?>*\"]))(?P<label>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})"
    r"(?P<note> ?\([^)\n]{2,40}\))?: (?=[A-Z])"
)
PLACELINE = re.compile(
    r"(?:The )?(?:[A-Z][\w'. -]{2,60}(?:, [A-Z][\w'. -]{2,40}){1,3}|[A-Z][a-z]+ \d{1,2}, \d{4}(?:, [^\n.]{2,60})?|"
    r"\d{1,2} [A-Z][a-z]+ \d{4}(?:, [^\n.]{2,60})?|\d{2}\.\d{2}\.\d{4}\b[^\n.]{0,40})$"
)


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph carries no report: a heading word, a marker, a hashtag line, a line of script."""
    script = ("(" in paragraph or "var " in paragraph) and _SCRIPT.search(paragraph)
    alone = _BOILERPLATE.fullmatch(paragraph) or _SIGNS_ALONE.match(paragraph)
    return bool(alone or script or _ATTRIBUTION.match(paragraph))


def credits(view: str, begin: int, end: int) -> list[re.Match[str]]:
    """The credits in `view[begin:end]`, in order."""
    signs = any(view.find(sign, begin, end) >= 0 for sign in ("(", "[", ": "))
    return list(_CREDIT.finditer(view, begin, end)) if signs else []


def is_attribution(paragraph: str) -> bool:
    """Whether a paragraph only says whose the text below is."""
    return bool(_ATTRIBUTION.match(paragraph))


def lists_links(paragraph: str) -> bool:
    """Whether from here on links to other pages stand, until prose or a turn begins again."""
    return bool(_LINKS.match(paragraph))


@cache
def _titles() -> frozenset[str]:
    """The words that head titles of office, in small letters."""
    return frozenset(told("office_words")["heads"])


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph after a list of links belongs to the text again: a whole sentence, or a rule of stars."""
    return len(paragraph) > 40 and paragraph[-1] in '.!?"' or paragraph.startswith("* *")


def heading(paragraph: str) -> tuple[int, int] | None:
    """Where a heading names whose words the paragraphs below it are; None if it is no such heading."""
    found = _HEADING.match(paragraph)
    if not found:
        return None
    if found["who"]:
        return found.span("who")
    no_speaker = any(of.end() == len(found["name"]) for of in NO_SPEAKER.finditer(found["name"]))  # "Media Contacts:"
    return None if no_speaker else (0, len(found["name"]))


def in_first_person(words: str) -> bool:
    return bool(_FIRST_PERSON.search(words))


def entitles(label: str) -> bool:
    """Whether words before a colon are the title of a section rather than who speaks: "Support for Refugees: …"."""
    words = re.findall(r"[\w']+", label)
    heads = _titles() if _ENTITLES.fullmatch(label) else ()
    return bool(heads) and not any(word.lower() in heads for word in words)


def after_title(view: str, begin: int, end: int) -> int:
    """Where the prose of a paragraph begins, below the title of a section if one stands at its head."""
    found = TURN.match(view, begin, end) if view.find(": ", begin, end) > 0 else None
    titled = found is not None and view[found.end()] != '"' and entitles(found["label"])
    return found.end() if found and titled and not DATELINE.match(view, begin, end) else begin


def narrates(paragraph: str) -> bool:
    """Whether a paragraph tells of the speaker of a turn instead of going on with it."""
    return bool(_NARRATES.search(paragraph)) and not in_first_person(paragraph)


def resumes(paragraph: str) -> bool:
    """Whether a paragraph below somebody's words tells in the third person again: of both sides, or who said what."""
    if _RESUMES.match(paragraph):
        return not in_first_person(paragraph)
    return bool(_TELLS.search(paragraph)) and not in_first_person(QUOTED.sub("", paragraph))


def stops_body(paragraph: str) -> bool:
    """Whether from here on the page lists other pages."""
    return bool(_STOP.match(paragraph))


def is_caption(sentence: str, credited: bool) -> bool:
    """Whether a sentence describes a picture: it says so, or is in the present with a full date or a credit."""
    if _CAPTION_CUE.match(sentence):
        return True
    if _REPORTS.search(sentence):
        return False
    ended = sentence.rstrip(". ")
    dated = ended[-4:].isdigit() and bool(_FULL_DATE.search(ended))
    return dated and bool(_PRESENT.search(sentence)) if not credited else bool(_PRESENT.search(sentence) or dated)
