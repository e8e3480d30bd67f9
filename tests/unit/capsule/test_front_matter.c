#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/front_matter.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "text/slug.h"

/* One reading, and what was doubted in it: "LINE: SENTENCE\n". */
static struct front_matter f;
static struct buf doubts;
static struct problem why;

static void
note_doubt(void *ctx, const struct problem *found)
{
	(void)ctx;
	buf_addf(&doubts, "%zu: %s\n", found->line, found->sentence);
}

static int
forget(void **state)
{
	(void)state;
	front_matter_free(&f);
	buf_free(&doubts);
	return 0;
}

static int
reads_at(const char *path, const char *src)
{
	forget(NULL);
	why = (struct problem){ 0 };
	return front_matter_read(&f, src, strlen(src), path, note_doubt, NULL,
	    &why);
}

/* Front matter without the lines around it, which must be without fault. */
static void
yaml(const char *matter)
{
	struct buf src = { 0 };

	buf_addf(&src, "---\n%s\n---\nText.\n", matter);
	assert_int_equal(reads_at("x.md", buf_str(&src)), 0);
	buf_free(&src);
}

static void
toml(const char *matter)
{
	struct buf src = { 0 };

	buf_addf(&src, "+++\n%s\n+++\nText.\n", matter);
	assert_int_equal(reads_at("x.md", buf_str(&src)), 0);
	buf_free(&src);
}

static void
assert_names(const struct fm_names *list, const char *joined)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < list->n; i++)
		buf_addf(&all, "%s%s", i > 0 ? "|" : "", list->name[i]);
	assert_string_equal(buf_str(&all), joined);
	buf_free(&all);
}

static void
assert_day(const struct date *d, const char *day)
{
	char out[DATE_SIZE];

	assert_string_equal(d->known ? date_day(d, out) : "unknown", day);
}

static void
assert_doubts(const char *all)
{
	assert_string_equal(buf_str(&doubts), all);
}

/* ---- where it is ----------------------------------------------------------
 */

static void
yaml_stands_between_dashes_and_toml_between_plus_signs(void **state)
{
	(void)state;
	yaml("title: From YAML");
	assert_string_equal(f.title, "From YAML");
	assert_int_equal(f.body, strlen("---\ntitle: From YAML\n---\n"));
	assert_int_equal(f.body_line, 4);
	toml("title = 'From TOML'");
	assert_string_equal(f.title, "From TOML");
	assert_int_equal(f.body_line, 4);
}

static void
a_text_without_front_matter_is_all_body(void **state)
{
	static const char *const bodies[] = { "", "Text", " ---\na: b\n---\n",
		"---\na: b\n", "--- x\na: b\n---\n", "---", "+++\n",
		"+++\na = 1\n---\n", "--\n--\n", "---\n\nText\n" };

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		assert_int_equal(reads_at("x.md", bodies[i]), 0);
		assert_int_equal(f.body, 0);
		assert_int_equal(f.body_line, 1);
		assert_int_equal(
		    front_matter_skip(bodies[i], strlen(bodies[i])), 0);
	}
}

static void
blanks_marks_and_line_ends_around_do_not_matter(void **state)
{
	static const char *const sources[] = { "---\ntitle: T\n---\nBody",
		"--- \t\r\ntitle: T\r\n---  \r\nBody",
		"\xEF\xBB\xBF---\ntitle: T\n---\nBody",
		"---\rtitle: T\r---\rBody", "---\ntitle: T\n...\nBody",
		"+++\r\ntitle = 'T'\r\n+++\r\nBody" };

	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		const char *src = sources[i];

		assert_int_equal(reads_at("x.md", src), 0);
		assert_string_equal(f.title, "T");
		assert_string_equal(src + f.body, "Body");
		assert_int_equal(f.body_line, 4);
	}
	assert_int_equal(reads_at("x.md", "\xEF\xBB\xBF# A"), 0);
	assert_int_equal(f.body, 3);
	assert_string_equal(f.title, "A");
}

static void
an_empty_front_matter_says_nothing(void **state)
{
	(void)state;
	assert_int_equal(reads_at("a-b.md", "---\n---\nBody\n"), 0);
	assert_int_equal(f.body, 8);
	assert_string_equal(f.title, "A b");
}

/* ---- titles ---------------------------------------------------------------
 */

static void
a_title_is_any_text_on_one_line(void **state)
{
	(void)state;
	yaml("title: 1984");
	assert_string_equal(f.title, "1984");
	yaml("title: |\n  Two  lines\n  of text\n");
	assert_string_equal(f.title, "Two lines of text");
	yaml("title: yes");
	assert_string_equal(f.title, "yes");
	yaml("title: \"a\\tb\\u0007c\"");
	assert_string_equal(f.title, "a b c");
	toml("title = \"\"\"\nOne\n two\"\"\"");
	assert_string_equal(f.title, "One two");
	toml("title = 3.14");
	assert_string_equal(f.title, "3.14");
	yaml("title: 'It&#8217;s AT&T &amp; *co*; 1 < 2'");
	assert_string_equal(f.title, "It\u2019s AT&T & *co*; 1 < 2");
	yaml("linkTitle: Short");
	assert_string_equal(f.title, "Short");
	yaml("linkTitle: Short\ntitle: Long");
	assert_string_equal(f.title, "Long");
	yaml("Title: \"Upper case\"");
	assert_string_equal(f.title, "Upper case");
}

