#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive_fixture.h"
#include "index/schema.h"
#include "index/slug_names.h"

static void
put(struct fixture *f, const char *path, const char *front)
{
	struct buf text = { 0 };

	buf_addf(&text, "---\n%s\n---\n\nThe text of %s.\n", front, path);
	fixture_write(f, path, text.data);
	buf_free(&text);
}

static void
put_and_look(struct fixture *f, const char *path, const char *front)
{
	put(f, path, front);
	fixture_look(f, path);
}

/* ---- articles ------------------------------------------------------------ */

static void
an_article_is_found_with_all_that_its_page_shows(void **state)
{
	struct fixture f;
	struct article art;
	struct stat st;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/x/index.md",
	    "title: \"The \u201Cvote\u201D\"\ndate: 2021-06-11T08:30:00-05:00\n"
	    "updated: 2021-06-12\ntopics: [Peru, World News]\n"
	    "authors: [A. One, B. Two]\nsummary: In short.\nlang: es\n"
	    "source: https://g.example/x\nimage: a.png\nimage_alt: An A\n"
	    "license: CC0\nnotice: Corrected.\npartial: true");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "y", &art), 0);
	assert_int_equal(index_article(f.ix, &f.arena, "x", &art), 1);
	assert_string_equal(art.card.title, "The \u201Cvote\u201D");
	assert_string_equal(art.card.summary, "In short.");
	assert_string_equal(art.card.authors, "A. One, B. Two");
	assert_string_equal(art.card.lang, "es");
	assert_true(art.card.partial);
	assert_int_equal(art.card.date.seconds, 1623418200);
	assert_int_equal(art.card.date.day, 11);
	assert_false(art.card.date.day_only);
	assert_int_equal(art.card.updated.day, 12);
	assert_true(art.card.updated.day_only);
	assert_string_equal(art.path, "articles/x/index.md");
	assert_true(art.bundle);
	assert_string_equal(art.source, "https://g.example/x");
	assert_string_equal(art.image, "a.png");
	assert_string_equal(art.image_alt, "An A");
	assert_string_equal(art.license, "CC0");
	assert_string_equal(art.notice, "Corrected.");
	assert_int_equal(art.ntopics, 2);
	index_article_names(f.ix, &f.arena, &art);
	assert_string_equal(art.topics[0].key, "peru");
	assert_string_equal(art.topics[1].title, "World News");
	assert_int_equal(art.topics[1].count, 1);
	assert_int_equal(art.nauthors, 2);
	assert_string_equal(art.authors[1].key, "b-two");
	assert_int_equal(stat(fixture_path(&f, art.path), &st), 0);
	assert_int_equal(art.inode, st.st_ino);
	assert_int_equal(art.size, st.st_size);
	fixture_end(&f);
}

static void
an_article_without_updated_was_updated_on_its_date(void **state)
{
	struct fixture f;
	struct article art;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "date: 2021-06-11");
	put(&f, "articles/b.md", "title: B");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "a", &art), 1);
	assert_int_equal(art.card.updated.day, 11);
	assert_int_equal(index_article(f.ix, &f.arena, "b", &art), 1);
	assert_false(art.card.date.known);
	assert_false(art.card.updated.known);
	assert_false(art.bundle);
	fixture_end(&f);
}

/* The slug that an article with this name has, of x on that day. */
static const char *
numbered_slug(struct fixture *f, const char *stem, const char *path)
{
	return arena_printf(&f->arena, "%s-%d", stem, (int)slug_number(path));
}

static void
of_one_name_each_has_its_day_and_on_one_day_its_number(void **state)
{
	struct fixture f;
	const char *undated, *third, *fourth;

	(void)state;
	fixture_begin(&f);
	undated = numbered_slug(&f, "x", "articles/0/x.md");
	third = numbered_slug(&f, "x-2021-06-03", "articles/1/x.md");
	fourth = numbered_slug(&f, "x-2021-06-03", "articles/4/x.md");
	put(&f, "articles/1/x.md", "date: 2021-06-03");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "x");
	put_and_look(&f, "articles/2/x.md", "date: 2021-06-01");
	put_and_look(&f, "articles/0/x.md", "title: undated");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""),
	    arena_printf(&f.arena, "x-2021-06-03 x-2021-06-01 %s", undated));
	/* a slug that a file asks for is none that another one needs */
	put_and_look(&f, "articles/5/y.md",
	    "date: 2020-01-01\nslug: x-2021-06-01");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""),
	    arena_printf(&f.arena, "x-2021-06-03 %s x-2021-06-01-2020-01-01 %s",
		numbered_slug(&f, "x-2021-06-01", "articles/2/x.md"), undated));
	put_and_look(&f, "articles/4/x.md", "date: 2021-06-03T10:00:00Z");
	fixture_unlink(&f, "articles/5/y.md");
	fixture_look(&f, "articles/5/y.md");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""),
	    arena_printf(&f.arena, "%s %s x-2021-06-01 %s", fourth, third,
		undated));
	fixture_unlink(&f, "articles/2/x.md");
	fixture_look(&f, "articles/2/x.md");
	fixture_unlink(&f, "articles/4/x.md");
	fixture_look(&f, "articles/4/x.md");
	fixture_unlink(&f, "articles/0/x.md");
	fixture_look(&f, "articles/0/x.md");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "x");
	fixture_end(&f);
}

