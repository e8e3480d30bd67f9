"""Atom feeds as feed readers want them, and list pages as subscriptions."""

import datetime
import re
import signal
import xml.etree.ElementTree as ET

import feedparser
import pytest

from conftest import Server, lent, until

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

HARD = {
    "capsule.conf":
        'title = "The <Hard> & \\"Fine\\" Gazette"\n'
        'description = "News & <more>"\nlanguage = "es-PE"\nitems = 3\n'
        'license = "CC BY-SA 4.0 & more"\n',
    "articles/marked.md":
        "---\ntitle: 'A <b>bold</b> & \"quoted\" ]]> title'\n"
        "date: 2024-05-01T10:11:12-05:00\nupdated: 2024-06-02\n"
        "topics: ['R&D <lab>', Peru]\nauthors: ['Q & A', 'O''Brien <x>']\n"
        "source: 'https://example.org/old?a=1&b=2'\nlang: en\n"
        "license: 'MIT & co'\nsummary: 'a < b && c > d ]]>'\n---\n\n"
        "Whole text of marked with <em>tags</em> & things.\n",
    "articles/control.md":
        b"---\ntitle: \"Bell \\a and escape \\e end\"\ndate: 2024-05-02\n"
        b"topics: [Peru]\n---\n\nControl \x01\x0b\x0c\x1b[31m\x7f bytes, "
        b"U+FFFE \xef\xbf\xbe U+FFFF \xef\xbf\xbf, not UTF-8 \xff\xc3 here.\n",
    "articles/lines.md":
        "---\ntitle: \"Two\\nlines\\u2028and\\u2029more\"\ndate: 2024-05-03\n"
        "topics: [Peru, Ñandú]\nauthor: Ñusta Quispe\n---\n\n"
        "First line\nsecond line \U0001F999 and a NEL\x85here.\n",
    "articles/chinese.md":
        "---\ntitle: 秘鲁 选举\ndate: 2024-05-04 08:00:00 +0800\n"
        "topics: [新闻, Peru]\nauthor: 李\n---\n\n中文正文。\n",
    "articles/empty.md":
        "---\ntitle: Empty\ndate: 2024-05-04\ntopics: [Peru]\n---\n",
    "articles/undated.md": "---\ntitle: Undated\ntopics: [Peru]\n---\n\nText.\n",
    "articles/same-day.md":
        "---\ntitle: Same day\ndate: 2024-05-04\ntopics: [Peru]\n---\n\n"
        "One more of the fourth.\n",
}

FEEDS = ["/atom.xml", "/t/peru/atom.xml", "/t/r-d-lab/atom.xml",
         "/author/q-a/atom.xml", "/author/nusta-quispe/atom.xml",
         "/digest/atom.xml"]

# RFC 4287, 4.1: how often each element may stand in its parent.
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {"published", "summary", "content", "rights", "subtitle",
                "generator", "icon", "logo"}
OFTEN = {"link", "author", "category", "entry", "contributor"}

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?"
                   r"(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z]+:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:"
                     r"[A-Za-z0-9\-._~:/?@!$&'()*+,;=%]*")


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    s = Server(tmp_path_factory.mktemp("feeds"))
    s.fill(HARD)
    with lent(s):
        yield s


def fetch(server, path, scheme):
    if scheme == "gopher":
        return server.gopher(path)
    reply = server.gemini(path)
    assert reply.status == 20, (path, reply.header)
    assert reply.meta == "application/atom+xml"
    return reply.body


def own(element, name):
    return [e.text or "" for e in element.findall(ATOM + name)]


def links(element, rel):
    return [e.get("href") for e in element.findall(ATOM + "link")
            if e.get("rel", "alternate") == rel]


def instant(stamp):
    assert STAMP.fullmatch(stamp), stamp
    return datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00"))


