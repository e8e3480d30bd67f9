#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"
#include "text/size.h"

static int
newsroom(void **state)
{
	served_begin(state);
	put("capsule.conf",
	    "title = \"Gazette\"\nweb = \"https://www.gazette.example/\"\n");
	put("static/images/port.png", "png");
	put("static/logo.png", "png");
	put("pages/about.md", "# About\n\nWords.\n");
	put("articles/full.md",
	    "---\ntitle: Full\ndate: 2021-06-11\nupdated: 2021-06-20\n"
	    "authors: [A. One, B. Two]\ntopics: [Peru, Votes]\nlang: es\n"
	    "license: CC BY-SA 4.0\nnotice: Corrected on Sunday.\n"
	    "image: /images/port.png\nimage_alt: The port\n---\n"
	    "# Full\n\nWords of the article.\n");
	put("articles/part.md",
	    "---\ntitle: Part\ndate: 2021-06-10\ntopics: [Peru]\n"
	    "partial: true\nsource: https://www.gazette.example/2021/06/part/"
	    "?a=1&b=2\n---\nThe beginning.\n");
	put("articles/part-alone.md",
	    "---\ntitle: Alone\npartial: true\n---\nThe beginning.\n");
	put("articles/deep/old.md",
	    "---\ntitle: Old\ndate: 2021-06-09\ntopics: [Peru]\n"
	    "source: https://www.gazette.example/2021/06/old/\n---\nWords.\n");
	put("articles/deep/renamed.md",
	    "---\ntitle: Renamed\nslug: given-name\n---\nWords.\n");
	put("articles/deep/links.md",
	    "---\ntitle: Links\ndate: 2021-06-08\ntopics: [Votes]\n---\n"
	    "[same](old.md)\n\n[up](../full.md#top)\n\n[zola](@/part.md)\n\n"
	    "[web](https://www.gazette.example/2021/06/old)\n\n"
	    "[path](/2021/06/old/)\n\n[own](/about)\n\n"
	    "[month](/2021/06/)\n\n[donate](/donate?x=1)\n\n"
	    "[static](../../static/logo.png)\n\n[hugo](/images/port.png)\n\n"
	    "[page](../../pages/about.md)\n\n"
	    "[else](https://other.example/2021/06/old/)\n\n"
	    "[given](renamed.md)\n\n[at](@/deep/renamed.md)\n\n"
	    "[folder](../full/)\n\n[gone](none.md)\n");
	put("articles/relative.md",
	    "---\ntitle: Relative\ndate: 2021-06-07\n"
	    "source: https://www.gazette.example/2021/06/relative/\n---\n"
	    "![Chart](chart.png)\n");
	put("articles/shown.md",
	    "---\ntitle: Shown\ndate: 2021-06-06\nimage: /static/logo.png\n"
	    "---\nWords.\n\n![Logo](/static/logo.png)\n");
	take_in();
	serve();
	return 0;
}

static void
one_line_below_the_title_says_when_who_and_what(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/full"), 20);
	assert_begins(gemtext(),
	    "# Full\n"
	    "2021-06-11, actualizado el 2021-06-20 - A. One, B. Two - Peru, "
	    "Votes\n"
	    "4 palabras, 1 min\n"
	    "\n"
	    "Corrected on Sunday.\n");
	assert_string_equal(served_reply.lang, "es");
}

static void
the_image_of_the_front_matter_stands_above_the_text(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/full"), 20);
	assert_has(gemtext(),
	    "\n\n=> /static/images/port.png The port [imagen]\n\nWords");
	assert_has(menu(), "I|The port [imagen]\n");
	assert_int_equal(ask("/a/full.txt"), 20);
	assert_has(text(), "[imagen: The port] [1]\n");
}

static void
an_image_that_the_text_shows_is_not_shown_again(void **state)
{
	const char *first;

	(void)state;
	assert_int_equal(ask("/a/shown"), 20);
	first = strstr(gemtext(), "/static/logo.png");
	assert_non_null(first);
	assert_null(strstr(first + 1, "/static/logo.png"));
}

static void
an_excerpt_says_so_and_where_the_whole_is(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/part"), 20);
	assert_begins(gemtext(),
	    "# Part\n"
	    "2021-06-10 - Peru\n"
	    "2 words, 1 min\n"
	    "\n"
	    "Only an excerpt is held here; the whole article: "
	    "https://www.gazette.example/2021/06/part/?a=1&b=2\n"
	    "\n"
	    "=> https://www.gazette.example/2021/06/part/?a=1&b=2 ");
	/* once, and not again in the byline and below the text */
	assert_has_not(gemtext(), "Original on");
	assert_int_equal(ask("/a/alone"), 51);
	assert_int_equal(ask("/a/part-alone"), 20);
	assert_has(gemtext(), "Only an excerpt of this article is held here.");
}

