"""A Gopher server in ISO 8859-1 says and understands nothing else."""

import re

import pytest

from conftest import Server, lent


@pytest.fixture(scope="module")
def old_terminal(tmp_path_factory):
    s = Server(tmp_path_factory.mktemp("latin1"))
    s.fill({
        "capsule.conf": 'charset = "latin1"\ntitle = "El Otoño — Δ"\n',
        "articles/o.md": "---\ntitle: Otoño\ndate: 2021-01-01\n---\n"
                         "El año es así ✓, cuesta Â£ 5.\n\n"
                         "Ελλάδα y ñandú, `→ ñ`.\n"})
    with lent(s):
        yield s


def lines(body):
    """No byte of a sequence of UTF-8 beside another: Latin-1 it is."""
    text = body.decode("latin-1")
    assert not re.search("[\xc3\xe2][\x80-\xbf]", text), text
    return text


@pytest.mark.parametrize("selector", ["", "/a/o", "/a/o.txt", "/caps.txt",
                                      "/archive", "/nowhere", "/search"])
def test_every_answer_is_latin1_alone(old_terminal, selector):
    lines(old_terminal.gopher(selector))


def test_letters_stay_and_the_symbol_alone_is_replaced(old_terminal):
    text = lines(old_terminal.gopher("/a/o.txt"))
    assert "El año es así +, cuesta Â£ 5." in text
    assert "?????? y ñandú, `-> ñ`." in text
    assert "El Otoño -- ?" in lines(old_terminal.gopher(raw=b"\t$\r\n"))
    assert "ServerDescription=El Otoño -- ?" in \
        lines(old_terminal.gopher("/caps.txt"))


@pytest.mark.parametrize("asked", [b"/search\toto\xf1o", b"/search?oto%F1o",
                                   "/search\totoño".encode(),
                                   b"/search?oto%C3%B1o"])
def test_words_are_found_however_they_were_typed(old_terminal, asked):
    assert "\t/a/o\t" in lines(old_terminal.gopher(raw=asked + b"\r\n"))


def test_gemini_has_no_part_in_it(old_terminal):
    assert "Ελλάδα y ñandú" in old_terminal.gemini("/a/o").text
