/*
 * How long a worker's turn is when it searches: the time in which nobody else
 * is served.
 *
 *     search CAPSULE-FOLDER INDEX-FILE <QUESTIONS
 *
 * Prints a line for each question: the CPU time of a search in microseconds
 * (the smallest of some rounds), how many hits, and whether older articles were
 * left out.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index/index.h"
#include "search/search.h"

#define ROUNDS 6

static double
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double
ask(struct index *ix, const struct capsule *c, const char *question,
    struct hits *hits)
{
	struct arena arena = { 0 };
	struct problem why = { 0 };
	double turn = cpu_us();

	if (index_begin(ix, &why) == -1)
		exit(3);
	search(ix, c, &arena, &(struct question){ question, NULL, 1, 15, 0 },
	    hits);
	if (index_end(ix) == -1)
		exit(3);
	turn = cpu_us() - turn;
	arena_free(&arena);
	return turn;
}

static void
measure(struct index *ix, const struct capsule *c, const char *question)
{
	double best = 1e9;
	struct hits hits;

	for (int i = 0; i < ROUNDS; i++) {
		double turn = ask(ix, c, question, &hits);

		best = turn < best ? turn : best;
	}
	printf("%.0f %zu %s\n", best, hits.n, hits.cut ? "cut" : "whole");
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct problem why = { 0 };
	struct capsule c = { 0 };
	struct index *ix;
	static char line[20000];

	if (argc != 3) {
		fprintf(stderr, "usage: search CAPSULE-FOLDER INDEX-FILE\n");
		return 2;
	}
	c.dir = open(argv[1], O_RDONLY | O_DIRECTORY);
	ix = index_open(argv[2], &why);
	if (ix == NULL) {
		fprintf(stderr, "search: %s\n", why.sentence);
		return 3;
	}
	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		measure(ix, &c, line);
	}
	index_close(ix);
	return 0;
}
