"""Search, as readers of both protocols meet it (the index has unit tests)."""

import random
import re
import unicodedata
import urllib.parse

import pytest

from conftest import Server, lent

ARTICLES = {
    "llama": ("2021-03-01", "Peru", "Ana Gárate", "A llama walks in the Andes",
              "The quick brown llama crosses a bridge near Cuzco. "),
    "bridge": ("2021-04-01", "Peru", "Ben", "A rope bridge",
               "Men of Cuzco weave the bridge near a quick river. "),
    "accents": ("2020-05-01", "Perú Libre", "Ana Gárate", "Elección en Áncash",
                "La señora Ñusta votó en la elección; naïve façade, "
                "Straße, Đồng, Ærø, İstanbul. "),
    "chinese": ("2022-05-01", "新闻", "李", "秘鲁总统选举",
                "秘鲁举行总统选举。候选人在利马。 "),
    "japanese": ("2022-06-01", "World", "Ben", "ペルーの選挙",
                 "ペルーで大統領選挙が行われた。 "),
    "operators": ("2019-01-01", "World", "Ben", "Words of other searches",
                  "The words AND and OR and NOT and NEAR stand here, C++ too. "),
}
PADDING = "Nothing of interest stands in this sentence about paper. " * 12


def article(name):
    date, topic, author, title, body = ARTICLES[name]
    return (f"---\ntitle: {title}\ndate: {date}\ntopics: [{topic}]\n"
            f"author: {author}\n---\n\n{PADDING}\n\n{body}\n\n{PADDING}\n")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    s = Server(tmp_path_factory.mktemp("search"))
    s.fill({f"articles/{name}.md": article(name) for name in ARTICLES} |
           {f"articles/m-{i:02}.md":
            f"---\ntitle: Many {i:02}\ndate: 2018-01-01T{i // 60:02}:"
            f"{i % 60:02}:00Z\ntopics: [Many]\n---\n\nmanyword here\n"
            for i in range(70)} | {"capsule.conf": "items = 15\n"})
    with lent(s):
        yield s


def by_gemini(server, words, page=""):
    return server.gemini(f"/search{page}?" + urllib.parse.quote(words, safe=""))


def by_gopher(server, words):
    raw = words if isinstance(words, bytes) else words.encode()
    return server.gopher(raw=b"/search\t" + raw + b"\r\n").decode()


def slugs_of(text):
    return re.findall(r"^=> /a/(\S+)", text, re.M)


def slugs_of_menu(text):
    return re.findall(r"^1[^\t]*\t/a/([^\t]+)\t", text, re.M)


def find(server, words):
    """What both protocols find, which is the same."""
    reply = by_gemini(server, words)
    assert reply.status == 20, (words, reply.header)
    menu = by_gopher(server, words)
    assert menu.endswith("\r\n.\r\n")
    found = slugs_of(reply.text)
    assert slugs_of_menu(menu)[:15] == found[:15], words
    return found


@pytest.mark.parametrize("words, slugs", [
    ("llama", ["llama"]),
    ("LLAMA", ["llama"]),
    ("cuzco quick", ["bridge", "llama"]),             # all must occur
    ("cuzco llama walks", ["llama"]),                 # in title or text
    ('"quick brown llama"', ["llama"]),
    ('"brown quick"', []),
    ('"the bridge near"', ["bridge"]),
    ("“quick brown”", ["llama"]),
    ('"quick brown', ["llama"]),                      # not closed
    ("cuzco -llama", ["bridge"]),
    ('cuzco -"rope bridge"', ["llama"]),
    ("quick -quick", []),
    ("lla", ["llama"]),                               # the last word goes on
    ("lla cuzco", []),                                # others do not
    ("cuz", ["bridge", "llama"]),
    ('"lla"', []),
    ("topic:peru cuzco", ["bridge", "llama"]),
    ("topic:peru", ["bridge", "llama"]),
    ("topic:Perú-Libre", ["accents"]),
    ('topic:"peru libre"', ["accents"]),
    ("author:garate", ["llama", "accents"]),
    ('author:"Ana Gárate" cuzco', ["llama"]),
    ("year:2021", ["bridge", "llama"]),
    ("year:2021 topic:peru author:ben", ["bridge"]),
    ("year:1999", []),
    ("topic:none", []),
    ("eleccion", ["accents"]),
    ("ELECCIÓN", ["accents"]),
    ("eleccio\u0301n", ["accents"]),                  # decomposed
    ("senora nusta", ["accents"]),
    ("strasse", ["accents"]),
    ("dong aero istanbul", ["accents"]),
    ("选举", ["chinese"]),
    ("总统", ["chinese"]),
    ("大統領", ["japanese"]),
    ("選挙", ["japanese"]),
    ("ペルー", ["japanese"]),
    ("AND", ["operators"]),
    ("NOT near", ["operators"]),
    ("c++", ["operators"]),
    ("xyzzy", []),
])
def test_words_phrases_exclusions_prefixes_and_filters(library, words, slugs):
    found = find(library, words)
    if words in ("AND", "c++"):
        assert set(slugs) <= set(found)
    elif words == "NOT near":
        assert "operators" in found
    else:
        assert found == slugs


