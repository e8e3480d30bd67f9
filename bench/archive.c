/*
 * What an archive costs at its size: the indexer's work and a worker's
 * questions to the index, without a server around them.
 *
 *     archive FOLDER INDEX-FILE
 *
 * FOLDER is a capsule made by `generate`; the index file is made anew.  Prints
 * a line for each figure: its name, the time in milliseconds (for questions
 * the smallest of many rounds), and for scans the memory of the process.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "index/index.h"
#include "index/scan.h"
#include "search/search.h"

#define ROUNDS 200

static struct {
	const char *folder, *file;
	struct scan *scan;
	struct index *ix;
	struct arena arena;
	struct capsule capsule;
} bench;

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void
die(const struct problem *why)
{
	char line[1100];

	fprintf(stderr, "archive: %s\n", problem_str(why, line, sizeof line));
	exit(3);
}

static void
say(const char *name, double ms)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	printf("%-34s %10.3f ms %8ld kB\n", name, ms, use.ru_maxrss);
	fflush(stdout);
}

/* ---- the indexer ------------------------------------------------------- */

static void
scan(const char *name)
{
	struct problem why = { 0 };
	double start = now_ms(), cpu = cpu_ms(), longest = 0, slice;
	char label[100];
	bool more = true;
	int slices = 0;

	bench.scan =
	    scan_new(bench.folder, bench.file, 1048576, NULL, NULL, &why);
	if (bench.scan == NULL)
		die(&why);
	while (more) {
		slice = now_ms();
		if (scan_all(bench.scan, &more, &why) == -1)
			die(&why);
		slice = now_ms() - slice;
		longest = slice > longest ? slice : longest;
		slices++;
	}
	say(name, now_ms() - start);
	say("  its time of the processor", cpu_ms() - cpu);
	snprintf(label, sizeof label, "  longest of %d slices", slices);
	say(label, longest);
}

static void
put(const char *name, const char *date)
{
	char path[4096];
	FILE *f;

	if (file_join(path, sizeof path, bench.folder, name) == NULL)
		exit(3);
	f = fopen(path, "w");
	if (f == NULL) {
		perror(path);
		exit(3);
	}
	fprintf(f,
	    "---\ntitle: Put by the bench\ndate: %s\n"
	    "topics: [Topic 1]\n---\n\nAt %f.\n",
	    date, now_ms());
	fclose(f);
}

static void
look(const char *name, const char *const *paths, size_t n)
{
	struct problem why = { 0 };
	double start = now_ms();
	bool settled;

	if (scan_paths(bench.scan, paths, n, &settled, &why) == -1)
		die(&why);
	say(name, now_ms() - start);
}

static void
take_out(const char *name)
{
	char path[4096];

	if (file_join(path, sizeof path, bench.folder, name) == NULL)
		exit(3);
	unlink(path);
}

static void
changes(void)
{
	static const char newest[] = "articles/bench-new.md",
			  oldest[] = "articles/bench-old.md";
	static char names[300][64];
	const char *paths[300], *one[1] = { newest };

	put(newest, "2025-01-01");
	look("a new article, the newest", one, 1);
	put(newest, "2025-01-01");
	look("its text changed", one, 1);
	one[0] = oldest;
	put(oldest, "1990-01-01");
	look("a new article, the oldest", one, 1);
	put(oldest, "1990-01-01");
	look("its text changed", one, 1);
	put(oldest, "2010-01-01");
	look("its date changed", one, 1);
	for (size_t i = 0; i < 300; i++) {
		snprintf(names[i], sizeof names[i], "articles/burst-%zu.md", i);
		paths[i] = names[i];
		put(names[i], "2015-05-05");
	}
	look("300 new articles at once", paths, 300);
	for (size_t i = 0; i < 300; i++)
		take_out(names[i]);
	look("300 articles gone at once", paths, 300);
	take_out(newest);
	take_out(oldest);
	look("the oldest article gone", one, 1);
	one[0] = newest;
	look("the newest article gone", one, 1);
}

/* ---- a worker ------------------------------------------------------------ */

static struct list all, topic;
static size_t last_page;