static void
a_title_without_latin_letters_gives_the_date_and_a_number(void **state)
{
	struct fixture f;
	struct article art;
	const char *slug;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/\u65b0.md",
	    "date: 2021-06-03\ntopics: [\u79d8\u9b6f]");
	fixture_scan(&f);
	fixture_read(&f);
	slug = fixture_slugs(&f, LIST_ALL, "");
	assert_memory_equal(slug, "2021-06-03-", 11);
	assert_int_equal(strlen(slug), 16);
	assert_int_equal(index_article(f.ix, &f.arena, slug, &art), 1);
	assert_int_equal(art.ntopics, 1);
	assert_string_equal(art.topics[0].title, "\u79d8\u9b6f");
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, art.topics[0].key),
	    slug);
	fixture_end(&f);
}

static void
articles_before_1970_stand_behind_and_before_undated_ones(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/new.md", "date: 2021-06-03");
	put(&f, "articles/old.md", "date: 1605-01-16");
	put(&f, "articles/light.md", "weight: -5");
	put(&f, "articles/none.md", "title: N");
	put(&f, "articles/heavy.md", "weight: 7");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""),
	    "new old light none heavy");
	fixture_end(&f);
}

/* ---- lists --------------------------------------------------------------- */

static void
lists_follow_what_articles_say(void **state)
{
	struct fixture f;
	struct list list;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md",
	    "date: 2021-06-11\ntopics: [Peru]\nauthor: Jo\u00e9 One");
	put(&f, "articles/b.md",
	    "date: 2021-06-12\ntopics: [PERU, Chile]\nauthor: Joe One\n"
	    "updated: 2021-09-01");
	put(&f, "articles/c.md", "date: 2020-01-01\ntopics: [Chile]");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "peru"), "b a");
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "chile"), "b c");
	assert_string_equal(fixture_slugs(&f, LIST_AUTHOR, "joe-one"), "b a");
	assert_string_equal(fixture_slugs(&f, LIST_MONTH, "2021-06"), "b a");
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-11"), "a");
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-13"),
	    "(no list)");
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "peru", &list),
	    1);
	assert_string_equal(list.title, "Peru"); /* its oldest article's */
	assert_int_equal(list.count, 2);
	assert_int_equal(list.newest.day, 12);
	assert_int_equal(list.updated.month, 9);
	put_and_look(&f, "articles/b.md", "date: 2021-06-10\ntopics: [Chile]");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "peru"), "a");
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "a b c");
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "chile", &list),
	    1);
	assert_int_equal(list.updated.month, 6);
	fixture_unlink(&f, "articles/a.md");
	fixture_look(&f, "articles/a.md");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "peru"), "(no list)");
	fixture_end(&f);
}

static void
an_article_stands_in_the_day_of_its_writer(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "date: 2021-06-30T23:30:00-05:00");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-30"), "a");
	assert_string_equal(fixture_slugs(&f, LIST_MONTH, "2021-07"),
	    "(no list)");
	fixture_end(&f);
}

/* Every page, by the list from its newest; per_page 0: capsule.conf's 15. */
static void
check_pages(struct fixture *f, const struct list *list, size_t per_page)
{
	const struct card *all, *cards;
	size_t total, n, size = per_page == 0 ? 15 : per_page, page = 0;

	total = index_list_newest(f->ix, &f->arena, list, 100000, &all);
	assert_int_equal(total, list->count);
	for (size_t at = 0; at <= total; at += n) {
		page++;
		n = per_page == 0
			? index_list_page(f->ix, &f->arena, list, page, &cards)
			: index_list_titles(f->ix, &f->arena, list, page,
			      per_page, &cards);
		assert_int_equal(n, total - at < size ? total - at : size);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(cards[i].id, all[at + i].id);
		if (n == 0)
			break;
	}
	for (size_t past = 0; past < 3; past++)
		assert_int_equal(index_list_titles(f->ix, &f->arena, list,
				     past == 2 ? SIZE_MAX : past * (page + 1),
				     size, &cards),
		    0);
}

