"""What other sites' programs write, as they write it, in our own words.

sites/ holds a feed, an export or a saved page in the manner of each program.
"""
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
SITES = pathlib.Path(__file__).parent / "sites"


def chasqui_import(*args):
    return subprocess.run([BUILD / "chasqui", "import", *args], text=True,
                          capture_output=True, timeout=60)


def read(path):
    head, _, body = path.read_text()[3:].partition("\n---\n")
    fields, last = {}, None
    for line in head.strip().split("\n"):
        if line.startswith("  - "):
            fields[last].append(json.loads(line[4:]))
        else:
            last, _, value = line.partition(": ")
            last = last.rstrip(":")
            fields[last] = json.loads(value) if value[:1] == '"' else (
                value or [])
    fields["body"] = body.strip("\n")
    return fields


@pytest.fixture(scope="module")
def capsules(tmp_path_factory):
    """Each site's files by name, each imported once."""
    done = {}

    def capsule(name):
        if name not in done:
            folder = tmp_path_factory.mktemp("capsule")
            run = chasqui_import(SITES / name, folder)
            assert run.returncode == 0, run.stderr
            done[name] = {str(p.relative_to(folder)): read(p)
                          for p in folder.rglob("*.md")}
            done[name]["said"] = run.stderr
        return done[name]
    return capsule


def has(entry, **wanted):
    for name, value in wanted.items():
        assert entry.get(name) == value, name


def test_a_wordpress_feed(capsules):
    files = capsules("wordpress.rss")
    entry = files["articles/2024/03/"
                  "fishermens-strike-enters-its-third-week-counting.md"]
    has(entry,
        title="Fishermen’s strike enters its “third week” & counting",
        date="2024-03-05T23:30:00-05:00",
        topics=["Labour", "Coast & Sea"], author=["Ana Quispe"],
        summary="Boats stayed tied up on Tuesday. Nobody sailed. […]",
        image="https://lantern.example/wp-content/uploads/boats.jpg",
        lang="en-GB")
    for text in ("![Boats in the harbour](https://lantern.example/",
                 "[Rosa](https://lantern.example/people/rosa)",
                 "> We will not go out.", "| Mon | 0 |",
                 "(https://lantern.example/v.mp4)",
                 "(https://lantern.example/a.mp3)",
                 "[The strike, filmed](https://video.example/embed/abc"):
        assert text in entry["body"]


def test_entries_that_share_a_guid_are_apart(capsules):
    files = capsules("wordpress.rss")
    has(files["articles/a-second-one.md"], body="Plain **bold** text")
    has(files["articles/2024/03/a-third-one.md"],
        date="2024-03-06T08:05:00-05:00",
        body="Double & escaped\n\nSecond para")


def test_entries_without_a_title_are_called_by_their_words(capsules):
    files = capsules("wordpress.rss")
    assert "articles/another-one-microblog-style.md" in files
    assert len(files) == 5 + 1


def test_a_blogger_feed(capsules):
    entry = capsules("blogger.atom")["articles/2024/04/worms-3-me.md"]
    has(entry, title="Worms <3 me", date="2024-04-30T21:15:00-07:00",
        updated="2024-05-01T09:00:00-07:00",
        topics=["Garden", "Soil & Seeds"], author=["Mira"],
        source="https://box.example/2024/04/worms.html")
    assert "\n\nFirst para without p tags.\n\nSecond para, *still **no** " \
        "tags*.\n\nThird.\n\n### A heading\n\n" in entry["body"]


def test_a_substack_feed(capsules):
    entry = capsules("substack.rss")["articles/2024/02/on-waiting.md"]
    has(entry, title="On waiting", author=["Iris Vale"],
        summary="Why a slow line is enough")
    assert entry["body"].startswith("[![](https://cdn.example/image/fetch/a")
    assert "A door, waiting" in entry["body"]
    assert "``` \na = 1\nb = 2\n```" in entry["body"]


def test_a_medium_feed(capsules):
    entry = capsules("medium.rss")["articles/2024/02/counting-in-c.md"]
    has(entry, topics=["c-language"], date="2024-02-01T07:01:02Z",
        updated="2024-02-02T07:01:02Z")
    assert '    puts("x");\ndone();\n```' in entry["body"]
    assert "stat?event" not in entry["body"]


def test_a_drupal_feed(capsules):
    entry = capsules("drupal.rss")["articles/2024/01/library-opens-closes.md"]
    has(entry, title="Library opens & closes", author=["pat"])
    assert "[Monday](https://council.example/node/7)" in entry["body"]
    assert "![Front door](https://council.example/sites/" in entry["body"]


