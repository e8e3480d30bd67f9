"""`chasqui import` on real sources: the seed page, WordPress exports.

The sources lie in ../shared, which the project does without: the tests that
need it are skipped where it is not there.
"""
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seeds" / "peru-topic-page.txt"
WXR = SHARED / "samples" / "wxr"


def need(path):
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


def run(*args):
    return subprocess.run(
        [BUILD / "chasqui", "import", *map(str, args)],
        capture_output=True, text=True, timeout=60)


def snapshot(folder):
    return {p: (p.stat().st_mtime_ns, p.read_bytes())
            for p in folder.rglob("*")
            if p.is_file() and ".chasqui" not in p.parts}


def seed_entries():
    """Title and excerpt of each entry, read from the seed by its own layout:
    the fifteen pairs of paragraphs after the page's heading."""
    text = need(SEED).read_text(encoding="utf-8").replace("\xa0", " ")
    paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
    start = paragraphs.index("Peru") + 1
    pairs = []
    for i in range(start, start + 30, 2):
        pairs.append((paragraphs[i], paragraphs[i + 1].split("\n")[0].strip()))
    return pairs


def fields(path):
    head, _, body = path.read_text(encoding="utf-8")[4:].partition("\n---\n")
    found = dict(re.findall(r"^(\w+): (.*)$", head, re.M))
    return ({k: v.strip('"').replace('\\"', '"') for k, v in found.items()},
            body.strip())


def unescape(markdown):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.fixture
def seed_capsule(tmp_path):
    r = run("--topic", "Peru", need(SEED), tmp_path / "c")
    assert r.returncode == 0, r.stderr
    return tmp_path / "c", r.stderr


def test_the_seed_gives_its_entries_whole_and_in_order(seed_capsule):
    folder, _ = seed_capsule
    articles = [fields(p) for p in (folder / "articles").rglob("*.md")]
    articles.sort(key=lambda a: int(a[0]["weight"]))
    wanted = seed_entries()
    assert len(wanted) == 15
    assert [a[0]["title"] for a in articles] == [w[0] for w in wanted]
    assert [unescape(a[1]) for a in articles] == [w[1] for w in wanted]
    assert all(a[0]["partial"] == "true" and "date" not in a[0]
               for a in articles)


def test_what_the_seed_page_adds_is_kept_apart_or_left_out(seed_capsule):
    folder, said = seed_capsule
    notice = (folder / "notice.md").read_text()
    assert notice.count("Due to the attacks on our fiscal sponsor") == 1
    assert "Urgent End Of Year Fundraising Campaign" in notice
    pages = "".join(p.read_text() for p in (folder / "pages").rglob("*.md"))
    assert "Sign up for our daily email digest" in pages
    everything = "".join(p.read_text() for p in folder.rglob("*.md"))
    for gone in ("assetto corsa mods", "Skip to content"):
        assert gone not in everything
        assert gone in said
    assert everything.count("Due to the attacks") == 1


def test_no_line_of_the_seed_is_lost_silently(seed_capsule):
    folder, said = seed_capsule
    kept = unescape("".join(p.read_text() for p in folder.rglob("*.md")))
    left_out = {int(n) for n in re.findall(r":(\d+): left out", said)}
    for number, line in enumerate(SEED.read_text().split("\n"), 1):
        line = line.replace("\xa0", " ").strip()
        if line and line != "Peru" and number not in left_out:
            assert line in kept, f"line {number} is nowhere"


def test_a_second_import_changes_nothing(seed_capsule):
    folder, _ = seed_capsule
    before = snapshot(folder)
    r = run("--topic", "Peru", SEED, folder)
    assert r.returncode == 0
    assert snapshot(folder) == before


def test_a_dry_run_writes_nothing(tmp_path):
    r = run("--dry-run", "--topic", "Peru", need(SEED), tmp_path / "c")
    assert r.returncode == 0
    assert "17 new" in r.stderr
    assert not (tmp_path / "c").exists()