static void
check_all_pages(struct fixture *f)
{
	struct list list;

	fixture_read(f);
	if (index_list(f->ix, &f->arena, LIST_ALL, "", &list) == 0)
		return;
	check_pages(f, &list, 0);
	check_pages(f, &list, 1);
	check_pages(f, &list, 64);
	check_pages(f, &list, 7);
	if (index_list(f->ix, &f->arena, LIST_TOPIC, "even", &list) == 1)
		check_pages(f, &list, 0);
}

static void
put_number(struct fixture *f, int i)
{
	char path[64], front[100];

	snprintf(path, sizeof path, "articles/%04d.md", i);
	snprintf(front, sizeof front, "date: %04d-%02d-%02d\ntopics: [%s]",
	    2000 + i / 200, 1 + i / 20 % 10, 1 + i % 20,
	    i % 2 ? "Odd" : "Even");
	put(f, path, front);
}

static void
look_number(struct fixture *f, int i)
{
	char path[64];

	snprintf(path, sizeof path, "articles/%04d.md", i);
	fixture_look(f, path);
}

static void
pages_are_right_whatever_was_added_or_removed_where(void **state)
{
	static const int added[] = { 401, 1, 200, 250, 399, 0 };
	static const int removed[] = { 402, 2, 300, 128, 64 };
	struct fixture f;
	char path[64];

	(void)state;
	fixture_begin(&f);
	for (int i = 2; i < 400; i += 2)
		put_number(&f, i);
	fixture_scan(&f);
	check_all_pages(&f);
	put_number(&f, 402);
	look_number(&f, 402);
	check_all_pages(&f);
	for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
		put_number(&f, added[i]);
		look_number(&f, added[i]);
		check_all_pages(&f);
	}
	for (size_t i = 0; i < sizeof removed / sizeof *removed; i++) {
		snprintf(path, sizeof path, "articles/%04d.md", removed[i]);
		fixture_unlink(&f, path);
		look_number(&f, removed[i]);
		check_all_pages(&f);
	}
	for (int i = 0; i < 403; i++) {
		snprintf(path, sizeof path, "articles/%04d.md", i);
		unlink(fixture_path(&f, path));
	}
	fixture_scan(&f);
	check_all_pages(&f);
	assert_int_equal(index_count(f.ix), 0);
	fixture_end(&f);
}

static const char *
keys(struct fixture *f, enum list_kind kind, const char *under)
{
	const struct list *lists;
	size_t n = index_lists(f->ix, &f->arena, kind, under, 100, &lists);
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(&f->arena, "%s%s%s", out, i ? " " : "",
		    lists[i].key);
	return out;
}

static void
lists_of_lists_are_sorted_as_libraries_do(void **state)
{
	struct fixture f;
	const struct list_name *years;
	const struct list *top;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md",
	    "date: 2021-06-11\ntopics: [\u00c9tats, zebra, Espa\u00f1a, "
	    "Alpha]\n"
	    "authors: [\u00d8rsted, Oak, Pine]");
	put(&f, "articles/b.md", "date: 2021-06-12\ntopics: [zebra]");
	put(&f, "articles/c.md", "date: 2020-01-01\ntopics: [zebra, Alpha]");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(keys(&f, LIST_TOPIC, NULL),
	    "alpha espana etats zebra");
	assert_string_equal(keys(&f, LIST_AUTHOR, NULL), "oak orsted pine");
	assert_string_equal(keys(&f, LIST_MONTH, NULL), "2021-06 2020-01");
	assert_string_equal(keys(&f, LIST_MONTH, "2020"), "2020-01");
	assert_string_equal(keys(&f, LIST_DAY, NULL),
	    "2021-06-12 2021-06-11 2020-01-01");
	assert_string_equal(keys(&f, LIST_DAY, "2021-06"),
	    "2021-06-12 2021-06-11");
	assert_string_equal(keys(&f, LIST_DAY, "2021"),
	    "2021-06-12 2021-06-11");
	assert_string_equal(keys(&f, LIST_DAY, "20"), "");
	assert_int_equal(index_years(f.ix, &f.arena, &years), 2);
	assert_string_equal(years[0].key, "2021");
	assert_int_equal(years[0].count, 2);
	assert_int_equal(index_top_topics(f.ix, &f.arena, 2, &top), 2);
	assert_string_equal(top[0].key, "zebra");
	assert_string_equal(top[1].key, "alpha");
	fixture_end(&f);
}

