#include "import/images/images.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/helper.h"
#include "base/put.h"
#include "import/core/item.h"
#include "import/images/markdown_images.h"
#include "import/images/picture_file.h"
#include "import/images/smaller.h"
#include "import/net/cache.h"
#include "import/net/fetch.h"
#include "import/net/web_url.h"
#include "markdown/link_target.h"

/* Pictures of one article; those beyond stay as they are. */
#define KEPT_MAX  100 /* fetched */
#define ASKED_MAX 10  /* asked for their size alone */

/* The pictures of one item are being seen to. */
struct seeing {
	struct images *im;
	size_t asked; /* requests for this item */
};

/* ---- what is here already ---- */

static bool
is_here(const struct images *im, const char *path)
{
	char full[PATH_MAX];

	return file_join(full, sizeof full, im->root, path) != NULL &&
	       access(full, F_OK) == 0;
}

/* A picture that was kept before it was remembered. */
static bool
find_kept(const struct images *im, const struct web_url *u,
    struct cache_picture *p)
{
	char stem[PICTURE_PATH_SIZE];

	picture_path(u->whole, u->host, u->target, stem);
	for (size_t i = 0; picture_extensions[i] != NULL; i++) {
		(void)snprintf(p->path, sizeof p->path, "%s.%s", stem,
		    picture_extensions[i]);
		if (is_here(im, p->path))
			return true;
	}
	p->path[0] = '\0';
	return false;
}

/* ---- small forms ---- */

/* Bytes of a picture that is fetched: what is dropped again may be large. */
static size_t
fetch_max(const struct images *im)
{
	bool dropped = !im->rules.originals && !im->told;

	return dropped && im->rules.max < PICTURE_FILE_MOST ? PICTURE_FILE_MOST
							    : im->rules.max;
}

static void
say_failed(const struct images *im, const char *url, struct problem *why)
{
	problem_in(why, url);
	if (im->failed != NULL)
		im->failed(im->ctx, why);
}

static void
say_no_helper(struct images *im)
{
	struct problem why = { .file = "" };

	if (im->told)
		return;
	problem_set(&why, 0,
	    "cannot be started: pictures are kept as they are");
	say_failed(im, HELPER_PICTURE, &why);
	im->told = true;
}

/* Can there be a small form, or need there be one? */
static bool
concerns(const struct images *im, const char *extension, size_t len)
{
	char name[16];

	/* what is no picture is told of when it is to be written */
	if (extension == NULL)
		return false;
	(void)snprintf(name, sizeof name, "x.%s", extension);
	return picture_is_name(name) || len > im->rules.small.max;
}

/* Put its small form in the place of a picture that was fetched. */
static void
make_smaller(struct images *im, const char *url, struct buf *bytes)
{
	const char *extension = picture_extension(buf_str(bytes), bytes->len);
	struct problem why = { .file = "" };
	struct buf small = { 0 };

	if (!concerns(im, extension, bytes->len))
		return;
	switch (smaller_ask(im->smaller, &im->rules.small, bytes->data,
	    bytes->len, &small, &why)) {
	case SMALL_MADE:
		buf_free(bytes);
		*bytes = small;
		return;
	case SMALL_NEEDLESS:
		break;
	case SMALL_CANNOT:
		if (bytes->len <= im->rules.max)
			say_failed(im, url, &why);
		break;
	case SMALL_NO_HELPER:
	case SMALL_GIVEN_UP:
		say_no_helper(im);
		break;
	}
	buf_free(&small);
}

/* ---- fetching ---- */

static int
write_picture(struct images *im, const struct web_url *u, struct buf *bytes,
    struct cache_picture *p, struct problem *why)
{
	const char *extension = picture_extension(buf_str(bytes), bytes->len);
	const struct put_source source = { .data = bytes->data,
		.len = bytes->len };
	char stem[PICTURE_PATH_SIZE];
	int root, rc;

	if (extension == NULL)
		return problem_set(why, 0, "is no picture of a known kind");
	picture_path(u->whole, u->host, u->target, stem);
	(void)snprintf(p->path, sizeof p->path, "%s.%s", stem, extension);
	root = open(im->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (root == -1)
		return problem_errno(why, "the capsule's folder");
	rc = put_below(root, p->path, &source, 0644, why);
	close(root);
	return rc;
}

/* What a picture is remembered by that was too large even when made small. */
static void
tried_key(const struct images *im, const struct web_url *u, struct buf *key)
{
	const struct images_rules *r = &im->rules;

	buf_addf(key, "tried for %zu (%zu%s): %s", r->max, r->small.max,
	    r->small.grey ? " grey" : "", u->whole);
}

static bool
was_tried(const struct images *im, const struct web_url *u)
{
	struct cache_picture p;
	struct buf key = { 0 };
	bool tried;

	tried_key(im, u, &key);
	tried = cache_picture(im->memory, buf_str(&key), &p);
	buf_free(&key);
	return tried;
}

static void
remember_tried(const struct images *im, const struct web_url *u,
    const struct cache_picture *p)
{
	struct buf key = { 0 };

	tried_key(im, u, &key);
	cache_picture_put(im->memory, buf_str(&key), p);
	buf_free(&key);
}

/* Fetch it, and remember what is known of it now. */
static void
fetch_picture(struct seeing *s, const struct web_url *u,
    struct cache_picture *p)
{
	struct images *im = s->im;
	struct fetch_ask ask = { .url = u->whole, .max = fetch_max(im) };
	struct fetch_answer answer;
	struct problem why = { .file = "" };
	enum fetched end = fetch(im->fetch, &ask, &answer, &why);
	struct buf *body = &answer.http.body;
	uint64_t stated = answer.http.stated_size;
	bool too_large = end == FETCH_REFUSED && stated > ask.max;