static void
without_a_title_the_first_heading_counts(void **state)
{
	(void)state;
	assert_int_equal(reads_at("x.md", "Text.\n\n# Big news\n\n# Next\n"),
	    0);
	assert_string_equal(f.title, "Big news");
	assert_int_equal(reads_at("x.md", "---\ntitle:\n---\n# Big\n"), 0);
	assert_string_equal(f.title, "Big");
	assert_int_equal(reads_at("x.md", "---\ntitle: ~\n---\n# Big\n"), 0);
	assert_string_equal(f.title, "Big");
	assert_int_equal(reads_at("x.md", "---\ntitle: '~'\n---\n# Big\n"), 0);
	assert_string_equal(f.title, "~");
	assert_int_equal(reads_at("x.md", "```\n# no\n```\n> # no\n\n"
					  "The *big* &amp; small\n===\n"),
	    0);
	assert_string_equal(f.title, "The big & small");
}

static void
without_a_heading_the_file_name_counts(void **state)
{
	static const struct {
		const char *path, *title;
	} names[] = {
		{ "harbour-opens.md", "Harbour opens" },
		{ "news/2021-06-11-harbour_opens.markdown", "Harbour opens" },
		{ "2021-06-11 Harbour.md", "Harbour" },
		{ "harbour/index.md", "Harbour" },
		{ "HARBOUR/Index.MD", "HARBOUR" },
		{ "peru/_index.md", "Peru" },
		{ "index.md", "Index" },
		{ "2021-06-11.md", "2021 06 11" },
		{ "1.45.1-prerelease.md", "1.45.1 prerelease" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(reads_at(names[i].path, "Text.\n"), 0);
		assert_string_equal(f.title, names[i].title);
	}
}

/* ---- dates ----------------------------------------------------------------
 */

static void
dates_are_read_from_all_their_keys(void **state)
{
	(void)state;
	yaml("date: 2021-06-11");
	assert_day(&f.date, "2021-06-11");
	assert_true(f.date.day_only);
	yaml("date: 2021-06-11 08:30:00 -0500");
	assert_int_equal(f.date.seconds, 1623418200);
	yaml("date: 2021-06-11T08:30:00.000Z");
	assert_int_equal(f.date.seconds, 1623400200);
	yaml("date: \"2021-06-11T08:30:00+02:00\"");
	assert_int_equal(f.date.seconds, 1623393000);
	toml("date = 2021-06-11");
	assert_day(&f.date, "2021-06-11");
	toml("date = 2021-06-11 08:30:00Z");
	assert_int_equal(f.date.seconds, 1623400200);
	yaml("pubdate: 2021-06-11");
	assert_day(&f.date, "2021-06-11");
	yaml("publishDate: 2021-06-11");
	assert_day(&f.date, "2021-06-11");
	yaml("published: 2021-06-11");
	assert_day(&f.date, "2021-06-11");
	assert_false(f.draft);
	assert_doubts("");
}

static void
date_goes_before_the_others(void **state)
{
	(void)state;
	yaml("published: 2021-01-01\npublishDate: 2021-02-02\ndate: "
	     "2021-03-03");
	assert_day(&f.date, "2021-03-03");
	assert_day(&f.due, "2021-02-02");
	yaml("published: 2021-01-01\npubdate: 2021-02-02");
	assert_day(&f.date, "2021-02-02");
}

static void
updates_and_ends_have_dates_too(void **state)
{
	static const char *const keys[] = { "updated", "lastmod", "modified",
		"last_modified_at", "lastModifiedAt", "last-modified-at" };
	char line[80];

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		snprintf(line, sizeof line, "%s: 2021-06-11", keys[i]);
		yaml(line);
		assert_day(&f.updated, "2021-06-11");
		assert_day(&f.date, "unknown");
	}
	yaml("expiryDate: 2021-06-11");
	assert_day(&f.expires, "2021-06-11");
	yaml("expirydate: 2021-06-11");
	assert_day(&f.expires, "2021-06-11");
}

