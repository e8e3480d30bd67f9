"""Books to take along: a month, a topic or all as gempub and as EPUB."""

import posixpath
import re
import shutil
import subprocess
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

import pytest

from conftest import export, until
import pictures

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
CORE = {"application/xhtml+xml", "image/png", "image/jpeg", "image/gif",
        "image/webp"}

FILES = {
    "capsule.conf": 'title = "The Test Gazette"\nauthor = "A. One & B."\n'
                    'language = "en"\nlicense = "CC0"\n',
    "articles/one.md": "---\ntitle: One <first> & only\ndate: 2024-05-01\n"
                       "topics: [Sea]\n---\n\n[two](/a/two), "
                       "[june](/a/three), [file](/static/x.pdf), "
                       "[web](https://m.example/?a=1&b=2)\n\n"
                       "* a\n* b\n\n> said\n\n```\n<code> & \"\n```\n",
    "articles/two.md": "---\ntitle: Two\ndate: 2024-05-02\n"
                       "topics: [Sea, Land]\nlang: es\n---\n\nSecond.\n",
    "articles/three/index.md": "---\ntitle: Three\ndate: 2024-06-03\n"
                               "topics: [Land]\n---\n\n"
                               "![a map](<map b.png>)\n",
    "articles/three/map b.png": pictures.png(20, 10, pictures.chart),
    "articles/draft.md": "---\ntitle: Draft\ndate: 2024-05-09\n"
                         "draft: true\n---\nNo.\n",
    "articles/member.md": "---\ntitle: Members\ndate: 2024-05-03\n---\nNo.\n",
    "static/x.pdf": b"%PDF",
}


@pytest.fixture
def capsule(server):
    for old in (server.capsule / "articles").iterdir():
        old.unlink()
    server.fill(FILES)
    server.capsule_keys = 'zone "/a/member" { }'
    server.configure()
    return server


def check_epub(data_or_path):
    """The rules that an EPUB reader relies on; returns title by document."""
    with zipfile.ZipFile(data_or_path) as z:
        assert z.testzip() is None
        first = z.infolist()[0]
        assert first.filename == "mimetype"
        assert first.compress_type == zipfile.ZIP_STORED and not first.extra
        assert z.read("mimetype") == b"application/epub+zip"
        names = z.namelist()
        assert len(names) == len(set(names))
        container = ET.fromstring(z.read("META-INF/container.xml"))
        opf_name = container.find(f".//{CONTAINER}rootfile").get("full-path")
        opf = ET.fromstring(z.read(opf_name))
        assert opf.get("version") == "3.0"
        ident = opf.find(f".//{DC}identifier")
        assert ident.get("id") == opf.get("unique-identifier") and ident.text
        assert opf.find(f".//{DC}title").text and opf.find(
            f".//{DC}language").text
        modified = [m.text for m in opf.iter(f"{OPF}meta")
                    if m.get("property") == "dcterms:modified"]
        assert len(modified) == 1 and re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0])
        items = {i.get("id"): i for i in opf.iter(f"{OPF}item")}
        hrefs = {urllib.parse.unquote(i.get("href")): i.get("media-type")
                 for i in items.values()}
        assert len(hrefs) == len(items)
        assert [i for i in items.values() if i.get("properties") == "nav"]
        assert set(hrefs.values()) <= CORE
        others = {"mimetype", "META-INF/container.xml", opf_name}
        assert set(hrefs) | others == set(names)
        spine = [items[r.get("idref")].get("href")
                 for r in opf.iter(f"{OPF}itemref")]
        assert spine and len(spine) == len(set(spine))
        documents = {}
        for name, kind in hrefs.items():
            if kind != "application/xhtml+xml":
                continue
            root = ET.fromstring(z.read(name))
            documents[name] = root
            for element in root.iter():
                for key in ("href", "src"):
                    url = element.get(key)
                    if url is None or re.match(r"[a-z]+:", url):
                        assert key == "href" or url is None, (name, url)
                        continue
                    target = posixpath.normpath(posixpath.join(
                        posixpath.dirname(name), urllib.parse.unquote(url)))
                    assert target in hrefs, (name, url)
        return opf, documents, spine


