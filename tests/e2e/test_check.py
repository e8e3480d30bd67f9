"""chasqui check: everything that is wrong, by file and line, and nothing else."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

import pytest

BUILD = Path(os.environ.get("BUILD", "build"))
CHASQUI = BUILD / "chasqui"

DONE, PROBLEMS, USAGE = 0, 1, 2


class Capsule:
    def __init__(self, folder):
        self.root = folder / "capsule"
        self.conf = folder / "chasqui.conf"
        self.root.mkdir()
        self.conf.write_text('state = "state"\n'
                             'capsule "gazette.example" { root = "capsule" }\n')

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def article(self, name, body="Some text.\n", **fields):
        fields = {"title": "A title", "date": "2021-06-01", "topics": "[Peru]",
                  **fields}
        lines = [f"{k}: {v}\n" for k, v in fields.items() if v is not None]
        return self.put(f"articles/{name}.md",
                        "---\n" + "".join(lines) + "---\n" + body)

    def check(self, *words):
        # where every user may make a folder, whatever other tests do to theirs
        return subprocess.run([CHASQUI, "check", "-c", self.conf, *words],
                              capture_output=True, timeout=60,
                              env=os.environ | {"TMPDIR": "/tmp"})

    def problems(self, status=PROBLEMS):
        run = self.check("--json")
        assert run.returncode == status, run
        found = [json.loads(line) for line in run.stdout.splitlines()]
        return [(str(Path(p["file"]).relative_to(self.root)), p["line"],
                 p["problem"]) for p in found if "note" not in p]

    def only_problem(self):
        [problem] = self.problems()
        return problem


@pytest.fixture
def capsule(tmp_path):
    return Capsule(tmp_path)


def test_a_capsule_in_order_says_nothing(capsule):
    capsule.article("one", "See [two](two/index.md), [the list](/t/peru/), "
                    "[about](/about), [a file](/static/a.pdf), "
                    "[the web](https://x.example/), [me](mailto:a@b.example), "
                    "[below](#below) and [search](/search).\n")
    capsule.article("two/index", "![a boat](boat.png)\n", title="Two")
    capsule.put("articles/two/boat.png", b"\x89PNG")
    capsule.put("static/a.pdf", b"%PDF")
    capsule.put("pages/about.md", "About, with [one](/a/one).\n")
    capsule.put("notice.md", "---\nuntil: 2040-01-01\n---\nA notice.\n")
    run = capsule.check()
    assert (run.returncode, run.stdout) == (DONE, b"")
    assert run.stderr == b"2 articles, 0 problems\n"
    run = capsule.check("--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (DONE, b"", b"")


def test_what_is_not_shown_is_named_with_its_reason_and_is_no_problem(capsule):
    draft = capsule.article("a", draft="true")
    capsule.article("b", private="true")
    scheduled = capsule.article("c", date="2099-12-24T08:00:00Z")
    expired = capsule.article("d", expiryDate="2020-01-01")
    capsule.article("e", unlisted="true")
    run = capsule.check()
    assert run.returncode == DONE
    lines = run.stderr.decode().splitlines()
    assert f"{draft}:1: draft: not shown" in lines
    assert f"{scheduled}:1: scheduled for 2099-12-24 08:00: not shown before" \
        in lines
    assert f"{expired}:1: expired: not shown" in lines
    assert lines[-1] == ("1 article, 1 unlisted, 2 drafts, 1 scheduled for "
                         "2099-12-24 08:00, 1 expired, 0 problems")
    notes = [json.loads(line)
             for line in capsule.check("--json").stdout.splitlines()]
    assert {(p["note"], p["line"]) for p in notes} == {(True, None)}


def test_a_draft_that_is_neither_true_nor_false_is_a_problem(capsule):
    capsule.article("a", draft="tru")
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/a.md", 5)
    assert "neither true nor false" in sentence and "not shown" in sentence


def test_an_empty_capsule_is_in_order(capsule):
    assert capsule.problems(DONE) == []


def test_problems_are_lines_of_file_line_and_sentence(capsule):
    path = capsule.article("one", "\nSee [two](two.md).\n")
    run = capsule.check()
    assert run.returncode == PROBLEMS and run.stdout == b""
    assert run.stderr.decode() == (
        f"{path}:7: the link to 'two.md' leads to nothing in the capsule\n"
        "1 article, 1 problem\n")


def test_a_broken_configuration_is_status_2(capsule):
    capsule.conf.write_text('workers = 1\ncolour = "red"\n')
    run = capsule.check()
    assert run.returncode == USAGE
    assert run.stderr.decode().startswith(f"{capsule.conf}:2: ")
    run = capsule.check("--json")
    assert run.returncode == USAGE
    [problem] = [json.loads(line) for line in run.stdout.splitlines()]
    assert (problem["file"], problem["line"]) == (str(capsule.conf), 2)


def test_a_broken_capsule_conf_is_named(capsule):
    capsule.put("capsule.conf", 'title = "x"\nitems = many\n')
    name, line, _ = capsule.only_problem()
    assert (name, line) == ("capsule.conf", 2)


def test_front_matter_that_does_not_parse_is_named(capsule):
    capsule.put("articles/one.md", "---\ntitle: [\n---\nText\n")
    name, line, _ = capsule.only_problem()
    assert name == "articles/one.md" and line in (2, 3)


def test_a_key_that_looks_like_a_typing_error_is_named(capsule):
    capsule.article("one", titel="x", mood="good")
    name, line, sentence = capsule.only_problem()
    assert name == "articles/one.md" and "titel" in sentence
    assert line == 5


@pytest.mark.parametrize("missing,word", [("date", "date"),
                                          ("topics", "topic")])
def test_an_article_without_date_or_topic_is_named(capsule, missing, word):
    capsule.article("one", **{missing: None})
    name, _, sentence = capsule.only_problem()
    assert name == "articles/one.md" and f"no {word}" in sentence


def test_an_undated_article_with_a_weight_is_in_order(capsule):
    capsule.article("one", date=None, weight=3)
    assert capsule.problems(DONE) == []


def test_a_long_title_is_named_with_its_line(capsule):
    capsule.article("one", title="word " * 40)
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/one.md", 2) and "title" in sentence


def test_two_articles_of_one_address_are_named(capsule):
    capsule.article("a", slug="same", date="2021-06-01")
    capsule.article("b", slug="same", date="2021-06-02")
    name, line, sentence = capsule.only_problem()
    assert name == "articles/b.md" and line == 5
    assert "/a/same " in sentence and "articles/a.md" in sentence
    assert "/a/same-2" in sentence


@pytest.mark.parametrize("link", [
    "two.md", "../x.md", "/a/two", "/static/none.pdf", "/t/none/", "/none",
    "boat.png", "/2019/"])
def test_a_link_to_nothing_is_named_with_its_line(capsule, link):
    capsule.article("one", f"First line.\n\nSecond, [a link]({link}).\n")
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/one.md", 8) and f"'{link}'" in sentence


def test_each_place_of_a_link_has_its_own_line(capsule):
    capsule.article("one", "[a](x.md)\n\n[b](x.md)\n\n[c](y.md)\n")
    assert [(line, sentence.split("'")[1]) for _, line, sentence
            in capsule.problems()] == [(6, "x.md"), (8, "x.md"), (10, "y.md")]


def test_a_flood_of_broken_links_is_cut_short(capsule):
    capsule.article("one", "[a](x.md)\n\n" * 20000)
    assert len(capsule.problems()) <= 60


def test_links_of_pages_and_topics_are_followed(capsule):
    capsule.article("one")
    capsule.put("pages/about.md", "[x](/a/none)\n")
    capsule.put("topics/peru.md", "[x](/a/none)\n")
    assert {(name, line) for name, line, _ in capsule.problems()} == {
        ("pages/about.md", 1), ("topics/peru.md", 1)}


def test_old_paths_lead_to_the_original_site_when_there_is_one(capsule):
    capsule.put("capsule.conf", 'web = "https://gazette.example/"\n')
    capsule.article("one", "[x](/donate)\n")
    assert capsule.problems(DONE) == []


def test_an_image_without_a_text_is_named(capsule):
    capsule.put("static/a.png", b"\x89PNG")
    capsule.article("one", "One.\n\n![](/static/a.png)\n")
    name, line, _ = capsule.only_problem()
    assert (name, line) == ("articles/one.md", 8)


@pytest.mark.parametrize("image, problems", [
    ("![](/static/a.png)", 1),
    ("![ ](/static/a.png)", 1),
    ("[![](/static/a.png)](/static/a.png)", 1),
    ("![][a]\n\n[a]: /static/a.png", 1),
    ('<img src="/static/a.png">', 1),
    ('Text <img src="/static/a.png"> in a line', 1),
    ('<img src="/static/a.png" alt="">', 0),       # says that it is nothing
    ('<img src="/static/a.png" alt="a boat">', 0),
    ("![a boat](/static/a.png)", 0),
    ('![](/static/a.png "a boat")', 0),
])
def test_images_without_a_text_in_all_their_forms(capsule, image, problems):
    capsule.put("static/a.png", b"\x89PNG")
    capsule.article("one", f"One.\n\n{image}\n")
    found = capsule.problems(PROBLEMS if problems else DONE)
    assert [(line, "no text" in sentence) for _, line, sentence in found] == [
        (8, True)] * problems


def test_front_matter_of_both_kinds_is_looked_at_by_line(capsule):
    capsule.put("articles/a.md", '+++\ntitle = "A"\ndate = 2021-06-01\n'
                'topcis = ["x"]\n+++\nText\n')
    capsule.put("articles/b.md", "---\ntitle: B\ndate: 2021-06-01\n"
                "tags: [x]\nsumary: s\nauhtor: me\npublsihed: true\n---\nText\n")
    found = capsule.problems()
    assert [(n, l) for n, l, s in found if "unknown" in s] == [
        ("articles/a.md", 4), ("articles/b.md", 5), ("articles/b.md", 6),
        ("articles/b.md", 7)]
    for (_, _, sentence), meant in zip(
            [p for p in found if "unknown" in p[2]],
            ["topics", "summary", "author", "published"]):
        assert f"'{meant}' meant" in sentence
    assert [(n, s) for n, _, s in found if "topic" in s and "no " in s]


def test_keys_of_other_programs_are_no_typing_errors(capsule):
    capsule.article("one", layout="post", comments="true", toc="false",
                    cover_credit="x", permalink="/x/", guid="7", series="s",
                    format="standard", id="12", status="publish")
    assert capsule.problems(DONE) == []


@pytest.mark.parametrize("link", [
    "/a/two", "/a/two.txt", "two.md", "./two.md", "../articles/two.md",
    "two.md#part", "/a/two#part", "/t/peru", "/t/peru/titles",
    "/t/peru/atom.xml", "/atom.xml", "/digest/", "/digest/2021-06-01",
    "/2021/", "/2021/06/", "/archive/", "/author/", "/search?word", "/", "#top",
    "mailto:x@y.example", "gemini://other.example/none", "/old/two"])
def test_links_that_lead_somewhere_are_in_order(capsule, link):
    capsule.article("two", title="Two", aliases="[/old/two]")
    capsule.article("one", f"[a link]({link})\n")
    assert capsule.problems(DONE) == []


def test_all_kinds_of_problems_at_once_are_sorted_by_file_and_line(capsule):
    capsule.article("a", "![](/static/none.png)\n\n[x](/a/none)\n",
                    title="word " * 40, topics=None, date=None, titel="x")
    capsule.article("b", slug="c")
    capsule.article("c", date="2021-06-02")
    run = capsule.check("--json")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    for problem in found:
        assert set(problem) == {"file", "line", "problem"}
        assert Path(problem["file"]).exists() and problem["problem"]
    places = [(p["file"], p["line"] or 0) for p in found]
    assert places == sorted(places) and len(found) >= 7
    text = capsule.check().stderr.decode().splitlines()
    assert text[:-1] == [f'{p["file"]}:{p["line"] or 1}: {p["problem"]}'
                         for p in found]
    assert text[-1] == f"3 articles, {len(found)} problems"


def test_a_page_whose_address_is_taken_is_named(capsule):
    capsule.put("pages/search.md", "Text\n")
    name, _, _ = capsule.only_problem()
    assert name == "pages/search.md"


def test_files_that_cannot_be_used_are_named_and_the_others_read(capsule):
    capsule.conf.write_text(
        'state = "state"\nlimits { article_size = 65536 }\n'
        'capsule "gazette.example" { root = "capsule" }\n')
    capsule.article("large", "word\n" * 20000)
    capsule.article("nul", "a\0b\n")
    capsule.put("articles/latin.md", b"---\ntitle: x\ndate: 2021-06-01\n"
                b"topics: x\n---\ncaf\xe9\n")
    os.mkfifo(capsule.root / "articles/fifo.md")
    assert {name for name, _, _ in capsule.problems()} == {
        f"articles/{name}.md" for name in ("large", "nul", "latin", "fifo")}


def test_drafts_are_not_read_for_style(capsule):
    capsule.article("one", "[x](none.md)\n", date=None, draft="true")
    assert capsule.problems(DONE) == []


def test_names_of_odd_bytes_are_valid_json(capsule):
    bad = os.fsencode(capsule.root / "articles") + b"/a\"\\\xff\x01.md"
    (capsule.root / "articles").mkdir()
    with open(bad, "wb") as f:
        f.write(b"Text\n")
    run = capsule.check("--json")
    assert run.returncode == PROBLEMS
    for line in run.stdout.splitlines():
        json.loads(line)


def test_a_configured_certificate_must_fit(capsule):
    other = capsule.root.parent / "other"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
         "30", "-keyout", f"{other}.key", "-out", f"{other}.crt", "-subj",
         "/CN=other.example"], check=True, capture_output=True)
    capsule.conf.write_text(
        'state = "state"\ncapsule "gazette.example" { root = "capsule" '
        f'certificate = "{other}.crt" key = "{other}.key" }}\n')
    run = capsule.check()
    assert run.returncode == PROBLEMS
    assert run.stderr.decode().startswith(f"{other}.crt: ")


def test_a_check_leaves_nothing_behind(capsule, tmp_path):
    capsule.article("one")
    before = sorted(tmp_path.rglob("*"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    subprocess.run([CHASQUI, "check", "-c", capsule.conf], check=True,
                   env={**os.environ, "TMPDIR": str(temporary)})
    assert list(temporary.iterdir()) == []
    temporary.rmdir()
    assert sorted(tmp_path.rglob("*")) == before


# ---- the configuration ------------------------------------------------------

def test_every_mistake_of_the_configuration_is_told_in_one_run(capsule):
    capsule.conf.write_text('stat = "x"\nworkers = many\n'
                            'limits { rate = -1 }\n'
                            'capsule "a b" { root = "capsule" rot = "x" }\n')
    run = capsule.check()
    assert run.returncode == USAGE
    lines = run.stderr.decode().splitlines()
    assert f"{capsule.conf}:1: 'stat' is unknown: is 'state' meant?" in lines
    assert f"{capsule.conf}:2: invalid integer value for option 'workers'" \
        in lines
    assert any(line.startswith(f"{capsule.conf}:3: rate is -1")
               for line in lines)
    assert f"{capsule.conf}:4: 'rot' is unknown: is 'root' meant?" in lines
    assert lines[-1] == f"0 articles, {len(lines) - 1} problems"


@pytest.mark.parametrize("text, key, place", [
    ("connections = 5", "connections", "in limits { ... }"),
    ("limits { user = \"x\" }", "user", "outside of all sections"),
    ("burst = 5", "burst", "in limits { ... }"),
    ("gopher { public_ports = {1} }", "public_ports", "in gemini { ... }"),
    ("fingerprints = {}", "fingerprints", "in capsule { zone { ... } }"),
    ("listen = {}", "listen", "in gemini { ... } or in gopher { ... } or in "
                              "capsule { gopher { ... } }"),
    ("language = de", "language", "outside of all sections of capsule.conf"),
    ("robots = true", "robots", "in source { ... } of capsule.conf"),
])
def test_a_key_in_the_wrong_section_is_told_where_it_belongs(
        capsule, text, key, place):
    capsule.conf.write_text(f"{text}\n" + capsule.conf.read_text())
    said = f"{capsule.conf}:1: no such option '{key}' here: it belongs {place}"
    assert said in capsule.check().stderr.decode().splitlines()
    serve = subprocess.run([CHASQUI, "serve", "-c", capsule.conf],
                           capture_output=True, text=True, timeout=60)
    assert serve.returncode == USAGE and said in serve.stderr


def test_articles_are_read_beside_a_mistake_of_the_configuration(capsule):
    path = capsule.article("one", "See [two](two.md).\n")
    capsule.conf.write_text('state = "state"\nworkers = -3\n'
                            'limits { article_size = 1 }\n'
                            'capsule "gazette.example" { root = "capsule" }\n'
                            'capsule "b.example" { root = "none" }\n')
    run = capsule.check()
    assert run.returncode == USAGE
    lines = run.stderr.decode().splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == [
        f"{path}:6", f"{capsule.conf}:2", f"{capsule.conf}:3",
        f"{capsule.conf}:5"]
    assert lines[-1] == "1 article, 4 problems"
    capsule.conf.write_text('state = "state"\n'
                            'capsule "gazette.example" { root = "capsule" }\n'
                            'capsule "gazette.example" { root = "." \n')
    lines = capsule.check().stderr.decode().splitlines()
    assert lines[0].startswith(f"{path}:6: ") \
        and "duplicate title" in lines[-2]


def test_a_line_that_is_no_redirect_is_named(capsule):
    capsule.put("redirects.txt", "# gone\n/a /b\nc /d\n/e gemini://x.example/\n"
                "/f https://x.example/\n")
    assert [(name, line) for name, line, _ in capsule.problems()] == [
        ("redirects.txt", 3), ("redirects.txt", 5)]
    capsule.put("redirects.txt", "/a /b\n" * 50000)
    name, _, sentence = capsule.only_problem()
    assert name == "redirects.txt" and "longer than" in sentence


def test_publishers_are_read_beside_a_mistake_of_the_configuration(capsule):
    people = capsule.root.parent / "people"
    people.write_text("author 0123 Ana\n")
    capsule.conf.write_text('workers = -3\n'
                            'capsule "gazette.example" { root = "capsule" '
                            'publishers = "people" }\n')
    lines = capsule.check().stderr.decode().splitlines()
    assert lines[0].startswith(f"{capsule.conf}:1: ")
    assert lines[1].startswith(f"{people}:1: ") and len(lines) == 3


def test_every_mistake_of_a_capsule_conf_is_told(capsule):
    capsule.put("capsule.conf",
                'titel = "x"\nitems = many\nimages = "kep"\n')
    assert [(name, line) for name, line, _ in capsule.problems()] == [
        ("capsule.conf", n) for n in (1, 2, 3)]


def test_a_file_that_the_user_cannot_read_is_named_when_root_checks():
    if os.geteuid() != 0:
        pytest.skip("only root becomes another user")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        capsule = Capsule(Path(folder))
        capsule.conf.write_text(
            'state = "state"\nuser = "nobody"\n'
            'capsule "gazette.example" { root = "capsule" }\n')
        path = capsule.article("secret")
        path.chmod(0o600)
        run = capsule.check()
        assert run.returncode == PROBLEMS
        assert f"{path}:1: Permission denied" in run.stderr.decode()


def openssl(folder, name, *words):
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-days", "30", "-keyout",
         f"{folder}/{name}.key", "-out", f"{folder}/{name}.crt", *words],
        check=True, capture_output=True)


def test_a_short_key_is_a_problem_but_served(capsule):
    folder = capsule.root.parent
    openssl(folder, "weak", "-newkey", "rsa:1024", "-subj",
            "/CN=gazette.example")
    capsule.conf.write_text(
        'state = "state"\ncapsule "gazette.example" { root = "capsule" '
        'certificate = "weak.crt" key = "weak.key" }\n')
    run = capsule.check()
    assert run.returncode == PROBLEMS
    assert "a key of 1024 bits" in run.stderr.decode()


def test_a_certificate_that_serve_would_refuse_has_its_exit_status(capsule):
    capsule.conf.write_text(
        'state = "state"\ncapsule "gazette.example" { root = "capsule" '
        'certificate = "none.crt" key = "none.key" }\n')
    run = capsule.check()
    assert run.returncode == USAGE
    assert "none.crt" in run.stderr.decode()


def test_an_alias_that_the_certificate_lacks_is_named_with_the_remedy(capsule):
    subprocess.run([CHASQUI, "cert", "make", "-c", capsule.conf], check=True,
                   capture_output=True)
    capsule.conf.write_text(
        'state = "state"\ncapsule "gazette.example" { root = "capsule" '
        'aliases = {"gem.example"} }\n')
    run = capsule.check()
    assert run.returncode == PROBLEMS
    assert "does not name gem.example" in run.stderr.decode()
    subprocess.run([CHASQUI, "cert", "make", "-r", "-c", capsule.conf],
                   check=True, capture_output=True)
    assert capsule.check().returncode == DONE


# ---- what an editor ought to know -------------------------------------------

def test_yaml_is_told_of_in_words_of_the_newsroom(capsule):
    capsule.article("one", title="Resignation: the minister leaves")
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/one.md", 2)
    assert sentence == "put the title between quotes: it has a colon"


def test_front_matter_that_does_not_end_is_named(capsule):
    capsule.put("articles/one.md", "---\ntitle: One\ndate: 2021-06-01\n"
                "topics: [A]\n\nText.\n")
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/one.md", 1)
    assert "not closed" in sentence


def test_an_article_without_a_text_is_named(capsule):
    path = capsule.article("one", " \n\n")
    run = capsule.check()
    assert run.returncode == DONE
    assert f"{path}:6: has no text" in run.stderr.decode()


def test_a_notice_is_read_for_mistakes(capsule):
    capsule.put("notice.md", "---\nfrom: 2040-06-02\nuntil: 2040-06-01\n"
                "untill: 3\n---\nText.\n")
    found = [(name, line, "untill" in text or "before it begins" in text)
             for name, line, text in capsule.problems()]
    assert found == [("notice.md", 1, True), ("notice.md", 4, True)]


def test_a_new_version_that_waits_beside_an_article_is_named(capsule):
    capsule.article("one")
    capsule.put("articles/one.md.new", "text")
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/one.md.new", None)
    assert "one.md was changed by hand" in sentence


def test_pictures_that_no_reader_gets_are_named_with_the_way_out(capsule):
    capsule.article("one")
    capsule.article("two/index")
    capsule.put("articles/a.jpg", b"x")
    capsule.put("articles/b.jpg", b"x")
    capsule.put("articles/two/c.jpg", b"x")
    name, _, sentence = capsule.only_problem()
    assert name == "articles/a.jpg"
    assert "NAME/index.md" in sentence and "static/" in sentence


def test_pictures_above_the_limit_are_named(capsule):
    capsule.put("capsule.conf", "images_max = 1\n")
    capsule.put("static/a.png", b"x" * 1025)
    capsule.put("static/b.png", b"x" * 1024)
    name, _, sentence = capsule.only_problem()
    assert name == "static/a.png" and "has 2 kB" in sentence


def test_the_three_heaviest_pictures_are_noted_with_their_sizes(capsule):
    capsule.put("capsule.conf", "images_max = 5\n")
    for kb, name in ((2, "a"), (4, "b"), (3, "c"), (5, "d"), (2.5, "e")):
        capsule.put(f"static/{name}.png", b"x" * int(kb * 1000))
    run = capsule.check()
    assert run.returncode == DONE
    noted = re.findall(r"static/(.)\.png:1: heaviest picture (\d): (.*)",
                       run.stderr.decode())
    assert noted == [("b", "2", "4 kB"), ("c", "3", "3 kB"),
                     ("d", "1", "5 kB")]


def test_the_three_heaviest_pages_are_noted_with_their_sizes(capsule):
    for kb, name in ((2, "a"), (4, "b"), (3, "c")):
        capsule.article(name, "Words. " * (kb * 1000 // 7))
    capsule.article("draft", "Words. " * 2000, draft="true")
    capsule.put("pages/about.md", "Words. " * 1000)
    capsule.article("small", "Words.\n")
    run = capsule.check()
    assert run.returncode == DONE
    noted = re.findall(r"(\w+/\w+)\.md:1: heaviest page (\d): (.*)",
                       run.stderr.decode())
    assert noted == [("articles/b", "2", "4 kB"), ("articles/c", "3", "3 kB"),
                     ("pages/about", "1", "7 kB")]
    assert b": heaviest " not in capsule.check("--quiet").stderr


def test_a_date_that_does_not_exist_is_named(capsule):
    capsule.article("one", date="2021-02-30", weight="1")
    name, line, sentence = capsule.only_problem()
    assert (name, line) == ("articles/one.md", 3)
    assert "is not a date" in sentence


def test_a_log_that_has_no_place_is_a_mistake(capsule, tmp_path):
    conf = capsule.conf.read_text()
    for key in ("log", "requests"):
        for path, reason in ((f"{tmp_path}/none/log", "No such file"),
                             (f"{tmp_path}", "Is a directory")):
            capsule.conf.write_text(conf + f'{key} = "{path}"\n')
            run = capsule.check()
            assert run.returncode == USAGE, run
            assert f"{path}: cannot be opened for the log: {reason}" in (
                run.stdout + run.stderr).decode()
    for where in ("stderr", "syslog", "state/log", f"{tmp_path}/log"):
        capsule.conf.write_text(conf + f'log = "{where}"\n')
        assert capsule.check().returncode == DONE, where


def test_a_metrics_file_or_a_state_that_has_no_place_is_a_mistake(
        capsule, tmp_path):
    conf = capsule.conf.read_text()
    for path, reason in ((f"{tmp_path}/none/m.prom", "No such file"),
                         (f"{tmp_path}", "Is a directory"),
                         (f"{capsule.conf}/m.prom", "Not a directory")):
        capsule.conf.write_text(conf + f'metrics = "{path}"\n')
        run = capsule.check()
        assert run.returncode == USAGE, run
        assert f"{path}: cannot be written as metrics: {reason}" in (
            run.stderr.decode())
    for where in ("", "state/m.prom", f"{tmp_path}/m.prom"):
        capsule.conf.write_text(conf + f'metrics = "{where}"\n')
        assert capsule.check().returncode == DONE, where
    for path in (capsule.conf, f"{capsule.conf}/state"):
        capsule.conf.write_text(conf.replace('"state"', f'"{path}"'))
        run = capsule.check()
        assert run.returncode == USAGE, run
        assert f"{path}: cannot be the state folder: Not a directory" in (
            run.stderr.decode())