static void
a_topics_text_gives_its_title_description_and_parent(void **state)
{
	struct fixture f;
	struct list list;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "topics: [peru]");
	put(&f, "articles/peru/_index.md", "title: From the folder");
	put(&f, "topics/peru.md",
	    "title: Per\u00fa\ndescription: About Peru.\nparent: World");
	put(&f, "topics/world.md", "title: The World");
	put(&f, "topics/unused.md", "title: Unused");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "peru", &list),
	    1);
	assert_string_equal(list.title, "Per\u00fa");
	assert_string_equal(list.description, "About Peru.");
	assert_string_equal(list.text_path, "topics/peru.md");
	assert_string_equal(list.parent, "world");
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "world", &list),
	    1);
	assert_int_equal(list.count, 0);
	assert_string_equal(list.parent, "");
	assert_int_equal(
	    index_list(f.ix, &f.arena, LIST_TOPIC, "unused", &list), 0);
	assert_string_equal(keys(&f, LIST_TOPIC, NULL), "peru world");
	assert_string_equal(keys(&f, LIST_TOPIC, "world"), "peru");
	fixture_unlink(&f, "topics/peru.md");
	fixture_look(&f, "topics/peru.md");
	fixture_read(&f);
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "peru", &list),
	    1);
	assert_string_equal(list.title, "From the folder");
	fixture_unlink(&f, "articles/peru/_index.md");
	fixture_look(&f, "articles/peru/_index.md");
	fixture_read(&f);
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "peru", &list),
	    1);
	assert_string_equal(list.title, "peru");
	assert_string_equal(list.text_path, "");
	fixture_end(&f);
}

static void
neighbours_are_those_of_the_list(void **state)
{
	struct fixture f;
	struct article art;
	struct list list;
	struct card card;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "date: 2021-06-01\ntopics: [T]");
	put(&f, "articles/b.md", "date: 2021-06-02");
	put(&f, "articles/c.md", "date: 2021-06-03\ntopics: [T]");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "t", &list), 1);
	assert_int_equal(index_article(f.ix, &f.arena, "c", &art), 1);
	assert_int_equal(index_newer(f.ix, &f.arena, &list, art.card.id, &card),
	    0);
	assert_int_equal(index_older(f.ix, &f.arena, &list, art.card.id, &card),
	    1);
	assert_string_equal(card.slug, "a");
	assert_int_equal(index_newer(f.ix, &f.arena, &list, card.id, &card), 1);
	assert_string_equal(card.slug, "c");
	fixture_end(&f);
}

static void
the_rarer_the_common_topic_the_closer_the_article(void **state)
{
	struct fixture f;
	struct article art;
	struct around around;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/x.md",
	    "date: 2021-06-05\ntopics: [Own, Rare, Common]");
	put(&f, "articles/rare.md", "date: 2019-06-01\ntopics: [Rare]");
	put(&f, "articles/both.md", "date: 2018-06-01\ntopics: [Rare, Common]");
	put(&f, "articles/c1.md", "date: 2021-06-03\ntopics: [Common]");
	put(&f, "articles/c2.md",
	    "date: 2021-06-03T08:00:00Z\ntopics: [Common]");
	put(&f, "articles/none.md", "date: 2021-06-04\ntopics: [Other]");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "x", &art), 1);
	index_around(f.ix, &f.arena, &art, &around);
	assert_int_equal(around.nrelated, 3);
	assert_string_equal(around.related[0]->slug, "both");
	assert_string_equal(around.related[1]->slug, "rare");
	assert_string_equal(around.related[2]->slug, "c2");
	assert_string_equal(around.older->slug, "none");
	assert_null(around.older_in_topic);
	assert_null(around.newer);
	assert_int_equal(index_article(f.ix, &f.arena, "none", &art), 1);
	index_around(f.ix, &f.arena, &art, &around);
	assert_int_equal(around.nrelated, 0);
	assert_string_equal(around.newer->slug, "x");
	fixture_end(&f);
}

static void
an_article_with_many_topics_is_not_everybody_s_neighbour(void **state)
{
	struct fixture f;
	struct article art;
	struct around around;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/x.md", "date: 2021-06-05\ntopics: [Own, A, B]");
	put(&f, "articles/near.md", "date: 2019-06-01\ntopics: [A]");
	put(&f, "articles/round-up.md",
	    "date: 2021-06-03\ntopics: [A, B, C, D, E, F, G, H, I, J, K]");
	put(&f, "articles/none.md", "date: 2021-06-04");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "x", &art), 1);
	index_around(f.ix, &f.arena, &art, &around);
	assert_int_equal(around.nrelated, 2);
	assert_string_equal(around.related[0]->slug, "near");
	/* and when the other loses all topics but one */
	put_and_look(&f, "articles/round-up.md",
	    "date: 2021-06-03\ntopics: [B]");
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "x", &art), 1);
	index_around(f.ix, &f.arena, &art, &around);
	assert_string_equal(around.related[0]->slug, "round-up");
	fixture_end(&f);
}