static void
front(void)
{
	const struct card *cards;
	const struct list *lists;

	index_list_newest(bench.ix, &bench.arena, &all, 15, &cards);
	index_top_topics(bench.ix, &bench.arena, 20, &lists);
}

static void
topic_page(size_t page)
{
	const struct card *cards;
	struct list list;

	index_list(bench.ix, &bench.arena, LIST_TOPIC, "topic-1", &list);
	if (index_list_page(bench.ix, &bench.arena, &list, page, &cards) == 0)
		exit(3);
}

static void
first_page(void)
{
	topic_page(1);
}

static void
last(void)
{
	topic_page(last_page);
}

static void
middle(void)
{
	topic_page(last_page / 2 + 1);
}

static void
month_page(void)
{
	const struct card *cards;

	struct list list;

	index_list(bench.ix, &bench.arena, LIST_MONTH, "2015-05", &list);
	index_list_page(bench.ix, &bench.arena, &list, 1, &cards);
}

static void
all_topics(void)
{
	const struct list *lists;

	index_lists(bench.ix, &bench.arena, LIST_TOPIC, NULL, 1000, &lists);
}

static void
years(void)
{
	const struct list_name *names;

	index_years(bench.ix, &bench.arena, &names);
}

static void
article(void)
{
	const struct card *cards;
	struct article art;
	struct around around;

	index_list_newest(bench.ix, &bench.arena, &topic, 2, &cards);
	index_article(bench.ix, &bench.arena, cards[1].slug, &art);
	index_around(bench.ix, &bench.arena, &art, &around);
}

static void
ask_for(const char *question, size_t page)
{
	struct hits hits;

	search(bench.ix, &bench.capsule, &bench.arena,
	    &(struct question){ question, NULL, page, 15, 0 }, &hits);
}

static void
rare(void)
{
	ask_for("rareword", 1);
}

static void
common(void)
{
	ask_for("common", 1);
}

static void
common_page_100(void)
{
	ask_for("common", 100);
}

static void
short_prefix(void)
{
	ask_for("st", 1);
}

static void
phrase_not_there(void)
{
	ask_for("\"beginning common\"", 1);
}

static void
filtered(void)
{
	ask_for("topic:topic-9 year:2015 common", 1);
}

static const struct {
	const char *name;
	void (*ask)(void);
} questions[] = {
	{ "front", front },
	{ "topic, first page", first_page },
	{ "topic, middle page", middle },
	{ "topic, last page", last },
	{ "month", month_page },
	{ "all topics", all_topics },
	{ "years", years },
	{ "article with all around it", article },
	{ "search: a rare word", rare },
	{ "search: a common word", common },
	{ "search: its page 100", common_page_100 },
	{ "search: two letters", short_prefix },
	{ "search: a phrase that is not there", phrase_not_there },
	{ "search: with filters", filtered },
};

static void
ask(void)
{
	struct problem why = { 0 };

	bench.ix = index_open(bench.file, &why);
	if (bench.ix == NULL || index_begin(bench.ix, &why) == -1)
		die(&why);
	index_list(bench.ix, &bench.arena, LIST_ALL, "", &all);
	index_list(bench.ix, &bench.arena, LIST_TOPIC, "topic-1", &topic);
	last_page = (topic.count + 14) / 15;
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		double best = 1e9, start;

		for (int round = 0; round < ROUNDS; round++) {
			start = now_ms();
			questions[i].ask();
			start = now_ms() - start;
			best = start < best ? start : best;
			arena_free(&bench.arena);
		}
		say(questions[i].name, best);
	}
	index_close(bench.ix);
}

int
main(int argc, char **argv)
{
	char with[4096];

	if (argc != 3) {
		fprintf(stderr, "usage: archive FOLDER INDEX-FILE\n");
		return 2;
	}
	bench.folder = argv[1];
	bench.file = argv[2];
	bench.capsule.dir = open(argv[1], O_RDONLY | O_DIRECTORY);
	unlink(bench.file);
	snprintf(with, sizeof with, "%s-wal", bench.file);
	unlink(with);
	snprintf(with, sizeof with, "%s-shm", bench.file);
	unlink(with);
	scan("first scan");
	scan_free(bench.scan);
	scan("scan of what has not changed");
	changes();
	ask();
	scan_free(bench.scan);
	return 0;
}