static void
a_path_tells_the_date_when_nothing_else_does(void **state)
{
	static const char *const paths[] = { "2021-06-11-x.md",
		"2021/06/11/x.md", "news/2021/06/11-x.md",
		"2021-06-11-x/index.md", "2021/06/11/index.md",
		"2021-06-11_x.md", "a/2021-06-11.md" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(reads_at(paths[i], "Text.\n"), 0);
		assert_day(&f.date, "2021-06-11");
		assert_true(f.date.day_only);
	}
	assert_int_equal(
	    reads_at("2020-01-01-x.md", "---\ndate: 2021-06-11\n---\n"), 0);
	assert_day(&f.date, "2021-06-11");
	toml("path = 'inside/2021/06/11/x'");
	assert_day(&f.date, "2021-06-11");
	yaml("permalink: /2021/06/11/x.html");
	assert_day(&f.date, "2021-06-11");
}

static void
no_date_is_no_date(void **state)
{
	(void)state;
	assert_int_equal(reads_at("1.45.1-prerelease.md", "Text.\n"), 0);
	assert_false(f.date.known);
}

static void
a_bad_date_is_doubted_and_passed_over(void **state)
{
	(void)state;
	yaml("title: x\ndate: tomorrow\npubdate: 2021-06-11");
	assert_day(&f.date, "2021-06-11");
	assert_doubts("3: 'tomorrow' is not a date: want YYYY-MM-DD, or with "
		      "a time\n");
	yaml("date: 2021-02-30");
	assert_false(f.date.known);
	assert_string_not_equal(buf_str(&doubts), "");
}

/* ---- slugs and addresses ---------------------------------------------------
 */