/* What a page needs of the index is asked for in three statements. */
static int
count_statement(unsigned what, void *count, void *st, void *x)
{
	(void)what;
	(void)st;
	(void)x;
	++*(int *)count;
	return 0;
}

static void
an_articles_page_takes_three_statements(void **state)
{
	struct fixture f;
	struct article art;
	struct around around;
	int statements = 0;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/x.md",
	    "date: 2021-06-05\ntopics: [A, B, C, D]\nauthors: [E, F]");
	put(&f, "articles/y.md", "date: 2021-06-04\ntopics: [A, B, C, D]");
	put(&f, "articles/z.md", "date: 2021-06-06\ntopics: [A, B, C, D]");
	fixture_scan(&f);
	fixture_read(&f);
	sqlite3_trace_v2(f.ix->sql.db, SQLITE_TRACE_STMT, count_statement,
	    &statements);
	assert_int_equal(index_article(f.ix, &f.arena, "x", &art), 1);
	index_around(f.ix, &f.arena, &art, &around);
	assert_int_equal(statements, 3);
	assert_string_equal(around.older->slug, "y");
	assert_ptr_equal(around.older, around.older_in_topic);
	assert_string_equal(around.newer->slug, "z");
	assert_string_equal(art.topics[3].title, "D");
	assert_int_equal(art.topics[3].count, 3);
	assert_string_equal(art.authors[1].title, "F");
	fixture_end(&f);
}

/* ---- addresses ----------------------------------------------------------- */

static void
old_addresses_lead_to_where_the_article_is(void **state)
{
	struct fixture f;
	struct old old;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "capsule.conf", "web = \"https://www.g.example/\"\n");
	put(&f, "articles/a.md",
	    "aliases: [/old/a/, blog/a.html]\n"
	    "source: http://G.example/2021/a%20b/");
	put(&f, "articles/b.md", "source: https://else.example/elsewhere");
	fixture_scan(&f);
	fixture_read(&f);
#define OLD(path) index_old_address(f.ix, &f.arena, path, &old)
	assert_int_equal(OLD("/old/a"), OLD_MOVED);
	assert_string_equal(old.slug, "a");
	assert_int_equal(OLD("/old/a/"), OLD_MOVED);
	assert_int_equal(OLD("/blog/a.html"), OLD_MOVED);
	assert_int_equal(OLD("/2021/a b"), OLD_MOVED);
	assert_string_equal(old.slug, "a");
	assert_int_equal(OLD("/elsewhere"), OLD_UNKNOWN);
	assert_int_equal(OLD("/"), OLD_UNKNOWN);
	assert_int_equal(OLD(""), OLD_UNKNOWN);
	fixture_write(&f, "capsule.conf", "web = \"https://else.example/\"\n");
	fixture_look(&f, "capsule.conf");
	fixture_read(&f);
	assert_int_equal(OLD("/elsewhere"), OLD_MOVED);
	assert_int_equal(OLD("/2021/a b"), OLD_UNKNOWN);
	fixture_end(&f);
}

static void
every_name_of_an_article_leads_to_it_or_to_all_that_share_it(void **state)
{
	struct fixture f;
	struct old old;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/1/x.md", "date: 2021-06-03");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(OLD("/a/x-2021-06-03"), OLD_MOVED);
	assert_string_equal(old.slug, "x");
	assert_int_equal(
	    OLD(arena_printf(&f.arena, "/a/%s",
		numbered_slug(&f, "x-2021-06-03", "articles/1/x.md"))),
	    OLD_MOVED);
	assert_string_equal(old.slug, "x");
	assert_int_equal(OLD("/a/x-2021-06-04"), OLD_UNKNOWN);
	assert_int_equal(OLD("/a/x-2"), OLD_UNKNOWN);
	put_and_look(&f, "articles/2/x.md", "date: 2021-06-01");
	put_and_look(&f, "articles/3/x.md", "date: 2021-06-02\nunlisted: true");
	fixture_read(&f);
	assert_int_equal(OLD("/a/x"), OLD_SHARED);
	assert_int_equal(old.ncards, 2);
	assert_string_equal(old.cards[0].slug, "x-2021-06-03");
	assert_string_equal(old.cards[1].slug, "x-2021-06-01");
	/* as they were numbered once */
	assert_int_equal(OLD("/a/x-2"), OLD_SHARED);
	assert_int_equal(old.ncards, 2);
	/* dated anew: the old address is remembered */
	put_and_look(&f, "articles/2/x.md", "date: 2021-05-31");
	fixture_read(&f);
	assert_int_equal(OLD("/a/x-2021-06-01"), OLD_MOVED);
	assert_string_equal(old.slug, "x-2021-05-31");
	fixture_end(&f);
}