def test_a_file_that_was_edited_is_left_alone(tmp_path):
    page = tmp_path / "page.txt"
    excerpt = "A long enough excerpt stands below the headline, and ends. " * 3
    page.write_text(f"Harbour\n\nThe Light Is Out\n\n{excerpt}\n")
    run(page, tmp_path / "c")
    (article,) = (tmp_path / "c" / "articles").rglob("*.md")
    article.write_text(article.read_text() + "\nMine.\n")
    edited = article.read_bytes()
    page.write_text(f"Harbour\n\nThe Light Is Out\n\nNow. {excerpt}\n")
    r = run(page, tmp_path / "c")
    assert r.returncode == 0
    assert article.read_bytes() == edited
    assert "Now. A long" in pathlib.Path(f"{article}.new").read_text()
    assert str(article.relative_to(tmp_path / "c")) in r.stderr
    again = run(page, tmp_path / "c")
    assert "1 unchanged" in again.stderr


@pytest.mark.parametrize("name, posts, pages", [
    ("theme-unit-test-data", 55, 21),
    ("a11y-unit-test-data", 44, 17),
    ("small-export", 5, 4),
    ("valid-wxr-1.0", 3, 3),
    ("valid-wxr-1.1", 1, 1),
    ("wxr-comprehensive", 1, 1),
])
def test_an_export_gives_its_published_items(tmp_path, name, posts, pages):
    r = run(need(WXR / f"{name}.xml"), tmp_path)
    assert r.returncode == 0, r.stderr
    assert len(list((tmp_path / "articles").rglob("*.md"))) == posts
    assert len(list((tmp_path / "pages").rglob("*.md"))) == pages
    before = snapshot(tmp_path)
    assert run(WXR / f"{name}.xml", tmp_path).returncode == 0
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("name", [
    "crazy-cdata", "malformed", "malformed-simple"])
def test_a_broken_export_is_reported_with_its_line(tmp_path, name):
    r = run(need(WXR / f"{name}.xml"), tmp_path)
    assert r.returncode == 1
    assert re.search(rf"{name}\.xml:\d+: is not well-formed XML", r.stderr)


def test_what_came_before_the_error_is_kept(tmp_path):
    text = need(WXR / "small-export.xml").read_text()
    cut = text[:text.rindex("<item>") + 30]
    (tmp_path / "cut.xml").write_text(cut)
    r = run(tmp_path / "cut.xml", tmp_path / "c")
    assert r.returncode == 1
    assert len(list((tmp_path / "c").rglob("*.md"))) >= 8


def test_a_post_without_a_title_is_not_read_twice(server, tmp_path):
    """Microblogs: the title is made of the first words."""
    posts = ["A boat came in.", "The harbour opens again, and all boats that "
             "waited outside for three weeks come in.",
             'See <a href="https://m.example/">the boats</a>.']
    items = "".join(
        f"<item><guid>{i}</guid><pubDate>Sat, 01 Jun 2024 10:0{i}:00 GMT"
        f"</pubDate><description><![CDATA[<p>{post}</p>]]></description></item>"
        for i, post in enumerate(posts))
    feed = tmp_path / "posts.xml"
    feed.write_text('<rss version="2.0"><channel><title>Posts</title>'
                    f"<link>https://m.example/</link>{items}</channel></rss>")
    assert run(feed, server.capsule).returncode == 0
    server.start()
    listed = server.gemini("/archive/titles").text
    linked, cut, short = (
        server.gemini(path).text
        for path in re.findall(r"^=> (/a/\S+) 2024-06-01 ", listed, re.M))
    assert short.startswith("# A boat came in.\n")
    assert short.count("A boat came in.") == 1
    assert cut.startswith("# The harbour opens again, and ")
    assert f"\n\n{posts[1]}\n" in cut, "a text that was cut stays whole"
    assert "=> https://m.example/ the boats" in linked, "no link is lost"
