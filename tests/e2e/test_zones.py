"""What a zone holds is told to nobody who may not read it, not even its title."""

FILES = {
    "articles/old.md": "---\ntitle: Old\ndate: 2024-01-01\nauthor: Ann\n"
                       "topics: [Peru]\n---\nA llama.\n",
    "articles/minutes.md": "---\ntitle: Minutes of the board\n"
                           "date: 2024-01-02\nauthor: Ann\ntopics: [Peru]\n"
                           "pinned: true\n---\nA secret llama.\n",
    "articles/new.md": "---\ntitle: New\ndate: 2024-01-03\nauthor: Ann\n"
                       "topics: [Peru]\n---\nA llama again.\n",
}
PAGES = ["/", "/t/peru/", "/t/peru/titles", "/author/ann/", "/archive/titles",
         "/2024/01/", "/digest/", "/digest/2024-01", "/digest/2024-01-02",
         "/a/old", "/a/new", "/atom.xml", "/t/peru/atom.xml",
         "/author/ann/atom.xml", "/digest/atom.xml", "/search?llama",
         "/search?minutes", "/search/t/peru?llama"]


def test_an_article_of_a_zone_is_in_no_list_feed_digest_or_search(server):
    server.fill(FILES)
    server.capsule_keys = 'zone "/a/minutes" { }'
    server.start()
    for path in PAGES:
        page = server.gemini(path)
        assert page.status == 20, path
        assert "Minutes" not in page.text.replace("Search: minutes", ""), path
        menu = server.gopher(path.replace("?", "\t"))
        assert b"Minutes" not in menu and b"secret" not in menu, path
    assert "=> /a/new Newer: New" in server.gemini("/a/old").text


def test_a_refusal_fits_its_protocol(server):
    server.fill(FILES)
    server.capsule_keys = 'zone "/a/minutes" { }'
    server.start()
    reply = server.gemini("/a/minutes")
    assert reply.status == 60
    assert "certificate" in reply.meta and "Gemini" not in reply.meta
    assert b"open it over Gemini" in server.gopher("/a/minutes")