def check_construct(element, parent):
    counts = {}
    for child in element:
        assert child.tag.startswith(ATOM), child.tag
        name = child.tag.removeprefix(ATOM)
        assert name in ONCE | AT_MOST_ONCE | OFTEN, (parent, name)
        counts[name] = counts.get(name, 0) + 1
        if name in ("title", "summary", "rights", "subtitle"):
            assert child.get("type", "text") == "text" and len(child) == 0
        if name in ("updated", "published"):
            instant(child.text)
        if name == "author":
            [who] = child.findall(ATOM + "name")
            assert who.text.strip()
        if name == "category":
            assert child.get("term")
        if name == "link":
            assert IRI.fullmatch(child.get("href")), child.get("href")
    for name in ONCE:
        assert counts.get(name) == 1, (parent, name, counts)
    for name in AT_MOST_ONCE:
        assert counts.get(name, 0) <= 1, (parent, name)
    forms = [(e.get("type"), e.get("hreflang"))
             for e in element.findall(ATOM + "link")
             if e.get("rel", "alternate") == "alternate"]
    assert len(forms) == len(set(forms)) and forms
    assert TAG_URI.fullmatch(own(element, "id")[0])
    assert own(element, "title")[0].strip()


def check_feed(raw, scheme, address):
    """RFC 4287 and what the W3C's validator adds; the feed's root."""
    text = raw.decode("utf-8")
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text)
    root = ET.fromstring(raw)
    assert root.tag == ATOM + "feed" and root.get(LANG)
    check_construct(root, "feed")
    assert links(root, "self") == [address]
    assert len(root.findall(ATOM + "author")) >= 1
    entries = root.findall(ATOM + "entry")
    newest = instant(own(root, "updated")[0])
    for entry in entries:
        check_construct(entry, "entry")
        assert instant(own(entry, "updated")[0]) <= newest
        for href in links(entry, "alternate"):
            assert href.startswith(scheme + "://localhost:"), href
        assert own(entry, "summary") or own(entry, "content") or \
            own(entry, "title") == ["Empty"]
    ids = own(root, "id") + [own(e, "id")[0] for e in entries]
    assert len(ids) == len(set(ids))
    return root


def address_of(server, path, scheme):
    if scheme == "gopher":
        return f"gopher://localhost:{server.gopher_port}/0{path}"
    return server.url(path)


@pytest.mark.parametrize("scheme", ["gemini", "gopher"])
@pytest.mark.parametrize("path", FEEDS)
def test_every_feed_is_valid_atom_of_the_protocol_that_asked(
        hard, path, scheme):
    raw = fetch(hard, path, scheme)
    root = check_feed(raw, scheme, address_of(hard, path, scheme))
    assert root.findall(ATOM + "entry")


@pytest.mark.parametrize("scheme", ["gemini", "gopher"])
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_reader_library_has_no_complaint(hard, path, scheme):
    parsed = feedparser.parse(fetch(hard, path, scheme))
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    for entry in parsed.entries:
        assert entry.id and entry.title and entry.link and entry.updated_parsed


@pytest.mark.parametrize("scheme", ["gemini", "gopher"])
def test_what_a_feed_links_is_there(hard, scheme):
    root = ET.fromstring(fetch(hard, "/atom.xml", scheme))
    for entry in [root, *root.findall(ATOM + "entry")]:
        for href in links(entry, "alternate"):
            if scheme == "gemini":
                assert hard.gemini(href).status == 20, href
            else:
                kind, selector = re.fullmatch(
                    r"gopher://localhost:\d+/(.)(.*)", href).groups()
                got = hard.gopher(selector)
                assert kind == "1" and not got.startswith(b"3"), href


def test_titles_texts_and_names_come_through_as_they_are(hard):
    parsed = feedparser.parse(fetch(hard, "/atom.xml", "gemini"),
                              sanitize_html=False)
    assert parsed.feed.title == 'The <Hard> & "Fine" Gazette'
    assert parsed.feed.subtitle == "News & <more>"
    assert parsed.feed.language == "es-PE"
    by_title = {e.title: e for e in parsed.entries}
    marked = by_title['A <b>bold</b> & "quoted" ]]> title']
    assert marked.summary == "a < b && c > d ]]>"
    assert [a.name for a in marked.authors] == ["Q & A", "O'Brien <x>"]
    assert {t.label for t in marked.tags} == {"R&D <lab>", "Peru"}
    assert marked.published == "2024-05-01T10:11:12-05:00" or \
        instant(marked.published) == instant("2024-05-01T15:11:12Z")
    assert marked.rights == "MIT & co"
    assert [link.href for link in marked.links if link.rel == "via"] == [
        "https://example.org/old?a=1&b=2"]
    assert "Two lines and more" in by_title
    assert "秘鲁 选举" in by_title
    assert [e.title for e in parsed.entries][-1] == "Undated"