static void
older_and_newer_are_of_the_first_topic_and_of_all_where_they_differ(
    void **state)
{
	(void)state;
	assert_int_equal(ask("/a/part"), 20);
	assert_has(gemtext(), "\n\n=> /a/old Older: Old\n"
			      "=> /a/full Newer: Full\n\n");
	assert_int_equal(ask("/a/full"), 20);
	assert_has(gemtext(), "\n\n=> /a/part Anterior: Part\n\n");
	assert_int_equal(ask("/a/links"), 20);
	assert_has(gemtext(), "\n\n=> /a/relative Older: Relative\n"
			      "=> /a/full Newer in Votes: Full\n"
			      "=> /a/old Newer: Old\n\n");
}

static void
what_the_page_says_of_itself_is_in_the_article_s_language(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/full"), 20);
	assert_has(gemtext(), "\n\nLicencia: CC BY-SA 4.0\n\n");
	assert_ends(gemtext(), "\n\n=> / Gazette\n"
			       "=> /search Buscar\n"
			       "=> /t/ Todos los temas\n"
			       "=> /author/ Autores\n"
			       "=> /digest/ Resumen diario\n"
			       "=> /archive/ Archivo\n"
			       "=> /atom.xml Canal Atom\n");
	assert_int_equal(ask("/a/part"), 20);
	assert_has(gemtext(), "=> /search Search\n");
}

static void
links_that_leave_say_where_to_when_their_words_do_not(void **state)
{
	(void)state;
	put("articles/leaving.md",
	    "---\ntitle: Leaving\n---\n"
	    "See [the report](https://www.jury.example/x), [jury.example]"
	    "(https://jury.example/y) and "
	    "[ours](https://gazette.example/z).\n");
	take_in();
	assert_int_equal(ask("/a/leaving"), 20);
	assert_has(gemtext(),
	    "See the report, jury.example and ours.\n\n"
	    "=> https://www.jury.example/x the report (jury.example)\n"
	    "=> https://jury.example/y jury.example\n"
	    "=> https://gazette.example/z ours\n");
	assert_has(menu(), "h|[2] the report (jury.example)\n");
	take_away("articles/leaving.md");
	take_in();
}

static void
notes_are_set_off_by_a_rule(void **state)
{
	(void)state;
	put("articles/noted.md",
	    "---\ntitle: Noted\n---\nText[^a].\n\n[^a]: A note.\n");
	take_in();
	assert_int_equal(ask("/a/noted"), 20);
	assert_has(gemtext(), "Text[1].\n\n---\n\n[1] A note.\n\n=> ");
	take_away("articles/noted.md");
	take_in();
}

static void
related_articles_are_named_before_the_topics(void **state)
{
	const char *related, *topic;

	(void)state;
	assert_int_equal(ask("/a/full"), 20);
	related = strstr(gemtext(), "\n\n## Relacionados\n=> /a/links Links\n");
	topic = strstr(gemtext(), "=> /t/peru/ Tema: Peru\n");
	assert_non_null(related);
	assert_non_null(topic);
	assert_true(related < topic);
	/* it is the older one already */
	assert_has_not(gemtext(), "=> /a/part Part");
}

static void
references_lead_to_what_the_capsule_holds(void **state)
{
	static const char *const lines[] = {
		"=> /a/old same\n",
		"=> /a/full up\n",
		"=> /a/part zola\n",
		"=> /a/old web\n",
		"=> /a/old path\n",
		"=> /about own\n",
		"=> /2021/06/ month\n",
		"=> https://www.gazette.example/donate?x=1 donate\n",
		"=> /static/logo.png static\n",
		"=> /static/images/port.png hugo\n",
		"=> /about page\n",
		"=> https://other.example/2021/06/old/ else (other.example)\n",
		"=> /a/given-name given\n",
		"=> /a/given-name at\n",
		"=> /a/full folder\n",
		"=> /a/none gone\n",
	};

	(void)state;
	assert_int_equal(ask("/a/links"), 20);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_has(gemtext(), lines[i]);
}

static void
other_references_start_where_the_text_was_published(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/relative"), 20);
	assert_has(gemtext(),
	    "=> https://www.gazette.example/2021/06/relative/chart.png Chart "
	    "[image]\n");
}

/* The body must not stand under the fields of another state of the file. */
static void
a_file_newer_than_the_index_speaks_for_itself(void **state)
{
	(void)state;
	put("articles/full.md",
	    "---\ntitle: Fuller\ndate: 2021-06-12\nauthor: C. Three\n"
	    "topics: [Peru, Ports]\n---\nOther words.\n");
	assert_int_equal(ask("/a/full"), 20);
	assert_begins(gemtext(), "# Fuller\n"
				 "2021-06-12 - C. Three - Peru, Ports\n"
				 "2 words, 1 min\n"
				 "\n"
				 "Other words.\n");
	assert_string_equal(served_reply.lang, "en");
	assert_has(gemtext(), "=> /author/c-three/ More by C. Three\n"
			      "=> /t/peru/ Topic: Peru\n"
			      "=> /t/ports/ Topic: Ports\n");
}

static void
a_file_that_became_a_draft_is_not_shown(void **state)
{
	(void)state;
	put("articles/full.md",
	    "---\ntitle: Full\ndate: 2021-06-11\ndraft: true\n---\nWords.\n");
	assert_int_equal(ask("/a/full"), 51);
	put("articles/full.md",
	    "---\ntitle: Full\ndate: 9021-06-11\n---\nWords.\n");
	assert_int_equal(ask("/a/full"), 51);
}