static void
slugs_are_normalised(void **state)
{
	static const struct {
		const char *matter, *slug;
	} cases[] = {
		{ "slug: Harbour Opens!", "harbour-opens" },
		{ "slug: \"Perú: elección\"", "peru-eleccion" },
		{ "slug: 2021", "2021" },
		{ "slug: ''", "x" },
		{ "slug: 新闻", "x" },
		{ "url: /2021/06/harbour/", "harbour" },
		{ "url: https://x.example/a/Harbour.html?b=c#d", "harbour" },
		{ "permalink: /harbour.html", "harbour" },
		{ "permalink: /news/harbour/index.html", "harbour" },
		{ "permalink: /:categories/:title/", "x" },
		{ "permalink: \"/news/{{ page.fileSlug }}/\"", "x" },
		{ "permalink: false", "x" },
		{ "permalink: https://x.example/", "x" },
		{ "path: blog/2020/1.45.1-prerelease", "1-45-1-prerelease" },
		{ "path: a/b\nurl: /c/d\nslug: e", "e" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		yaml(cases[i].matter);
		assert_string_equal(f.slug, cases[i].slug);
	}
}

static void
the_file_name_makes_the_slug_without_its_date(void **state)
{
	static const struct {
		const char *path, *slug;
	} cases[] = {
		{ "2021-06-11-Harbour_opens.md", "harbour-opens" },
		{ "2021/06/11/harbour/index.md", "harbour" },
		{ "2021-06-11-harbour/index.md", "harbour" },
		{ "2021-06-11.md", "2021-06-11" },
		{ "Straße.markdown", "strasse" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(reads_at(cases[i].path, "Text.\n"), 0);
		assert_string_equal(f.slug, cases[i].slug);
	}
}

static void
where_nothing_is_left_the_slug_is_a_date_and_a_number(void **state)
{
	char first[SLUG_SIZE];

	(void)state;
	assert_int_equal(reads_at("2021-06-11-新闻.md", "x"), 0);
	assert_memory_equal(f.slug, "2021-06-11-", 11);
	assert_true(strlen(f.slug) > 11);
	snprintf(first, sizeof first, "%s", f.slug);
	assert_int_equal(reads_at("2021-06-11-新.md", "x"), 0);
	assert_string_not_equal(f.slug, first);
	assert_int_equal(reads_at("2021-06-11-新闻.md", "other"), 0);
	assert_string_equal(f.slug, first);
	assert_int_equal(reads_at("新闻.md", "x"), 0);
	assert_memory_equal(f.slug, "article-", 8);
}

static void
aliases_are_paths_as_requests_have_them(void **state)
{
	(void)state;
	yaml("aliases: [a/b.html, /c%20d/, 'https://x.example/e?p=1', /]");
	assert_names(&f.aliases, "/a/b.html|/c d/|/e?p=1");
	yaml("redirect_from: /old/");
	assert_names(&f.aliases, "/old/");
	yaml("redirect_from:\n- /old/\n- /older/\naliases: /oldest\n");
	assert_names(&f.aliases, "/oldest|/old/|/older/");
}

static void
the_address_of_another_generator_is_an_old_one(void **state)
{
	(void)state;
	yaml("permalink: /2021/06/harbour.html");
	assert_names(&f.aliases, "/2021/06/harbour.html");
	toml("path = 'blog/harbour'");
	assert_names(&f.aliases, "/blog/harbour");
	yaml("permalink: /:title/\nslug: x\nurl: y");
	assert_names(&f.aliases, "");
}

/* ---- topics and authors ----------------------------------------------------
 */

static void
topics_come_from_all_their_keys_as_one_list(void **state)
{
	(void)state;
	yaml("tags: [c, Peru]\ncategories:\n- Latin America\n- peru\ntopics: "
	     "[a]\ncategory: b\ntag: d");
	assert_names(&f.topics, "a|Latin America|peru|b|c|d");
	toml("[taxonomies]\ntags = ['x', 'y']\ncategories = ['z']\n"
	     "series = ['s']");
	assert_names(&f.topics, "z|x|y|s");
	toml("[extra]\ntags = ['x']");
	assert_names(&f.topics, "x");
	yaml("categories: [[a, b], [c]]");
	assert_names(&f.topics, "a|b|c");
	yaml("categories:\n- name: World\n  slug: w\n- News");
	assert_names(&f.topics, "World|News");
	yaml("categories: [Arts &amp; Culture, Q&A]");
	assert_names(&f.topics, "Arts & Culture|Q&A");
	yaml("tags: [2021, true, null, '']");
	assert_names(&f.topics, "2021|true");
	yaml("categories: [Uncategorized, Peru, Sin categor\u00eda]");
	assert_names(&f.topics, "Peru");
}

static void
a_text_may_hold_several_topics(void **state)
{
	(void)state;
	yaml("tags: one, Two words , three");
	assert_names(&f.topics, "one|Two words|three");
	yaml("categories: jekyll update");
	assert_names(&f.topics, "jekyll|update");
	yaml("categories: Latin America");
	assert_names(&f.topics, "Latin America");
	yaml("category: climate change");
	assert_names(&f.topics, "climate change");
	yaml("tags: [climate change]");
	assert_names(&f.topics, "climate change");
}

static void
authors_are_texts_lists_or_maps(void **state)
{
	static const struct {
		const char *matter, *names;
	} cases[] = {
		{ "author: Ana Garate", "Ana Garate" },
		{ "author: \"[Ana Garate](https://a.example/)\"",
		    "Ana Garate" },
		{ "author: \"**Ana** Garate\"", "Ana Garate" },
		{ "authors: [Ana, \"Luis\"]", "Ana|Luis" },
		{ "author:\n  name: Ana\n  email: a@x.example", "Ana" },
		{ "authors:\n- name: Ana\n  bio: x\n- Luis", "Ana|Luis" },
		{ "authors:\n  ana: { name: Ana, url: x }", "Ana" },
		{ "creator: Ana", "Ana" },
		{ "params:\n  author: Ana", "Ana" },
		{ "params:\n  author: {name: Ana}", "Ana" },
		{ "extra: {author: Ana}", "Ana" },
		{ "author: Ana Garate, Luis Rey", "Ana Garate|Luis Rey" },
		{ "author: Garate, Ana", "Garate, Ana" },
		{ "author: Ana Garate and Luis Rey",
		    "Ana Garate and Luis Rey" },
		{ "author: ana garate\nauthors: [Ana Garate]", "ana garate" },
		{ "taxonomies: {authors: [Ana]}", "Ana" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		yaml(cases[i].matter);
		assert_names(&f.authors, cases[i].names);
		assert_doubts("");
	}
}

/* ---- the rest ---------------------------------------------------------------
 */

static void
texts_are_read_from_all_their_keys(void **state)
{
	(void)state;
	yaml("excerpt: >\n  One\n  two.\ndescription: no");
	assert_string_equal(f.summary, "One two.");
	yaml("summary: '<p>A *big* &quot;day&quot; in [Puno](x.md)</p>'");
	assert_string_equal(f.summary, "A big \"day\" in Puno");
	yaml("summary: '1. May: 2 * 3 # 4'");
	assert_string_equal(f.summary, "1. May: 2 * 3 # 4");
	yaml("description: d\nsummary: s");
	assert_string_equal(f.summary, "s");
	yaml("canonicalURL: https://x.example/a");
	assert_string_equal(f.source, "https://x.example/a");
	yaml("original_url: https://x.example/a");
	assert_string_equal(f.source, "https://x.example/a");
	yaml("license: CC BY 4.0\nnotice: 'Corrected.'");
	assert_string_equal(f.license, "CC BY 4.0");
	assert_string_equal(f.notice, "Corrected.");
	yaml("parent: peru");
	assert_string_equal(f.parent, "peru");
	yaml("x: y");
	assert_string_equal(f.summary, "");
	assert_string_equal(f.source, "");
	assert_string_equal(f.image, "");
	assert_string_equal(f.lang, "");
	assert_string_equal(f.license, "");
}

static void
an_image_is_a_text_or_a_map(void **state)
{
	(void)state;
	yaml("image: a.png\nimage_alt: A boat");
	assert_string_equal(f.image, "a.png");
	assert_string_equal(f.image_alt, "A boat");
	yaml("cover:\n  image: a.png\n  alt: A boat\n  relative: true");
	assert_string_equal(f.image, "a.png");
	assert_string_equal(f.image_alt, "A boat");
	yaml("featuredImage: a.png");
	assert_string_equal(f.image, "a.png");
	yaml("coverImage: {src: a.png, alt: A boat}");
	assert_string_equal(f.image, "a.png");
	toml("[extra]\nimage = 'a.png'");
	assert_string_equal(f.image, "a.png");
	yaml("image: false");
	assert_string_equal(f.image, "");
	assert_doubts("");
}

static void
addresses_that_no_link_may_have_are_doubted(void **state)
{
	(void)state;
	yaml("source: javascript:alert(1)\nimage: data:x");
	assert_string_equal(f.source, "");
	assert_string_equal(f.image, "");
	assert_non_null(strstr(buf_str(&doubts), "2: 'javascript:alert(1)'"));
}

static void
a_language_becomes_a_tag(void **state)
{
	(void)state;
	yaml("lang: es");
	assert_string_equal(f.lang, "es");
	yaml("locale: es_PE.UTF-8");
	assert_string_equal(f.lang, "es-PE");
	yaml("language: \"es\\r\\n20 x\"");
	assert_string_equal(f.lang, "");
	assert_string_not_equal(buf_str(&doubts), "");
}

static void
booleans_are_read_in_all_spellings(void **state)
{
	static const char *const yes[] = { "true", "True", "TRUE", "yes", "on",
		"y", "1", "\"true\"", "'Yes'" };
	static const char *const no[] = { "false", "no", "Off", "n", "0",
		"\"false\"", "", "null", "~" };
	char line[40];

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		snprintf(line, sizeof line, "draft: %s\npartial: %s", yes[i],
		    yes[i]);
		yaml(line);
		assert_true(f.draft);
		assert_true(f.partial);
		snprintf(line, sizeof line, "published: %s", yes[i]);
		yaml(line);
		assert_false(f.draft);
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		snprintf(line, sizeof line, "draft: %s", no[i]);
		yaml(line);
		assert_false(f.draft);
		assert_doubts("");
	}
	yaml("published: false");
	assert_true(f.draft);
	yaml("published: \"no\"");
	assert_true(f.draft);
	yaml("draft: maybe");
	assert_true(f.draft);
	assert_doubts("2: 'maybe' is neither true nor false: to be safe, the "
		      "article is not shown\n");
	yaml("partial: maybe");
	assert_false(f.partial);
	assert_doubts("2: 'maybe' is neither true nor false\n");
}

static void
the_folder_of_drafts_makes_drafts(void **state)
{
	(void)state;
	assert_int_equal(reads_at("_drafts/x.md", "x"), 0);
	assert_true(f.draft);
	assert_int_equal(reads_at("a/_drafts/b/x.md", "x"), 0);
	assert_true(f.draft);
	assert_int_equal(reads_at("my_drafts/x.md", "x"), 0);
	assert_false(f.draft);
}

static void
weight_is_a_number(void **state)
{
	(void)state;
	yaml("weight: -12");
	assert_int_equal(f.weight, -12);
	yaml("weight: '7'");
	assert_int_equal(f.weight, 7);
	yaml("weight: heavy");
	assert_int_equal(f.weight, 0);
	assert_doubts("2: 'heavy' is not a number\n");
	yaml("weight: 1e99");
	assert_int_equal(f.weight, 0);
}

static void
what_stands_outside_goes_before_extra_and_params(void **state)
{
	(void)state;
	yaml("extra: {title: inner, summary: s}\nparams: {lang: es}\n"
	     "title: outer");
	assert_string_equal(f.title, "outer");
	assert_string_equal(f.summary, "s");
	assert_string_equal(f.lang, "es");
	yaml("extra: {draft: true, slug: y, aliases: [/z]}");
	assert_false(f.draft);
	assert_string_equal(f.slug, "x");
	assert_names(&f.aliases, "");
}

/* ---- faults
 * ------------------------------------------------------------------ */

static void
unknown_keys_are_ignored_unless_they_look_like_typing_errors(void **state)
{
	static const char *const fine[] = { "layout: post", "menu: main",
		"type: post", "math: true", "toc: true", "series: [a]",
		"images: [a.png]", "post_id: 3", "keywords: [a]", "extra: {}",
		"params: {titel: x}", "template: page.html", "id: 3",
		"comments: true", "status: publish", "name: x", "link: x",
		"markup: md", "sitemap: x", "guid: x", "data: x", "page: 1",
		"parent: x", "order: 3", "pin: true", "time: 08:30",
		"subtitle: x", "resources: [{src: x}]", "headless: true",
		"cascade: {}", "outputs: [html]", "videos: []", "audio: []",
		"format: x", "hidden: true", "featured: true", "version: 1" };
	static const struct {
		const char *matter, *meant;
	} wrong[] = {
		{ "titel: x", "title" },
		{ "tilte: x", "title" },
		{ "autor: x", "author" },
		{ "daet: x", "date" },
		{ "sumary: x", "summary" },
		{ "catgories: [x]", "categories" },
		{ "tgas: [a, b]", "tags" },
		{ "drfat: true", "draft" },
		{ "lsatmod: x", "lastmod" },
		{ "alises: x", "aliases" },
		{ "licence: x", "license" },
		{ "wieght: 3", "weight" },
		{ "permlink: /x", "permalink" },
		{ "parmas: {a: b}", "params" },
	};
	char sentence[100];

	(void)state;
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
		yaml(fine[i]);
		assert_doubts("");
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		yaml(wrong[i].matter);
		snprintf(sentence, sizeof sentence,
		    "2: '%.*s' is unknown: is '%s' meant?\n",
		    (int)strcspn(wrong[i].matter, ":"), wrong[i].matter,
		    wrong[i].meant);
		assert_doubts(sentence);
	}
}

static void
what_is_said_twice_is_doubted_and_counts_once(void **state)
{
	(void)state;
	yaml("title: a\nTitle: b\ntags: [x, y]");
	assert_string_equal(f.title, "a");
	assert_doubts("3: 'Title' is said twice: the first time counts\n");
}

static void
broken_front_matter_keeps_what_parses(void **state)
{
	static const struct {
		const char *src, *title;
	} broken[] = {
		{ "---\ntitle: [unclosed\n---\n# Body\n", "unclosed" },
		{ "---\ntitle: a: b\n---\n# Body\n", "a: b" },
		{ "---\nnothing but text\n---\n# Body\n", "Body" },
		{ "---\nnothing but text\n---\nBody\n", "The file" },
		{ "+++\ntitle = nothing\n+++\n# Body\n", "nothing" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		assert_int_equal(
		    reads_at("2021-06-11-the-file.md", broken[i].src), -1);
		assert_int_equal(why.line, 2);
		assert_string_equal(f.title, broken[i].title);
		assert_string_equal(f.slug, "the-file");
		assert_day(&f.date, "2021-06-11");
		assert_int_equal(f.body_line, 4);
		assert_false(f.held);
	}
	reads_at("x.md", "---\ntitle: A: b\ndate: 2021-06-11\ntopics: [X, Y]\n"
			 "---\nBody\n");
	assert_string_equal(f.title, "A: b");
	assert_day(&f.date, "2021-06-11");
	assert_names(&f.topics, "X|Y");
}

static void
what_cannot_be_read_and_says_so_is_held_back(void **state)
{
	static const char *const heads[] = {
		"---\ntitle: A: b\ndraft: true\n---\nx\n",
		"---\ntitle: A\ndraft: true\n\nNo end.\n",
		"---\n\nNo field.\n\ndraft: true\n",
		"+++\ntitle = A\ndraft = true\n+++\nx\n",
		"+++\ntitle = 'A'\ndraft = true\n\nNo end.\n",
		"++++++\ntitle = 'A'\ndraft = true\n\nNo end.\n",
		"----\ntitle: A\ndraft: true\n\nNo end.\n",
		"\n---\ntitle: A: b\ndraft: true\n---\nx\n",
		"---yaml\ntitle: A: b\nprivate: true\n---\nx\n",
		"{\"title\": \"A\",\n\"draft\": true\n\nNo end.\n",
		"{\"title\": A: b, \"draft\": true}\nx\n",
		"---\ntitle: A: b\nstatus: draft\n---\nx\n",
		"---\ntitle: A: b\nunpublished\n---\nx\n",
		"---\ntitle: A: b\npublished: false\n---\nx\n",
		"---\ntitle: A: b\nexpired: true\n---\nx\n",
		"---\ntitle: A: b\nscheduled: true\n---\nx\n",
		"---\ntitle: A: b\npublishDate: monday\n---\nx\n",
		"---\ntitle: A\n  draft: true\n---\nx\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		reads_at("x.md", heads[i]);
		if (!f.held)
			fail_msg("not held back: %s", heads[i]);
		assert_non_null(strstr(buf_str(&doubts), "not shown"));
	}
	reads_at("x.md", "---\ntitle: A: b\ndraft: false\n---\nx\n");
	assert_false(f.held);
	reads_at("x.md", "---\ntitle: Y\ndate: 2099-01-01\ntopics: [A\n---\n");
	assert_day(&f.date, "2099-01-01");
}

static void
json_and_headers_are_front_matter_too(void **state)
{
	(void)state;
	assert_int_equal(reads_at("x.md", "{\"title\": \"A\", \"date\": "
					  "\"2021-06-11\", \"tags\": [\"x\"]"
					  "}\n\nBody\n"),
	    0);
	assert_string_equal(f.title, "A");
	assert_names(&f.topics, "x");
	assert_day(&f.date, "2021-06-11");
	assert_int_equal(reads_at("x.md", "Title: On: this\nDate: 2021-06-11 "
					  "10:20\nCategory: News\nTags: a, b\n"
					  "Authors: Ana Li\n\nBody\n"),
	    0);
	assert_string_equal(f.title, "On: this");
	assert_names(&f.topics, "News|a|b");
	assert_names(&f.authors, "Ana Li");
	assert_int_equal(f.body_line, 6);
}

static void
the_zero_times_of_other_programs_say_nothing(void **state)
{
	(void)state;
	yaml("date: 0001-01-01T00:00:00Z\npublishDate: 0001-01-01T00:00:00Z\n"
	     "expiryDate: 0001-01-01T00:00:00Z\nlastmod: 0000-00-00 00:00:00");
	assert_day(&f.date, "unknown");
	assert_false(f.due.known || f.expires.known || f.updated.known);
	assert_false(f.draft);
	assert_doubts("");
}

static void
a_pin_is_for_good_or_until_a_day(void **state)
{
	(void)state;
	yaml("pinned: true");
	assert_true(f.pinned == INT64_MAX);
	yaml("sticky: false");
	assert_true(f.pinned == 0);
	yaml("pinned: 1970-01-02");
	assert_int_equal(f.pinned, 2 * 86400 - 1);
	yaml("pinned: perhaps");
	assert_doubts("2: 'perhaps' is neither true nor false, nor a day\n");
}

static void
a_megabyte_of_front_matter_is_refused(void **state)
{
	struct buf src = { 0 };

	(void)state;
	buf_adds(&src, "---\ntitle: x\n");
	for (int i = 0; i < 100000; i++)
		buf_adds(&src, "# a comment\n");
	buf_adds(&src, "---\nBody");
	assert_int_equal(reads_at("x.md", buf_str(&src)), -1);
	assert_int_equal(why.line, 1);
	assert_string_equal(src.data + f.body, "Body");
	buf_free(&src);
}

/* ---- writing
 * ----------------------------------------------------------------- */

static void
assert_same_date(const struct date *a, const struct date *b)
{
	assert_int_equal(a->known, b->known);
	if (!a->known)
		return;
	assert_int_equal(a->seconds, b->seconds);
	assert_int_equal(a->day_only, b->day_only);
	assert_int_equal(a->year, b->year);
	assert_int_equal(a->month, b->month);
	assert_int_equal(a->day, b->day);
}

static void
assert_same_names(const struct fm_names *a, const struct fm_names *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++)
		assert_string_equal(a->name[i], b->name[i]);
}

static void
assert_same(const struct front_matter *a, const struct front_matter *b)
{
	assert_string_equal(a->title, b->title);
	assert_string_equal(a->slug, b->slug);
	assert_string_equal(a->summary, b->summary);
	assert_string_equal(a->source, b->source);
	assert_string_equal(a->image, b->image);
	assert_string_equal(a->image_alt, b->image_alt);
	assert_string_equal(a->lang, b->lang);
	assert_string_equal(a->license, b->license);
	assert_string_equal(a->notice, b->notice);
	assert_string_equal(a->parent, b->parent);
	assert_same_names(&a->topics, &b->topics);
	assert_same_names(&a->authors, &b->authors);
	assert_same_names(&a->aliases, &b->aliases);
	assert_same_date(&a->date, &b->date);
	assert_same_date(&a->updated, &b->updated);
	assert_same_date(&a->expires, &b->expires);
	assert_same_date(&a->due, &b->due);
	assert_int_equal(a->weight, b->weight);
	assert_int_equal(a->draft, b->draft);
	assert_int_equal(a->partial, b->partial);
}

static void
assert_comes_back(const struct front_matter *one)
{
	struct front_matter two;
	struct buf out = { 0 };

	front_matter_write(one, &out);
	assert_int_equal(front_matter_read(&two, out.data, out.len, "other.md",
			     note_doubt, NULL, &why),
	    0);
	assert_same(one, &two);
	assert_int_equal(two.body, out.len);
	front_matter_free(&two);
	buf_free(&out);
}

static void
what_is_written_reads_the_same(void **state)
{
	static const char *const matters[] = {
		"title: x\nparent: 'a: b'",
		"title: \"'quoted' \\\"twice\\\" \\\\ and: colon # hash\"",
		"title: '---'\nsummary: '...'\nslug: null-slug",
		"title: '0000-00-00 is no day'\nsummary: '0001-01-01is'",
		"title: 'null'\nsummary: '~'\nlicense: 'true'\nlang: no",
		"title: \"\\u2028 \\uFEFF \\u0085 \\u00a0 \\U0001F41F\"",
		"title: 'Perú «elección» – ½'",
		"date: 2021-06-11T23:30:00-05:00\nupdated: 2021-06-12",
		"date: 2021-06-11T03:30:00+14:00\nexpiryDate: 2031-01-01",
		"date: 2021-06-11T12:00:00-12:00",
		"date: 2021-06-11T00:10:00+05:45\npublishDate: "
		"2022-01-01T00:00:00Z",
		"date: 0001-01-01\nweight: -5\ndraft: yes\npartial: on",
		"topics: ['a: b', '[c]', '- d', '#e', '1', 'climate change']",
		"author: ['Ana Garate, Luis Rey', '@x', '&y', '*z']",
		"author: ['[[ink](x) !Y](j)', '\\\\*z', '\\\\\\\\w']",
		"aliases: [/a%20b, '/c?d=e', '/f%25g']\nimage: a b.png\n"
		"image_alt: '{x}'\nsource: https://x.example/\nnotice: '%'",
		"permalink: /2021/06/11/harbour.html",
		"permalink: /0001/01/01/harbour.html",
		"title: 'a &amp;amp; [b](c) &amp;lt;'\n"
		"topics: ['&amp;#65;', 'a &amp; b;']",
		"aliases: [//a//b, '/c%2fd%3Fe?f%20g', '/%252F#x']",
		"summary: 'A \\*star\\*, &lt;b> and \\[x](y) &amp;amp;'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof matters / sizeof *matters; i++) {
		yaml(matters[i]);
		assert_comes_back(&f);
		assert_doubts("");
	}
}

/* Bytes that no generator of ours chose: a small linear congruence. */
static void
any_text_that_was_read_is_written_and_read_the_same(void **state)
{
	static const char alphabet[] = "ab \"\\'#:-[]{}%&*!|>@`~\n\t,?=\xC3\xA9"
				       "\xE2\x80\xA8\xEF\xBB\xBF\x01\x7F";
	uint32_t seed = 1;
	char text[40];
	struct buf src = { 0 };

	(void)state;
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof text; i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] =
			    alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		buf_clear(&src);
		buf_adds(&src, "+++\ntitle = \"\"\"t");
		for (size_t i = 0; i < sizeof text; i++) {
			if (text[i] == '\\' || text[i] == '"')
				buf_addc(&src, '\\');
			buf_addc(&src, text[i]);
		}
		buf_adds(&src, "\"\"\"\n+++\n");
		assert_int_equal(reads_at("x.md", buf_str(&src)), 0);
		assert_comes_back(&f);
	}
	buf_free(&src);
}