def test_entries_of_lists_hold_their_own_articles_alone(hard):
    def titles(path):
        root = ET.fromstring(fetch(hard, path, "gemini"))
        return [own(e, "title")[0] for e in root.findall(ATOM + "entry")]
    assert len(titles("/atom.xml")) == len(HARD) - 1
    assert len(titles("/t/r-d-lab/atom.xml")) == 1
    assert titles("/author/nusta-quispe/atom.xml") == ["Two lines and more"]
    days = titles("/digest/atom.xml")
    assert [re.search(r"[\d-]{10}", day)[0] for day in days] == [
        "2024-05-04", "2024-05-03", "2024-05-02", "2024-05-01"]


def test_content_is_the_summary_or_the_whole_text_as_the_setting_says(server):
    server.write("articles/long.md", "---\ntitle: Long\ndate: 2024-06-01\n"
                 "summary: In short.\n---\n\n# Part\n\nThe whole < text & "
                 "[a link](/a/one).\n\n" + "word " * 500 + "end.\n")
    server.start()

    def entry(scheme):
        root = check_feed(fetch(server, "/atom.xml", scheme), scheme,
                          address_of(server, "/atom.xml", scheme))
        return root.find(ATOM + "entry")
    for scheme in ("gemini", "gopher"):
        assert own(entry(scheme), "summary") == ["In short."]
        assert own(entry(scheme), "content") == []
    server.write("capsule.conf", 'title = "T"\nfeed_content = "full"\n')
    until(lambda: own(entry("gemini"), "content"))
    for scheme in ("gemini", "gopher"):
        [content] = own(entry(scheme), "content")
        assert "The whole < text & " in content and "end." in content
        assert content.count("word") == 500
        assert own(entry(scheme), "summary") == ["In short."]
    server.write("capsule.conf", 'title = "T"\nfeed_items = 2\n')
    until(lambda: fetch(server, "/atom.xml", "gopher").count(b"<entry") == 2)
    until(lambda: not own(entry("gemini"), "content"))


def ids(server, path):
    root = ET.fromstring(fetch(server, path, "gemini"))
    return [own(e, "id")[0] for e in [root, *root.findall(ATOM + "entry")]]


def test_ids_never_change(server):
    server.start()
    paths = ["/atom.xml", "/t/peru/atom.xml", "/digest/atom.xml"]
    before = {path: ids(server, path) for path in paths}
    for scheme in ("gemini", "gopher"):
        for path in paths:
            root = ET.fromstring(fetch(server, path, scheme))
            assert [own(e, "id")[0] for e in
                    [root, *root.findall(ATOM + "entry")]] == before[path]

    # another title and text, other topics, a time of day, an update
    server.write("articles/one.md",
                 "---\ntitle: Quite another\ndate: 2024-05-01 12:00\n"
                 "updated: 2025-01-01\ntopics: [Peru, New]\n---\n\nAnother.\n")
    until(lambda: b"Quite another" in fetch(server, "/atom.xml", "gemini"))
    assert {path: ids(server, path) for path in paths} == before

    # the file in another folder
    (server.capsule / "articles" / "2024").mkdir()
    (server.capsule / "articles" / "two.md").rename(
        server.capsule / "articles" / "2024" / "two.md")
    server.write("articles/last.md", "# Last\n")
    until(lambda: server.gemini("/a/last").status == 20)
    (server.capsule / "articles" / "last.md").unlink()
    until(lambda: server.gemini("/a/last").status == 52)
    assert {path: ids(server, path) for path in paths} == before

    # another name for the capsule's pages, a reload, a new index
    server.write("capsule.conf", 'title = "Renamed"\n')
    until(lambda: b"Renamed" in fetch(server, "/atom.xml", "gemini"))
    server.signal(signal.SIGHUP)
    server.wait_log("reloaded")
    assert {path: ids(server, path) for path in paths} == before
    server.stop()
    for path in (server.state / "index").iterdir():
        path.unlink()
    server.start()
    assert {path: ids(server, path) for path in paths} == before


