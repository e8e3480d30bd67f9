#include "import/net/http.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "base/alloc.h"
#include "base/file.h"
#include "import/net/public_address.h"
#include "import/net/web_url.h"
#include "text/cursor.h"
#include "text/now.h"

#define FIELDS_MAX  (256u * 1024) /* bytes of an answer's head */
#define ERROR_MAX   (16u * 1024)  /* of the page that explains an error */
#define WHOLE_TIMES 20            /* the longest transfer, in timeouts */

struct http {
	CURL *curl;     /* owned; keeps connections open between requests */
	long timeout_s; /* without a byte */
	/* of the request under way */
	const struct http_ask *ask;
	struct http_answer *answer;
	size_t fields; /* bytes of the head so far */
	bool too_large, private_address;
	curl_off_t seen; /* bytes of the body at the last look */
	int64_t seen_ms; /* when there were more than before */
	bool stalled;
	bool enough;     /* the rest of an error page was not wanted */
	int write_error; /* errno of a body that could not be stored, or 0 */
};

/* ---- what libcurl calls ---- */

/* The one place where connections begin. */
static curl_socket_t
open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct http *h = ctx;

	(void)purpose;
	if (!h->ask->any_address && !public_address(&to->addr)) {
		h->private_address = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t
take_field(char *data, size_t size, size_t n, void *ctx)
{
	struct http *h = ctx;

	(void)data;
	h->fields += size * n;
	if (h->fields <= FIELDS_MAX)
		return size * n;
	h->too_large = true;
	return 0;
}

static bool
is_success(const struct http *h)
{
	long status = 0;

	curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &status);
	return status / 100 == 2;
}

/* The words with which a server says no are for people who see them. */
static size_t
pass_over(struct http *h, size_t len)
{
	h->answer->size += len;
	h->enough = h->answer->size > ERROR_MAX;
	return h->enough ? 0 : len;
}

static size_t
take_body(char *data, size_t size, size_t n, void *ctx)
{
	struct http *h = ctx;
	size_t len = size * n;

	if (!is_success(h))
		return pass_over(h, len);
	if (len > h->ask->max - h->answer->size) {
		h->too_large = true;
		return 0;
	}
	h->answer->size += len;
	if (h->ask->fd == -1) {
		buf_add(&h->answer->body, data, len);
	} else if (file_write_all(h->ask->fd, data, len) == -1) {
		h->write_error = errno;
		return 0;
	}
	return len;
}

/* Called at least once a second: is it still going on? */
static int
watch(void *ctx, curl_off_t total, curl_off_t now, curl_off_t uptotal,
    curl_off_t up)
{
	struct http *h = ctx;

	(void)total;
	(void)uptotal;
	(void)up;
	if (now != h->seen) {
		h->seen = now;
		h->seen_ms = now_ms(CLOCK_MONOTONIC);
	}
	h->stalled = now_ms(CLOCK_MONOTONIC) - h->seen_ms > h->timeout_s * 1000;
	return h->stalled;
}

/* ---- set up ---- */

struct http *
http_new(long timeout_s)
{
	struct http *h = xcalloc(1, sizeof *h);
	CURL *c;

	curl_global_init(CURL_GLOBAL_DEFAULT);
	c = h->curl = curl_easy_init();
	if (c == NULL)
		abort(); /* memory ran out */
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_USERAGENT,
	    "chasqui/" CHASQUI_VERSION " (mirror for Gemini and Gopher)");
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, h);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_field);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, h);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, h);
	/* its own low speed is the mean of five seconds and more */
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, watch);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, h);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, timeout_s);
	h->timeout_s = timeout_s;
	return h;
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	curl_easy_cleanup(h->curl);
	curl_global_cleanup();
	free(h);
}

static struct curl_slist *
add_field(struct curl_slist *list, const char *name, const char *value)
{
	struct buf field = { 0 };

	if (*value == '\0')
		return list;
	buf_addf(&field, "%s: %s", name, value);
	list = curl_slist_append(list, buf_str(&field));
	buf_free(&field);
	return list;
}

/* ---- the answer ---- */

static const char *
field(struct http *h, const char *name)
{
	struct curl_header *found;

	if (curl_easy_header(h->curl, name, 0, CURLH_HEADER, -1, &found) !=
	    CURLHE_OK)
		return "";
	return found->value;
}

