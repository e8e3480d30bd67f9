"""chasqui export: the whole capsule as files, for hosts without a server."""

import pathlib
import re
import shutil
import subprocess
import urllib.parse
import zipfile

import pytest

from conftest import BUILD, CHASQUI, ROOT, export

DONE, PROBLEMS, USAGE, SYSTEM = 0, 1, 2, 3

FILES = {
    "capsule.conf": 'title = "The Test Gazette"\nauthor = "A. One"\n'
                    'language = "en"\nlicense = "CC0"\nitems = 2\n',
    "articles/one.md": "---\ntitle: One\ndate: 2024-05-01\ntopics: [Sea]\n"
                       "aliases: [/old/one]\nauthor: M. Ostrom\n---\n\n"
                       "[two](/a/two), [its text](/a/two.txt), "
                       "[old](/old/two), [topic](/t/sea), "
                       "[nothing](/nothing), [search](/search), "
                       "[feed](/atom.xml), [web](https://m.example/), "
                       "[zine](/static/zine/).\n",
    "articles/two.md": "---\ntitle: Two\ndate: 2024-05-02\n"
                       "topics: [Sea, Land]\naliases: [/old/two]\n---\n\n"
                       "Second.\n",
    "articles/three/index.md": "---\ntitle: Three\ndate: 2024-06-03\n"
                               "topics: [Land]\n---\n\n"
                               "![a map](<map b.png>)\n",
    "articles/three/map b.png": b"\x89PNG map",
    "articles/draft.md": "---\ntitle: Draft\ndraft: true\n---\nNo.\n",
    "articles/member.md": "---\ntitle: Members\ndate: 2024-01-01\n---\nSecret.\n",
    "pages/about.md": "# About\n\nWho we are. [One](/a/one)\n",
    "pages/index/index.md": "# Index\n\nA page that is called index.\n",
    "pages/help/reading.md": "# Reading\n\n[About](/about)\n",
    "static/zine/index.gmi": "# Zine\n=> two.gmi Two\r\n=> /a/one One\n"
                             "=> /nothing Nothing\n```\n=> two.gmi\n```\n",
    "static/zine/two.gmi": "=> index.gmi Back\n=> . Here\n",
    "static/not linked.txt": "alone\n",
    "static/.hidden": "no\n",
}


@pytest.fixture
def capsule(server):
    server.fill(FILES)
    (server.capsule / "articles/three.md").unlink(missing_ok=True)
    server.capsule_keys = 'zone "/a/member" { }'
    server.configure()
    return server