/* Half a text is never served. */
static void
a_file_that_is_being_written_is_asked_for_again(void **state)
{
	char file[256];
	FILE *editor;

	(void)state;
	snprintf(file, sizeof file, "%s/articles/part.md", served_root);
	editor = fopen(file, "a");
	assert_non_null(editor);
	fputs("More wor", editor);
	fflush(editor);
	assert_int_equal(ask_once(&by_gemini, "/a/part", NULL), 40);
	assert_true(served_reply.later);
	assert_string_equal(served_reply.meta, words("en", WORD_BEING_WRITTEN));
	fputs("ds.\n", editor);
	fclose(editor);
	assert_int_equal(ask("/a/part"), 20);
	assert_false(served_reply.later);
	assert_has(gemtext(), "The beginning. More words.\n");
}

static void
a_file_that_was_just_removed_is_gone(void **state)
{
	(void)state;
	take_away("articles/full.md");
	assert_int_equal(ask_once(&by_gemini, "/a/full", NULL), 52);
	take_in();
	assert_int_equal(ask_once(&by_gemini, "/a/full", NULL), 52);
	assert_string_equal(served_reply.meta, words("en", WORD_REMOVED));
	assert_string_equal(served_reply.onward, "/t/peru/");
	assert_string_equal(served_reply.onward_label, "Topic: Peru");
}

/* Not 52: nobody has removed the articles. */
static void
a_folder_that_is_away_is_a_passing_trouble(void **state)
{
	char here[256], away[256];

	(void)state;
	snprintf(here, sizeof here, "%s/articles", served_root);
	snprintf(away, sizeof away, "%s/elsewhere", served_folder);
	assert_int_equal(rename(here, away), 0);
	assert_int_equal(ask_once(&by_gemini, "/a/part", NULL), 40);
	assert_string_equal(served_reply.meta, words("en", WORD_UNREADABLE));
	assert_int_equal(rename(away, here), 0);
	assert_int_equal(ask("/a/part"), 20);
}

/* ", 1 kB" behind the link to the text form is what the text form has. */
static void
assert_size_told(const char *path)
{
	char form[64], size[SIZE_SHOWN], told[SIZE_SHOWN + 2];
	struct buf out = { 0 };

	snprintf(form, sizeof form, "%s.txt", path);
	assert_int_equal(ask_query(&by_gopher, form, NULL), 20);
	plain_write(&served_reply.page, &by_gopher, &out);
	snprintf(told, sizeof told, ", %s", size_show(out.len, size));
	buf_free(&out);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(ask_query(&by_gopher, path, NULL), 20);
		assert_has(menu(), told);
	}
}

static void
the_size_of_the_text_form_follows_what_is_on_it(void **state)
{
	(void)state;
	put("articles/sized.md", "---\ntitle: Sized\n---\nFew words.\n");
	take_in();
	assert_size_told("/a/sized");
	put("articles/sized.md",
	    "---\ntitle: Sized\n---\n%0700d is more than that.\n", 0);
	assert_size_told("/a/sized");
	take_in();
	assert_size_told("/a/sized");
	put("articles/sized.md",
	    "---\ntitle: Sized\n---\n[A map](/static/map.csv)\n");
	take_in();
	assert_size_told("/a/sized");
	put("static/map.csv", "%05000d\n", 0);
	assert_size_told("/a/sized");
	take_away("static/map.csv");
	assert_size_told("/a/sized");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    one_line_below_the_title_says_when_who_and_what),
		cmocka_unit_test(
		    the_image_of_the_front_matter_stands_above_the_text),
		cmocka_unit_test(
		    an_image_that_the_text_shows_is_not_shown_again),
		cmocka_unit_test(an_excerpt_says_so_and_where_the_whole_is),
		cmocka_unit_test(
		    older_and_newer_are_of_the_first_topic_and_of_all_where_they_differ),
		cmocka_unit_test(
		    what_the_page_says_of_itself_is_in_the_article_s_language),
		cmocka_unit_test(
		    links_that_leave_say_where_to_when_their_words_do_not),
		cmocka_unit_test(notes_are_set_off_by_a_rule),
		cmocka_unit_test(related_articles_are_named_before_the_topics),
		cmocka_unit_test(references_lead_to_what_the_capsule_holds),
		cmocka_unit_test(
		    other_references_start_where_the_text_was_published),
		cmocka_unit_test(a_file_newer_than_the_index_speaks_for_itself),
		cmocka_unit_test(a_file_that_became_a_draft_is_not_shown),
		cmocka_unit_test(
		    a_file_that_is_being_written_is_asked_for_again),
		cmocka_unit_test(a_file_that_was_just_removed_is_gone),
		cmocka_unit_test(a_folder_that_is_away_is_a_passing_trouble),
		cmocka_unit_test(
		    the_size_of_the_text_form_follows_what_is_on_it),
	};

	return cmocka_run_group_tests(tests, newsroom, served_end);
}