def test_a_hugo_feed(capsules):
    entry = capsules("hugo.rss")["articles/2024/01/el-nino-y-la-lluvia.md"]
    has(entry, date="2024-01-01T00:00:00-05:00", author=["Ed Rain"],
        lang="es-pe")
    assert "[otra vez](https://rain.example/otro/)" in entry["body"] or \
        "[otra vez](https://rain.example/posts/otro/)" in entry["body"]
    assert "``` go\nfunc main() {\n}\n```" in entry["body"]
    assert "## Título\n" in entry["body"]
    assert entry["body"].endswith("1.  nota")


def test_a_ghost_feed(capsules):
    entry = capsules("ghost.rss")["articles/2024/01/a-marsh-at-dawn.md"]
    has(entry, summary="What you hear before you see.", topics=["Birds"],
        image="https://notes.example/content/images/marsh.jpg")
    assert "[All about reeds](https://reeds.example/x)" in entry["body"]
    assert "Bring **boots**." in entry["body"]


def test_a_wordpress_export_of_classic_posts(capsules):
    entry = capsules("wordpress.wxr")["articles/2019/05/nandu-classic.md"]
    has(entry, author=["Rosa Ñaupari"], topics=["Tides", "Moon"],
        summary="An excerpt of it.", date="2019-05-04T22:30:00-05:00",
        image="https://quay.example/wp-content/uploads/img2.jpg")
    for text in ('[![A "lit" lamp & sea](', "First paragraph,  \nsecond line",
                 "\n\n<!--more-->\n\n### Heading\n\nText right below.\n\n  - one",
                 "> Quoted\n> \n> twice", "![IMG\\_2](https://quay.example/",
                 "<https://video.example/watch?v=zzz>", "In a plugin's box. "
                 "and Inner text", "keep\n   this",
                 "<https://quay.example/a.mp3>", "\\[gallery\\] \\[sic\\]"):
        assert text in entry["body"], text
    for text in ("su_note", "vc_row", "contact-form", "alert(1)", "nextpage"):
        assert text not in entry["body"]


def test_a_wordpress_export_of_blocks(capsules):
    entry = capsules("wordpress.wxr")["articles/2024/02/blocks.md"]
    has(entry, author=["ghost-writer"])
    for text in ("with a mark and `Ctrl`.", "A caption", "![Lamp](",
                 "All of them", "<!--more-->", "A film", "  - one\n  - two",
                 "if (a < b) [x]\n  return;", "> Pulled\n> \n> *Who*",
                 "| a | 1 |", "Old caption", "Classic in blocks\n\nsecond\n",
                 "![IMG\\_2](https://quay.example/", "Page two."):
        assert text in entry["body"], text
    assert "wp:" not in entry["body"]


def test_pages_lie_below_their_parents_and_nowhere_else(capsules):
    files = capsules("wordpress.wxr")
    has(files["pages/about.md"], weight="3",
        body="## We\n\nAre.\n\n[Join us](https://quay.example/join)")
    assert "pages/about/etc-passwd.md" in files
    has(files["topics/tides.md"], parent="sea-shore")
    has(files["topics/sea-shore.md"], body="All that is wet.")


def test_what_is_not_for_readers_is_named_with_its_line(capsules):
    said = capsules("wordpress.wxr")["said"]
    lines = (SITES / "wordpress.wxr").read_text().split("\n")
    for title, why in (("Draft", "not published"), ("Menu", "neither a post "
                       "nor a page"), ("Secret", "behind a password"),
                       ("Later", "scheduled")):
        line = 1 + next(i for i, text in enumerate(lines)
                        if f"<title>{title}</title>" in text)
        assert f":{line}: left out ({why}): {title}\n" in said