/* ---- a year of files with one name --------------------------------------- */

#define YEAR_FILES 40

struct weekly {
	bool there;
	int day; /* of the year */
	char slug[SLUG_NAME_SIZE];
};

static const char *
weekly_path(struct fixture *f, size_t i)
{
	return arena_printf(&f->arena, "articles/2021/%zu/weekly.md", i);
}

static void
change_weekly(struct fixture *f, struct weekly *w, size_t i, unsigned *seed)
{
	const char *path = weekly_path(f, i);
	bool gone = w->there && rand_r(seed) % 3 == 0;

	w->there = !gone;
	w->slug[0] = '\0';
	w->day = rand_r(seed) % 60; /* so that two often have one day */
	if (gone) {
		fixture_unlink(f, path);
		fixture_look(f, path);
		return;
	}
	put_and_look(f, path,
	    arena_printf(&f->arena, "date: 2021-%02d-%02d", w->day / 20 + 1,
		w->day % 20 + 1));
}

static size_t
same_day(const struct weekly *w, int day)
{
	size_t n = 0;

	for (size_t i = 0; i < YEAR_FILES; i++)
		n += w[i].there && w[i].day == day;
	return n;
}

/* Is the article that this address gives, or leads to, the one of this file? */
static void
check_address(struct fixture *f, const char *slug, const char *path)
{
	struct article art;
	struct old old;
	bool among = false;

	if (index_article(f->ix, &f->arena, slug, &art)) {
		assert_string_equal(art.path, path);
		return;
	}
	switch (index_old_address(f->ix, &f->arena,
	    arena_printf(&f->arena, "/a/%s", slug), &old)) {
	case OLD_MOVED:
		assert_int_equal(
		    index_article(f->ix, &f->arena, old.slug, &art), 1);
		assert_string_equal(art.path, path);
		return;
	case OLD_SHARED:
		for (size_t i = 0; i < old.ncards; i++) {
			assert_int_equal(index_article(f->ix, &f->arena,
					     old.cards[i].slug, &art),
			    1);
			among = among || strcmp(art.path, path) == 0;
		}
		assert_true(among);
		return;
	case OLD_REMOVED:
	case OLD_UNKNOWN:
		fail_msg("%s is nowhere", slug);
	}
}

/*
 * Whatever happens to others, the address of an article stays; it becomes a
 * list of two when another one gets its very day, and never another article.
 */
static void
of_a_year_of_one_name_no_untouched_article_moves(void **state)
{
	struct weekly w[YEAR_FILES] = { 0 };
	struct fixture f;
	unsigned seed = 14;

	(void)state;
	fixture_begin(&f);
	fixture_scan(&f);
	for (int step = 0; step < 300; step++) {
		size_t changed = (size_t)rand_r(&seed) % YEAR_FILES;
		const char *slug;

		change_weekly(&f, &w[changed], changed, &seed);
		fixture_read(&f);
		for (size_t i = 0; i < YEAR_FILES; i++) {
			const char *path = weekly_path(&f, i);

			if (!w[i].there)
				continue;
			assert_int_equal(
			    index_slug_of_path(f.ix, &f.arena, path, &slug), 1);
			if (w[i].slug[0] != '\0')
				check_address(&f, w[i].slug, path);
			if (w[i].slug[0] != '\0' && step > 60 &&
			    same_day(w, w[i].day) == 1 &&
			    strlen(w[i].slug) == strlen("weekly-2021-01-01"))
				assert_string_equal(slug, w[i].slug);
			snprintf(w[i].slug, sizeof w[i].slug, "%s", slug);
		}
		arena_free(&f.arena);
	}
	fixture_end(&f);
}

static void
what_was_removed_is_remembered_with_its_topic(void **state)
{
	struct fixture f;
	struct old old;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "topics: [World, Peru]");
	put(&f, "articles/b.md", "topics: [World]");
	put(&f, "articles/c.md", "title: C");
	put(&f, "articles/d.md", "draft: true");
	fixture_scan(&f);
	fixture_unlink(&f, "articles/a.md");
	fixture_look(&f, "articles/a.md");
	put_and_look(&f, "articles/c.md", "draft: true");
	fixture_unlink(&f, "articles/d.md");
	fixture_look(&f, "articles/d.md");
	fixture_read(&f);
	assert_int_equal(OLD("/a/a"), OLD_REMOVED);
	assert_string_equal(old.topic.key, "world");
	assert_string_equal(old.topic.title, "World");
	assert_int_equal(old.topic.count, 1);
	assert_int_equal(OLD("/a/c"), OLD_REMOVED);
	assert_string_equal(old.topic.key, "");
	assert_int_equal(OLD("/a/d"), OLD_UNKNOWN);
	assert_int_equal(OLD("/a/never"), OLD_UNKNOWN);
	put_and_look(&f, "articles/b.md", "slug: bee\ntopics: [World]");
	fixture_read(&f);
	assert_int_equal(OLD("/a/b"), OLD_MOVED);
	assert_string_equal(old.slug, "bee");
	scan_free(f.scan);
	f.scan = NULL;
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(OLD("/a/a/"), OLD_REMOVED);
	fixture_end(&f);
}

