"""What is read as an article, and what is said of the rest."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import Article, SetAside
from kg.sources import _pages, read
from kg.sources._source import Source
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
    assert len(articles(SAMPLES / "valid")) == 31


# For each bad sample what is said of it, line by line (records.jsonl has a test of its own).
REFUSED = {
    "bare.html": ["bare.html: no article: no main text was found in the page"],
    "bare.md": ["bare.md: no text after the front matter"],
    "blank.txt": ["blank.txt: an empty file"],
    "bytes.ndjson": ["bytes.ndjson:1: no text: byte 22 of the line is not UTF-8"],
    "columns.parquet": ["columns.parquet: no column 'text' (there are id, body)"],
    "day.md": ["day.md: front matter: no YAML (month must be in 1..12)"],
    "day.txt": ["day.txt: header: '2024-13-45' is no date (wanted is YYYY-MM-DD)"],
    "empty.csv": ["empty.csv: an empty file"],
    "empty.html": ["empty.html: an empty file"],
    "empty.jsonl": ["empty.jsonl: an empty file"],
    "empty.md": ["empty.md: an empty file"],
    "empty.parquet": ["empty.parquet: no Parquet: "],
    "empty.rss": ["empty.rss: an empty file"],
    "empty.txt": ["empty.txt: an empty file"],
    "empty.warc": ["empty.warc: an archive without records"],
    "half.txt": ["half.txt: no text: byte 2 is not UTF-16"],
    "list.md": ["list.md: front matter: no names with values"],
    "members.zip": [
        "members.zip!bad.jsonl:1: no article: 'text' is missing",
        "members.zip!empty.txt: an empty file",
        "members.zip!picture.png: no article: unknown suffix '.png' (read are ",
    ],
    "noheader.csv": ["noheader.csv:1: no column 'text' (there are a1, Two ministers met.)"],
    "none.rss": ["none.rss: a feed without entries"],
    "notpacked.txt.gz": ["notpacked.txt.gz: cannot be read: Not a gzipped file"],
    "notpacked.zip": ["notpacked.zip: cannot be read: File is not a zip file"],
    "open.csv": ["open.csv:2: broken CSV: unexpected end of data"],
    "open.md": ["open.md: front matter: no line '---' ends it"],
    "page.xml": ["page.xml: no feed: neither RSS nor Atom"],
    "pages.warc": [
        "pages.warc:record 1: no article: an empty page",
        "pages.warc:record 2: no article: no main text was found in the page",
    ],
    "rows.csv": [
        "rows.csv:2: broken CSV: 2 fields where the header has 3",
        "rows.csv:3: '2024-02-30' is no date (wanted is YYYY-MM-DD)",
        "rows.csv:4: no article: 'text' is missing",
        "rows.csv:5: no article: 'id' is missing",
        "rows.csv:6: broken CSV: ",
        "rows.csv:7: broken CSV: 4 fields where the header has 3",
    ],
    "rows.parquet": [
        "rows.parquet:row 1: no article: 'text' is missing",
        "rows.parquet:row 2: no article: 'id' is missing",
    ],
    "title.md": ['title.md: \'title\' must be a string, not ["a", "b"]'],
    "toml.md": ["toml.md: front matter: no TOML (Invalid value (at line 1, column 9))"],
    "torn.jsonl.gz": ["torn.jsonl.gz: cannot be read: Compressed file ended before"],
    "torn.parquet": ["torn.parquet: no Parquet: "],
    "torn.warc.gz": ["torn.warc.gz: an archive without records"],
    "torn.xml": ["torn.xml:entry 1: no article: an entry without text", "torn.xml: broken feed: no element found"],
    "unfit.txt": ["unfit.txt: no text: byte 3 is not UTF-8, and no other encoding fits"],
    "wordless.atom": [
        "wordless.atom:entry 1: no article: an entry without text",
        "wordless.atom:entry 2: no article: 'id' is missing",
    ],
    "words.md": ["words.md: 'last Friday' is no date (wanted is YYYY-MM-DD)"],
    "words.warc": ["words.warc: broken WARC after record 0: Unknown archive format"],
    "yaml.md": ["yaml.md: front matter, line 4: no YAML (found unexpected end of stream)"],
    "zeros.csv": ["zeros.csv:2: no text: a field holds zero bytes"],
    "zeros.htm": ["zeros.htm: no text: a binary file (it holds zero bytes)"],
    "zeros.txt": ["zeros.txt: no text: a binary file (it holds zero bytes)"],
}


@pytest.mark.parametrize("name", sorted(path.name for path in (SAMPLES / "invalid").iterdir()))
def test_each_invalid_sample_is_refused_with_file_place_and_reason(name: str) -> None:
    if name == "records.jsonl":
        return
    said = reasons(SAMPLES / "invalid" / name)
    assert len(said) == len(REFUSED[name])
    for words, beginning in zip(said, REFUSED[name], strict=True):
        assert words.startswith(beginning)


def one(name: str) -> Article:
    [found] = articles(SAMPLES / "valid" / name)
    return found


def test_front_matter_is_metadata_and_no_part_of_the_text() -> None:
    front = one("front.md")
    assert (front.id, front.title, front.date) == ("visit-to-minsk", "Two ministers meet", date(2024, 8, 23))
    assert (front.outlet, front.url) == ("demonstration note", "https://example.org/visit")
    assert front.text.startswith("\n# Two ministers meet\n\nThe ministers of **Belarus**")
    assert (one("toml.md").id, one("toml.md").date) == ("t1", date(2024, 8, 24))


def test_front_matter_of_a_text_is_metadata_too() -> None:
    fronted = one("fronted.txt")
    assert (fronted.id, fronted.title, fronted.date) == ("fronted", "Aid for a neighbour", date(1982, 7, 26))
    assert fronted.outlet == "Minister for Foreign Affairs"
    assert fronted.url == "http://example.org/display;query=Id%3A%22press/7%22"
    assert fronted.text == "\nNorway will send ten trucks of food to Kenya.\n"


def test_other_lines_between_rules_are_words_of_a_text() -> None:
    ruled = one("ruled.txt")
    assert ruled.title is ruled.date is None
    assert ruled.text.encode() == (SAMPLES / "valid" / "ruled.txt").read_bytes()


def test_markdown_without_front_matter_has_its_heading_as_title_and_keeps_all_its_text() -> None:
    plain = one("plain.md")
    assert (plain.title, plain.date) == ("Talks in Oslo", None)
    assert plain.text.encode() == (SAMPLES / "valid" / "plain.md").read_bytes()


def test_a_row_of_csv_keeps_line_breaks_and_quotes_and_is_named_by_its_first_line() -> None:
    first, second = articles(SAMPLES / "valid" / "table.csv")
    assert first.text == 'They said "yes".\r\n\r\nThen they left.'
    assert (first.title, first.date, first.where[-5:]) == ("Two, three", date(2024, 8, 23), "csv:2")
    assert (second.text, second.title, second.where[-5:]) == ("Short.", None, "csv:5")
    assert one("semicolons.csv").text == "Président Berset met the delegation, in Bern"
    assert one("tabs.tsv").text == "The ministers met, and left."


def test_of_a_page_the_main_text_and_its_metadata_are_taken() -> None:
    page = one("page.html")
    assert (page.id, page.url) == ("https://example.org/news/17",) * 2
    assert (page.title, page.date, page.outlet) == ("Ministers meet in Minsk", date(2024, 8, 23), "Example Agency")
    assert "open two more border crossings" in page.text
    assert not [words for words in ("Home", "not text", "rights reserved") if words in page.text]


def test_a_page_without_a_day_has_none_and_its_declared_encoding_holds() -> None:
    page = one("nameless.htm")
    assert (page.id, page.date, page.url) == ("nameless", None, None)
    assert "José Silva, received the ambassador at the Palácio" in page.text


def test_an_entry_of_a_feed_has_the_longest_of_its_texts_and_its_publishers_day() -> None:
    first, second = articles(SAMPLES / "valid" / "news.rss")
    assert first.text == "The two ministers met in Minsk.\n\nThey signed a protocol."
    assert (first.id, first.title, first.date) == ("news-18", "Ministers meet & sign", date(2024, 8, 23))
    assert (second.id, second.date) == ("https://example.org/news/19", None)
    assert one("news.atom").date == date(2024, 8, 22)  # 21:00 at -05:00 is the 23rd in UTC


def test_other_encodings_are_decoded() -> None:
    assert one("latin.txt").text.startswith("The café in Orléans")
    assert one("wide.txt").text == "The two ministers met in Łódź.\n"


def test_what_is_packed_is_read_and_named_by_its_place_in_the_archive() -> None:
    assert [article.id for article in articles(SAMPLES / "valid" / "bundle.zip")] == ["a/first", "b/second", "deep"]
    assert [article.where.partition("!")[2] for article in articles(SAMPLES / "valid" / "bundle.zip")] == [
        "a/first.txt", "b/second.md", "c/third.jsonl.gz:1",
    ]  # fmt: skip
    assert one("more.jsonl.gz").text == "Packed words."


def test_of_a_crawl_the_whole_pages_are_read() -> None:
    page = one("crawl.warc.gz")
    assert (page.id, page.url, page.where[-16:]) == ("https://example.org/w/1",) * 2 + ("warc.gz:record 1",)


def test_text_of_a_table_is_never_touched() -> None:
    first, second = articles(SAMPLES / "valid" / "table.parquet")
    assert (first.text, first.date) == ("  Two ministers met.\r\n", date(2024, 8, 23))
    assert (second.id, second.date) == ("p2", None)


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("link,body\nhttps://example.org/1,Words.\n")
    [article] = read([file], columns={"text": "body", "url": "link"})
    assert isinstance(article, Article)
    assert (article.id, article.url, article.text) == ("https://example.org/1", "https://example.org/1", "Words.")
    with pytest.raises(UsageError, match="no field 'body'"):
        next(read([file], columns={"body": "text"}))


def test_a_pattern_stands_for_the_files_that_it_fits(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    assert [article.id for article in articles(tmp_path / "**" / "*.txt")] == ["a/c", "b"]
    with pytest.raises(UsageError, match="no such file"):
        next(read([tmp_path / "*.csv"]))


def test_a_format_may_be_named_where_no_suffix_does(tmp_path: Path) -> None:
    (tmp_path / "export").write_text('{"id": "e1", "text": "Words."}\n')
    [article] = read([tmp_path / "export"], format="jsonl")
    assert isinstance(article, Article) and article.id == "e1"
    with pytest.raises(UsageError, match=r"no format 'json'\. Known: csv, feed, html, jsonl"):
        next(read([tmp_path / "export"], format="json"))


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


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_line_breaks_of_other_systems_are_line_feeds(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes(b"Two\r\nministers\rmet\nin Minsk.\r\n\r\n")
    assert articles(tmp_path)[0].text == "Two\nministers\nmet\nin Minsk.\n\n"
    [note] = articles(SAMPLES / "valid" / "note.txt")
    assert note.text.endswith("\n\nTwo ministers met.\ndate 2001-01-01\n")


def twice_decoded(text: str, taken_for: str) -> str:
    return text.encode("utf-8").decode(taken_for)


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_words_that_were_decoded_wrongly_on_the_way_are_mended(tmp_path: Path, suffix: str, taken_for: str) -> None:
    words = "President Macron received the Prime Minister’s envoy at the Élysée on Monday – a first for São Tomé."
    body = f"<html><body><article><p>{words}</p></article></body></html>" if suffix == "html" else words
    (tmp_path / f"a.{suffix}").write_text(twice_decoded(body, taken_for), "utf-8")
    assert articles(tmp_path)[0].text.strip() == words


def test_words_of_rows_are_never_mended(tmp_path: Path) -> None:
    words = twice_decoded("the Élysée", "cp1252") + "\r\n"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": words}))
    assert articles(tmp_path)[0].text == words


POISON = """
import os, re
class Found:
    title = date = sitename = hostname = url = None
