"""The example capsule, read with the clients that people have.

Each runs in a terminal of 80 columns and 24 rows and opens the front page, a
topic, an article, a search, a feed and an address where nothing is.  What must
be seen there is in the tables below; all screens are kept, as text, in
build/screens/.  A client that is not installed is left out.
"""

import json
import pathlib
import subprocess
import xml.etree.ElementTree

import pytest

from conftest import until
from terminal import EMPTY, Terminal, need_program

NEWEST = "2021-06-17 The Other Peru"
FRONT = ("The Andean Relay", "Peru's 2021 election, retold for slow lines",
         "Search", "Newest articles", NEWEST,
         "There is a Peru of the coast, where the wealth is",
         "2021-06-16 Calls From Callao")
TOPIC = ("One country, two rounds of voting and a very narrow count.",
         "13 articles, newest first. Page 1 of 3.", "The Other Peru",
         "2021-06-17", "Rosa Mamani", "There is a Peru of the coast, where",
         "June it elected a president.", "Calls From Callao", "2021-06-16",
         "Inés Quispe, Tomás Huamán")
ARTICLE = ("2021-06-17, updated 2021-06-18 - Rosa Mamani", "People",
           "There is a Peru of the coast, where the wealth is, and there is a "
           "Peru of the interior, which is larger and has mostly been "
           "forgotten.", "A long polarity")
ASKED = "peru libre"
FOUND = ("Search: peru libre", "3 articles, newest first.",
         "Calls From Callao", "2021-06-16", "Inés Quispe, Tomás Huamán",
         "The Deadline Moves", "2021-06-10")
NOTHING = "There is nothing at this address; try the front page"
LISP = "/usr/share/emacs/site-lisp/elpa"  # where Debian puts such packages
FEED = "<title>The Andean Relay</title>"


def gopher(server, path, kind=1):
    return f"gopher://127.0.0.1:{server.gopher_port}/{kind}{path}"


@pytest.fixture
def openers(tmp_path):
    """Make a terminal in which a client runs, with a home of its own."""
    def make(client, *words, package=None, **kw):
        need_program(words[0], package or client)
        return Terminal(client, words, tmp_path, **kw)
    return make


# ---- Gopher

def test_curl_gets_menus_texts_feeds_and_errors(relay):
    need_program("curl", "curl")

    def got(url, *options):
        return subprocess.run(["curl", "-s", *options, url], timeout=30,
                              capture_output=True, check=True).stdout.decode()

    front = got(gopher(relay, "/"))
    assert front.endswith("\r\n.\r\n") and "12021-06-17  The Other Peru\t" in front
    assert "1Calls From Callao\t" in got(gopher(relay, "/t/peru/"))
    text = got(gopher(relay, "/a/the-other-peru.txt", 0))
    assert text.startswith("The Other Peru\n") or \
        text.startswith("The Other Peru\r\n")
    assert not text.endswith("\n.\r\n")
    found = got(gopher(relay, "/search%09peru%20libre", 7))
    assert "iSearch: peru libre\t" in found
    assert got(gopher(relay, "/nothing", 0)).startswith("3" + NOTHING)
    feed = xml.etree.ElementTree.fromstring(got(gopher(relay, "/atom.xml", 0)))
    assert feed.findtext("{*}title") == "The Andean Relay"
    secure = gopher(relay, "/").replace("gopher:", "gophers:")
    assert got(secure, "-k") == front


def test_lynx_shows_every_kind_of_page(relay, openers):
    def go(path, kind=1):
        t.press("g")
        t.shows("URL to open:")
        t.type(gopher(relay, path, kind))
        t.press("Enter")

    with openers("lynx", "lynx", "-nocolor", gopher(relay, "/")) as t:
        t.shows(*FRONT)
        assert t.row_of(NEWEST) <= 10
        t.keep("front")
        t.press("Enter")
        t.shows("Enter a database query:")
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("search")
        go("/t/peru/")
        t.shows(*TOPIC)
        t.keep("topic")
        t.press("Enter")
        t.shows(*ARTICLE)
        t.keep("article")
        go("/atom.xml", 0)
        t.shows(FEED, "<updated>2021-06-18T14:00:00Z</updated>")
        t.keep("feed")
        go("/nothing")
        t.shows(NOTHING, "Front page", without=[FEED])
        t.keep("error")
        t.press("Down", "Enter")
        t.shows(*FRONT)


def test_sacc_shows_every_kind_of_page(relay, openers):
    def at(path, kind=1):
        return openers("sacc", "sacc", gopher(relay, path, kind))

    with at("/") as t:
        t.shows(*FRONT)
        assert t.row_of(NEWEST) <= 10
        t.keep("front")
        t.press("J", "l")
        t.shows("Enter search string")
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("search")
    with at("/t/peru/") as t:
        t.shows(*TOPIC)
        t.keep("topic")
        t.press("J", "l")
        t.shows(*ARTICLE)
        t.keep("article")
    with at("/nothing") as t:
        t.shows("Err| " + NOTHING, "Front page")
        t.keep("error")