def test_a_month_is_an_epub_that_a_reader_can_open(capsule, tmp_path):
    out = tmp_path / "may.epub"
    run = export(capsule, "epub", out, "--month", "2024-05")
    assert run.returncode == 0, run.stderr
    opf, documents, spine = check_epub(out)
    assert opf.find(f".//{DC}title").text == "The Test Gazette: May 2024"
    assert opf.find(f".//{DC}creator").text == "A. One & B."
    assert spine == ["index.xhtml", "a/two.xhtml", "a/one.xhtml"]
    one = documents["a/one.xhtml"]
    assert one.find(f".//{XHTML}title").text == "One <first> & only"
    assert one.find(f".//{XHTML}pre").text == '<code> & "\n'
    assert [li.text for li in one.iter(f"{XHTML}li")] == ["a", "b"]
    assert one.find(f".//{XHTML}blockquote/{XHTML}p").text == "said"
    links = {a.get("href") for a in one.iter(f"{XHTML}a")}
    assert "two.xhtml" in links and "https://m.example/?a=1&b=2" in links
    # what is not in the book is on the server
    assert any(l.startswith("gemini://") and l.endswith("/a/three")
               for l in links)
    assert any(l.startswith("gemini://") and l.endswith("/static/x.pdf")
               for l in links)
    assert documents["a/two.xhtml"].get("lang") == "es"


def test_a_topic_with_its_pictures(capsule, tmp_path):
    out = tmp_path / "land.epub"
    assert export(capsule, "epub", out, "--topic", "land").returncode == 0
    _, documents, spine = check_epub(out)
    assert spine == ["index.xhtml", "a/three.xhtml", "a/two.xhtml"]
    image = documents["a/three.xhtml"].find(f".//{XHTML}img")
    assert image.get("alt") == "a map"
    assert image.get("src") == "three/map%20b.png"


def test_all_articles_but_those_of_a_zone(capsule, tmp_path):
    out = tmp_path / "all.epub"
    assert export(capsule, "epub", out).returncode == 0
    _, documents, spine = check_epub(out)
    assert [s for s in spine if s.startswith("a/")] == [
        "a/three.xhtml", "a/two.xhtml", "a/one.xhtml"]
    with zipfile.ZipFile(out) as z:
        assert not any(b"Members" in z.read(n) for n in z.namelist())


def test_a_month_as_gempub(capsule, tmp_path):
    out = tmp_path / "may.gpub"
    assert export(capsule, "gempub", out, "--month",
                  "2024-05").returncode == 0
    with zipfile.ZipFile(out) as z:
        assert z.namelist()[0] == "metadata.txt"
        assert "title: The Test Gazette: May 2024\n" in z.read(
            "metadata.txt").decode()
        index = z.read("index.gmi").decode()
        assert re.findall(r"^=> (\S+) (.*)$", index, re.M) == [
            ("a/two.gmi", "2024-05-02 Two"),
            ("a/one.gmi", "2024-05-01 One <first> & only")]
        assert sorted(z.namelist()) == ["a/one.gmi", "a/two.gmi", "index.gmi",
                                        "metadata.txt", "static/x.pdf"]


def test_the_same_articles_give_the_same_bytes(capsule, tmp_path):
    for name in ("x.epub", "y.epub"):
        assert export(capsule, "epub", tmp_path / name).returncode == 0
    assert (tmp_path / "x.epub").read_bytes() == (
        tmp_path / "y.epub").read_bytes()


def test_what_has_no_article_is_told(capsule, tmp_path):
    for option in (("--month", "1999-01"), ("--topic", "nothing")):
        run = export(capsule, "epub", tmp_path / "x.epub", *option)
        assert run.returncode == 3 and "no article" in run.stderr
        assert not (tmp_path / "x.epub").exists()
    assert export(capsule, "gemini", tmp_path / "x", "--month",
                  "2024-05").returncode == 2
    for article in (capsule.capsule / "articles").rglob("*.md"):
        article.unlink()
    run = export(capsule, "epub", tmp_path / "x.epub")
    assert run.returncode == 3 and "there is no article yet" in run.stderr


@pytest.mark.skipif(not shutil.which("mutool"),
                    reason="no mutool here to open an EPUB with")
def test_a_reading_program_opens_it(capsule, tmp_path):
    out = tmp_path / "all.epub"
    assert export(capsule, "epub", out).returncode == 0
    run = subprocess.run(["mutool", "draw", "-q", "-F", "text", out],
                         capture_output=True, text=True)
    assert run.returncode == 0 and "error" not in run.stderr, run.stderr
    for words in ("The Test Gazette", "One <first> & only", "Second.",
                  '<code> & "'):
        assert words in run.stdout, words


# ---- made when they are asked for --------------------------------------------