def bare_extraction(page, **options):
    if "hang" in page:
        re.match("(a+)+$", "a" * 60 + "b")  # looks at no clock
    if "die" in page:
        os._exit(7)
    Found.text = page
    return Found
"""


def test_a_page_that_hangs_or_kills_costs_its_page_not_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text(POISON)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(_pages, "_helper", cache(_pages._Helper))
    for name, word in {"a": "meet", "b": "hang", "c": "meet", "d": "die", "e": "meet"}.items():
        (tmp_path / f"{name}.html").write_text(f"<p>Two ministers {word} in Minsk on Monday and on Tuesday.</p>")
    found = list(read([tmp_path / "*.html"], deadline=1.0))
    assert [each.id for each in found if isinstance(each, Article)] == ["a", "c", "e"]
    assert [(each.id, each.reason) for each in found if isinstance(each, SetAside)] == [
        ("b", "reading the page took more than 1 s and was stopped"),
        ("d", "reading the page ended its process (exit code 7)"),
    ]


def test_two_files_of_one_name_in_two_folders_are_two_articles(tmp_path: Path) -> None:
    for name in ("2023/oslo.txt", "2024/oslo.txt", "oslo.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Words of {name}.")
    ids = ["2023/oslo", "2024/oslo", "oslo"]
    assert [each.id for each in articles(tmp_path)] == ids
    assert [each.id for each in articles(tmp_path / "**" / "*.txt")] == ids
    assert [each.id for each in articles(tmp_path / "2024")] == ["oslo"], "an id is a path below what was named"


def test_members_of_two_archives_are_told_apart_by_their_archives(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr("oslo.txt", f"Words of {name}.")
    assert [each.id for each in articles(tmp_path)] == ["one/oslo", "two/oslo"]
    assert [each.id for each in articles(tmp_path / "one.zip")] == ["oslo"]


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
    assert [each.id for each in found if isinstance(each, Article)] == ["a/z", "b"]
    [reason] = reasons(tmp_path)
    assert reason.startswith("c.pdf: no article: unknown suffix '.pdf' (read are .atom, .csv, .gz, .htm, ")


def test_a_file_whose_name_is_no_utf8_is_read_and_named_as_in_addresses(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("France and China met in Minsk.")
    except OSError:
        pytest.skip("this file system takes no such name")
    [article] = articles(tmp_path)
    assert article.id == "caf%E9"
    assert article.where == f"{tmp_path}/caf%E9.txt"


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


# Letters that no wrong decoding as Windows' Latin leaves behind.
@example("”ß")
@given(
    st.text(
        alphabet=st.characters(codec="ascii", exclude_characters="\0\r") | st.sampled_from("éüñß習ф “”\ufeff"),
        min_size=1,
    )
)
def test_whatever_the_text_it_comes_back_as_it_stands_in_the_file(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_bytes(text.encode("utf-8"))
        for found in read_text(Source.of(file)):
            if isinstance(found, Article):
                assert found.text == text.removeprefix("\ufeff")
            else:
                assert not text.removeprefix("\ufeff").strip() or "is no date" in found.reason


@given(st.text(), st.none() | st.text(st.characters(codec=None), max_size=20))
@example('"\\\n\r\t\x00\x1f\x7f\x85\u2028', "\ud83d")
def test_an_article_is_known_by_its_fields_as_json(text: str, title: str | None) -> None:
    fields = ["a", title, "2024-08-22", None, None, text]
    told = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    article = Article(id="a", title=title, date=date(2024, 8, 22), text=text)
    assert article.key == hashlib.sha256(told).hexdigest()[:32]
