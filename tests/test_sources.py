"""What is read as an article, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import Article, SetAside
from kg.sources import read
from kg.sources.text import read as read_text

SAMPLES = Path(__file__).parent / "sources"
SEEDS = Path(__file__).parents[1] / "seeds"


def articles(*paths: Path) -> list[Article]:
    found = list(read(paths))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def reasons(path: Path) -> list[str]:
    """`file[:line]: reason` of each thing set aside, without the folders."""
    return [f"{Path(each.where).name}: {each.reason}" for each in read([path]) if isinstance(each, SetAside)]


def test_each_valid_sample_is_read() -> None:
    assert len(articles(SAMPLES / "valid")) == 8


def test_each_invalid_sample_is_refused_with_its_reason() -> None:
    found = list(read([SAMPLES / "invalid"]))
    assert not [each for each in found if isinstance(each, Article)]
    assert {Path(each.where).name.split(":")[0] for each in found if isinstance(each, SetAside)} == {
        path.name for path in (SAMPLES / "invalid").iterdir()
    }


def test_the_header_of_the_seed_is_metadata_and_stays_in_the_text() -> None:
    [seed] = articles(SEEDS / "000_1a3a100699a3b81f.txt")
    assert seed.id == "000_1a3a100699a3b81f"
    assert seed.date == date(2024, 8, 23)
    assert seed.text.startswith(" date 2024-08-23 \n\n\n\nChinese Premier Li Qiang meets")
    assert seed.text.encode() == (SEEDS / "000_1a3a100699a3b81f.txt").read_bytes()
    assert (seed.title, seed.outlet, seed.url) == (None, None, None)


def test_every_demonstration_article_is_read_and_every_note_says_that_it_is_one() -> None:
    found = articles(SEEDS)
    notes = [article for article in found if "notes" in Path(article.where).parts]
    assert len(found) == len(notes) + 1
    assert all(article.date and article.outlet == "demonstration note" for article in notes)


def test_a_note_may_tell_outlet_title_url_and_id() -> None:
    [note] = articles(SAMPLES / "valid" / "note.txt")
    assert (note.id, note.date, note.outlet) == ("note-7", date(2019, 3, 1), "demonstration note")
    assert (note.title, note.url) == ("Two ministers meet", "https://example.org/a")


def test_line_breaks_are_not_translated() -> None:
    [note] = articles(SAMPLES / "valid" / "note.txt")
    assert note.text.endswith("\r\n\r\nTwo ministers met.\r\ndate 2001-01-01\r\n")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    [marked] = articles(SAMPLES / "valid" / "marked.txt")
    assert marked.text == "A text with a byte order mark: 中国."


def test_prose_that_begins_like_a_header_is_prose() -> None:
    [palms] = articles(SAMPLES / "valid" / "palms.txt")
    assert palms.date is None
    assert palms.text.startswith("date palms line the road")


def test_a_record_keeps_its_text_to_the_last_character() -> None:
    first, second, third = articles(SAMPLES / "valid" / "records.jsonl")
    assert first.text == "  Two ministers met.\r\nThey said\u00a0so.\n"
    assert (first.id, first.title, first.date) == ("a1", "Two ministers meet", date(2020, 2, 29))
    assert (first.outlet, first.url) == ("An outlet", "https://example.org/1")
    assert first.where.endswith("records.jsonl:1")
    assert (second.id, second.where[-1], second.date) == ("a2", "3", None)
    assert (third.title, third.date, third.outlet, third.url) == (None, None, None, None)


def test_what_is_wrong_with_a_line_is_said_with_its_number() -> None:
    assert reasons(SAMPLES / "invalid" / "records.jsonl") == [
        "records.jsonl:1: no article: the line is no JSON object",
        "records.jsonl:2: no article: the line is no JSON object",
        "records.jsonl:3: 'id' must be a string, not 7",
        "records.jsonl:4: no article: 'text' is missing",
        "records.jsonl:5: 'text' is empty",
        "records.jsonl:6: '2024-13-45' is no date (wanted is YYYY-MM-DD)",
        "records.jsonl:7: broken JSON at column 21: Expecting value",
        "records.jsonl:8: 'title' must be a string, not 8",
        "records.jsonl:9: 'text' holds half a surrogate pair at character 5",
        "records.jsonl:10: no article: 'id' is missing",
        "records.jsonl:11: '23 Aug. 2024' is no date (wanted is YYYY-MM-DD)",
        "records.jsonl:12: no article: 'text' is missing",
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.txt", "an empty file"),
        ("blank.txt", "an empty file"),
        ("day.txt", "header: '2024-13-45' is no date (wanted is YYYY-MM-DD)"),
        ("zeros.txt", "no text: a binary file (it holds zero bytes)"),
        ("latin.txt", "no text: byte 3 is not UTF-8"),
        ("empty.jsonl", "an empty file"),
    ],
)
def test_a_file_that_is_no_article_says_why(name: str, reason: str) -> None:
    assert reasons(SAMPLES / "invalid" / name) == [f"{name}: {reason}"]


def test_broken_json_on_line_7_of_20_costs_that_line_alone(tmp_path: Path) -> None:
    lines = [f'{{"id": "r{number}", "text": "Words."}}' for number in range(1, 21)]
    lines[6] = '{"id": "r7", "text": "Words.'
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(lines))
    found = list(read([file]))
    assert [each.id for each in found if isinstance(each, Article)] == [f"r{n}" for n in range(1, 21) if n != 7]
    assert reasons(file)[0].startswith("records.jsonl:7: broken JSON at column ")


def test_a_folder_is_walked_in_the_order_of_names_and_without_its_papers(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/README.txt", ".hidden/x.txt", "README.md", "c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    found = list(read([tmp_path]))
    assert [each.id for each in found if isinstance(each, Article)] == ["z", "b"]
    assert reasons(tmp_path) == ["c.pdf: no article: unknown suffix '.pdf' (read are .jsonl, .ndjson, .txt)"]


def test_a_folder_without_articles_is_told_of(tmp_path: Path) -> None:
    assert reasons(tmp_path) == [f"{tmp_path.name}: a folder without articles"]


def test_a_path_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        next(read([SEEDS, tmp_path / "nowhere"]))


def test_an_article_of_five_megabytes_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(" date 2024-08-23 \n\n" + "Two ministers met in Minsk. " * 190_000)
    [article] = articles(file)
    assert len(article.text) > 5_000_000
    assert article.date == date(2024, 8, 23)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_whatever_the_text_it_comes_back_as_it_stands_in_the_file(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_bytes(text.encode("utf-8"))
        for found in read_text(file):
            if isinstance(found, Article):
                assert found.text == text.removeprefix("\ufeff")
            else:
                assert not text.removeprefix("\ufeff").strip() or "is no date" in found.reason
