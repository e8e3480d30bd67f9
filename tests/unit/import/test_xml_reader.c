#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/core/xml.h"
#include "import/feed/xml_reader.h"
#include "import/format.h"

/* What a reading tells, one word after the other. */
struct told {
	struct buf problems, lost, items;
	size_t nitems;
};

static void
note_problem(void *ctx, const struct problem *found)
{
	struct told *t = ctx;

	buf_addf(&t->problems, "%zu: %s\n", found->line, found->sentence);
}

static void
note_lost(void *ctx, size_t line, const char *what, const char *why)
{
	struct told *t = ctx;

	(void)why;
	buf_addf(&t->lost, "%zu %s\n", line, what);
}

static void
note_item(void *ctx, struct item *it)
{
	struct told *t = ctx;

	t->nitems++;
	buf_addf(&t->items, "%s %s %s %d\n", it->front.title, it->front.slug,
	    it->front.authors.n > 0 ? it->front.authors.name[0] : "-",
	    (int)it->kind);
	for (size_t i = 0; i < it->front.topics.n; i++)
		buf_addf(&t->items, "%s ", it->front.topics.name[i]);
	buf_adds(&t->items, buf_str(&it->markdown));
}

static void
note_topic(void *ctx, const struct item_topic *topic)
{
	(void)ctx, (void)topic;
}

static struct intake
intake_of(struct told *t)
{
	return (struct intake){ note_item, note_topic, note_lost, note_problem,
		t, NULL };
}

static void
told_free(struct told *t)
{
	buf_free(&t->problems);
	buf_free(&t->lost);
	buf_free(&t->items);
}

/* Read elements of <rss><channel>, and show them with their lines. */
static void
assert_reads(const char *xml, size_t len, const char *shown,
    const char *problems)
{
	static const char *const outer[] = { "rss", "channel", NULL };
	static const char *const apart[] = { "item", NULL };
	static const struct xml_shape shape = { outer, apart };
	struct told t = { .nitems = 0 };
	struct intake in = intake_of(&t);
	struct buf body = { 0 }, out = { 0 };
	struct xml_reader *r;
	struct source s;
	xmlNode *n;

	buf_add(&body, xml, len);
	source_of_buf(&s, "x", "", &body);
	r = xml_reader_new(&s, "", &shape, &in);
	while ((n = xml_reader_next(r)) != NULL) {
		buf_addf(&out, "%zu %s:", xml_reader_line(r), n->name);
		for (xmlNode *c = n->children; c != NULL; c = c->next)
			if (c->type == XML_ELEMENT_NODE) {
				buf_addf(&out, " %s=", c->name);
				xml_text(c, &out);
			}
		if (xmlFirstElementChild(n) == NULL)
			xml_text(n, &out);
		buf_addc(&out, '\n');
	}
	assert_string_equal(buf_str(&out), shown);
	assert_string_equal(buf_str(&t.problems), problems);
	xml_reader_free(r);
	source_close(&s);
	buf_free(&out);
	told_free(&t);
}

#define READS(xml, shown, problems)                                            \
	assert_reads(xml, sizeof(xml) - 1, shown, problems)

static void
elements_come_whole_with_their_lines(void **state)
{
	(void)state;
	READS("<?xml version='1.0'?>\n<rss><channel>\n<title>T</title>\n"
	      "<item><a>1</a><b/><c>x&amp;y&#33;</c></item>\n</channel></rss>",
	    "3 title:T\n4 item: a=1 b= c=x&y!\n", "");
	READS("<rss><channel><item><a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>"
	      "</item></channel></rss>",
	    "1 item: a=<b>&amp;]]>\n", "");
	READS("<a:rss xmlns:a='u'><a:channel><a:item><a:t>1</a:t></a:item>"
	      "</a:channel></a:rss>",
	    "1 item: t=1\n", "");
}

static void
what_is_not_well_formed_costs_itself_alone(void **state)
{
	(void)state;
	READS("<rss><channel>\n<item><a>1</item>\n<item><a>2</a></item>\n"
	      "</channel></rss>",
	    "2 item: a=1\n3 item: a=2\n",
	    "2: is not well-formed XML: this is never ended: a\n");
	READS("<rss><channel><item><a>1</a>\n<item><a>2</a></item>"
	      "</channel></rss>",
	    "1 item: a=1\n2 item: a=2\n",
	    "1: is not well-formed XML: this is never ended: item\n");
	READS("<rss><channel><item><a>1</b></a></item></channel></rss>",
	    "1 item: a=1\n",
	    "1: is not well-formed XML: this ends nothing: b\n");
	READS("<rss><channel><item><a>R & D, a < b &nbsp; &x;</a></item>"
	      "</channel></rss>",
	    "1 item: a=R & D, a < b \u00a0 &x;\n", "");
	READS("<br />\n<b>Notice</b>: x in <b>y.php</b>\n<?xml version='1.0'?>"
	      "<rss><channel><item><a>1</a></item></channel></rss>",
	    "1 br:\n2 b:Notice\n2 b:y.php\n3 item: a=1\n", "");
	READS("<rss><channel>\n<item><a>1</a></item>\n<item><a>2",
	    "2 item: a=1\n",
	    "3: is not well-formed XML: the source stops within item\n");
}

static void
declared_entities_are_never_taken_and_told_of_once(void **state)
{
	(void)state;
	READS("<!DOCTYPE rss [\n<!ENTITY a \"x>\">\n<!ENTITY b \"&a;&a;\">\n]>"
	      "<rss><channel><item><a>&b;</a></item></channel></rss>",
	    "4 item: a=&b;\n",
	    "2: is not well-formed XML: entities are declared, which are not "
	    "taken\n");
}

