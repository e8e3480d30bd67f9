/*
 * How long a worker's turns are when it searches: the time in which nobody
 * else is served.
 *
 *     search INDEX-FILE <QUESTIONS
 *
 * Prints a line for each question: the CPU time of the longest turn and of all
 * turns in microseconds (each the smallest of some rounds), how many turns,
 * how many hits, and whether older articles were left out.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index/index.h"
#include "search/search.h"

#define ROUNDS 6

struct cost {
	double longest, all;
	int turns;
};

static double
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* One search to its end; between its turns others would have theirs. */
static struct cost
ask(struct index *ix, const char *question, struct hits *hits)
{
	static const struct timespec moment = { .tv_nsec = 5000000 };
	struct cost cost = { 0 };

	do {
		struct arena arena = { 0 };
		struct problem why = { 0 };
		double turn = cpu_us();

		if (index_begin(ix, &why) == -1)
			exit(3);
		search(ix, &arena, question, 1, 15, hits);
		index_end(ix);
		turn = cpu_us() - turn;
		arena_free(&arena);
		cost.longest = turn > cost.longest ? turn : cost.longest;
		cost.all += turn;
		cost.turns++;
		if (hits->later)
			nanosleep(&moment, NULL);
	} while (hits->later);
	return cost;
}

static void
measure(struct index *ix, const char *question)
{
	struct cost best = { 1e9, 1e9, 0 };
	struct hits hits;

	for (int i = 0; i < ROUNDS; i++) {
		struct cost cost = ask(ix, question, &hits);

		if (cost.longest < best.longest)
			best.longest = cost.longest;
		if (cost.all < best.all) {
			best.all = cost.all;
			best.turns = cost.turns;
		}
	}
	printf("%.0f %.0f %d %zu %s\n", best.longest, best.all, best.turns,
	    hits.n, hits.cut ? "cut" : "whole");
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct problem why = { 0 };
	struct index *ix;
	static char line[20000];

	if (argc != 2) {
		fprintf(stderr, "usage: search INDEX-FILE\n");
		return 2;
	}
	ix = index_open(argv[1], &why);
	if (ix == NULL) {
		fprintf(stderr, "search: %s\n", why.sentence);
		return 3;
	}
	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		measure(ix, line);
	}
	index_close(ix);
	return 0;
}
