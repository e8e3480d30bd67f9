/*
 * What conversion costs, beside cmark's own parse of the same text: the whole
 * way from an article's bytes, front matter included, to gemtext, menu, text.
 *
 *     convert ROUNDS FILE...
 *
 * Prints for each way the CPU time of one article in microseconds (the
 * smallest of the rounds, over all files) and its ratio to the parse alone.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmark.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "capsule/front_matter.h"
#include "markdown/markdown.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/page.h"
#include "page/place.h"
#include "page/plain.h"

typedef void writer(const struct page *p, const struct place *place,
    struct buf *out);

static const struct style menu_style = { .fold = true, .crlf = true };
static const struct place menu_place = {
	.scheme = "gopher",
	.host = "localhost",
	.port = 70,
	.style = &menu_style,
};

static void
parse_alone(const struct buf *src, writer *unused)
{
	size_t from = front_matter_skip(src->data, src->len);

	(void)unused;
	cmark_node_free(cmark_parse_document(src->data + from, src->len - from,
	    CMARK_OPT_DEFAULT));
}

static void
convert(const struct buf *src, writer *write)
{
	struct front_matter f = { 0 };
	struct page page = { 0 };
	struct buf out = { 0 };
	struct problem why;

	front_matter_read(&f, src->data, src->len, "2021-06-11-article.md",
	    NULL, NULL, &why);
	markdown_add(&page, src->data + f.body, src->len - f.body,
	    &(struct markdown){ .title = f.title });
	write(&page, &menu_place, &out);
	buf_free(&out);
	page_free(&page);
	front_matter_free(&f);
}

static const struct {
	const char *name;
	void (*run)(const struct buf *src, writer *write);
	writer *write;
	double goal;
} ways[] = {
	{ "cmark's parse alone", parse_alone, NULL, 1.0 },
	{ "to gemtext", convert, gemtext_write, 1.5 },
	{ "to gophermap", convert, gophermap_write, 1.7 },
	{ "to text", convert, plain_write, 1.7 },
};

#define WAYS (sizeof ways / sizeof ways[0])

static double
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
read_all(struct buf *files, char **names, size_t n)
{
	struct problem why = { .file = "" };

	for (size_t i = 0; i < n; i++)
		if (buf_read_file(&files[i], names[i], 1 << 20, &why) == -1) {
			fprintf(stderr, "%s: %s\n", names[i], why.sentence);
			exit(3);
		}
}

int
main(int argc, char **argv)
{
	size_t n = argc > 2 ? (size_t)argc - 2 : 0, bytes = 0;
	unsigned long rounds = n > 0 ? strtoul(argv[1], NULL, 10) : 0;
	struct buf *files = xcalloc(n + 1, sizeof *files);
	double best[WAYS];

	if (rounds == 0) {
		fputs("usage: convert ROUNDS FILE...\n", stderr);
		return 2;
	}
	read_all(files, argv + 2, n);
	for (size_t w = 0; w < WAYS; w++)
		best[w] = 1e18;
	for (unsigned long r = 0; r < rounds; r++)
		for (size_t w = 0; w < WAYS; w++) {
			double since = cpu_us();

			for (size_t i = 0; i < n; i++)
				ways[w].run(&files[i], ways[w].write);
			since = cpu_us() - since;
			if (since < best[w])
				best[w] = since;
		}
	for (size_t i = 0; i < n; i++) {
		bytes += files[i].len;
		buf_free(&files[i]);
	}
	free(files);
	printf("%zu articles of %zu bytes\n", n, bytes / n);
	for (size_t w = 0; w < WAYS; w++)
		printf("%-20s %8.1f us  %5.2f  goal %.1f\n", ways[w].name,
		    best[w] / (double)n, best[w] / best[0], ways[w].goal);
	return 0;
}