int
main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yaml_stands_between_dashes_and_toml_between_plus_signs),
		cmocka_unit_test(a_text_without_front_matter_is_all_body),
		cmocka_unit_test(blanks_marks_and_line_ends_around_do_not_matter),
		cmocka_unit_test(an_empty_front_matter_says_nothing),
		cmocka_unit_test(a_title_is_any_text_on_one_line),
		cmocka_unit_test(without_a_title_the_first_heading_counts),
		cmocka_unit_test(without_a_heading_the_file_name_counts),
		cmocka_unit_test(dates_are_read_from_all_their_keys),
		cmocka_unit_test(date_goes_before_the_others),
		cmocka_unit_test(updates_and_ends_have_dates_too),
		cmocka_unit_test(a_path_tells_the_date_when_nothing_else_does),
		cmocka_unit_test(no_date_is_no_date),
		cmocka_unit_test(a_bad_date_is_doubted_and_passed_over),
		cmocka_unit_test(slugs_are_normalised),
		cmocka_unit_test(the_file_name_makes_the_slug_without_its_date),
		cmocka_unit_test(where_nothing_is_left_the_slug_is_a_date_and_a_number),
		cmocka_unit_test(aliases_are_paths_as_requests_have_them),
		cmocka_unit_test(the_address_of_another_generator_is_an_old_one),
		cmocka_unit_test(topics_come_from_all_their_keys_as_one_list),
		cmocka_unit_test(a_text_may_hold_several_topics),
		cmocka_unit_test(authors_are_texts_lists_or_maps),
		cmocka_unit_test(texts_are_read_from_all_their_keys),
		cmocka_unit_test(an_image_is_a_text_or_a_map),
		cmocka_unit_test(addresses_that_no_link_may_have_are_doubted),
		cmocka_unit_test(a_language_becomes_a_tag),
		cmocka_unit_test(booleans_are_read_in_all_spellings),
		cmocka_unit_test(the_folder_of_drafts_makes_drafts),
		cmocka_unit_test(weight_is_a_number),
		cmocka_unit_test(what_stands_outside_goes_before_extra_and_params),
		cmocka_unit_test(unknown_keys_are_ignored_unless_they_look_like_typing_errors),
		cmocka_unit_test(what_is_said_twice_is_doubted_and_counts_once),
		cmocka_unit_test(broken_front_matter_keeps_what_parses),
		cmocka_unit_test(what_cannot_be_read_and_says_so_is_held_back),
		cmocka_unit_test(json_and_headers_are_front_matter_too),
		cmocka_unit_test(the_zero_times_of_other_programs_say_nothing),
		cmocka_unit_test(a_pin_is_for_good_or_until_a_day),
		cmocka_unit_test(a_megabyte_of_front_matter_is_refused),
		cmocka_unit_test(what_is_written_reads_the_same),
		cmocka_unit_test(any_text_that_was_read_is_written_and_read_the_same),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, forget);
}