static uint64_t
figure(struct http *h, CURLINFO which)
{
	curl_off_t n = 0;

	curl_easy_getinfo(h->curl, which, &n);
	return n > 0 ? (uint64_t)n : 0;
}

/*
 * What the answer says itself of its length: libcurl leaves a figure out that
 * is beyond the limit it was given.
 */
static uint64_t
stated_length(struct http *h)
{
	const char *text = field(h, "Content-Length");
	struct cursor in = { text, text + strlen(text) };
	int n;

	return cursor_take_number(&in, 1, 9, &n) && in.p == in.end ? (uint64_t)n
								   : 0;
}

static void
take_answer(struct http *h)
{
	struct http_answer *a = h->answer;
	long fields = 0;

	curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &a->status);
	curl_easy_getinfo(h->curl, CURLINFO_HEADER_SIZE, &fields);
	a->received = figure(h, CURLINFO_SIZE_DOWNLOAD_T) +
		      (fields > 0 ? (uint64_t)fields : 0);
	a->stated_size = figure(h, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
	if (a->stated_size == 0)
		a->stated_size = stated_length(h);
	http_validator(field(h, "ETag"), a->etag);
	http_validator(field(h, "Last-Modified"), a->modified);
	http_validator(field(h, "Retry-After"), a->retry_after);
	http_type(field(h, "Content-Type"), a->type);
	http_charset(field(h, "Content-Type"), a->charset);
	buf_adds(&a->location, field(h, "Location"));
}

/* Why libcurl gave up, in our words where we made it do so. */
static enum http_end
say_failure(struct http *h, CURLcode rc, const char *details,
    struct problem *why)
{
	if (h->too_large || rc == CURLE_FILESIZE_EXCEEDED) {
		problem_set(why, 0, "is larger than %zu bytes", h->ask->max);
		return HTTP_REFUSED;
	}
	if (h->private_address) {
		problem_set(why, 0,
		    "leads to a private address, and allow_private is not set");
		return HTTP_REFUSED;
	}
	if (h->write_error != 0) {
		errno = h->write_error;
		problem_errno(why, "cannot be stored");
	} else if (h->stalled || rc == CURLE_OPERATION_TIMEDOUT)
		problem_set(why, 0, "does not answer in time");
	else if (rc == CURLE_PARTIAL_FILE)
		problem_set(why, 0, "ended before all of it was here");
	else
		problem_set(why, 0, "cannot be fetched: %s",
		    *details != '\0' ? details : curl_easy_strerror(rc));
	return HTTP_FAILED;
}

enum http_end
http_ask(struct http *h, const struct http_ask *ask, struct http_answer *answer,
    struct problem *why)
{
	struct curl_slist *fields = NULL;
	char details[CURL_ERROR_SIZE] = "";
	CURL *c = h->curl;
	CURLcode rc;

	*answer = (struct http_answer){ .status = 0 };
	h->ask = ask;
	h->answer = answer;
	h->fields = 0;
	h->too_large = h->private_address = h->enough = false;
	h->write_error = 0;
	h->stalled = false;
	h->seen = 0;
	h->seen_ms = now_ms(CLOCK_MONOTONIC);
	fields = add_field(fields, "If-None-Match", ask->etag);
	fields = add_field(fields, "If-Modified-Since", ask->modified);
	curl_easy_setopt(c, CURLOPT_CURLU, ask->url->parts);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, fields);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, details);
	curl_easy_setopt(c, CURLOPT_HTTPGET, 1L);
	curl_easy_setopt(c, CURLOPT_NOBODY, ask->head ? 1L : 0L);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, ask->head ? NULL : "");
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE,
	    ask->head ? (curl_off_t)0 : (curl_off_t)ask->max);
	/* a file of any size is waited for as long as bytes come */
	curl_easy_setopt(c, CURLOPT_TIMEOUT,
	    ask->fd == -1 ? h->timeout_s * WHOLE_TIMES : 0L);
	rc = curl_easy_perform(c);
	take_answer(h);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, NULL);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, NULL);
	curl_slist_free_all(fields);
	if (rc == CURLE_OK || h->enough)
		return HTTP_ANSWERED;
	return say_failure(h, rc, details, why);
}

void
http_answer_free(struct http_answer *answer)
{
	buf_free(&answer->body);
	buf_free(&answer->location);
}