def test_updated_follows_the_front_matter_and_not_the_file(server):
    server.start()

    def updated():
        root = ET.fromstring(fetch(server, "/t/peru/atom.xml", "gemini"))
        return own(root, "updated") + [own(e, "updated")[0] for e in
                                       root.findall(ATOM + "entry")]
    assert updated() == ["2024-05-02T00:00:00Z", "2024-05-02T00:00:00Z",
                         "2024-05-01T00:00:00Z"]
    server.write("articles/one.md",
                 "---\ntitle: One\ndate: 2024-05-01\ntopics: [Peru]\n"
                 "updated: 2024-07-01T10:20:30+02:00\n---\n\nText.\n")
    until(lambda: instant(updated()[0]) == instant("2024-07-01T08:20:30Z"))
    assert instant(updated()[2]) == instant("2024-07-01T08:20:30Z")
    (server.capsule / "articles" / "one.md").unlink()
    until(lambda: updated() == ["2024-05-02T00:00:00Z"] * 2)


def test_a_feed_without_articles_is_a_feed(server):
    for path in (server.capsule / "articles").iterdir():
        path.unlink()
    server.start()
    for path in ("/atom.xml", "/digest/atom.xml"):
        for scheme in ("gemini", "gopher"):
            root = check_feed(fetch(server, path, scheme), scheme,
                              address_of(server, path, scheme))
            assert not root.findall(ATOM + "entry")


# ---- list pages as subscriptions -------------------------------------------

def subscribe(text):
    """
    A page as the companion specification "Subscribing to Gemini pages" reads
    it: its title, and (date, title, address) of its entries.
    """
    title, entries, quoted = None, [], False
    for line in text.split("\n"):
        if line.startswith("```"):
            quoted = not quoted
        if quoted:
            continue
        if title is None and re.match(r"#(?!#)", line):
            title = line[1:].strip()
        link = re.match(r"=>\s*(\S+)\s+(\d{4}-\d\d-\d\d)(?!\d)(.*)", line)
        if link:
            entries.append((datetime.date.fromisoformat(link[2]),
                            link[3].lstrip(" -:").strip(), link[1]))
    return title, entries


LISTS = ["/", "/t/peru/", "/t/peru/2", "/t/peru/titles", "/author/nusta-quispe/",
         "/2024/05/", "/2024/05/p2", "/archive/titles", "/digest/",
         "/digest/2024-05", "/digest/2024-05-04", "/search?text", "/search?peru"]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_page_can_be_subscribed_to(hard, path):
    reply = hard.gemini(path)
    assert reply.status == 20 and reply.meta.startswith("text/gemini")
    title, entries = subscribe(reply.text)
    assert title and entries
    for date, text, address in entries:
        assert text
        assert date.year == 2024
        assert hard.gemini(address).status == 20
    dates = [date for date, _, _ in entries]
    assert dates == sorted(dates, reverse=True)
    addresses = [address for _, _, address in entries]
    assert len(set(addresses)) == len(addresses)
    # the same content, the same bytes: or subscribers see a change each time
    assert hard.gemini(path).raw == reply.raw


def test_a_topic_is_the_same_subscription_as_its_feed(hard):
    entries = []
    for path in ("/t/peru/", "/t/peru/2", "/t/peru/3"):
        entries += subscribe(hard.gemini(path).text)[1]
    root = ET.fromstring(fetch(hard, "/t/peru/atom.xml", "gemini"))
    feed = [(links(e, "alternate")[0], own(e, "published"))
            for e in root.findall(ATOM + "entry")]
    assert [hard.url(address) for _, _, address in entries] == [
        href for href, published in feed if published]
