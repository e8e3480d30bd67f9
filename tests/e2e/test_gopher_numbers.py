"""What a Gopher reader's program counts, and what an article is to it."""

import re

import pytest

from conftest import Server, lent

ARTICLE = """---
title: Numbers
date: 2021-01-02
topics: [Peru]
author: Ana
---
A [first](https://m.example/1) and an ![image](b.png) in text.

![Alone](c.png)

- item with a [link](https://m.example/2)
- [alone](https://m.example/3)

Last [one](https://m.example/4), and [another article](other.md).
"""


def capsule(folder, settings=""):
    s = Server(folder)
    s.fill({"capsule.conf": 'title = "Paper"\n' + settings,
            "articles/numbers.md": ARTICLE,
            "articles/other.md": "---\ntitle: Other\ndate: 2021-01-01\n"
                                 "topics: [Peru]\n---\ntext\n"})
    return s


@pytest.fixture(scope="module")
def menus(tmp_path_factory):
    with lent(capsule(tmp_path_factory.mktemp("menus"))) as s:
        yield s


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    with lent(capsule(tmp_path_factory.mktemp("texts"),
                      'gopher_articles = "text"\n')) as s:
        yield s


def items(menu):
    """The lines that bombadillo, vf1 and UMN gopher number, from 1 on."""
    return [line for line in menu.decode().splitlines()
            if line and line[0] not in "i3."]


def test_a_number_is_the_link_of_that_number(menus):
    menu = menus.gopher("/a/numbers")
    numbered = items(menu)
    shown = re.findall(r"^[^i]\[(\d+)\]", menu.decode(), re.M)
    assert len(shown) == 5
    for n in shown:
        assert numbered[int(n) - 1][1:].startswith(f"[{n}] ")
    in_text = re.findall(r" \[(\d+)\]", "".join(
        line for line in menu.decode().splitlines() if line[0] == "i"))
    assert in_text == shown


def test_articles_are_menus_by_default(menus):
    assert "\t/a/numbers\t" in menus.gopher("/t/peru").decode()
    assert re.search(r"^1.*\t/a/numbers\t", menus.gopher("").decode(), re.M)


@pytest.mark.parametrize("selector", ["", "/t/peru", "/2021/01",
                                      "/search?text", "/a/numbers"])
def test_articles_may_be_texts_everywhere(texts, selector):
    menu = texts.gopher(selector).decode()
    leads = re.findall(r"^(.)[^\t]*\t(/a/[^\t/]*)\t", menu, re.M)
    leads = [lead for lead in leads if lead[0] != "I"]
    assert leads
    assert {kind + path[-4:] for kind, path in leads} == {"0.txt"}, leads
    assert texts.gopher(leads[0][1])


def test_gemini_has_no_part_in_it(texts):
    assert "=> /a/numbers " in texts.gemini("/t/peru").text