def test_gopher_1_shows_every_kind_of_page(relay, openers, tmp_path):
    (tmp_path / ".gopherrc").touch()  # else it greets its new reader

    def at(path, kind=1):
        return openers("gopher", "gopher", gopher(relay, path, kind))

    with at("/") as t:
        t.shows(*FRONT)
        assert t.row_of(NEWEST) <= 10
        t.keep("front")
        t.press("Enter")
        t.shows("Words to search for")
        t.type(ASKED)
        t.press("C-x")
        t.shows(*FOUND)
        t.keep("search")
    with at("/t/peru/") as t:
        t.shows(*TOPIC)
        t.keep("topic")
        t.press("Enter")
        t.shows(*ARTICLE)
        t.keep("article")
    with at("/nothing") as t:
        t.shows(NOTHING, "Front page")
        t.keep("error")


def test_vf1_shows_every_kind_of_page(relay, openers):
    def go(path, kind=1):
        t.type(f"go {gopher(relay, path, kind)}")
        t.press("Enter")

    with openers("vf1", "vf1", gopher(relay, "/"), scrolls=True) as t:
        t.shows(*FRONT, "[2] " + NEWEST, "VF-1>")
        t.keep("front")
        t.type("1")
        t.press("Enter")
        t.shows("Query term:")
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("search")
        go("/t/peru/")
        t.shows(*TOPIC)
        t.keep("topic")
        t.type("1")
        t.press("Enter")
        t.shows(*ARTICLE)
        t.keep("article")
        go("/nothing")
        t.shows("Error message from server: " + NOTHING)
        t.keep("error")


# ---- both protocols

@pytest.fixture
def bombadillo(relay, openers, tmp_path):
    """It asks its user's entry, not HOME, where to put what it saves."""
    folder = tmp_path / ".config"
    folder.mkdir()
    (folder / ".bombadillo.ini").write_text(
        f"[SETTINGS]\nsavelocation={tmp_path}\nhomeurl={relay.url()}\n"
        f"searchengine={relay.url('/search')}\n")
    return lambda url: openers("bombadillo", "bombadillo", url, stuck=EMPTY)


def command(t, text):
    t.press(":")
    t.wait(lambda text: text.split("\n")[-3].startswith(":"), "its prompt")
    t.type(text)
    t.press("Enter")


def test_bombadillo_shows_every_kind_of_page_over_gopher(relay, bombadillo):
    with bombadillo(gopher(relay, "/")) as t:
        t.shows(*FRONT, "[2] " + NEWEST)
        assert t.row_of(NEWEST) <= 10
        t.keep("gopher-front")
        command(t, "1")
        t.shows("?")
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("gopher-search")
        command(t, gopher(relay, "/t/peru/"))
        t.shows(*TOPIC)
        t.keep("gopher-topic")
        command(t, "1")
        t.shows(*ARTICLE)
        t.keep("gopher-article")
        command(t, gopher(relay, "/nothing"))
        t.shows("ERR [1] " + NOTHING, "MAP [2] Front page")
        t.keep("gopher-error")


def test_bombadillo_shows_every_kind_of_page_over_gemini(relay, bombadillo,
                                                         tmp_path):
    with bombadillo(relay.url()) as t:
        t.shows(*FRONT, "[1] Search", "[3] " + NEWEST)
        assert t.row_of(NEWEST) <= 10
        t.keep("gemini-front")
        command(t, "1")
        t.shows('Search: words, "a phrase", -excluded')
        t.keep("gemini-prompt")
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("gemini-search")
        command(t, relay.url("/t/peru/"))
        t.shows(*TOPIC)
        t.keep("gemini-topic")
        command(t, "1")
        t.shows(*ARTICLE)
        t.keep("gemini-article")
        command(t, relay.url("/nothing"))
        t.shows("[5] Permanent Failure. " + NOTHING)
        t.keep("gemini-error")
        command(t, relay.url("/atom.xml"))
        t.shows(f"File saved to: {tmp_path}"[:70])
        until(lambda: FEED in (tmp_path / "atom.xml").read_text())


# On a terminal, elpher asks the size of a font for each heading, and Emacs 28
# now and then forgets to tell it that TLS is ready: it is told at once.
ELPHER = """(progn
  (setq inhibit-startup-screen t comp-enable-subr-trampolines nil
        native-comp-deferred-compilation nil)
  (require 'elpher)
  (advice-add 'font-get :override (lambda (&rest _) 1))
  (advice-add 'make-network-process :around
    (lambda (make &rest how) (apply make (plist-put how :nowait nil))))
  (advice-add 'set-process-sentinel :after
    (lambda (process told) (funcall told process "open")))
  (elpher-go "%s"))"""


@pytest.fixture
def elpher(openers):
    def make(url):
        need_program("emacs", "emacs-nox elpa-elpher")
        if not list(pathlib.Path(LISP).glob("elpher-*")):
            pytest.skip("no elpher here: apt-get install elpa-elpher")
        return openers("elpher", "emacs", "-nw", "-q", "--eval", ELPHER % url)
    return make