/* G33, S2: by whichever look the move is found. */
static void
a_renamed_file_is_found_at_its_old_addresses(void **state)
{
	struct fixture f;
	struct old old;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "title: A");
	put(&f, "articles/b.md", "title: B");
	fixture_scan(&f);
	fixture_rename(&f, "articles/a.md", "articles/x.md");
	fixture_look(&f, "articles/x.md");
	fixture_read(&f);
	assert_int_equal(OLD("/a/a"), OLD_MOVED);
	assert_string_equal(old.slug, "x");
	fixture_rename(&f, "articles/x.md", "articles/0.md");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(OLD("/a/a"), OLD_MOVED);
	assert_string_equal(old.slug, "0");
	assert_int_equal(OLD("/a/x"), OLD_MOVED);
	fixture_unlink(&f, "articles/0.md");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(OLD("/a/a"), OLD_REMOVED);
	assert_int_equal(OLD("/a/0"), OLD_REMOVED);
	fixture_end(&f);
}

static void
a_path_gives_the_slug_of_its_article(void **state)
{
	struct fixture f;
	const char *slug;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/x/2021-01-01-a.md", "title: A");
	put(&f, "pages/about.md", "title: About");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_slug_of_path(f.ix, &f.arena,
			     "articles/x/2021-01-01-a.md", &slug),
	    1);
	assert_string_equal(slug, "a");
	assert_int_equal(
	    index_slug_of_path(f.ix, &f.arena, "pages/about.md", &slug), 0);
	fixture_end(&f);
}

/* ---- own pages ----------------------------------------------------------- */

static void
own_pages_have_their_names_from_their_paths(void **state)
{
	struct fixture f;
	struct own_page page;
	const struct own_page *pages;

	(void)state;
	fixture_begin(&f);
	put(&f, "pages/About Us.md", "title: About\nweight: 2\nlang: es");
	put(&f, "pages/help/reading.md", "title: Reading\nweight: 1");
	put(&f, "pages/help/index.md", "title: Help");
	put(&f, "pages/draft.md", "draft: true");
	put(&f, "pages/search.md", "title: taken");
	put(&f, "pages/2021.md", "title: taken");
	put(&f, "pages/t/x.md", "title: taken");
	put(&f, "pages/about-us.md", "title: The second");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_own_page(f.ix, &f.arena, "about-us", &page), 1);
	assert_string_equal(page.title, "About");
	assert_string_equal(page.path, "pages/About Us.md");
	assert_string_equal(page.lang, "es");
	assert_int_equal(index_own_page(f.ix, &f.arena, "help/reading", &page),
	    1);
	assert_int_equal(index_own_page(f.ix, &f.arena, "help", &page), 1);
	assert_int_equal(index_own_page(f.ix, &f.arena, "search", &page), 0);
	assert_int_equal(index_own_pages(f.ix, &f.arena, &pages), 3);
	assert_string_equal(pages[0].name, "help");
	assert_string_equal(pages[1].name, "help/reading");
	assert_string_equal(pages[2].name, "about-us");
	assert_non_null(strstr(f.told.data, "pages/search.md: "));
	assert_non_null(strstr(f.told.data, "pages/2021.md: "));
	assert_non_null(strstr(f.told.data, "pages/t/x.md: "));
	assert_non_null(strstr(f.told.data, "pages/about-us.md: "));
	fixture_end(&f);
}

/* ---- the reader ---------------------------------------------------------- */

static void
a_reader_sees_one_state_until_it_ends(void **state)
{
	struct fixture f;
	struct problem why = { 0 };
	struct article art;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "title: A");
	fixture_scan(&f);
	fixture_read(&f);
	put_and_look(&f, "articles/b.md", "title: B");
	assert_int_equal(index_count(f.ix), 1);
	assert_int_equal(index_article(f.ix, &f.arena, "b", &art), 0);
	assert_int_equal(index_end(f.ix), 0);
	assert_int_equal(index_begin(f.ix, &why), 0);
	assert_int_equal(index_count(f.ix), 2);
	assert_int_equal(index_article(f.ix, &f.arena, "b", &art), 1);
	fixture_end(&f);
}