def ask(server, path):
    """Until it is made; it may be told to wait."""
    def made():
        reply = server.gemini(path)
        assert reply.status in (20, 41), reply.meta
        return reply if reply.status == 20 else None
    return until(made, 20)


def as_file(tmp_path, data):
    path = tmp_path / "book"
    path.write_bytes(data)
    return path


def test_a_month_a_topic_and_all_are_served_in_both_forms(capsule, tmp_path):
    capsule.start()
    reply = ask(capsule, "/issue/2024-05.epub")
    assert reply.meta == "application/epub+zip" and reply.close_notify
    opf, _, spine = check_epub(as_file(tmp_path, reply.body))
    assert spine == ["index.xhtml", "a/two.xhtml", "a/one.xhtml"]
    assert len(ask(capsule, "/archive.epub").body) > len(reply.body)
    _, _, spine = check_epub(as_file(tmp_path,
                                     ask(capsule, "/t/land.epub").body))
    assert spine == ["index.xhtml", "a/three.xhtml", "a/two.xhtml"]
    for path in ("/issue/2024-05.gpub", "/t/land.gpub", "/archive.gpub"):
        book = ask(capsule, path)
        assert book.meta == "application/gpub+zip"
        with zipfile.ZipFile(as_file(tmp_path, book.body)) as z:
            assert z.testzip() is None and "index.gmi" in z.namelist()
        assert capsule.gopher(path) == book.body


def books(server):
    """The files; a link to each says to lists which was made last."""
    return {p.name for p in (server.state / "issues").iterdir()
            if not p.is_symlink()}


def test_a_book_is_made_anew_when_an_article_in_it_changes(capsule, tmp_path):
    capsule.start()
    first = ask(capsule, "/issue/2024-05.epub").body
    june = ask(capsule, "/issue/2024-06.epub").body
    assert ask(capsule, "/issue/2024-05.epub").body == first
    until(lambda: len(books(capsule)) == 2)
    kept = books(capsule)
    capsule.write("articles/two.md", FILES["articles/two.md"] + "\nMore.\n")
    until(lambda: "More." in capsule.gemini("/a/two").text)
    second = ask(capsule, "/issue/2024-05.epub").body
    assert second != first
    check_epub(as_file(tmp_path, second))
    assert ask(capsule, "/issue/2024-06.epub").body == june
    # the old form is gone, the other month's is the same file
    until(lambda: len(books(capsule)) == 2)
    assert len(kept & books(capsule)) == 1


def test_what_is_no_book_is_not_found(capsule):
    capsule.start()
    for path in ("/issue/", "/issue/1999-01.epub", "/issue/2024-05.pdf",
                 "/issue/2024-05", "/issue/x/2024-05.epub", "/t/nope.epub",
                 "/t/.epub", "/archive.epub/x", "/issue/.epub"):
        assert capsule.gemini(path).status == 51, path


def test_lists_lead_to_their_books(capsule):
    capsule.start()
    for page, stem in (("/archive/", "/archive"), ("/2024/05/",
                                                   "/issue/2024-05"),
                       ("/digest/2024-05", "/issue/2024-05"),
                       ("/t/land/", "/t/land")):
        text = capsule.gemini(page).text
        for form in ("gpub", "epub"):
            assert f"=> {stem}.{form} To take along: " in text, page
        assert f"\t{stem}.epub\t".encode() in capsule.gopher(page), page


def test_lists_say_how_large_a_book_is_once_it_was_made(capsule):
    capsule.start()

    def label(path="/t/land/", form="epub"):
        return re.search(rf"^=> /t/land\.{form} (.*)$",
                         capsule.gemini(path).text, re.M)[1]

    assert label() == "To take along: EPUB, 2 articles"
    size = len(ask(capsule, "/t/land.epub").body)
    told = f"{size} B" if size < 1000 else f"{size / 1000:.0f} kB"
    # readers have a book as soon as it is there, lists a moment later
    until(lambda: label() == f"To take along: EPUB, 2 articles, {told}")
    assert label(form="gpub") == "To take along: Gempub, 2 articles"
    capsule.write("articles/two.md",
                  FILES["articles/two.md"] +
                  "".join(f"{n * n:x} " for n in range(4000)))
    until(lambda: len(capsule.gemini("/a/two").text) > 20000)
    assert label() == f"To take along: EPUB, 2 articles, {told}"
    larger = len(ask(capsule, "/t/land.epub").body)
    until(lambda: label() == (f"To take along: EPUB, 2 articles, "
                              f"{larger / 1000:.0f} kB"))
