"""Links say what they cost: text forms and files."""

import re
import shutil

import pytest

from conftest import ROOT

FILES = {
    "articles/long.md": "---\ntitle: Long\ndate: 2024-05-04\n"
                        "topics: [Sea, Land]\n"
                        "source: https://m.example/long\n---\n\n"
                        "[a table](/static/a.csv), [small](/static/b.csv)\n\n"
                        + "Many words of the sea and of the quay. " * 300 +
                        "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n",
    "articles/short.md": "---\ntitle: Short\ndate: 2024-05-05\n---\nWords.\n",
    "articles/largo.md": "---\ntitle: Largo\ndate: 2024-05-06\nlang: es\n"
                         "---\n" + "Muchas palabras. " * 200,
    "pages/about.md": "---\ntitle: About\n---\n" + "About us. " * 400,
    "static/a.csv": "1,2\n" * 10000,
    "static/b.csv": "1,2\n",
}


def shown(size):
    return f"{size} B" if size < 1000 else f"{(size + 500) // 1000} kB"


@pytest.fixture
def served(server):
    server.fill(FILES)
    server.start()
    return server


@pytest.mark.parametrize("path, label", [
    ("/a/long", "This article as plain text"),
    ("/a/short", "This article as plain text"),
    ("/a/largo", "Este artículo como texto sin formato"),
    ("/about", "This page as plain text")])
def test_a_menu_says_how_large_the_text_form_is(served, path, label):
    text = served.gopher(path + ".txt")
    links = re.findall(rf"^0{label}(.*?)\t{path}\.txt\t",
                       served.gopher(path).decode(), re.M)
    assert links and set(links) == {f", {shown(len(text))}"}


def test_links_to_files_say_how_large_they_are(served):
    text = served.gemini("/a/long").text
    assert "=> /static/a.csv a table [40 kB]" in text
    # no more than the page itself costs
    assert "=> /static/b.csv small\n" in text


def test_the_example_capsules_photographs_fit_a_slow_line(server):
    shutil.rmtree(server.capsule)
    shutil.copytree(ROOT / "capsule", server.capsule)
    server.start()
    for slug, name in (("the-other-peru", "andes"),
                       ("calls-from-callao", "quay"),
                       ("twenty-five-million-voters", "ballot-box")):
        url = f"/static/img/{name}.jpg"
        size = len(server.gemini(url).body)
        assert size < 60000
        assert re.search(rf"^=> {url} .{{40,}} \[image, {shown(size)}\]$",
                         server.gemini(f"/a/{slug}").text, re.M)
