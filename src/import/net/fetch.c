#include "import/net/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/tempfile.h"
#include "import/net/cache.h"
#include "import/net/hosts.h"
#include "import/net/robots.h"
#include "import/net/web_url.h"

#define AGENT           "chasqui"
#define HOPS_MAX        8           /* redirects in a row; RFC 9309 wants 5 */
#define WAIT_MAX_S      30          /* of a Retry-After that is waited for */
#define DAY_S           (24 * 3600) /* how long a robots.txt holds */
#define ROBOTS_BODY_MAX (4u << 20)
#define BACK_OFF_S      300 /* where a host is busy and does not say how long */

struct fetch {
	const struct fetch_settings *settings;
	struct cache *memory;
	struct http *http;   /* owned */
	struct hosts *hosts; /* owned */
	/* origins that were named and may be private; owned, a few */
	char **named;
	size_t nnamed;
	struct fetch_figures figures;
};

/* One request on its way through redirects. */
struct journey {
	struct fetch *f;
	const struct fetch_ask *ask;
	struct web_url at; /* owned */
	struct fetch_answer *answer;
	struct problem *why;
	unsigned hops;
	bool waited;  /* once for a busy host */
	bool passing; /* a redirect was one for this time only */
};

struct fetch *
fetch_new(const struct fetch_settings *settings, struct cache *memory)
{
	struct fetch *f = xcalloc(1, sizeof *f);

	f->settings = settings;
	f->memory = memory;
	f->http = http_new(settings->timeout_s);
	f->hosts = hosts_new(settings->delay_s, settings->now, memory);
	return f;
}

void
fetch_free(struct fetch *f)
{
	if (f == NULL)
		return;
	http_free(f->http);
	hosts_free(f->hosts);
	for (size_t i = 0; i < f->nnamed; i++)
		free(f->named[i]);
	free(f->named);
	free(f);
}

void
fetch_name(struct fetch *f, const char *url)
{
	struct web_url u;

	if (web_url_read(&u, url, NULL) == -1)
		return; /* fetch() will say so */
	if (web_url_is_literal(&u)) {
		f->named = array_room(f->named, f->nnamed, sizeof *f->named);
		f->named[f->nnamed++] = xstrdup(u.origin);
	}
	web_url_free(&u);
}

struct fetch_figures
fetch_figures(const struct fetch *f)
{
	return f->figures;
}

void
fetch_spared(struct fetch *f, uint64_t bytes)
{
	f->figures.saved += bytes;
}

/* ---- one request ---- */

static bool
may_be_private(const struct fetch *f, const struct web_url *url)
{
	for (size_t i = 0; i < f->nnamed; i++)
		if (strcmp(f->named[i], url->origin) == 0)
			return true;
	return f->settings->allow_private;
}

static void
count(struct fetch *f, const struct http_answer *a)
{
	f->figures.received += a->received;
	if (a->status / 100 == 2 && a->size > a->received)
		f->figures.saved += a->size - a->received;
}

static enum http_end
request(struct journey *j)
{
	struct fetch *f = j->f;
	struct host *host = hosts_at(f->hosts, j->at.origin);
	struct http_ask ask = { .url = &j->at,
		.etag = j->ask->etag != NULL ? j->ask->etag : "",
		.modified = j->ask->modified != NULL ? j->ask->modified : "",
		.max = j->ask->max,
		.fd = j->answer->fd,
		.head = j->ask->size_only,
		.any_address = may_be_private(f, &j->at) };
	enum http_end end;

	http_answer_free(&j->answer->http);
	if (ask.fd != -1 &&
	    (ftruncate(ask.fd, 0) == -1 || lseek(ask.fd, 0, SEEK_SET) == -1)) {
		problem_errno(j->why, "the temporary file");
		return HTTP_FAILED;
	}
	host_turn(host);
	end = http_ask(f->http, &ask, &j->answer->http, j->why);
	host_asked(f->hosts, host);
	count(f, &j->answer->http);
	return end;
}

/* ---- what an answer means ---- */