PAGES = {
    "wordpress.html": ("articles/2023/11/la-marea-sube.md", dict(
        title="La marea sube", date="2023-11-02T23:15:00-05:00",
        author=["Ana Quispe"], topics=["Costa", "marea", "plaza"],
        lang="es-PE", image="https://muelle.example/wp-content/uploads/"
        "plaza.jpg", source="https://muelle.example/2023/11/la-marea-sube/"),
        ["El agua llegó", "![Una bomba](https://muelle.example/wp-content/"
         "uploads/bomba.jpg)", "  - Plaza: 40 cm", "dos lugares distintos."],
        ["cookies", "Saltar", "Twitter", "Relacionado", "Qué pena", "Uno",
         "reservados", "Suscríbete", "Lee también", "# La marea"]),
    "tables.html": ("articles/2003/03/mending-a-net.md", dict(
        title="Mending a net", date="2003-03-14", author=["Tom Reed"]),
        ["Take a needle", "or four."], ["Home", "Copyright"]),
    "news.html": ("articles/2024/02/"
                  "rail-line-reopens-after-flood-repair.md", dict(
        title="Rail line reopens after flood & repair",
        date="2024-02-20T06:00:00-06:00", author=["Jo Park", "Sam Lind"],
        topics=["rail", "flood"], image="https://post.example/i/1.jpg",
        source="https://post.example/rail-line"),
        ["Trains will run", "railway said.", "nine years."],
        ["partners", "Advertisement", "hour by hour", "More from", "# Rail"]),
    "drupal.html": ("articles/2024/01/library-opens.md", dict(
        title="Library opens", date="2024-01-09", author=["pat"],
        image="https://council.example/sites/default/files/door.jpg",
        image_alt="Front door"),
        ["opens on Monday", "are forgotten."], ["Log in", "Skip", "Tags"]),
    "ghost.html": ("articles/2024/01/a-marsh-at-dawn.md", dict(
        title="A marsh at dawn", author=["Noor Haddad"], topics=["Birds"],
        image="https://notes.example/content/images/size/w2000/marsh.jpg"),
        ["Reeds first", "until evening."],
        ["Sign up", "discussion", "Read more", "Powered"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_saved_article(capsules, name):
    path, fields, there, left_out = PAGES[name]
    entry = capsules(name)[path]
    has(entry, **fields)
    for text in there:
        assert text in entry["body"], text
    for text in left_out:
        assert text not in entry["body"], text


def test_a_saved_category_of_wordpress(capsules):
    files = capsules("wordpress-category.html")
    assert len(files) == 3 + 1
    has(files["articles/2024/01/a-new-crane-for-the-north-quay.md"],
        date="2024-01-12T09:00:00Z", author=["Ana Quispe"], partial="true",
        source="https://lantern.example/2024/01/crane/", topics=["Harbour"],
        body="It came by ship on Thursday, in eleven pieces, and will take "
        "three weeks to stand. The old one goes to a museum.")


def test_a_saved_list_without_headings(capsules):
    files = capsules("rows.html")
    assert len(files) == 3 + 1
    has(files["articles/2022/02/school-bus-changes-route.md"],
        date="2022-02-01", title="School bus changes route")


@pytest.mark.parametrize("name", sorted(p.name for p in SITES.iterdir()))
def test_the_same_again_changes_nothing(tmp_path, name):
    def state():
        return {p: (p.stat().st_mtime_ns, p.read_bytes())
                for p in tmp_path.rglob("*.md")}

    chasqui_import(SITES / name, tmp_path)
    before = state()
    run = chasqui_import(SITES / name, tmp_path)
    assert before and state() == before
    assert "chasqui: 0 new, 0 changed, " in run.stderr


def test_what_feeds_get_wrong_stops_no_import(tmp_path):
    source = tmp_path / "odd.rss"
    source.write_bytes(
        b'\xef\xbb\xbf\n  <?xml version="1.0" encoding="utf8mb4"?><rss version='
        b'"2.0"><channel><title>t</title><link>https://o.example/</link><item>'
        b'<title>One & two &copy; \x08x caf\xe9 ni\xc3\xb1o ma\xc3\xb1ana '
        b'&#8;\xc3\xbc</title><link>/p/1</link><dc:creator>Ana</dc:creator>'
        b'<content:encoded><![CDATA[<p>Whole</p>]]></content:encoded>'
        b'<description>short</description><pubDate>Thu, 31 Feb 2024</pubDate>'
        b'</item></channel></rss>')
    run = chasqui_import(source, tmp_path / "capsule")
    assert run.returncode == 0, run.stderr
    files = list((tmp_path / "capsule").rglob("*.md"))
    has(read(files[0]), title="One & two © x caf\ufffd niño mañana ü",
        author=["Ana"], summary="short", body="Whole",
        source="https://o.example/p/1")


def test_links_start_from_the_nearest_base(tmp_path):
    source = tmp_path / "odd.atom"
    source.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xml:base="https://x.example/blog/"><title>t</title>'
        '<entry xml:base="2024/"><id>a</id><title>T</title>'
        '<link href="one.html"/><updated>2024-05-01 10:00</updated>'
        '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">'
        '<x:p>P <x:a href="two.html">l</x:a></x:p><x:p>Q</x:p></x:div>'
        '</content></entry></feed>')
    run = chasqui_import(source, tmp_path / "capsule")
    assert run.returncode == 0, run.stderr
    has(read(tmp_path / "capsule/articles/2024/05/t.md"),
        source="https://x.example/blog/2024/one.html",
        body="P [l](https://x.example/blog/2024/two.html)\n\nQ")