static void
there_is_no_index_or_no_usable_one(void **state)
{
	struct fixture f;
	struct problem why = { 0 };
	FILE *file;

	(void)state;
	fixture_begin(&f);
	assert_null(index_open(f.index, &why));
	assert_string_equal(why.file, f.index);
	file = fopen(f.index, "w");
	fputs("SQLite format 3", file);
	fclose(file);
	assert_null(index_open(f.index, &why));
	fixture_end(&f);
}

static void
a_reader_keeps_the_old_index_until_the_new_one_is_complete(void **state)
{
	struct fixture f;
	struct problem why = { 0 };
	struct timespec wait = { .tv_nsec = 300000000 };
	struct article art;
	bool more;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "title: A");
	fixture_scan(&f);
	fixture_read(&f);
	assert_true(index_complete(f.ix));
	index_end(f.ix);
	scan_free(f.scan);
	assert_int_equal(unlink(f.index), 0);
	f.scan = NULL;
	fixture_open_scan(&f);
	nanosleep(&wait, NULL); /* it looks at the file four times a second */
	assert_int_equal(index_begin(f.ix, &why), 0);
	assert_int_equal(index_article(f.ix, &f.arena, "a", &art), 1);
	index_end(f.ix);
	assert_int_equal(scan_all(f.scan, &more, &why), 0);
	assert_false(more);
	nanosleep(&wait, NULL);
	assert_int_equal(index_begin(f.ix, &why), -1);
	fixture_end(&f);
}

static void
of_two_pages_with_one_name_the_second_is_served_when_the_first_goes(
    void **state)
{
	struct fixture f;
	struct own_page page;
	const struct own_page *pages;

	(void)state;
	fixture_begin(&f);
	put(&f, "pages/help.md", "title: First");
	put(&f, "pages/help/index.md", "title: Second");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_own_page(f.ix, &f.arena, "help", &page), 1);
	assert_string_equal(page.title, "First");
	assert_int_equal(index_own_pages(f.ix, &f.arena, &pages), 1);
	fixture_unlink(&f, "pages/help.md");
	fixture_look(&f, "pages/help.md");
	fixture_read(&f);
	assert_int_equal(index_own_page(f.ix, &f.arena, "help", &page), 1);
	assert_string_equal(page.title, "Second");
	/* and the first, when it is back */
	put(&f, "pages/help.md", "title: First");
	fixture_look(&f, "pages/help.md");
	fixture_read(&f);
	assert_int_equal(index_own_page(f.ix, &f.arena, "help", &page), 1);
	assert_string_equal(page.title, "First");
	fixture_end(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_article_is_found_with_all_that_its_page_shows),
		cmocka_unit_test(
		    an_article_without_updated_was_updated_on_its_date),
		cmocka_unit_test(
		    of_one_name_each_has_its_day_and_on_one_day_its_number),
		cmocka_unit_test(
		    a_title_without_latin_letters_gives_the_date_and_a_number),
		cmocka_unit_test(
		    articles_before_1970_stand_behind_and_before_undated_ones),
		cmocka_unit_test(lists_follow_what_articles_say),
		cmocka_unit_test(an_article_stands_in_the_day_of_its_writer),
		cmocka_unit_test(
		    pages_are_right_whatever_was_added_or_removed_where),
		cmocka_unit_test(lists_of_lists_are_sorted_as_libraries_do),
		cmocka_unit_test(
		    a_topics_text_gives_its_title_description_and_parent),
		cmocka_unit_test(neighbours_are_those_of_the_list),
		cmocka_unit_test(
		    an_article_with_many_topics_is_not_everybody_s_neighbour),
		cmocka_unit_test(
		    the_rarer_the_common_topic_the_closer_the_article),
		cmocka_unit_test(an_articles_page_takes_three_statements),
		cmocka_unit_test(old_addresses_lead_to_where_the_article_is),
		cmocka_unit_test(
		    every_name_of_an_article_leads_to_it_or_to_all_that_share_it),
		cmocka_unit_test(
		    of_a_year_of_one_name_no_untouched_article_moves),
		cmocka_unit_test(what_was_removed_is_remembered_with_its_topic),
		cmocka_unit_test(a_renamed_file_is_found_at_its_old_addresses),
		cmocka_unit_test(a_path_gives_the_slug_of_its_article),
		cmocka_unit_test(own_pages_have_their_names_from_their_paths),
		cmocka_unit_test(a_reader_sees_one_state_until_it_ends),
		cmocka_unit_test(there_is_no_index_or_no_usable_one),
		cmocka_unit_test(
		    a_reader_keeps_the_old_index_until_the_new_one_is_complete),
		cmocka_unit_test(
		    of_two_pages_with_one_name_the_second_is_served_when_the_first_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
