/*
 * Any question, against a small index.  What is found does not matter; that
 * nothing fails does.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/problem.h"
#include "index/index.h"
#include "index/scan.h"
#include "search/query.h"
#include "search/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct index *ix;

static void
put(const char *folder, const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/articles/%s", folder, name);
	f = fopen(path, "w");
	assert(f != NULL);
	fputs(text, f);
	fclose(f);
}

/* An index of two articles, whose files are gone again when this returns. */
static void
make_index(void)
{
	char folder[] = "/tmp/fuzz-search-XXXXXX", path[200], command[200];
	struct problem why = { 0 };
	struct scan *s;
	bool more = true;

	assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/articles", folder);
	mkdir(path, 0755);
	put(folder, "a.md",
	    "---\ntitle: Per\u00fa Libre\ndate: 2021-06-11\ntopics: [Peru]\n"
	    "author: A. One\n---\nThe vote, \u65b0\u805e, and words.\n");
	put(folder, "b.md", "# The other\n\nA b c d, the vote of others.\n");
	snprintf(path, sizeof path, "%s/index.db", folder);
	s = scan_new(folder, path, 100000, NULL, NULL, &why);
	assert(s != NULL);
	while (more && scan_all(s, &more, &why) == 0)
		continue;
	scan_free(s);
	ix = index_open(path, &why);
	assert(ix != NULL && index_begin(ix, &why) == 0);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	assert(system(command) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	/* no texts: excerpts are the summaries */
	static const struct capsule nowhere = { .dir = -1 };
	static const struct query_keys keys = { "tema", "autor", "a\u00f1o" };
	struct hits hits;
	char *question;

	if (ix == NULL)
		make_index();
	question = arena_strndup(&a, (const char *)data, size);
	search(ix, &nowhere, &a,
	    &(struct question){ question, &keys, 1, 15, 0 }, &hits);
	for (size_t i = 0; i < hits.n; i++)
		assert(strlen(hits.hit[i].around) < 5000);
	arena_free(&a);
	return 0;
}
