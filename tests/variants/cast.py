"""States, cities and persons of the variants: made-up persons, and known ones, in office from January 2024 on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class State:
    code: str
    name: str
    adjective: str
    cities: tuple[str, ...]
    article: str = ""

    @property
    def full(self) -> str:
        """The name as it stands within a sentence."""
        return f"{self.article} {self.name}".strip()


@dataclass(frozen=True, kw_only=True)
class Person:
    """`short` is the name at a later mention; `pronoun` is "he" or "she"."""

    name: str
    short: str
    state: str
    office: str
    pronoun: str = "he"
    known: bool = False


def _state(code: str, name: str, adjective: str, cities: str, article: str = "") -> State:
    return State(code=code, name=name, adjective=adjective, cities=tuple(cities.split(", ")), article=article)


STATES = {
    state.code: state
    for state in (
        _state("AU", "Australia", "Australian", "Canberra, Melbourne"),
        _state("BR", "Brazil", "Brazilian", "Brasilia, Salvador"),
        _state("BY", "Belarus", "Belarusian", "Minsk, Brest"),
        _state("CL", "Chile", "Chilean", "Santiago, Valparaiso"),
        _state("CN", "China", "Chinese", "Beijing, Chengdu"),
        _state("CO", "Colombia", "Colombian", "Bogota, Cartagena"),
        _state("FJ", "Fiji", "Fijian", "Suva, Nadi"),
        _state("FR", "France", "French", "Paris, Lyon"),
        _state("GH", "Ghana", "Ghanaian", "Accra, Kumasi"),
        _state("GR", "Greece", "Greek", "Athens, Thessaloniki"),
        _state("ID", "Indonesia", "Indonesian", "Jakarta, Surabaya"),
        _state("IN", "India", "Indian", "New Delhi, Jaipur"),
        _state("JO", "Jordan", "Jordanian", "Amman, Aqaba"),
        _state("KE", "Kenya", "Kenyan", "Nairobi, Mombasa"),
        _state("KZ", "Kazakhstan", "Kazakh", "Astana, Almaty"),
        _state("LK", "Sri Lanka", "Sri Lankan", "Colombo, Kandy"),
        _state("MX", "Mexico", "Mexican", "Merida, Guadalajara"),
        _state("MY", "Malaysia", "Malaysian", "Kuala Lumpur, Penang"),
        _state("NL", "Netherlands", "Dutch", "The Hague, Rotterdam", "the"),
        _state("NO", "Norway", "Norwegian", "Oslo, Bergen"),
        _state("PE", "Peru", "Peruvian", "Lima, Cusco"),
        _state("PH", "Philippines", "Philippine", "Manila, Davao", "the"),
        _state("PL", "Poland", "Polish", "Warsaw, Gdansk"),
        _state("RS", "Serbia", "Serbian", "Belgrade, Novi Sad"),
        _state("SA", "Saudi Arabia", "Saudi", "Riyadh, Jeddah"),
        _state("TR", "Turkey", "Turkish", "Ankara, Izmir"),
        _state("UG", "Uganda", "Ugandan", "Kampala, Entebbe"),
        _state("UZ", "Uzbekistan", "Uzbek", "Tashkent, Samarkand"),
        _state("VN", "Vietnam", "Vietnamese", "Hanoi, Da Nang"),
        _state("ZA", "South Africa", "South African", "Pretoria, Durban"),
    )
}

THIRD_CITIES = ("Astana", "Geneva", "Singapore", "Vienna", "Doha", "Addis Ababa", "Panama City", "Brussels")
"""Where a second contact took place: of no state above but Kazakhstan's capital, as in the seed."""


def _known(name: str, short: str, state: str, office: str, pronoun: str = "he") -> Person:
    return Person(name=name, short=short, state=state, office=office, pronoun=pronoun, known=True)


def _made_up(name: str, short: str, state: str, office: str, pronoun: str = "he") -> Person:
    return Person(name=name, short=short, state=state, office=office, pronoun=pronoun)


KNOWN = (
    _known("Li Qiang", "Li", "CN", "Premier"),
    _known("Alexander Lukashenko", "Lukashenko", "BY", "President"),
    _known("Faisal bin Farhan", "bin Farhan", "SA", "Foreign Minister"),
    _known("William Ruto", "Ruto", "KE", "President"),
    _known("Narendra Modi", "Modi", "IN", "Prime Minister"),
    _known("Gustavo Petro", "Petro", "CO", "President"),
    _known("Penny Wong", "Wong", "AU", "Foreign Minister", "she"),
    _known("Hakan Fidan", "Fidan", "TR", "Foreign Minister"),
    _known("Cyril Ramaphosa", "Ramaphosa", "ZA", "President"),
    _known("Kassym-Jomart Tokayev", "Tokayev", "KZ", "President"),
    _known("Pham Minh Chinh", "Chinh", "VN", "Prime Minister"),
    _known("Anwar Ibrahim", "Anwar", "MY", "Prime Minister"),
    _known("Emmanuel Macron", "Macron", "FR", "President"),
    _known("Shavkat Mirziyoyev", "Mirziyoyev", "UZ", "President"),
    _known("Sitiveni Rabuka", "Rabuka", "FJ", "Prime Minister"),
    _known("Gabriel Boric", "Boric", "CL", "President"),
    _known("Radoslaw Sikorski", "Sikorski", "PL", "Foreign Minister"),
    _known("Kyriakos Mitsotakis", "Mitsotakis", "GR", "Prime Minister"),
    _known("Aleksandar Vucic", "Vucic", "RS", "President"),
    _known("Retno Marsudi", "Retno", "ID", "Foreign Minister", "she"),
)
MADE_UP = (
    _made_up("Pieter van der Hoek", "van der Hoek", "NL", "Foreign Minister"),
    _made_up("J. P. Okello", "Okello", "UG", "Foreign Minister"),
    _made_up("Sutrisno", "Sutrisno", "ID", "Trade Minister"),
    _made_up("Rosa de la Fuente", "de la Fuente", "MX", "Foreign Minister", "she"),
    _made_up("Tariq bin Hamad", "bin Hamad", "JO", "Prime Minister"),
    _made_up("K. T. Senanayake", "Senanayake", "LK", "Foreign Minister"),
    _made_up("Ingrid Halvorsen", "Halvorsen", "NO", "Prime Minister", "she"),
    _made_up("Kwabena Asare-Donkor", "Asare-Donkor", "GH", "Vice President"),
    _made_up("Lucia de los Rios", "de los Rios", "PE", "President", "she"),
    _made_up("Ramon dela Paz", "dela Paz", "PH", "Defense Minister"),
    _made_up("Marek Zalewski", "Zalewski", "PL", "Defense Minister"),
    _made_up("Thiago Brandao", "Brandao", "BR", "Trade Minister"),
    _made_up("A. R. Venkataraman", "Venkataraman", "IN", "Defense Minister"),
    _made_up("Helene du Plessis", "du Plessis", "ZA", "Trade Minister", "she"),
    _made_up("Yerlan Bekturov", "Bekturov", "KZ", "Foreign Minister"),
    _made_up("Wulandari", "Wulandari", "ID", "Vice President", "she"),
    _made_up("Omar el-Khatib", "el-Khatib", "JO", "Foreign Minister"),
    _made_up("Joost van Rijswijk", "van Rijswijk", "NL", "Trade Minister"),
    _made_up("M. S. Fernando", "Fernando", "LK", "President"),
    _made_up("Eleni Karras", "Karras", "GR", "Defense Minister", "she"),
)