static bool
is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 ||
	       status == 307 || status == 308;
}

static bool
is_busy(long status)
{
	return status == 429 || status == 503;
}

/* A host that asks to wait: FETCH_DONE when it was waited for. */
static enum fetched
be_patient(struct journey *j, struct host *host)
{
	const struct http_answer *a = &j->answer->http;
	long wait = http_retry_after(a->retry_after, (int64_t)time(NULL));
	bool stated = wait >= 0;

	if (stated && wait <= WAIT_MAX_S && !j->waited) {
		j->waited = true;
		sleep((unsigned)wait);
		return FETCH_DONE;
	}
	host_defer(host, stated ? wait : BACK_OFF_S);
	if (stated)
		problem_set(j->why, 0,
		    "answers %ld, and to ask again in %ld seconds", a->status,
		    wait);
	else
		problem_set(j->why, 0, "answers %ld: it is busy", a->status);
	return FETCH_LATER;
}

/* Any answer but those that bring the body or lead elsewhere. */
static enum fetched
judge(struct journey *j, struct host *host)
{
	const struct http_answer *a = &j->answer->http;

	if (a->status == 200 || a->status == 203) {
		host->failures = 0;
		return FETCH_DONE;
	}
	if (a->status == 304 && j->ask->etag != NULL) {
		host->failures = 0;
		return FETCH_SAME;
	}
	problem_set(j->why, 0, "answers %ld", a->status);
	if (a->status < 500 && a->status != 408 && a->status != 425) {
		host->failures = 0;
		return FETCH_REFUSED;
	}
	host->failures++;
	return FETCH_LATER;
}

/* Take the next step of a redirect; FETCH_DONE when it may be taken. */
static enum fetched
follow(struct journey *j)
{
	const struct http_answer *a = &j->answer->http;

	if (a->location.len == 0) {
		problem_set(j->why, 0, "answers %ld, but not where to go",
		    a->status);
		return FETCH_REFUSED;
	}
	if (++j->hops > HOPS_MAX) {
		problem_set(j->why, 0, "leads on and on: %d redirects",
		    HOPS_MAX);
		return FETCH_REFUSED;
	}
	if (a->status != 301 && a->status != 308)
		j->passing = true;
	return web_url_follow(&j->at, a->location.data, j->why) == -1
		   ? FETCH_REFUSED
		   : FETCH_DONE;
}

/* ---- robots.txt ---- */

static enum fetched go(struct journey *j, bool obey);

/* A host's robots.txt from the host itself. */
static enum fetched
ask_robots(struct fetch *f, const struct host *host, struct buf *text,
    struct problem *why)
{
	struct fetch_ask ask = { .max = ROBOTS_BODY_MAX };
	struct fetch_answer answer = { .fd = -1 };
	struct journey j = { .f = f, .ask = &ask, .answer = &answer };
	struct buf url = { 0 };
	enum fetched end = FETCH_REFUSED;

	j.why = why;
	buf_addf(&url, "%s/robots.txt", host->origin);
	if (web_url_read(&j.at, buf_str(&url), why) == 0)
		end = go(&j, false);
	if (end == FETCH_DONE)
		buf_add(text, buf_str(&answer.http.body), answer.http.body.len);
	web_url_free(&j.at);
	fetch_answer_free(&answer);
	buf_free(&url);
	return end;
}

/*
 * One that is not there allows all, one that cannot be read now allows
 * nothing (RFC 9309 section 2.3.1), unless an older one is at hand.
 */
static void
learn_robots(struct fetch *f, struct host *host, struct problem *why)
{
	int64_t now = (int64_t)time(NULL), read_at = 0;
	struct buf text = { 0 }, fresh = { 0 };
	bool known = f->memory != NULL &&
		     cache_robots(f->memory, host->origin, &text, &read_at);
	bool stale = !known || read_at > now || now - read_at > DAY_S;

	host->robots_known = true;
	if (stale) {
		enum fetched end = ask_robots(f, host, &fresh, why);

		host->robots_failed = end == FETCH_LATER && !known;
		if (end != FETCH_LATER) {
			struct buf old = text;

			text = fresh;
			fresh = old;
			if (f->memory != NULL)
				cache_robots_put(f->memory, host->origin,
				    buf_str(&text), text.len, now);
		}
	}
	robots_read(&host->robots, buf_str(&text), text.len, AGENT);
	buf_free(&text);
	buf_free(&fresh);
}