def visit(t, url):
    t.press("g")
    t.shows("Gopher or Gemini URL:")
    t.type(url)
    t.press("Enter")


def test_elpher_shows_every_kind_of_page_over_gopher(relay, elpher):
    with elpher(gopher(relay, "/")) as t:
        t.shows(*FRONT)
        assert t.row_of(NEWEST) <= 10
        t.keep("gopher-front")
        t.press("Tab", "Enter")
        t.shows("Query:")
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("gopher-search")
        visit(t, gopher(relay, "/t/peru/"))
        t.shows(*TOPIC)
        t.keep("gopher-topic")
        t.press("Tab", "Enter")
        t.shows(*ARTICLE)
        t.keep("gopher-article")
        visit(t, gopher(relay, "/nothing"))
        t.shows("[3?] " + NOTHING, "[/] Front page")
        t.keep("gopher-error")


def test_elpher_shows_every_kind_of_page_over_gemini(relay, elpher):
    with elpher(relay.url()) as t:
        t.shows(*FRONT)
        assert t.row_of(NEWEST) <= 10
        t.keep("gemini-front")
        t.press("Tab", "Enter")
        t.shows('Search: words, "a phrase", -excluded')
        t.type(ASKED)
        t.press("Enter")
        t.shows(*FOUND)
        t.keep("gemini-search")
        visit(t, relay.url("/t/peru/"))
        t.shows(*TOPIC)
        t.keep("gemini-topic")
        t.press("Tab", "Enter")
        t.shows(*ARTICLE)
        t.keep("gemini-article")
        visit(t, relay.url("/nothing"))
        t.shows("PERMANENT FAILURE", NOTHING)
        t.keep("gemini-error")


# ---- Gemini

# Seldom (1 start in 200) it says that it has the page, and shows no more than
# that it is loading: then the page is loaded again.
FORGOTTEN = (r"Loading gemini://[^\n]*\n(.*\n)*gemini://\S+\s*\Z", "C-r")


@pytest.fixture
def amfora(openers, tmp_path):
    """It is kept at home: no page, search or feed of another host."""
    folder = tmp_path / ".config/amfora"
    folder.mkdir(parents=True)

    def make(server, path="/"):
        (folder / "config.toml").write_text(
            f'[a-general]\nhome = "{server.url()}"\n'
            f'search = "{server.url("/search")}"\n'
            "[subscriptions]\nupdate_interval = 0\n")
        return openers("amfora", "amfora", server.url(path), stuck=FORGOTTEN)
    return make


def bar(t, text):
    """Type into amfora's bar: an address, or the number of a link."""
    t.wait(lambda text: "Loading..." not in text, "a whole page")
    t.press("Space")
    t.shows("URL/Num./Search:")
    t.type(text)
    t.press("Enter")


def test_amfora_shows_every_kind_of_page(relay, amfora):
    with amfora(relay) as t:
        t.shows(*FRONT, "[1] Search", "[3] " + NEWEST)
        assert t.row_of(NEWEST) <= 10
        t.keep("front")
        bar(t, "1")
        t.shows('Search: words, "a phrase",', "-excluded", "Send")
        t.type(ASKED)
        t.shows(ASKED)
        t.keep("prompt")
        t.press("Tab", "Enter")
        t.shows(*FOUND)
        t.keep("search")
        bar(t, relay.url("/t/peru/"))
        t.shows(*TOPIC)
        t.keep("topic")
        bar(t, "1")
        t.shows(*ARTICLE)
        t.keep("article")
        bar(t, relay.url("/nothing"))
        t.shows("Not Found", "There is nothing at this", "Ok")
        t.keep("error")


def test_amfora_subscribes_to_the_feed_and_to_a_topic(relay, amfora, tmp_path):
    def followed():
        path = tmp_path / ".local/share/amfora/subscriptions.json"
        return json.loads(path.read_text() if path.exists() else "{}")

    with amfora(relay) as t:
        t.shows(*FRONT)
        bar(t, relay.url("/atom.xml"))
        t.shows("Feed Subscription", "subscribe to this feed?")
        t.keep("feed")
        t.press("Enter")
        until(lambda: relay.url("/atom.xml") in followed().get("feeds", ()))
        bar(t, relay.url("/t/peru/"))
        t.shows(*TOPIC)
        t.press("C-x")
        t.shows("Page Subscription", "subscribe to this page?")
        t.keep("subscribe")
        t.press("Enter")
        until(lambda: relay.url("/t/peru/") in followed().get("pages", ()))
        bar(t, "about:subscriptions")
        t.shows("Jun 18, 2021", "(Rosa Mamani) - The Other Peru",
                "Jun 16, 2021", "(Inés Quispe) - Calls From Callao")
        t.keep("subscriptions")


def test_amfora_trusts_the_server_that_was_restarted(server, amfora):
    server.start()
    with amfora(server) as t:
        t.shows("The Test Gazette")
        assert server.stop() == 0
        server.start()
        bar(t, server.url("/a/one"))
        t.shows("The first article, about a llama.",
                without=["certificate", "expired"])
