"""`chasqui import` tells by itself what kind of source it is given."""
import gzip
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

ARTICLE = ("<article><h1>The dredger stays in its yard</h1><p>The harbour board "
           "said on Monday that the dredger stays in its yard for a month, and "
           "that nobody knows why this took so long to say.</p><p>A second "
           "paragraph follows with more words, so that the page has an article "
           "of some length in it and is found to be one.</p></article>")
RSS = ('<rss version="2.0"><channel><title>C</title><link>https://x.example/'
       "</link><item><title>The dredger stays in its yard</title><guid>1</guid>"
       "<description>x é y</description></item></channel></rss>")
ATOM = ('<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id>'
        "<a:title>The dredger stays in its yard</a:title>"
        "<a:content>x</a:content></a:entry></a:feed>")


def run(*args):
    return subprocess.run([BUILD / "chasqui", "import", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


def articles(folder):
    return {p.stem: p.read_text() for p in (folder / "articles").rglob("*.md")}


def page(head="", before="", doctype="<!DOCTYPE html>"):
    return (f'{doctype}<html lang="en"><head><title>The dredger stays</title>'
            f"{head}</head><body>{before}{ARTICLE}</body></html>")


RDF = ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
       '<rdf:Description rdf:about="https://x.example/1"/></rdf:RDF>')


@pytest.mark.parametrize("source", [
    page(before=f"<!-- {RDF} -->"),
    page(head=f"<!-- {RDF} -->", doctype=""),
    page(before="<feedback-form></feedback-form>"),
    page(head='<script>var s="<rss version=2>";</script>'),
    page(head="<rss-widget></rss-widget>"),
    page(before=RDF),
    f"<!-- {'saved ' * 2000}-->\n" + page(),
    '<?xml version="1.0"?>\n' + page(),
    page(doctype=""),
    "<div>" + ARTICLE + "</div>",
], ids=lambda source: f"{len(source)}")
def test_a_page_is_a_page_whatever_it_says_of_feeds(tmp_path, source):
    (tmp_path / "p").write_text(source)
    r = run(tmp_path / "p", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    (text,) = articles(tmp_path / "c").values()
    assert "A second paragraph follows" in text


@pytest.mark.parametrize("notice", [
    "<br />\n<b>Notice</b>: Undefined index in <b>/x.php</b> on line 3<br />\n",
    "Warning: x in /y.php on line 3\n",
    "<font size='1'><table class='xdebug-error'><tr><th>Notice: x</th></tr>"
    "</table></font>",
], ids=len)
def test_what_php_printed_before_a_page_is_left_out_and_told(tmp_path, notice):
    (tmp_path / "p").write_text(notice * 30 + page())
    r = run(tmp_path / "p", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert "p:1: left out (printed before the page): " in r.stderr
    (text,) = articles(tmp_path / "c").values()
    assert "php" not in text and "Notice" not in text
    assert text.count("\n\n") == 2  # front matter, and two paragraphs


@pytest.mark.parametrize("source", [
    RSS.encode(),
    b"\n\n  " + RSS.encode(),
    ('<?xml version="1.0" encoding="utf-16"?>' + RSS).encode("utf-16"),
    RSS.encode("utf-16-be"),
    gzip.compress(RSS.encode(), mtime=0),
    b"<br />\n<b>Notice</b>: Undefined index in <b>/x.php</b><br />\n"
    b'<?xml version="1.0"?>' + RSS.encode(),
    b"Warning: x in /y.php on line 3\n" + RSS.encode(),
    f"<html><head></head><body>{RSS}</body></html>".encode(),
    b"<!-- <html> --><?xml-stylesheet href='x'?><!DOCTYPE rss>" + RSS.encode(),
    ATOM.encode(),
], ids=lambda source: f"{len(source)}")
def test_a_feed_is_a_feed_whatever_stands_around_it(tmp_path, source):
    (tmp_path / "f").write_bytes(source)
    r = run(tmp_path / "f", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert list(articles(tmp_path / "c")) == ["the-dredger-stays-in-its-yard"]


@pytest.mark.parametrize("source", [
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"", b" \n",
    b'<?xml version="1.0"?><opml><body><outline text="x"/></body></opml>',
    b"a few words",
], ids=lambda source: f"{len(source)}")
def test_what_nothing_recognises_is_said_and_leaves_nothing(tmp_path, source):
    (tmp_path / "f").write_bytes(source)
    r = run(tmp_path / "f", tmp_path / "c")
    assert r.returncode == 1
    assert "f: cannot tell what this is; see --from" in r.stderr
    assert not (tmp_path / "c").exists()


def test_a_file_that_gzip_has_packed_badly_is_said(tmp_path):
    (tmp_path / "f").write_bytes(gzip.compress(RSS.encode() * 9, mtime=0)[:-20])
    r = run("--from", "text", tmp_path / "f", tmp_path / "c")
    assert r.returncode == 1 and "cannot be read" in r.stderr


# ---- exports of other programs ----

KIND = ('<category scheme="http://schemas.google.com/g/2005#kind" term='
        '"http://schemas.google.com/blogger/2008/kind#{}"/>')


def blogger_entry(kind, title, more=""):
    return (f"<entry><id>{title}</id><published>2020-01-03T00:00:00Z</published>"
            f'{KIND.format(kind)}<title type="text">{title}</title>'
            f'<content type="html">words of {title}</content>{more}</entry>\n')


def test_of_a_blogger_export_posts_and_pages_are_taken(tmp_path):
    draft = ('<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes'
             "</app:draft></app:control>")
    label = '<category scheme="http://www.blogger.com/atom/ns#" term="Travel"/>'
    (tmp_path / "b.xml").write_text(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        + blogger_entry("settings", "boss@x.example")
        + blogger_entry("template", "Template")
        + blogger_entry("post", "A post", label)
        + blogger_entry("post", "A draft", draft)
        + blogger_entry("page", "A page")
        + blogger_entry("comment", "Nice") + "</feed>")
    r = run(tmp_path / "b.xml", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    found = articles(tmp_path / "c")
    assert sorted(found) == ["a-draft", "a-post"]
    assert "draft: true" in found["a-draft"]
    assert "draft" not in found["a-post"]
    assert '  - "Travel"\n' in found["a-post"] and "kind#" not in found["a-post"]
    assert (tmp_path / "c" / "pages" / "a-page.md").exists()
    for why, title in (("a setting of the blog", "boss@x.example"),
                       ("the blog's template", "Template"),
                       ("a comment", "Nice")):
        assert f"left out ({why}): {title}" in r.stderr


def test_a_blogger_export_of_today_is_one_too(tmp_path):
    def entry(kind, status, title):
        return (f"<entry><id>{title}</id><blogger:type>{kind}</blogger:type>"
                f"<blogger:status>{status}</blogger:status><title>{title}"
                "</title><content type='html'>x</content></entry>")

    (tmp_path / "b.xml").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:blogger="http://schemas.google.com/blogger/2018">'
        + entry("POST", "LIVE", "Live") + entry("POST", "DRAFT", "Early")
        + entry("COMMENT", "LIVE", "Nice") + entry("POST", "SOFT_TRASHED", "Old")
        + "</feed>")
    r = run(tmp_path / "b.xml", tmp_path / "c")
    found = articles(tmp_path / "c")
    assert sorted(found) == ["early", "live"]
    assert "draft: true" in found["early"]


def test_of_a_ghost_export_what_is_public_is_taken(tmp_path):
    def post(number, status="published", visibility="public", kind="post"):
        return {"id": str(number), "title": f"Post {number}",
                "slug": f"post-{number}", "html": f"<p>words of {number}</p>",
                "status": status, "visibility": visibility, "type": kind,
                "published_at": "2021-02-03T04:05:06.000Z"}

    (tmp_path / "g.json").write_text(json.dumps({"db": [{
        "meta": {"version": "5.0"}, "data": {
            "posts": [post(1), post(2, "draft"), post(3, visibility="paid"),
                      post(4, kind="page"), post(5, "scheduled")],
            "tags": [{"id": "t", "name": "Sea"}, {"id": "u", "name": "#own"}],
            "posts_tags": [{"post_id": "1", "tag_id": "t"},
                           {"post_id": "1", "tag_id": "u"}],
            "users": [{"id": "a", "name": "Ann"}],
            "posts_authors": [{"post_id": "1", "author_id": "a"}]}}]}))
    r = run(tmp_path / "g.json", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    found = articles(tmp_path / "c")
    assert sorted(found) == ["post-1", "post-2"]
    assert '"Sea"' in found["post-1"] and "own" not in found["post-1"]
    assert '"Ann"' in found["post-1"] and "words of 1" in found["post-1"]
    assert "draft: true" in found["post-2"]
    assert (tmp_path / "c" / "pages" / "post-4.md").exists()
    assert "left out (for members): Post 3" in r.stderr
    assert "left out (scheduled): Post 5" in r.stderr


LEXICAL = {"root": {"type": "root", "children": [
    {"type": "extended-heading", "tag": "h2", "children": [
        {"type": "extended-text", "text": "Head", "format": 0}]},
    {"type": "paragraph", "children": [
        {"type": "extended-text", "text": "bold", "format": 1},
        {"type": "text", "text": " & ", "format": 0},
        {"type": "link", "url": "https://a.example/", "children": [
            {"type": "text", "text": "link", "format": 2}]},
        {"type": "linebreak"}, {"type": "text", "text": "next"}]},
    {"type": "list", "tag": "ol", "children": [
        {"type": "listitem", "children": [{"type": "text", "text": "item"}]}]},
    {"type": "image", "src": "__GHOST_URL__/i.jpg", "alt": "I",
     "caption": "<em>Cap</em>"},
    {"type": "codeblock", "code": "a < b", "language": "c"},
    {"type": "toggle", "heading": "More", "content": "<p>hidden</p>"},
    {"type": "horizontalrule"},
    {"type": "signup", "header": "Join"}]}}
MOBILEDOC = {
    "version": "0.3.1", "atoms": [["soft-return", "", {}]],
    "cards": [["markdown", {"markdown": "md *words*"}], ["bookmark", {
        "url": "https://b.example/", "metadata": {"title": "B",
                                                  "description": "what"}}]],
    "markups": [["strong"], ["a", ["href", "https://a.example/"]]],
    "sections": [
        [1, "p", [[0, [], 0, "one "], [0, [0, 1], 1, "two"], [0, [], 1, "!"],
                  [1, [], 0, 0], [0, [], 0, "three"]]],
        [3, "ul", [[[0, [], 0, "item"]]]], [10, 0], [10, 1],
        [2, "https://a.example/p.jpg"]]}


def test_posts_of_ghost_without_html_are_read_as_its_editors_keep_them(
        tmp_path):
    posts = [
        {"id": "1", "title": "Lexical", "status": "draft", "html": None,
         "lexical": json.dumps(LEXICAL)},
        {"id": "2", "title": "Mobiledoc", "status": "draft",
         "mobiledoc": json.dumps(MOBILEDOC)},
        {"id": 3, "title": "Markdown", "status": "draft", "markdown": "# M"},
        {"id": 4, "title": "Broken", "status": "draft", "lexical": "{",
         "plaintext": "plain"}]
    (tmp_path / "g.json").write_text(json.dumps({"db": [{
        "meta": {}, "data": {"posts": posts}}]}))
    r = run(tmp_path / "g.json", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    found = {name: text.split("\n---\n", 1)[1].strip()
             for name, text in articles(tmp_path / "c").items()}
    assert found["lexical"] == (
        "## Head\n\n**bold** & [*link*](https://a.example/)  \nnext\n\n"
        "1.  item\n\n![I](/i.jpg)\n\n*Cap*\n\n``` c\na < b\n```\n\n"
        "#### More\n\nhidden\n\n-----")
    assert found["mobiledoc"] == (
        "one **[two](https://a.example/)\\!**  \nthree\n\n  - item\n\n"
        "md *words*\n\n[B](https://b.example/)\n\nwhat\n\n"
        "![](https://a.example/p.jpg)")
    assert found["markdown"] == "# M" and found["broken"] == "plain"
    assert "left out (a card of Ghost's editor): signup" in r.stderr


def story(title, body, more=""):
    return (f'<html><head><title>{title}</title></head><body><article '
            f'class="h-entry"><header><h1 class="p-name">{title}</h1></header>'
            '<section data-field="subtitle" class="p-summary">What it is\n'
            '</section><section data-field="body" class="e-content"><section>'
            '<div class="section-divider"><hr class="section-divider"></div>'
            f'<h3 class="graf graf--h3 graf--title">{title}</h3><h4 class="graf '
            f'graf--subtitle">What it is</h4>{body}</section></section><footer>'
            f"{more}<p>Exported from <a href='https://medium.com'>Medium</a> on "
            "July 1, 2024.</p></footer></article></body></html>")


def test_a_medium_export_is_a_folder_of_stories(tmp_path):
    posts = tmp_path / "medium" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "medium" / "README.html").write_text("<p>Your archive</p>")
    (posts / "2019-03-07_One.html").write_text(story(
        "One", "<p>Short.</p><pre>a<br>b</pre>",
        '<p>By <a class="p-author h-card">Ada Moss</a> on <time class='
        '"dt-published" datetime="2019-03-07T08:30:00.000Z">March 7</time>.</p>'
        '<p><a class="p-canonical" href="https://medium.com/@ada/one-1">Canonical'
        " link</a></p>"))
    (posts / "draft_Two.html").write_text(story("Two", "<p>Not yet.</p>"))
    r = run(tmp_path / "medium", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    found = articles(tmp_path / "c")
    assert sorted(found) == ["one", "two"]
    assert found["one"].endswith("---\n\nShort.\n\n``` \na\nb\n```\n")
    for fact in ("date: 2019-03-07T08:30:00Z", '- "Ada Moss"',
                 'summary: "What it is"',
                 'source: "https://medium.com/@ada/one-1"'):
        assert fact in found["one"]
    assert "draft: true" in found["two"] and "draft" not in found["one"]


def test_a_substack_export_is_a_table_and_a_folder(tmp_path):
    folder = tmp_path / "substack"
    (folder / "posts").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("<p>outside</p>")
    (folder / "posts.csv").write_text(
        "\ufeffpost_id,post_date,is_published,email_sent_at,type,audience,title,"
        "subtitle,podcast_url\n"
        '1.one,2023-05-06T07:08:09.000Z,true,,newsletter,everyone,"One, ""a""",'
        "Sub,\n"
        "2.paid,2023-05-07T07:08:09.000Z,true,,newsletter,only_paid,Paid,,\n"
        "3,,false,,newsletter,everyone,Three,,\n"
        "../secret,,true,,newsletter,everyone,Outside,,\n")
    (folder / "posts" / "1.one.html").write_text(
        '<p>Words.</p><div class="subscription-widget-wrap"><p>Thanks for '
        "reading!</p></div>")
    (folder / "posts" / "3.html").write_text("<p>Draft.</p>")
    r = run(folder, tmp_path / "c")
    assert r.returncode == 0, r.stderr
    found = articles(tmp_path / "c")
    assert sorted(found) == ["one-a", "three"]
    assert found["one-a"].endswith("---\n\nWords.\n")
    assert "date: 2023-05-06T07:08:09Z" in found["one-a"]
    assert 'summary: "Sub"' in found["one-a"]
    assert "draft: true" in found["three"]
    assert "posts.csv:3: left out (for members): Paid" in r.stderr
    assert "(its text is not in the folder \"posts\"): Outside" in r.stderr


def test_a_folder_without_pages_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    r = run(tmp_path / "empty", tmp_path / "c")
    assert r.returncode != 0 and "is a folder without pages" in r.stderr
    assert not (tmp_path / "c").exists()
