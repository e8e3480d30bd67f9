#include "import/mirror.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/sha256.h"
#include "capsule/source_notes.h"
#include "import/article/full_text.h"
#include "import/confine.h"
#include "import/core/source.h"
#include "import/format.h"
#include "import/images/images.h"
#include "import/item_list.h"
#include "import/mirror_order.h"
#include "import/net/cache.h"
#include "import/net/web_url.h"
#include "import/report.h"
#include "import/store.h"

#define FEED_MAX  (32u << 20) /* bytes */
#define PAGE_MAX  (8u << 20)
#define HALF      32 /* digits of a SHA-256 in hex, cut in two */
#define TRIES_MAX 5  /* to get all that belongs to an item */

struct mirror {
	const struct mirror_order *order;
	struct report *report; /* all owned */
	struct cache *memory;
	struct fetch *fetch;
	struct images images;
	char settings[HALF + 1]; /* a hash of what the order says of items */
	struct problem failed; /* why nothing was taken; no sentence: it was */
	size_t open_ends;      /* items that did not get all of theirs */
};

/* ---- versions ---- */

/* The first half of its hash: enough to tell two versions apart. */
static void
hash(struct buf *b, char out[HALF + 1])
{
	char whole[SHA256_HEX_SIZE];

	(void)snprintf(out, HALF + 1, "%.*s", HALF,
	    sha256_hex(buf_str(b), b->len, whole));
}

static void
hash_settings(struct mirror *m)
{
	const struct mirror_order *o = m->order;
	struct buf b = { 0 };

	buf_addf(&b, "%d %d %zu %s", o->full, (int)o->images.mode,
	    o->images.max, o->topic != NULL ? o->topic : "");
	if (!o->images.originals)
		buf_addf(&b, " %zu %d", o->images.small.max,
		    o->images.small.grey);
	hash(&b, m->settings);
	buf_free(&b);
}

/* What something says, and how we were told to take it. */
static void
set_version(const struct mirror *m, struct buf *b, char version[2 * HALF + 1])
{
	memcpy(version, m->settings, HALF);
	hash(b, version + HALF);
	buf_free(b);
}

static void
hash_item(const struct mirror *m, const struct item *it,
    char version[2 * HALF + 1])
{
	struct buf b = { 0 };

	front_matter_write(&it->front, &b);
	buf_add(&b, it->markdown.data, it->markdown.len);
	set_version(m, &b, version);
}

/* ---- storing ---- */

/*
 * Each item by itself: the notes are written before the item is remembered,
 * so a run that is cut short does it again, and they are locked only while
 * nothing is fetched.
 */
static bool
store(struct mirror *m, const struct item *it)
{
	struct problem why = { .file = "" };
	const char *path = "";
	struct store *s = store_open(m->order->capsule, m->order->dry, &why);
	enum stored done;

	if (s == NULL) {
		report_refused(m->report, &why);
		return false;
	}
	done = store_item(s, it, &path, &why);
	report_stored(m->report, done, path, &why);
	if (store_close(s, &why) == -1) {
		report_refused(m->report, &why);
		return false;
	}
	return done != STORED_FAILED;
}

/* ---- an item's own page ---- */

/* What its page adds to an item. */
enum page {
	PAGE_NONE,  /* nothing: the feed's words are all there is */
	PAGE_TAKEN, /* its text */
	PAGE_SAME,  /* nothing new: the article is as it should be */
	PAGE_LATER, /* not known now */
};

static void
take_page(struct mirror *m, struct item *it, struct fetch_answer *answer,
    struct cache_fetch *f)
{
	memcpy(f->etag, answer->http.etag, sizeof f->etag);
	memcpy(f->modified, answer->http.modified, sizeof f->modified);
	f->size = answer->http.size;
	f->whole = full_text(it, &answer->http.body, answer->http.charset,
	    answer->url);
	if (!f->whole)
		report_note(m->report, "%s: no article was found in this page",
		    it->front.source);
}

static enum page
fetch_page(struct mirror *m, struct item *it, struct cache_fetch *f)
{
	bool known = f->whole && strncmp(f->version, m->settings, HALF) == 0 &&
		     (f->etag[0] != '\0' || f->modified[0] != '\0');
	struct fetch_ask ask = { .url = it->front.source, .max = PAGE_MAX };
	struct fetch_answer answer;
	struct problem why = { .file = "" };
	enum page result = PAGE_NONE;

	if (!web_url_is(ask.url))
		return PAGE_NONE;
	if (known) {
		ask.etag = f->etag;
		ask.modified = f->modified;
	}
	switch (fetch(m->fetch, &ask, &answer, &why)) {
	case FETCH_DONE:
		take_page(m, it, &answer, f);
		result = PAGE_TAKEN;
		break;
	case FETCH_SAME:
		fetch_spared(m->fetch, f->size);
		result = PAGE_SAME;
		break;
	case FETCH_REFUSED:
		report_note(m->report, "%s: %s", why.file, why.sentence);
		result = f->whole ? PAGE_SAME : PAGE_NONE;
		break;
	case FETCH_LATER:
		report_problem(m->report, &why);
		result = PAGE_LATER;
		break;
	}
	fetch_answer_free(&answer);
	return result;
}

