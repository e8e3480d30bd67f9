#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

static int
fed(void **state)
{
	served_begin(state);
	put("capsule.conf", "title = \"Gazette <&>\"\ndescription = \"News\"\n"
			    "author = \"The Editors\"\nlicense = \"CC BY\"\n"
			    "feed_items = 3\n");
	put("articles/one.md",
	    "---\ntitle: \"One \\\"and\\\" <b>\"\ndate: "
	    "2021-06-11T08:30:00-05:00\n"
	    "updated: 2021-06-12T10:00:00Z\nauthors: [A. One, B. Two]\n"
	    "topics: [Peru & Co]\nlang: es\nlicense: CC0\n"
	    "source: https://gazette.example/?a=1&b=2\n"
	    "summary: Short & sweet.\n---\n"
	    "Whole [text](two.md) of one.\n");
	put("articles/two.md",
	    "---\ntitle: Two\ndate: 2021-06-11\n---\nText two.\n");
	put("articles/three.md",
	    "---\ntitle: Three\ndate: 2021-06-10\n---\nText three.\n");
	put("articles/four.md",
	    "---\ntitle: Four\ndate: 2021-06-09\n---\nText four.\n");
	take_in();
	serve();
	return 0;
}

static const char *
feed(const struct place *place, const char *path)
{
	assert_int_equal(ask_query(place, path, NULL), 20);
	assert_string_equal(served_reply.type, "application/atom+xml");
	return buf_str(&served_reply.body);
}

static size_t
count(const char *whole, const char *part)
{
	size_t n = 0;

	for (const char *p = whole; (p = strstr(p, part)) != NULL; p++)
		n++;
	return n;
}

static void
the_feed_says_all_that_rfc_4287_wants(void **state)
{
	const char *xml = feed(&by_gemini, "/atom.xml");

	(void)state;
	assert_begins(xml,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n"
	    "<title>Gazette &lt;&amp;&gt;</title>\n"
	    "<subtitle>News</subtitle>\n"
	    "<id>tag:gazette.example,2000:/atom.xml</id>\n"
	    "<updated>2021-06-12T10:00:00Z</updated>\n"
	    "<author><name>The Editors</name></author>\n"
	    "<rights>CC BY</rights>\n"
	    "<generator>Chasqui</generator>\n"
	    "<link rel=\"self\" type=\"application/atom+xml\" "
	    "href=\"gemini://gazette.example/atom.xml\"/>\n"
	    "<link rel=\"alternate\" href=\"gemini://gazette.example/\"/>\n");
	assert_ends(xml, "</entry>\n</feed>\n");
}

static void
an_entry_says_who_when_what_and_where(void **state)
{
	(void)state;
	assert_has(feed(&by_gemini, "/atom.xml"),
	    "<entry xml:lang=\"es\">\n"
	    "<title>One &quot;and&quot; &lt;b&gt;</title>\n"
	    "<id>tag:gazette.example,2021-06-11:one</id>\n"
	    "<link rel=\"alternate\" href=\"gemini://gazette.example/a/one\"/>"
	    "\n"
	    "<link rel=\"via\" "
	    "href=\"https://gazette.example/?a=1&amp;b=2\"/>\n"
	    "<published>2021-06-11T08:30:00-05:00</published>\n"
	    "<updated>2021-06-12T10:00:00Z</updated>\n"
	    "<author><name>A. One</name></author>\n"
	    "<author><name>B. Two</name></author>\n"
	    "<category term=\"peru-co\" label=\"Peru &amp; Co\"/>\n"
	    "<rights>CC0</rights>\n"
	    "<summary>Short &amp; sweet.</summary>\n"
	    "</entry>\n");
}

static void
the_newest_come_first_and_no_more_than_wanted(void **state)
{
	const char *xml = feed(&by_gemini, "/atom.xml");

	(void)state;
	assert_int_equal(count(xml, "<entry"), 3);
	assert_has_not(xml, "/a/four");
}

/* G52 */
static void
links_are_of_the_protocol_that_asked_and_identities_are_not(void **state)
{
	const char *xml = feed(&by_gopher, "/atom.xml");

	(void)state;
	assert_has(xml,
	    "href=\"gopher://gopher.gazette.example/0/atom.xml\"/>");
	assert_has(xml, "<id>tag:gazette.example,2021-06-11:one</id>\n"
			"<link rel=\"alternate\" "
			"href=\"gopher://gopher.gazette.example/1/a/one\"/>");
	assert_has_not(xml, "gemini:");
}