def tree_of(folder):
    """Its files by name, but for the mark."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(pathlib.Path(folder).rglob("*"))
            if path.is_file() and path.name != ".chasqui-export"}


def gemtext_links(text):
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("=>") and not fenced:
            yield line[2:].split(maxsplit=1)[0]


def local_links(files):
    """(file, the file that it links) for every link without a scheme."""
    for name, data in files.items():
        if name.endswith(".gmi"):
            for link in gemtext_links(data.decode()):
                if not re.match(r"[a-z]+:", link):
                    path = urllib.parse.unquote(
                        urllib.parse.urljoin("/" + name, link))
                    yield name, path.lstrip("/")


def menu_items(data):
    for line in data.decode().split("\r\n")[:-1]:
        display, selector, host, port = line[1:].split("\t")
        yield line[0], display, selector, host, int(port)


# ---- gemtext ------------------------------------------------------------------

@pytest.fixture
def gemini(capsule, tmp_path):
    run = export(capsule, "gemini", tmp_path / "out")
    assert run.returncode == DONE, run.stderr
    return tree_of(tmp_path / "out")


def test_every_link_of_the_gemtext_tree_leads_to_a_file(gemini):
    links = list(local_links(gemini))
    assert len(links) > 60
    for name, target in links:
        assert target in gemini, (name, target)


def test_the_gemtext_tree_has_every_page_and_file(gemini):
    for name in ["index.gmi", "a/one.gmi", "a/two.gmi", "a/three.gmi",
                 "a/two.txt", "a/three/map b.png", "t/index.gmi",
                 "t/sea/index.gmi", "t/land/titles.gmi",
                 "author/m-ostrom/index.gmi", "archive/index.gmi",
                 "2024/05/index.gmi", "digest/2024-05-01.gmi", "about.gmi",
                 "help/reading.gmi", "static/zine/two.gmi",
                 "static/not linked.txt"]:
        assert name in gemini, name
    assert gemini["a/three/map b.png"] == b"\x89PNG map"
    assert gemini["a/two.txt"].startswith(b"Two\n===\n")


def test_what_is_called_all_is_exported_and_articles_in_full_are_not(
        capsule, tmp_path):
    capsule.write("articles/all.md", "---\ntitle: All\ndate: 2024-05-03\n"
                  "topics: [Sea]\n---\n\nAll of it.\n")
    capsule.write("pages/help/all.md", "# All help\n\nHelp.\n")
    capsule.write("static/all.txt", "a list of all\n")
    capsule.write("static/zine/all", "no extension\n")
    assert export(capsule, "gemini", tmp_path / "out").returncode == DONE
    files = tree_of(tmp_path / "out")
    assert b"All of it." in files["a/all.gmi"]
    assert "help/all.gmi" in files
    assert files["static/all.txt"] == b"a list of all\n"
    assert files["static/zine/all"] == b"no extension\n"
    assert {name for name in files if "/all" in name} == {
        "a/all.gmi", "help/all.gmi", "static/all.txt", "static/zine/all"}
    links = list(gemtext_links(files["t/sea/index.gmi"].decode()))
    assert f"gemini://localhost:{capsule.gemini_port}/t/sea/all" in links


def test_what_is_not_published_is_not_exported(gemini):
    everything = b"".join(gemini.values())
    assert b"Secret" not in everything, "a zone"
    assert b"Members" not in everything
    assert b"Draft" not in everything
    assert not [name for name in gemini if "/." in name or name[0] == "."]


def test_search_and_feeds_are_left_out_with_a_note(gemini):
    front = gemini["index.gmi"].decode()
    assert "search and feeds are left out" in front
    assert not [name for name in gemini if "search" in name or "xml" in name]
    assert "Search" not in front and "Atom" not in front
    assert "\n\n\n" not in front


def test_a_link_that_has_no_file_leads_to_the_server(capsule, gemini):
    links = list(gemtext_links(gemini["a/one.gmi"].decode()))
    live = f"gemini://localhost:{capsule.gemini_port}"
    assert f"{live}/nothing" in links
    assert f"{live}/search" in links
    assert f"{live}/atom.xml" in links
    assert "https://m.example/" in links


def test_redirects_and_both_forms_of_an_address_are_one_file(gemini):
    links = list(gemtext_links(gemini["a/one.gmi"].decode()))
    assert links.count("two.gmi") == 2, "its name and its old address"
    assert "../t/sea/index.gmi" in links
    assert "../static/zine/index.gmi" in links
    assert "t/sea.gmi" not in gemini


def test_links_of_handmade_gemtext_are_led_too(capsule, gemini):
    zine = gemini["static/zine/index.gmi"].decode()
    assert zine == ("# Zine\n=> two.gmi Two\r\n=> ../../a/one.gmi One\n"
                    f"=> gemini://localhost:{capsule.gemini_port}/nothing "
                    "Nothing\n```\n=> two.gmi\n```\n")
    assert gemini["static/zine/two.gmi"] == (
        b"=> index.gmi Back\n=> index.gmi Here\n")


def test_a_page_called_index_does_not_take_the_front_pages_file(gemini):
    assert gemini["index.gmi"].startswith(b"# The Test Gazette\n")
    assert gemini["index_.gmi"].startswith(b"# Index\n")
    assert "index_.gmi" in list(gemtext_links(gemini["index.gmi"].decode()))


def test_what_is_exported_reads_like_what_is_served(capsule, gemini):
    capsule.start()
    served = capsule.gemini("/a/two").text
    exported = gemini["a/two.gmi"].decode()
    served = re.sub(r"^=> (/search|/atom.xml) .*\n", "", served, flags=re.M)
    strip = re.compile(r"^=> \S+", re.M)
    assert strip.sub("=>", served) == strip.sub("=>", exported)


def test_the_same_capsule_gives_the_same_bytes(capsule, tmp_path):
    for form in "gemini", "gopher", "gempub":
        for out in "one", "two":
            assert export(capsule, form,
                          tmp_path / (form + out)).returncode == DONE
    assert tree_of(tmp_path / "geminione") == tree_of(tmp_path / "geminitwo")
    assert tree_of(tmp_path / "gopherone") == tree_of(tmp_path / "gophertwo")
    assert ((tmp_path / "gempubone").read_bytes()
            == (tmp_path / "gempubtwo").read_bytes())


# ---- menus --------------------------------------------------------------------

def gopher_tree(capsule, out, *options):
    run = export(capsule, "gopher", out, *options)
    assert run.returncode == DONE, run.stderr
    return tree_of(out)


def assert_menus_lead_to_files(files, host, port, below=""):
    items = 0
    for name, data in files.items():
        if not name.endswith("gophermap"):
            continue
        for kind, display, selector, there, at in menu_items(data):
            if kind == "i":
                assert (selector, there, at) == ("", "error.host", 1)
            if kind in "ih" or (there, at) != (host, port):
                continue
            items += 1
            assert selector.startswith(below + "/"), selector
            path = selector[len(below) + 1:]
            if kind == "1":
                path = f"{path}/gophermap".lstrip("/")
            assert path in files, (name, kind, selector)
            assert kind != "7", display
    assert items > 60


def test_every_item_of_the_gopher_tree_leads_to_a_file(capsule, tmp_path):
    files = gopher_tree(capsule, tmp_path / "out")
    assert_menus_lead_to_files(files, "localhost", capsule.gopher_port)
    assert files["a/two.txt"].startswith(b"Two\r\n===\r\n")
    assert files["static/zine/index.gmi"] == FILES[
        "static/zine/index.gmi"].encode(), "files are as they are"


def test_selectors_are_those_of_the_server(capsule, tmp_path):
    files = gopher_tree(capsule, tmp_path / "out")
    capsule.start()
    for selector, name in [("/a/two", "a/two/gophermap"),
                           ("/a/two.txt", "a/two.txt"),
                           ("/static/not linked.txt",
                            "static/not linked.txt")]:
        served = capsule.gopher(selector)
        if name.endswith("gophermap"):
            assert served.endswith(b"\r\n.\r\n")
            served = re.sub(rb"[70][^\t\r]*\t(/search|/atom.xml)\t.*\r\n",
                            b"", served[:-3])
            served = re.sub(rb"\t(/\w[\w/-]*)/\t", rb"\t\1\t", served)
        assert files[name] == served


def test_menus_name_the_host_and_folder_they_will_be_on(capsule, tmp_path):
    files = gopher_tree(capsule, tmp_path / "out", "--host", "Sdf.Example",
                        "--below", "users/me/")
    assert_menus_lead_to_files(files, "sdf.example", 70, "/users/me")
    items = list(menu_items(files["gophermap"]))
    assert ("1", "The archive itself, with search and feeds", "",
            "localhost", capsule.gopher_port) in items
    assert ("h", "These pages over Gemini",
            f"URL:gemini://localhost:{capsule.gemini_port}/",
            "sdf.example", 70) in items


def test_a_tree_in_the_servers_place_names_no_server_besides(capsule, tmp_path):
    files = gopher_tree(capsule, tmp_path / "out")
    front = files["gophermap"].decode()
    assert "search and feeds are left out" in front
    assert "The archive itself" not in front
    assert "/nothing\t" not in files["a/one/gophermap"].decode()


# ---- a book -------------------------------------------------------------------

def test_a_gempub_is_the_gemtext_tree_with_its_metadata(capsule, tmp_path):
    book = tmp_path / "gazette.gpub"
    run = export(capsule, "gempub", book)
    assert run.returncode == DONE, run.stderr
    assert run.stderr.startswith(f"chasqui: the book is {book}; "), run.stderr
    with zipfile.ZipFile(book) as z:
        assert z.testzip() is None
        names = z.namelist()
        files = {name: z.read(name) for name in names}
    assert names[0] == "metadata.txt"
    assert ".chasqui-export" not in names
    metadata = dict(line.split(": ", 1) for line in
                    files["metadata.txt"].decode().splitlines())
    assert metadata == {
        "title": "The Test Gazette", "author": "A. One", "language": "en",
        "charset": "UTF-8", "license": "CC0", "publishDate": "2024-06-03",
        "version": "2024-06-03", "gpubVersion": "1.0.0",
        "index": "index.gmi"}
    for name, target in local_links(files):
        assert target in files, (name, target)
    assert "a/three/map b.png" in files


def test_the_server_maps_no_zip_library():
    run = subprocess.run(["ldd", CHASQUI], capture_output=True, text=True)
    assert "libzip" not in run.stdout
    assert (BUILD / "chasqui-gempub").exists()


# ---- in place -----------------------------------------------------------------

def test_an_export_takes_the_place_of_the_former_one(capsule, tmp_path):
    out = tmp_path / "site"
    assert export(capsule, "gemini", out).returncode == DONE
    (capsule.capsule / "articles/one.md").unlink()
    capsule.write("articles/four.md", "---\ntitle: Four\ndate: 2024-07-01\n---\n4\n")
    assert export(capsule, "gemini", f"{out}/").returncode == DONE
    files = tree_of(out)
    assert "a/four.gmi" in files and "a/one.gmi" not in files
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_other_files_are_never_replaced(capsule, tmp_path):
    out = tmp_path / "home"
    out.mkdir()
    (out / "letter").write_text("dear")
    run = export(capsule, "gemini", out)
    assert run.returncode == SYSTEM
    assert "not replaced" in run.stderr
    assert [p.name for p in out.iterdir()] == ["letter"]
    assert export(capsule, "gempub", out).returncode == SYSTEM
    assert export(capsule, "gemini", out / "letter").returncode == SYSTEM
    assert export(capsule, "gemini", tmp_path / "no/such").returncode == SYSTEM


def test_an_article_with_a_fault_is_told_and_exported(capsule, tmp_path):
    capsule.write("articles/faulty.md", "---\ntitle: [\n---\nText.\n")
    run = export(capsule, "gemini", tmp_path / "out")
    assert run.returncode == PROBLEMS
    assert "articles/faulty.md:" in run.stderr
    assert "a/faulty.gmi" in tree_of(tmp_path / "out")


@pytest.mark.parametrize("words", [
    [], ["out"], ["--to", "html", "out"], ["--to", "gemini"],
    ["--to", "gemini", "a", "b"], ["--to", "gemini", "--host", "h", "out"],
    ["--to", "gopher", "--port", "0", "out"],
    ["--to", "gopher", "--host", "a b", "out"],
    ["--to", "gopher", "--below", "a\tb", "out"],
    ["--to", "gopher", "--capsule", "other", "out"],
])
def test_wrong_usage_is_told(capsule, tmp_path, words):
    run = subprocess.run([CHASQUI, "export", "-c", capsule.conf, *words],
                         cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == USAGE, run.stderr
    assert run.stderr.startswith("chasqui: export: ")
    assert not (tmp_path / "out").exists()


def test_the_example_capsule_is_exported(tmp_path):
    conf = ROOT / "conf/example.conf"
    for form in "gemini", "gopher", "gempub":
        run = subprocess.run([CHASQUI, "export", "-c", conf, "--to", form,
                              tmp_path / form], capture_output=True, text=True)
        assert run.returncode == DONE, run.stderr
    files = tree_of(tmp_path / "gemini")
    for name, target in local_links(files):
        assert target in files, (name, target)
    assert_menus_lead_to_files(tree_of(tmp_path / "gopher"), "localhost", 7070)


def test_a_packer_that_fails_leaves_the_old_book(capsule, tmp_path):
    book = tmp_path / "gazette.gpub"
    assert export(capsule, "gempub", book).returncode == DONE
    before = book.read_bytes()
    alone = tmp_path / "bin" / "chasqui"
    alone.parent.mkdir()
    shutil.copy(CHASQUI, alone)
    run = subprocess.run([alone, "export", "-c", capsule.conf, "--to",
                          "gempub", book], capture_output=True, text=True)
    assert run.returncode == SYSTEM
    assert "chasqui-gempub is neither beside" in run.stderr
    assert book.read_bytes() == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
