"""What is surely not English is not read; what is short, garbled or in doubt is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language import foreign
from kg.model import Article
from kg.sources import read

SEEDS = Path(__file__).parents[1] / "seeds"
OTHERS = {
    "fr": "Le président de la République a reçu vendredi à l'Élysée le Premier ministre pour un entretien sur les "
    "relations bilatérales et la situation dans la région.",
    "de": "Der Bundeskanzler hat am Freitag in Berlin den Präsidenten der Republik empfangen, um mit ihm über die Lage "
    "in der Region zu sprechen und was in der Welt geschieht.",
    "es": "La ministra de Asuntos Exteriores se reunió en Madrid con su homólogo argentino para hablar de las "
    "relaciones entre los dos países.",
    "nl": "De minister-president heeft vrijdag in Den Haag gesproken met de president van de republiek over de "
    "betrekkingen tussen de twee landen en de handel.",
    "ru": "Президент встретился с премьер-министром в Москве и обсудил двусторонние отношения в области экономики.",
    "zh": "习近平会见白俄罗斯总统卢卡申科，双方就两国关系深入交换意见，达成重要共识。",
}


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_named(code: str) -> None:
    assert foreign(OTHERS[code]) == code


def test_every_demonstration_article_is_english() -> None:
    assert not [one.where for one in read([SEEDS]) if isinstance(one, Article) and foreign(one.text)]


@pytest.mark.parametrize(
    "text",
    [
        "Belarus and China met.",
        "Li Qiang, Alexander Lukashenko, Roman Golovchenko",
        "F e b r u a r y  1 9 8 4  M I N I S T E R  F O R  T H E  A R T S  t h e  a i d  " * 5,
        "The word Weltanschauung and the phrase raison d'état stand in a text that is in English for all of the rest.",
    ],
)
def test_short_garbled_and_english_texts_stay(text: str) -> None:
    assert foreign(text) == ""