static void
topics_authors_and_the_digest_have_feeds(void **state)
{
	const char *xml = feed(&by_gemini, "/t/peru-co/atom.xml");

	(void)state;
	assert_has(xml,
	    "<title>Gazette &lt;&amp;&gt;: Peru &amp; Co</title>\n");
	assert_has(xml,
	    "<id>tag:gazette.example,2000:/t/peru-co/atom.xml</id>");
	assert_has(xml, "href=\"gemini://gazette.example/t/peru-co/\"/>");
	assert_int_equal(count(xml, "<entry"), 1);
	xml = feed(&by_gemini, "/author/b-two/atom.xml");
	assert_int_equal(count(xml, "<entry"), 1);
	xml = feed(&by_gemini, "/digest/atom.xml");
	assert_int_equal(count(xml, "<entry"), 3);
	assert_has(xml,
	    "<title>Daily digest of 2021-06-11</title>\n"
	    "<id>tag:gazette.example,2000:/digest/2021-06-11</id>\n"
	    "<link rel=\"alternate\" "
	    "href=\"gemini://gazette.example/digest/2021-06-11\"/>\n"
	    "<updated>2021-06-12T10:00:00Z</updated>\n"
	    "<content type=\"text\">One &quot;and&quot; &lt;b&gt;\n"
	    "Short &amp; sweet.\n"
	    "\n"
	    "Two\n"
	    "Text two.\n"
	    "</content>\n");
}

static void
whole_texts_are_there_when_the_setting_wants_them(void **state)
{
	const char *xml;

	(void)state;
	put("capsule.conf", "title = \"Gazette\"\nfeed_content = \"full\"\n");
	take_in();
	xml = feed(&by_gemini, "/atom.xml");
	assert_has(xml, "<summary>Short &amp; sweet.</summary>\n"
			"<content type=\"text\">Whole text [1] of one.\n"
			"\n"
			"Links\n"
			"-----\n"
			"[1] text\n"
			"    gemini://gazette.example/a/two\n"
			"</content>\n");
	/* always an author (RFC 4287 4.2.1) */
	assert_has(xml, "<author><name>Gazette</name></author>\n");
}

static void
links_of_whole_texts_lead_where_those_of_the_pages_do(void **state)
{
	static const struct style style = { .crlf = true, .texts = "/a/" };
	struct place place = by_gopher;
	const char *xml;

	(void)state;
	place.style = &style;
	xml = feed(&place, "/atom.xml");
	assert_has(xml, "href=\"gopher://gopher.gazette.example/0/a/one.txt\"");
	assert_has(xml, "    gopher://gopher.gazette.example/0/a/two.txt\n");
	assert_has_not(xml, "\r");
	put("articles/moved.md",
	    "---\ndate: 2021-07-02\nsource: https://web.example/in/moved\n"
	    "---\nSee [there](there.html).\n");
	take_in();
	xml = feed(&by_gemini, "/atom.xml");
	assert_has(xml, "    https://web.example/in/there.html\n");
	assert_int_equal(ask("/a/moved"), 20);
	assert_has(gemtext(), "=> https://web.example/in/there.html ");
	take_away("articles/moved.md");
	take_in();
}

/* A feed of a hundred large articles took 37 seconds, in one turn. */
static void
whole_texts_are_bounded_by_what_is_read_for_them(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_adds(&text, "---\ndate: 2021-07-01\n---\n");
	while (text.len < 400000)
		buf_adds(&text, "Some *words* of [a text](two.md).\n\n");
	for (int i = 1; i <= 3; i++) {
		char path[300];

		snprintf(path, sizeof path, "%s/articles/big%d.md", served_root,
		    i);
		assert_int_equal(
		    file_write(path, text.data, text.len, 0644, NULL), 0);
	}
	buf_free(&text);
	take_in();
	/* in turns: the first makes one of them and leaves the rest */
	assert_int_equal(ask_once(&by_gemini, "/atom.xml", NULL), 40);
	assert_true(served_reply.later && served_reply.soon);
	assert_int_equal(served_reply.body.len, 0);
	assert_int_equal(count(feed(&by_gemini, "/atom.xml"), "<entry"), 7);
	assert_int_equal(count(buf_str(&served_reply.body), "<content"), 6);
	take_away("articles/big1.md");
	take_away("articles/big2.md");
	take_away("articles/big3.md");
	take_in();
}

static void
a_capsule_without_articles_has_a_feed(void **state)
{
	const char *xml;

	(void)state;
	take_away("articles/one.md");
	take_away("articles/two.md");
	take_away("articles/three.md");
	take_away("articles/four.md");
	take_in();
	xml = feed(&by_gemini, "/atom.xml");
	assert_has(xml, "<updated>1970-01-01T00:00:00Z</updated>\n");
	assert_int_equal(count(xml, "<entry"), 0);
	assert_int_equal(ask("/t/peru-co/atom.xml"), 51);
	assert_int_equal(ask("/"), 20);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_feed_says_all_that_rfc_4287_wants),
		cmocka_unit_test(an_entry_says_who_when_what_and_where),
		cmocka_unit_test(the_newest_come_first_and_no_more_than_wanted),
		cmocka_unit_test(
		    links_are_of_the_protocol_that_asked_and_identities_are_not),
		cmocka_unit_test(topics_authors_and_the_digest_have_feeds),
		cmocka_unit_test(
		    whole_texts_are_there_when_the_setting_wants_them),
		cmocka_unit_test(
		    links_of_whole_texts_lead_where_those_of_the_pages_do),
		cmocka_unit_test(
		    whole_texts_are_bounded_by_what_is_read_for_them),
		cmocka_unit_test(a_capsule_without_articles_has_a_feed),
	};

	return cmocka_run_group_tests(tests, fed, served_end);
}