	*p = (struct cache_picture){ .path = "" };
	if (end == FETCH_DONE && !im->rules.originals)
		make_smaller(im, u->whole, body);
	if (end == FETCH_DONE && body->len > im->rules.max) {
		too_large = true;
		stated = answer.http.size;
	}
	if (too_large)
		p->size = stated;
	else if (end == FETCH_DONE && write_picture(im, u, body, p, &why) == 0)
		p->size = answer.http.size;
	else
		*p = (struct cache_picture){ .path = "" };
	/* one that is too large stays a link on purpose, and says its size */
	if (!too_large && p->path[0] == '\0')
		say_failed(im, u->whole, &why);
	if (end == FETCH_LATER)
		im->later = true;
	else
		cache_picture_put(im->memory, u->whole, p);
	if (end == FETCH_DONE && too_large && !im->told)
		remember_tried(im, u, p);
	fetch_answer_free(&answer);
}

/* Only its size, or 0; what does not tell it is not asked again. */
static void
ask_size(struct seeing *s, const struct web_url *u, const char *key,
    struct cache_picture *p)
{
	struct fetch_ask ask = { .url = u->whole, .size_only = true };
	struct fetch_answer answer;
	struct problem why = { .file = "" };
	enum fetched end = fetch(s->im->fetch, &ask, &answer, &why);

	*p = (struct cache_picture){ .path = "" };
	if (end == FETCH_DONE)
		p->size = answer.http.stated_size;
	if (end != FETCH_LATER)
		cache_picture_put(s->im->memory, key, p);
	fetch_answer_free(&answer);
}

/* ---- one picture ---- */

/* Keep it: true when it is here now. */
static bool
keep(struct seeing *s, const struct web_url *u, struct cache_picture *p)
{
	struct images *im = s->im;
	bool known = cache_picture(im->memory, u->whole, p);

	if (known && p->path[0] != '\0' && is_here(im, p->path)) {
		fetch_spared(im->fetch, p->size);
		return true;
	}
	if (!known && find_kept(im, u, p))
		return true;
	/* one that was too large may fit by now, or under other rules */
	if (known && (p->path[0] != '\0' || p->size == 0 ||
			 p->size > fetch_max(im) || was_tried(im, u)))
		return false;
	if (im->dry || s->asked >= KEPT_MAX)
		return false;
	s->asked++;
	fetch_picture(s, u, p);
	return p->path[0] != '\0';
}

static void
measure(struct seeing *s, const struct web_url *u, struct cache_picture *p)
{
	struct buf key = { 0 };

	buf_addf(&key, "size of %s", u->whole);
	if (!cache_picture(s->im->memory, buf_str(&key), p) && !s->im->dry &&
	    s->asked < ASKED_MAX) {
		s->asked++;
		ask_size(s, u, buf_str(&key), p);
	}
	buf_free(&key);
}

/* "Boat (48 KB)"; without words it is called by its file. */
static void
add_size(struct buf *alt, const char *url, uint64_t bytes)
{
	struct arena a = { 0 };
	char size[PICTURE_SIZE_SIZE];

	if (alt->len == 0)
		buf_adds(alt, link_target_file(&a, url));
	buf_addf(alt, "%s(%s)", alt->len > 0 ? " " : "",
	    picture_size(bytes, size));
	arena_free(&a);
}

static enum image_fate
judge(void *ctx, struct buf *url, struct buf *alt)
{
	struct seeing *s = ctx;
	struct cache_picture p = { .path = "" };
	struct web_url u;
	enum image_fate fate = IMAGE_STAYS;
	bool kept = false;

	if (s->im->rules.mode == IMAGES_DROPPED)
		return IMAGE_GOES;
	if (web_url_read(&u, buf_str(url), NULL) == -1)
		return IMAGE_STAYS; /* of the capsule itself */
	if (s->im->rules.mode == IMAGES_KEPT)
		kept = keep(s, &u, &p);
	else
		measure(s, &u, &p);
	if (kept) {
		buf_clear(url);
		buf_addf(url, "/%s", p.path);
		fate = IMAGE_CHANGES;
	} else if (p.size > 0) {
		add_size(alt, u.whole, p.size);
		fate = IMAGE_CHANGES;
	}
	s->im->kept += kept;
	s->im->linked += !kept;
	web_url_free(&u);
	return fate;
}

/* ---- one item ---- */

static void
see_to_front(struct seeing *s, struct front_matter *f)
{
	struct buf url = { 0 }, alt = { 0 };

	if (*f->image == '\0')
		return;
	buf_adds(&url, f->image);
	buf_adds(&alt, f->image_alt);
	switch (judge(s, &url, &alt)) {
	case IMAGE_STAYS:
		break;
	case IMAGE_CHANGES:
		f->image = arena_strdup(&f->arena, buf_str(&url));
		f->image_alt = arena_strdup(&f->arena, buf_str(&alt));
		break;
	case IMAGE_GOES:
		f->image = f->image_alt = "";
		break;
	}
	buf_free(&url);
	buf_free(&alt);
}

void
images_see_to(struct images *im, struct item *it)
{
	struct seeing s = { .im = im };

	im->later = false;
	see_to_front(&s, &it->front);
	markdown_images(&it->markdown, judge, &s);
}

void
images_summary(const struct images *m, char out[IMAGES_SUMMARY_SIZE])
{
	(void)snprintf(out, IMAGES_SUMMARY_SIZE,
	    "; %zu picture%s kept, %zu linked", m->kept,
	    m->kept == 1 ? "" : "s", m->linked);
}
