"""Files that are served as they are: names, types, folders, redirects."""

import re
import urllib.parse

import pytest

FILES = {
    "static/q?.txt": "a question\n",
    "static/a#b.txt": "a sharp\n",
    "static/README": "Read me.\n",
    "static/notes.org": "* Notes\n",
    "static/x.nfo": "nfo\n",
    "static/x.gpub": b"PK\3\4",
    "static/zine/index.gmi": "# Zine\n",
    "static/old/one.txt": "one\n",
    "static/old/deeper/two.txt": "two\n",
    "static/old/.hidden": "no\n",
    "static/.well-known/security.txt": "Contact: mailto:a@b.example\n",
    "static/.well-known/.hidden": "no\n",
    "static/.other/x.txt": "no\n",
    "redirects.txt": "# gone\n/moved.txt /static/README\n"
                     "/far gemini://other.example/x\n/loop /loop\n",
    "articles/links.md": "---\ntitle: Links\n---\n\n"
                         "[zine](/static/zine/) [q](</static/q?.txt>)\n",
}


@pytest.fixture
def served(server):
    server.fill(FILES)
    server.start()
    return server


@pytest.mark.parametrize("name, kind", [
    ("q?.txt", "text/plain"), ("a#b.txt", "text/plain"),
    ("README", "text/plain"), ("notes.org", "text/org"),
    ("x.nfo", "text/plain"), ("x.gpub", "application/gpub+zip")])
def test_a_file_has_the_type_of_its_name(served, name, kind):
    data = (served.capsule / "static" / name).read_bytes()
    reply = served.gemini("/static/" + urllib.parse.quote(name))
    assert (reply.status, reply.meta, reply.body) == (20, kind, data)
    assert served.gopher("/static/" + name) == data


def test_the_operator_says_what_files_are(server):
    server.fill(FILES)
    server.fill({"static/x.scd": "{ SinOsc.ar }.play\n",
                 "static/latin/x.txt": b"a\xf1o\n",
                 "static/latin/x.png": b"\x89PNG",
                 "static/latin/index.gmi": b"# A\xf1o\n",
                 "static/latin/quechua/x.gmi": "# Wata\n",
                 "articles/files.md": "---\ntitle: Files\n---\n\n"
                                      "[song](/static/x.scd)\n"
                                      "[book](/static/x.gpub)\n"})
    server.top = """types {
    "gpub" = "application/x-book"  scd = "text/x-supercollider"
    "/static/latin/" = "charset=iso-8859-1"  # from the old site
    '/static/latin/quechua' = "charset=utf-8; lang=qu"
    }"""
    server.start()
    for path, meta in (
            ("x.gpub", "application/x-book"),
            ("x.scd", "text/x-supercollider"),
            ("x.nfo", "text/plain"),
            ("latin/x.txt", "text/plain; charset=iso-8859-1"),
            ("latin/x.png", "image/png"),
            ("latin/", "text/gemini; charset=iso-8859-1; lang=en"),
            ("latin/quechua/x.gmi", "text/gemini; charset=utf-8; lang=qu")):
        reply = server.gemini("/static/" + path)
        assert (reply.status, reply.meta) == (20, meta), path
    menu = server.gopher("/a/files").decode()
    assert re.search(r"^0(\[\d+\] )?song\t/static/x.scd\t", menu, re.M)
    assert re.search(r"^9(\[\d+\] )?book\t/static/x.gpub\t", menu, re.M)


def test_a_folder_with_an_index_is_a_text_on_gopher(served):
    menu = served.gopher("/a/links").decode()
    assert re.search(r"^0(\[\d+\] )?zine\t/static/zine/\t", menu, re.M)
    assert served.gopher("/static/zine/") == b"# Zine\n"
    assert served.gemini("/static/zine").status == 31


def test_the_well_known_folder_is_the_only_one_with_a_dot(served):
    reply = served.gemini("/.well-known/security.txt")
    assert reply.status == 20 and reply.meta == "text/plain"
    for path in ("/.well-known/", "/.well-known", "/.well-known/.hidden",
                 "/.well-known/../README", "/static/.well-known/security.txt",
                 "/static/.other/x.txt", "/.other/x.txt"):
        assert served.gemini(path).status in (51, 59), path
    assert served.gopher("/.well-known/security.txt").startswith(b"Contact")


def test_a_folder_is_listed_only_where_the_capsule_says_so(served):
    assert served.gemini("/static/old/").status == 51
    served.write("capsule.conf", "listing = true\n")
    from conftest import until
    until(lambda: served.gemini("/static/old/").status == 20)
    text = served.gemini("/static/old/").text
    assert "=> /static/old/deeper/ deeper/\n" in text
    assert "=> /static/old/one.txt one.txt [4 B]\n" in text
    assert "hidden" not in text
    assert served.gemini("/static/old").status == 31
    assert served.gemini("/static/zine/").text == "# Zine\n"
    assert "=> /static/zine/ zine/" in served.gemini("/static/").text
    # its item is a text's, as that of a folder with an index.gmi
    text = served.gopher("/static/old/").decode()
    assert "deeper/" in text and "\t" not in text


def test_what_has_moved_is_followed(served):
    reply = served.gemini("/moved.txt")
    assert (reply.status, reply.meta) == (31, "/static/README")
    assert served.gopher("/moved.txt") == b"Read me.\n"
    assert served.gemini("/far").meta == "gemini://other.example/x"
    assert served.gopher("/far").startswith(b"3")
    assert served.gopher("/loop").startswith(b"3")
