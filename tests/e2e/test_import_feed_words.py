"""What feeds say in odd ways: titles, dates, addresses, guids, media."""
import json
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))


def run(*args):
    return subprocess.run([BUILD / "chasqui", "import", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


def articles(folder):
    found = {}
    for path in sorted((folder / "articles").rglob("*.md")):
        head, _, body = path.read_text()[4:].partition("\n---\n")
        fields = dict(re.findall(r'^(\w+): "?(.*?)"?$', head, re.M))
        found[fields["title"].replace('\\"', '"')] = {
            **fields, "body": body.strip(), "path": path}
    return found


def rss(*items, head="", site="https://x.example/"):
    return ('<?xml version="1.0"?><rss version="2.0" '
            'xmlns:media="http://search.yahoo.com/mrss/" '
            'xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd">'
            f"<channel><title>C</title><link>{site}</link>{head}"
            + "".join(f"<item>{i}</item>" for i in items) + "</channel></rss>")


def of(folder, *items, **how):
    (folder / "f").write_text(rss(*items, **how))
    r = run(folder / "f", folder / "c")
    assert r.returncode == 0, r.stderr
    return articles(folder / "c")


@pytest.mark.parametrize("escaped, title", [
    ("What does &lt;script&gt; do?", "What does <script> do?"),
    ("Why vector&lt;bool&gt; is odd", "Why vector<bool> is odd"),
    ("On &lt;b&gt; and &lt;i&gt;", "On <b> and <i>"),
    ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
    ("The &lt;em&gt;Light&lt;/em&gt; is &lt;b class='x'&gt;out&lt;/b&gt;",
     "The Light is out"),
    ("One&lt;br/&gt;two", "One two"),
    ("Tom &amp;amp; Jerry", "Tom & Jerry"),
    ("&lt;p&gt;All&lt;/p&gt;", "All"),
])
def test_a_title_keeps_what_is_no_markup(tmp_path, escaped, title):
    (found,) = of(tmp_path, f"<title>{escaped}</title><guid>1</guid>"
                  "<description>x</description>")
    assert found.replace("&amp;", "&") == title


def test_titles_of_json_feeds_have_entities(tmp_path):
    (tmp_path / "f").write_text(json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "title": "C",
        "items": [{"id": "1", "title": "Tom &amp; <Jerry>", "url":
                   "https://x.example/a/", "external_url":
                   "https://other.example/", "content_html":
                   "<a href='b'>b</a>"}]}))
    run(tmp_path / "f", tmp_path / "c")
    ((title, entry),) = articles(tmp_path / "c").items()
    assert title.replace("&amp;", "&") == "Tom & <Jerry>"
    assert "(https://x.example/a/b)" in entry["body"]
    assert "(https://other.example/)" in entry["body"]


def test_addresses_start_from_the_items_own_page(tmp_path):
    found = of(tmp_path, "<title>A</title><link>/2021/a/</link>"
               "<description>&lt;a href='b.html'&gt;b&lt;/a&gt; "
               "&lt;img src='/i.png' alt='i'&gt;</description>")
    assert found["A"]["source"] == "https://x.example/2021/a/"
    assert "(https://x.example/2021/a/b.html)" in found["A"]["body"]
    assert "(https://x.example/i.png)" in found["A"]["body"]


def spot(title, guid=True):
    link = "https://x.example/spot/"
    return (f"<title>{title}</title><link>{link}</link>"
            + (f"<guid>{link}</guid>" if guid else "")
            + f"<description>{title} words</description>")


@pytest.mark.parametrize("guid", [True, False])
def test_items_of_one_guid_and_link_are_apart_and_stay_so(tmp_path, guid):
    runs = [["Alpha"], ["Beta", "Alpha"], ["Beta", "Alpha"],
            ["Gamma", "Beta"], ["Gamma"], ["Gamma", "Alpha"]]
    seen = {}
    for titles in runs:
        found = of(tmp_path, *(spot(t, guid) for t in titles))
        for title in titles:
            assert found[title]["body"] == f"{title} words"
            seen.setdefault(title, found[title]["path"])
        assert {t: e["path"] for t, e in found.items()} == seen
    assert sorted(seen) == ["Alpha", "Beta", "Gamma"]