static enum fetched
ask_leave(struct journey *j, struct host *host)
{
	struct problem why = { .file = "" };

	if (!host->robots_known)
		learn_robots(j->f, host, &why);
	if (host->robots_failed) {
		problem_set(j->why, 0,
		    "is not asked for, since robots.txt cannot be read: %s",
		    why.sentence[0] != '\0' ? why.sentence
					    : "it failed before");
		return FETCH_LATER;
	}
	if (!robots_allow(&host->robots, j->at.target)) {
		problem_set(j->why, 0, "is forbidden by %s/robots.txt",
		    host->origin);
		return FETCH_REFUSED;
	}
	return FETCH_DONE;
}

/* ---- from the address to the answer ---- */

/* May the host be asked at all, as far as it is known? */
static enum fetched
is_welcome(struct journey *j, const struct host *host)
{
	long wait = host_wait_s(host);

	if (host_is_given_up(host))
		problem_set(j->why, 0,
		    "is not asked for: %s has failed %u "
		    "times in a row",
		    host->origin, host->failures);
	else if (wait > 0)
		problem_set(j->why, 0,
		    "is not asked for: the host wants to "
		    "be left alone for another %ld seconds",
		    wait);
	else
		return FETCH_DONE;
	return FETCH_LATER;
}

/* One step; *on: there is another one. */
static enum fetched
step(struct journey *j, bool obey, bool *on)
{
	struct host *host = hosts_at(j->f->hosts, j->at.origin);
	enum fetched end = is_welcome(j, host);
	long status;

	*on = false;
	if (end == FETCH_DONE && obey)
		end = ask_leave(j, host);
	if (end != FETCH_DONE)
		return end;
	switch (request(j)) {
	case HTTP_FAILED:
		host->failures++;
		return FETCH_LATER;
	case HTTP_REFUSED:
		return FETCH_REFUSED;
	case HTTP_ANSWERED:
		break;
	}
	status = j->answer->http.status;
	if (!is_redirect(status) && !is_busy(status))
		return judge(j, host);
	end = is_redirect(status) ? follow(j) : be_patient(j, host);
	*on = end == FETCH_DONE;
	return end;
}

static enum fetched
go(struct journey *j, bool obey)
{
	enum fetched end;
	bool on;

	do
		end = step(j, obey, &on);
	while (on);
	return end;
}

enum fetched
fetch(struct fetch *f, const struct fetch_ask *ask, struct fetch_answer *answer,
    struct problem *why)
{
	struct journey j = { .f = f, .ask = ask, .answer = answer };
	enum fetched end = FETCH_REFUSED;

	j.why = why;
	*answer = (struct fetch_answer){ .fd = -1 };
	if (ask->to_file && (answer->fd = tempfile_open(why)) == -1)
		end = FETCH_LATER;
	else if (web_url_read(&j.at, ask->url, why) == 0)
		end = go(&j, f->settings->robots && !ask->by_hand);
	if (j.at.whole != NULL)
		answer->url = xstrdup(j.at.whole);
	answer->moved = j.hops > 0 && !j.passing;
	if (answer->fd != -1 && lseek(answer->fd, 0, SEEK_SET) == -1)
		end = FETCH_LATER;
	if (end == FETCH_REFUSED || end == FETCH_LATER)
		problem_in(why, ask->url);
	web_url_free(&j.at);
	return end;
}

void
fetch_answer_free(struct fetch_answer *answer)
{
	http_answer_free(&answer->http);
	free(answer->url);
	if (answer->fd != -1)
		close(answer->fd);
	*answer = (struct fetch_answer){ .fd = -1 };
}
