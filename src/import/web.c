#include "import/web.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "import/core/source.h"
#include "import/net/cache.h"
#include "import/net/fetch.h"

#define SOURCE_MAX ((size_t)4 << 30) /* bytes */

struct web {
	struct web_settings settings;
	struct fetch_settings how;
	struct cache *memory; /* owned, as is what follows */
	struct fetch *fetch;
	struct images images;
	struct arena arena; /* addresses of sources */
	char summary[160];
};

struct web *
web_open(const char *root, const struct web_settings *settings,
    problem_sink *failed, void *ctx, struct problem *why)
{
	struct web *w = xcalloc(1, sizeof *w);

	w->settings = *settings;
	w->how = (struct fetch_settings){
		.allow_private = settings->allow_private,
		.robots = true,
		.delay_s = 1,
		.timeout_s = 20,
	};
	w->memory = cache_open(root, settings->dry, why);
	if (w->memory == NULL) {
		web_close(w);
		return NULL;
	}
	w->fetch = fetch_new(&w->how, w->memory);
	w->images = (struct images){ .rules = settings->images,
		.smaller = settings->smaller,
		.root = arena_strdup(&w->arena, root),
		.fetch = w->fetch,
		.memory = w->memory,
		.dry = settings->dry,
		.failed = failed,
		.ctx = ctx };
	return w;
}

void
web_close(struct web *w)
{
	if (w == NULL)
		return;
	fetch_free(w->fetch);
	cache_close(w->memory);
	arena_free(&w->arena);
	free(w);
}

int
web_source(struct web *w, struct source *s, const char *url,
    struct problem *why)
{
	struct fetch_ask ask = { .url = url,
		.max = SOURCE_MAX,
		.to_file = true,
		.by_hand = true };
	struct fetch_answer answer;
	int rc = -1;

	fetch_name(w->fetch, url);
	if (fetch(w->fetch, &ask, &answer, why) == FETCH_DONE) {
		source_of_fd(s, url, arena_strdup(&w->arena, answer.url),
		    answer.fd, answer.http.size);
		s->charset = arena_strdup(&w->arena, answer.http.charset);
		answer.fd = -1;
		rc = 0;
	}
	fetch_answer_free(&answer);
	return rc;
}

void
web_images(struct web *w, struct item *it)
{
	if (w->settings.see_to_images)
		images_see_to(&w->images, it);
}

const char *
web_summary(struct web *w)
{
	struct fetch_figures n = fetch_figures(w->fetch);
	char pictures[IMAGES_SUMMARY_SIZE] = "";

	w->summary[0] = '\0';
	if (w->settings.see_to_images && w->images.rules.mode == IMAGES_KEPT)
		images_summary(&w->images, pictures);
	if (n.received > 0 || pictures[0] != '\0')
		(void)snprintf(w->summary, sizeof w->summary,
		    "%s; %" PRIu64 " bytes fetched, %" PRIu64 " bytes saved",
		    pictures, n.received, n.saved);
	return w->summary;
}