@pytest.mark.parametrize("words", [
    "a" * 900, "word " * 180, '"' * 300, "-" * 300, "(" * 100 + ")" * 100,
    "\"a\" OR \"b\"", "llama*", "title:llama", "NEAR(llama cuzco, 5)",
    "^llama", "{title} : llama", "llama AND", "OR", "NOT", "*", "a AND NOT b",
    "'; DROP TABLE article; --", "%", "%%%", "%s%n", "topic:", "year:x",
    "topic:topic:topic:", "-topic:peru", "\u202e\u200b\ufeff", "\U0001F999",
    "\ue000tperu", "..", "<b>", "llama\x1b[31m", "a\tb", "+", "!", "$",
    "é" * 400, "秘" * 250, "a\u0301" * 200, "year:99999999999999999999",
    "topic:\"", "\"\"", "-\"\"", "\\", "x\u2028y", "llama\u0085cuzco",
])
def test_any_words_are_safe(library, words):
    reply = by_gemini(library, words)
    assert reply.close_notify
    # Gemini's addresses are short, and hold no control characters.
    refused = len(urllib.parse.quote(words, safe="")) > 900 or \
        re.search(r"[\x00-\x1f\x7f-\x9f]", words)
    assert reply.status in ((10, 20, 59) if refused else (10, 20)), (
        words, reply.header)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", reply.text)
    menu = by_gopher(library, words.replace("\r", " ").replace("\n", " "))
    assert menu.endswith(".\r\n")
    for line in menu.removesuffix(".\r\n").split("\r\n")[:-1]:
        assert len(line.split("\t")) == 4, (words, line)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", menu)
    assert find(library, "llama") == ["llama"]


def test_bytes_that_are_no_text_and_ten_thousand_of_them(library):
    for query in ("%00", "llama%00cuzco", "%FF%FE", "a%0D%0Ab", "%C3",
                  "%ED%A0%80"):
        reply = library.gemini(f"/search?{query}")
        assert reply.status in (10, 20, 59), (query, reply.header)
        assert reply.close_notify
    assert library.gemini("/search?" + "x" * 10_000).status == 59
    for raw in (b"\0", b"lla\0ma", b"\xff\xfe", b"\xc3", b"x" * 10_000,
                b"\xed\xa0\x80"):
        got = library.gopher(raw=b"/search\t" + raw + b"\r\n")
        assert got.endswith(b".\r\n"), raw[:20]
        assert b"\0" not in got
    assert find(library, "llama") == ["llama"]


def test_random_bytes_never_break_a_search(library):
    pick = random.Random(11)
    alphabet = ['"', "-", "*", "(", ")", ":", "topic:", "AND", "llama", " ",
                "é", "秘", "\u0301", "^", "year:", "\ue000", "+", "{", "}", ","]
    for _ in range(150):
        words = "".join(pick.choice(alphabet)
                        for _ in range(pick.randrange(1, 30)))
        assert by_gemini(library, words).status in (10, 20), words
        assert by_gopher(library, words).endswith(".\r\n"), words


def test_hits_are_newest_first_with_what_stands_around(library):
    reply = by_gemini(library, "cuzco")
    assert slugs_of(reply.text) == ["bridge", "llama"]
    assert re.search(r"=> /a/bridge 2021-04-01 A rope bridge\n"
                     r".*\bMen of Cuzco weave", reply.text)
    for line in reply.text.split("\n"):
        assert len(line) < 400
    menu = by_gopher(library, "cuzco")
    assert "Cuzco" in menu
    # from the middle of the text, cut at words
    excerpt = re.search(r"=> /a/bridge .*\n(.*)", reply.text)[1]
    assert "... " in excerpt and excerpt.endswith("...")


def test_hits_in_the_title_are_marked_as_such(library):
    text = by_gemini(library, "rope").text
    assert "in the title" in text
    assert "in the title" in by_gopher(library, "rope")
    assert "in the title" not in by_gemini(library, "weave").text
    assert "in the title" not in by_gopher(library, "weave")