/* A picture that cannot be had is asked for again, or stays a link. */
static void
note_picture(void *ctx, const struct problem *why)
{
	struct mirror *m = ctx;

	report_note(m->report, "%s: %s", why->file, why->sentence);
}

/* ---- items ---- */

/* Write down what came of an item; all of it is here, or some is missing. */
static void
remember(struct mirror *m, const struct item *it, struct cache_fetch *f,
    const char version[2 * HALF + 1], bool all)
{
	if (!all && ++f->tries < TRIES_MAX) {
		m->open_ends++;
	} else {
		memcpy(f->version, version, sizeof f->version);
		f->tries = 0;
	}
	cache_fetched_put(m->memory, m->order->name, it->identity, f);
}

static void
take_item(struct mirror *m, struct item *it)
{
	struct cache_fetch f;
	char version[2 * HALF + 1];
	enum page page = PAGE_NONE;

	hash_item(m, it, version);
	cache_fetched(m->memory, m->order->name, it->identity, &f);
	if (strcmp(f.version, version) == 0) {
		fetch_spared(m->fetch, f.size);
		report_stored(m->report, STORED_UNCHANGED, "", NULL);
		return;
	}
	if (m->order->full)
		page = fetch_page(m, it, &f);
	if (page == PAGE_SAME || (page == PAGE_LATER && f.whole)) {
		report_stored(m->report, STORED_UNCHANGED, "", NULL);
		remember(m, it, &f, version, page == PAGE_SAME);
		return;
	}
	images_see_to(&m->images, it);
	if (m->images.later) /* the text is needed again, for its pictures */
		f.etag[0] = f.modified[0] = '\0';
	if (store(m, it))
		remember(m, it, &f, version,
		    page != PAGE_LATER && !m->images.later);
	else
		m->open_ends++;
}

/* ---- the feed ---- */

static void
keep_item(void *ctx, struct item *it)
{
	item_list_take(ctx, it);
}

static void
pass_topic(void *ctx, const struct item_topic *topic)
{
	(void)ctx;
	(void)topic; /* a feed tells no more than names */
}

static void
pass_skipped(void *ctx, size_t line, const char *what, const char *why)
{
	(void)ctx, (void)line, (void)what, (void)why;
}

static void
pass_problem(void *ctx, const struct problem *found)
{
	(void)ctx;
	(void)found;
}

/* Read all items of the feed; false when nothing of it is to be taken. */
static bool
read_feed(struct mirror *m, struct fetch_answer *answer,
    struct item_list *items)
{
	const struct intake in = { keep_item, pass_topic, pass_skipped,
		pass_problem, items, NULL };
	const struct reading how = { .topic = m->order->topic };
	struct problem why = { .file = "" };
	const struct format *format;
	struct source s;
	int rc;

	source_of_buf(&s, m->order->url, answer->url, &answer->http.body);
	s.charset = answer->http.charset;
	format = format_of(&s);
	/* a log-in page or an error in plain words must not become an article
	 */
	if (format == NULL)
		rc = problem_set(&why, 0, "is no feed: nothing is taken");
	else if (!format->followed)
		rc = problem_set(&why, 0,
		    "is no feed but a %s: nothing is taken", format->title);
	else if (format->has_end != NULL &&
		 !format->has_end(buf_str(&s.head), s.head.len))
		rc = problem_set(&why, 0,
		    "ends before its end: nothing is taken");
	else
		rc = format->read(&s, &how, &in, &why);
	if (rc == -1) {
		report_problem(m->report, &why);
		m->failed = why;
	}
	source_close(&s);
	return items->n > 0;
}

/* The validators of the feed, once all that it says was had. */
static void
remember_feed(struct mirror *m, const struct fetch_answer *answer,
    const char version[2 * HALF + 1], uint64_t size)
{
	struct cache_fetch f = { .size = size };

	if (m->open_ends == 0) {
		memcpy(f.version, version, sizeof f.version);
		memcpy(f.etag, answer->http.etag, sizeof f.etag);
		memcpy(f.modified, answer->http.modified, sizeof f.modified);
	}
	cache_fetched_put(m->memory, m->order->name, "", &f);
}

/* Which feed it is and how much of it is taken. */
static void
hash_feed(const struct mirror *m, char version[2 * HALF + 1])
{
	struct buf b = { 0 };

	buf_addf(&b, "%s %zu", m->order->url, m->order->limit);
	set_version(m, &b, version);
}

static void
take_feed(struct mirror *m, struct fetch_answer *answer,
    const char version[2 * HALF + 1])
{
	struct item_list items = { 0 };
	uint64_t size = answer->http.size;

	if (read_feed(m, answer, &items)) {
		item_list_sort(&items);
		for (size_t i = 0; i < items.n && i < m->order->limit; i++)
			take_item(m, &items.list[i]);
		remember_feed(m, answer, version, size);
	}
	item_list_free(&items);
}

/*
 * A redirect for good is followed once, and the new address asked from then
 * on; until that fails, since a redirect can be a mistake.
 */
