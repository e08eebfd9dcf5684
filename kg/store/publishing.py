"""From what stands in `primary/` to the next generation: conclusions across articles, full text, ontology, the copy."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial

import pyoxigraph as ox

from kg.model import Article
from kg.store import conclusions, generations, snapshot
from kg.store.conclusions import Conclusions
from kg.store.generations import Generation
from kg.store.journal import Journal
from kg.store.layout import Layout
from kg.store.stages import Stages
from kg.store.words import Told, Words


def publish(
    layout: Layout,
    journal: Journal,
    primary: ox.Store,
    told: Conclusions,
    ontology: bytes,
    about: Generation,
    stages: Stages,
    *,
    final: bool,
) -> Generation:
    """Make what the journal knows the current generation, the `final` one of a build; `about` counts articles alone.

    Killed at any moment, it is done again from the start, with the same outcome.
    """
    follow(layout, journal, told, about.number, stages)
    with stages.during("publish"):
        conclusions.apply(primary, told, ox.NamedNode(f"{about.base}derived"))
        conclusions.put_ontology(primary, ontology)
        quads = about.quads + told.count + ontology.count(b"\n")
        about = replace(about, snapshot=snapshot.name(journal.digests(), told.digest), quads=quads)
        made = generations.publish(layout, primary, about, final=final)
        oldest = generations.sweep(layout)
        with journal.transaction():
            journal.mark_unpublished(False)
            journal.forget(oldest)
    return made


def follow(layout: Layout, journal: Journal, told: Conclusions, number: int, stages: Stages) -> None:
    """Bring what is concluded and the full-text index, as from generation `number` on, up to the journal.

    Readers see nothing of it before that generation is published.
    """
    digests = journal.record_digests()
    with stages.during("derive"), _uncollected():
        told.sync(digests, journal.records)
    with stages.during("index"), closing(Words(layout.words)) as words, _uncollected():
        oldest = min(generations.numbers(layout), default=0)
        words.sync(digests, partial(_told, journal=journal, told=told), generation=number, oldest=oldest)


def _told(key: str, journal: Journal, told: Conclusions) -> tuple[Article, Told]:
    """An article with what there is to look for in it, from its record."""
    article = journal.article(key)
    assert article is not None, "the journal keeps each article of which it has a digest"
    [record] = journal.records([key])
    return article, told.read(record)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave Python's collector of cycles out: of some hundred thousand objects, none in a cycle, it takes a fifth."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