def test_an_item_that_changes_its_title_is_the_same(tmp_path):
    of(tmp_path, spot("Alpha"))
    assert list(of(tmp_path, spot("Alpha, corrected"))) == ["Alpha, corrected"]


@pytest.mark.parametrize("date, read", [
    ("Mon, 05 Feb 2018 07:09:00 CET", "2018-02-05T07:09:00+01:00"),
    ("lun, 05 feb 2018 07:09:00 +0100", "2018-02-05T07:09:00+01:00"),
    ("lundi 5 février 2018 07:09", "2018-02-05T07:09:00Z"),
    ("Mo, 05 März 2018 07:09:00 GMT", "2018-03-05T07:09:00Z"),
    ("5 de octubre de 2018", "2018-10-05"),
])
def test_dates_in_words_of_other_languages_are_read(tmp_path, date, read):
    found = of(tmp_path, f"<title>A</title><guid>1</guid><pubDate>{date}"
               "</pubDate><description>x</description>")
    assert found["A"]["date"] == read


def test_a_date_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "f").write_text(rss(
        "<title>A</title><guid>1</guid><pubDate>the day before</pubDate>"
        "<description>x</description>"))
    r = run(tmp_path / "f", tmp_path / "c")
    assert "left out (a date that cannot be read): the day before" in r.stderr


def test_lines_of_a_description_without_tags_stay(tmp_path):
    found = of(tmp_path, "<title>A</title><guid>1</guid><description>"
               "Recorded in May.\nGuest: Ann &amp;amp; Bob\n\n0:00 Start\n1:00 "
               "End</description>", "<title>B</title><guid>2</guid>"
               "<description>\n      indented\n      by a program\n    "
               "</description>")
    assert found["A"]["body"] == ("Recorded in May.  \nGuest: Ann & Bob\n\n"
                                  "0:00 Start  \n1:00 End")
    assert found["B"]["body"] == "indented by a program"


def test_media_of_all_kinds_are_kept(tmp_path):
    found = of(tmp_path, "<title>A</title><guid>1</guid><description>x"
               "</description><media:content medium='image' "
               "url='https://x.example/1.jpg'/><media:content type='image/png' "
               "url='https://x.example/2.png'><media:title>Two</media:title>"
               "</media:content><media:content type='video/mp4' "
               "url='https://x.example/v.mp4'><media:title>Film</media:title>"
               "</media:content><itunes:summary>never mind</itunes:summary>"
               "<enclosure type='audio/mpeg' url='https://x.example/a.mp3'/>")
    assert found["A"]["image"] == "https://x.example/1.jpg"
    for shown in ("![Two](https://x.example/2.png)",
                  "[Film](https://x.example/v.mp4)", "https://x.example/a.mp3"):
        assert shown in found["A"]["body"]


def test_itunes_is_itself_in_any_case(tmp_path):
    found = of(tmp_path, "<title>A</title><guid>1</guid>"
               "<itunes:author>Ann</itunes:author>"
               "<itunes:summary>Its words.</itunes:summary>")
    assert found["A"]["body"] == "Its words."
    assert '"Ann"' in found["A"]["path"].read_text()


def test_a_feed_that_a_browser_has_wrapped_is_one(tmp_path):
    (tmp_path / "f").write_text(
        "<html><head></head><body><pre>" + rss(
            "<title>A</title><description>one two</description>")
        + "</pre></body></html>")
    r = run(tmp_path / "f", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert articles(tmp_path / "c")["A"]["body"] == "one two"


def test_what_a_picture_shows_is_said_of_it(tmp_path):
    (found,) = of(tmp_path, "<title>A</title><description>x</description>"
                  '<media:content url="https://x.example/a.jpg" medium="image">'
                  "<media:description>The yard</media:description>"
                  "</media:content>").values()
    assert found["image_alt"] == "The yard"