static void
any_encoding_is_read(void **state)
{
	(void)state;
	READS("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item>"
	      "<a b='\xE9'>\x93z\xE9\x94</a></item></channel></rss>",
	    "1 item: a=\u201Cz\u00E9\u201D\n", "");
	READS("<?xml version='1.0' encoding='gb2312'?><rss><channel><item>"
	      "<a>\xE9\x46</a></item></channel></rss>",
	    "1 item: a=\u9555\n", "");
	READS("\xFF\xFE<\0r\0s\0s\0>\0<\0i\0t\0e\0m\0>\0\x6D\x95<\0/\0i\0t\0e"
	      "\0m\0>\0<\0/\0r\0s\0s\0>\0",
	    "1 item:\u956D\n", "");
	READS("\xEF\xBB\xBF \n<rss><item>a\x01\x0B\xEF\xBF\xBF</item></rss>",
	    "2 item:a \uFFFD\n", "");
}

/* ---- a bad byte at every position of an export ---- */

static const char export[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
    "<!-- generator=\"WordPress/5.0\" created=\"2019-01-01 10:10\" -->\n"
    "<rss version=\"2.0\"\n"
    "\txmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\"\n"
    "\txmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n"
    "\txmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    "\txmlns:wp=\"http://wordpress.org/export/1.2/\"\n>\n"
    "<channel>\n\t<title>Blog</title>\n\t<wp:wxr_version>1.2</wp:wxr_version>\n"
    "\t<wp:author><wp:author_login>ann</wp:author_login>"
    "<wp:author_display_name><![CDATA[Annabel]]></wp:author_display_name>"
    "</wp:author>\n"
    "\t<item>\n\t\t<title>First caf\u00e9</title>\n"
    "\t\t<link>https://b.example/first/</link>\n"
    "\t\t<dc:creator><![CDATA[ann]]></dc:creator>\n"
    "\t\t<guid isPermaLink=\"false\">https://b.example/?p=1</guid>\n"
    "\t\t<content:encoded><![CDATA[<!-- wp:paragraph -->\n<p>one two</p>\n"
    "<!-- /wp:paragraph -->]]></content:encoded>\n"
    "\t\t<excerpt:encoded><![CDATA[]]></excerpt:encoded>\n"
    "\t\t<wp:post_id>1</wp:post_id>\n"
    "\t\t<wp:post_name><![CDATA[first]]></wp:post_name>\n"
    "\t\t<wp:status><![CDATA[publish]]></wp:status>\n"
    "\t\t<wp:post_type><![CDATA[post]]></wp:post_type>\n"
    "\t\t<category domain=\"category\" nicename=\"news\"><![CDATA[News]]>"
    "</category>\n\t</item>\n"
    "\t<item>\n\t\t<title>Second</title>\n"
    "\t\t<link>https://b.example/second/</link>\n"
    "\t\t<guid isPermaLink=\"false\">https://b.example/?p=2</guid>\n"
    "\t\t<content:encoded><![CDATA[three four]]></content:encoded>\n"
    "\t\t<wp:post_id>2</wp:post_id>\n"
    "\t\t<wp:post_name>second</wp:post_name>\n"
    "\t\t<wp:status>publish</wp:status>\n"
    "\t\t<wp:post_type>post</wp:post_type>\n\t</item>\n"
    "</channel>\n</rss>\n";

static void
read_export(struct buf *bytes, struct told *t)
{
	const struct reading how = { .chosen = true };
	struct intake in = intake_of(t);
	struct problem why = { .file = "" };
	struct source s;

	source_of_buf(&s, "x", "", bytes);
	format_named("wxr")->read(&s, &how, &in, &why);
	source_close(&s);
}

/* How many of the words of one text the other lacks. */
static size_t
missing(struct buf *of, struct buf *in)
{
	size_t n = 0;
	char *copy = strdup(buf_str(of)), *rest = NULL;

	for (char *w = strtok_r(copy, " \n", &rest); w != NULL;
	     w = strtok_r(NULL, " \n", &rest))
		n += strstr(buf_str(in), w) == NULL;
	free(copy);
	return n;
}

/* One byte is replaced, or one is put in before it. */
static void
try_damage(struct buf *whole, size_t at, char byte, bool put_in)
{
	struct buf bytes = { 0 };
	struct told t = { .nitems = 0 };
	size_t lost;

	buf_add(&bytes, export, at);
	buf_addc(&bytes, byte);
	buf_adds(&bytes, export + at + !put_in);
	read_export(&bytes, &t);
	lost = missing(whole, &t.items);
	if (t.nitems != 2 || lost > 1)
		fail_msg("byte %02x %s at %zu, before '%.30s':\n%s%s",
		    (unsigned char)byte, put_in ? "put in" : "instead", at,
		    export + at, buf_str(&t.items), buf_str(&t.problems));
	told_free(&t);
}

static void
a_bad_byte_loses_at_most_its_word(void **state)
{
	struct buf bytes = { 0 };
	struct told t = { .nitems = 0 };

	(void)state;
	buf_adds(&bytes, export);
	read_export(&bytes, &t);
	assert_int_equal(t.nitems, 2);
	for (size_t at = 0; at + 1 < sizeof export; at++)
		for (const char *byte = "\xFF\x01\xE9\x80"; *byte != '\0';
		     byte++) {
			if (*byte != '\x01') /* controls are pasted in */
				try_damage(&t.items, at, *byte, false);
			try_damage(&t.items, at, *byte, true);
		}
	told_free(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_come_whole_with_their_lines),
		cmocka_unit_test(what_is_not_well_formed_costs_itself_alone),
		cmocka_unit_test(
		    declared_entities_are_never_taken_and_told_of_once),
		cmocka_unit_test(any_encoding_is_read),
		cmocka_unit_test(a_bad_byte_loses_at_most_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
