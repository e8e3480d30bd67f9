"""Ten pages of the example capsule in every client, as wide as a terminal and
as narrow as a phone.

What must be seen without scrolling is in the table below; all screens are
kept, as text, in build/screens/.  A client that is not installed is left out.
"""

import pytest

from terminal import EMPTY, Terminal, need_program

# path: what the first screen shows.  A menu's lines are up to 67 columns wide,
# and a client that is narrower cuts or folds them anywhere: no more of a line
# is asked for than what stands in its first 28 columns.
PAGES = {
    "/": ("The Andean Relay", "Search", "Newest articles", "The Other Peru",
          "There is a Peru of the"),
    "/t/": ("All topics", "Colombia (1)", "Peru (13)"),
    "/t/elections/": ("Elections", "8 articles, newest first.",
                      "Calls From Callao", "Inés Quispe"),
    "/t/peru/2": ("Peru", "13 articles, newest first.", "Fraud"),
    "/a/calls-from-callao": ("Calls From Callao", "2021-06-16 - ",
                             "354 words, 2 min"),
    "/archive/": ("Archive", "13 articles", "Authors", "Daily digest",
                  "2021 (10)", "June 2021 (10)"),
    "/2021/06/": ("June 2021", "10 articles, newest first.",
                  "The Other Peru"),
    "/digest/": ("Daily digest", "2021-06-17 The Other Peru",
                 "2021-06-10 The Deadline"),
    "/author/rosa-mamani/": ("Rosa Mamani", "articles, newest first.",
                             "The Other Peru"),
    "/colophon": ("Colophon",),
}


def gopher(server, path):
    return f"gopher://127.0.0.1:{server.gopher_port}/1{path}"


def gemini(server, path):
    return server.url(path)


def at_home(home, server):
    """Settings that keep the clients on this machine."""
    (home / ".gopherrc").touch()  # else it greets its new reader
    amfora = home / ".config/amfora"
    amfora.mkdir(parents=True)
    (amfora / "config.toml").write_text(
        f'[a-general]\nhome = "{server.url()}"\n'
        "[subscriptions]\nupdate_interval = 0\n")
    (home / ".config/.bombadillo.ini").write_text(
        f"[SETTINGS]\nsavelocation={home}\nhomeurl={server.url()}\n")


CLIENTS = {  # command and address
    "lynx": (["lynx", "-nocolor"], gopher),
    "sacc": (["sacc"], gopher),
    "gopher": (["gopher"], gopher),
    "vf1": (["vf1"], gopher),
    "bombadillo-gopher": (["bombadillo"], gopher),
    "bombadillo-gemini": (["bombadillo"], gemini),
    "amfora": (["amfora"], gemini),
}


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("client", CLIENTS)
def test_the_first_screen_of_a_page_says_what_it_is(relay, client, columns,
                                                    tmp_path):
    command, address = CLIENTS[client]
    need_program(command[0], command[0])
    at_home(tmp_path, relay)
    for path, wanted in PAGES.items():
        name = path.strip("/").replace("/", "-") or "front"
        look(lambda: Terminal(
            f"{client}-{columns}", [*command, address(relay, path)], tmp_path,
            scrolls=client == "vf1", columns=columns), name, wanted)


def look(start, name, wanted):
    """Seldom amfora and bombadillo have the page and go on saying that they
    load it: then they are started again."""
    for seconds in (4, 4, 10):
        with start() as t:
            t.stuck = t.stuck or EMPTY
            try:
                t.shows(*wanted, seconds=seconds)
            except pytest.fail.Exception:
                if "Loading" in t.text() and seconds < 10:
                    continue
                raise
            t.keep(name)
            return


def test_lists_and_articles_end_with_the_same_ways_on_both_protocols(relay):
    ways = ["The Andean Relay", "Search", "All topics", "Authors",
            "Daily digest", "Archive", "Atom feed"]
    for path in PAGES:
        if path == "/":
            continue
        text = relay.gemini(path).text
        block = [line.split(maxsplit=2)[2] for line in text.splitlines()
                 if line.startswith("=> / ") or line.startswith("=> /search ")
                 or line.split(" ")[:2] in [["=>", w] for w in (
                     "/t/", "/author/", "/digest/", "/archive/",
                     "/atom.xml")]]
        assert block[-7:] == ways, path
        items = [line.split("\t")[0][1:] for line
                 in relay.gopher(path).decode().split("\r\n")
                 if line[:1] in "170" and "\t" in line]
        at = len(items) - 1 - items[::-1].index("The Andean Relay")
        assert items[at:at + 7] == ways, path