def test_an_empty_result_helps_on(library):
    reply = by_gemini(library, "xyzzy")
    assert reply.status == 20 and "xyzzy" in reply.text
    assert "=> /search " in reply.text and "=> / " in reply.text
    assert "=> /t/" in reply.text
    menu = by_gopher(library, "xyzzy")
    assert re.search("^7[^\t]*\t/search\t", menu, re.M)
    assert re.search("^1[^\t]*\t/t/?\t", menu, re.M)
    for text in (reply.text, menu):
        assert "Try fewer" in text and "topic:" in text


@pytest.mark.parametrize("words", ["", "%20", "%20%20", "-", "-llama"])
def test_a_search_without_words_asks_for_them(library, words):
    reply = library.gemini("/search" + ("?" + words if words else ""))
    assert reply.status == 10 and reply.meta
    menu = by_gopher(library, urllib.parse.unquote(words))
    assert re.search("^7[^\t]*\t/search\t", menu, re.M)


def test_gemini_has_pages_of_results_and_they_are_all_of_them(library):
    found, url, pages = [], "/search?manyword", 0
    while url:
        reply = library.gemini(url)
        assert reply.status == 20
        found += slugs_of(reply.text)
        pages += 1
        assert len(slugs_of(reply.text)) == (15 if pages < 5 else 10)
        following = re.search(r"^=> (/search/(\d+)\?\S+) ", reply.text, re.M)
        if pages > 1:
            assert re.search(r"^=> /search(/\d+)?\?manyword ", reply.text, re.M)
        url = following[1] if following and int(following[2]) > pages else None
    assert found == [f"m-{i:02}" for i in reversed(range(70))]
    assert library.gemini("/search/6?manyword").status == 51
    for page in ("0", "01", "-1", "x", "999999999999"):
        assert library.gemini(f"/search/{page}?manyword").status in (51, 59)


def test_gopher_has_one_menu_of_fifty(library):
    menu = by_gopher(library, "manyword")
    assert slugs_of_menu(menu) == [f"m-{i:02}" for i in
                                   reversed(range(20, 70))]
    assert "/search/2" not in menu
    assert "topic:" in menu  # how to find the others
    # what is typed would not reach it: a prompt that leads to itself
    for end in ("", "\tmanyword"):
        assert library.gopher(f"/search/2{end}").startswith(b"3There is no")


def test_words_keep_their_spelling_on_further_pages(library):
    text = by_gemini(library, "manyword -llama & x=1 +% ?").text
    assert "No article" in text
    reply = by_gemini(library, "manyword -\"a b\" -50%+&x=1?")
    assert len(slugs_of(reply.text)) == 15
    url = re.search(r"^=> (/search/2\?\S+) ", reply.text, re.M)[1]
    assert urllib.parse.unquote(url.split("?", 1)[1]) == \
        "manyword -\"a b\" -50%+&x=1?"
    assert len(slugs_of(library.gemini(url).text)) == 15


# ---- by brute force ----------------------------------------------------------

def tokens(text):
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain)


def matches(words, texts, prefix):
    for i, word in enumerate(words):
        goes_on = prefix and i == len(words) - 1 and len(word) >= 2
        if not any(t == word or (goes_on and t.startswith(word))
                   for text in texts for t in text):
            return False
    return True


def test_both_protocols_find_what_a_look_at_every_article_finds(server):
    for path in (server.capsule / "articles").iterdir():
        path.unlink()
    pick = random.Random(3)
    stems = ["casa", "casas", "río", "rio", "ríos", "señal", "senal", "mar",
             "marea", "Perú", "peru", "peruano", "a", "sol"]
    articles = {}
    for i in range(60):
        title = " ".join(pick.choice(stems) for _ in range(2))
        body = " ".join(pick.choice(stems) for _ in range(3))
        articles[f"x-{i:02}"] = (title, body)
        server.write(f"articles/x-{i:02}.md",
                     f"---\ntitle: {title}\ndate: 2022-01-01T00:{i:02}:00Z\n"
                     f"---\n\n{body}\n")
    server.start()
    for _ in range(60):
        words = [pick.choice(stems) for _ in range(pick.randrange(1, 4))]
        without = [pick.choice(stems)] if pick.random() < 0.3 else []
        asked = [f"-{w}" for w in without] + words
        wanted = [slug for slug, (title, body) in articles.items()
                  if matches([t for w in words for t in tokens(w)],
                             [tokens(title), tokens(body)], True)
                  and not any(matches(tokens(w), [tokens(title), tokens(body)],
                                      False) for w in without)]
        wanted.sort(reverse=True)
        found = [s for s in find(server, " ".join(asked)) if s in articles]
        assert found == wanted[:15], asked