static void
remember_move(struct mirror *m, const struct fetch_answer *answer, bool fetched)
{
	if (!fetched) {
		cache_moved_put(m->memory, m->order->url, "");
	} else if (answer->moved) {
		report_note(m->report, "has moved for good to %s", answer->url);
		cache_moved_put(m->memory, m->order->url, answer->url);
	}
}

/* What the summary says instead of figures, "" when there are some. */
static const char *
follow(struct mirror *m)
{
	struct fetch_ask ask = { .max = FEED_MAX };
	struct fetch_answer answer;
	struct cache_fetch f;
	struct buf moved = { 0 };
	enum fetched end;
	struct problem why = { .file = "" };
	char version[2 * HALF + 1];
	const char *instead = "";

	hash_feed(m, version);
	cache_fetched(m->memory, m->order->name, "", &f);
	if (strcmp(f.version, version) == 0) {
		ask.etag = f.etag;
		ask.modified = f.modified;
	}
	ask.url = cache_moved(m->memory, m->order->url, &moved)
		      ? buf_str(&moved)
		      : m->order->url;
	end = fetch(m->fetch, &ask, &answer, &why);
	remember_move(m, &answer, end == FETCH_DONE || end == FETCH_SAME);
	switch (end) {
	case FETCH_DONE:
		take_feed(m, &answer, version);
		break;
	case FETCH_SAME:
		fetch_spared(m->fetch, f.size);
		instead = "nothing new";
		break;
	case FETCH_REFUSED:
	case FETCH_LATER:
		report_problem(m->report, &why);
		m->failed = why;
		instead = "not fetched, nothing changed";
		break;
	}
	fetch_answer_free(&answer);
	buf_free(&moved);
	return instead;
}

/* ---- the run ---- */

static void
say_summary(struct mirror *m, const char *instead)
{
	struct fetch_figures n = fetch_figures(m->fetch);
	char before[256], after[256], pictures[IMAGES_SUMMARY_SIZE] = "";

	(void)snprintf(before, sizeof before, "%.200s: ", m->order->name);
	if (m->order->images.mode == IMAGES_KEPT)
		images_summary(&m->images, pictures);
	(void)snprintf(after, sizeof after,
	    "%s; %" PRIu64 " bytes fetched, %" PRIu64 " bytes saved",
	    *instead == '\0' ? pictures : "", n.received, n.saved);
	report_words(m->report, before, instead, after);
}

/* When the source's host wants to be asked again; 0: at any time. */
static int64_t
next_time(struct mirror *m, int64_t now)
{
	struct cache_host h = { 0 };
	struct web_url u;

	if (web_url_read(&u, m->order->url, NULL) == -1)
		return 0;
	(void)cache_host(m->memory, u.origin, &h);
	web_url_free(&u);
	return h.not_before > now ? h.not_before : 0;
}

/* What `chasqui status` tells of the source. */
static void
note_outcome(struct mirror *m)
{
	struct source_note note = { .tried = (int64_t)time(NULL) };
	struct problem why = { .file = "" };
	int dir = open(m->order->capsule, O_PATH | O_DIRECTORY | O_CLOEXEC);

	note.next = next_time(m, note.tried);
	(void)snprintf(note.reason, sizeof note.reason, "%.299s",
	    m->failed.sentence);
	if (note.reason[0] == '\0')
		note.succeeded = note.tried;
	if (dir == -1 ||
	    source_notes_write(dir, m->order->name, &note, &why) == -1)
		report_note(m->report, "its outcome is not noted: %s",
		    why.sentence);
	if (dir != -1)
		close(dir);
}

static int
mirror(void *ctx)
{
	const struct mirror_order *o = ctx;
	struct mirror m = { .order = o };
	struct problem why = { .file = "" };

	m.report = report_new(NULL, NULL);
	report_source(m.report, o->url, NULL);
	confine_source();
	hash_settings(&m);
	m.memory = cache_open(o->capsule, o->dry, &why);
	if (m.memory == NULL) {
		report_refused(m.report, &why);
		return report_end(m.report, o->dry);
	}
	if (o->fetch.now)
		report_note(m.report,
		    "asked at once, whatever it said of another time");
	m.fetch = fetch_new(&o->fetch, m.memory);
	if (o->named_private)
		fetch_name(m.fetch, o->url);
	m.images = (struct images){ .rules = o->images,
		.smaller = confine_smaller(),
		.dry = o->dry,
		.root = o->capsule,
		.fetch = m.fetch,
		.memory = m.memory,
		.failed = note_picture,
		.ctx = &m };
	say_summary(&m, follow(&m));
	fetch_free(m.fetch);
	if (!o->dry)
		note_outcome(&m);
	cache_close(m.memory);
	return report_end(m.report, o->dry);
}

int
mirror_main(int argc, char **argv)
{
	struct mirror_order order;

	if (mirror_order_read(&order, argc, argv) == -1)
		return CMD_USAGE;
	return confine_run(
	    &(struct confine){ order.capsule, true, true, false }, mirror,
	    &order);
}
