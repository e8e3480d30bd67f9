#ifndef TESTS_SERVED_H
#define TESTS_SERVED_H

/*
 * A capsule in a temporary folder, taken in by the indexer's own functions
 * and asked through site_answer(): what the tests of site/ share.  Include it
 * behind cmocka.h.
 */

#include <ftw.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "index/scan.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/place.h"
#include "page/plain.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
#include "site/site.h"
#include "site/words/words.h"

enum { ARTICLE_MAX = 1024 * 1024 };

static char served_folder[] = "/tmp/chasqui-site-XXXXXX";
static char served_own_root[sizeof served_folder + 16];
static const char *served_root = served_own_root; /* may be set to another */
static char served_index[sizeof served_folder + 16];
static struct site *served;
static struct reply served_reply; /* to the last question */
static struct buf served_text;    /* and how it looks */

static const struct place by_gemini = {
	.scheme = "gemini",
	.host = "gazette.example",
	.port = 1965,
};

static const struct style by_gopher_style = {
	.fold = true,
	.excerpt_lines = 4,
	.crlf = true,
};

static const struct place by_gopher = {
	.scheme = "gopher",
	.host = "gopher.gazette.example",
	.port = 70,
	.style = &by_gopher_style,
};

/* Write a file of the capsule, folders and all. */
static inline void __attribute__((format(printf, 2, 3)))
put(const char *path, const char *fmt, ...)
{
	char file[512], text[8192], *name;
	struct problem why;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	assert_true(n >= 0 && (size_t)n < sizeof text);
	assert_non_null(file_join(file, sizeof file, served_root, path));
	name = strrchr(file, '/');
	*name = '\0';
	assert_int_equal(file_make_folder(file, 0755, &why), 0);
	*name = '/';
	assert_int_equal(file_write(file, text, (size_t)n, 0644, &why), 0);
}

static inline void
take_away(const char *path)
{
	char file[512];

	assert_non_null(file_join(file, sizeof file, served_root, path));
	assert_int_equal(unlink(file), 0);
}

/* What the indexer does at its start. */
static inline void
take_in(void)
{
	struct problem why = { 0 };
	bool more = true;
	struct scan *scan =
	    scan_new(served_root, served_index, ARTICLE_MAX, NULL, NULL, &why);

	assert_non_null(scan);
	while (more)
		assert_int_equal(scan_all(scan, &more, &why), 0);
	scan_free(scan);
}

static inline int
served_begin(void **state)
{
	struct problem why;

	(void)state;
	assert_non_null(mkdtemp(served_folder));
	snprintf(served_own_root, sizeof served_own_root, "%s/capsule",
	    served_folder);
	snprintf(served_index, sizeof served_index, "%s/index", served_folder);
	assert_int_equal(file_make_folder(served_own_root, 0755, &why), 0);
	reply_init(&served_reply);
	return 0;
}

/* Open the site on what was put there. */
static inline void
serve(void)
{
	const struct site_options how = {
		.root = served_root,
		.index = served_index,
		.article_size = ARTICLE_MAX,
		.gemini_url = "gemini://gazette.example/",
		.gopher_url = "gopher://gopher.gazette.example/",
	};
	struct problem why = { 0 };

	served = site_new(&how, &why);
	assert_non_null(served);
}

static int
served_remove(const char *path, const struct stat *st, int flag,
    struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static inline int
served_end(void **state)
{
	(void)state;
	reply_free(&served_reply);
	buf_free(&served_text);
	site_free(served);
	served = NULL;
	nftw(served_folder, served_remove, 8, FTW_DEPTH | FTW_PHYS);
	memcpy(served_folder + strlen(served_folder) - 6, "XXXXXX", 6);
	return 0;
}

/* Ask; the status is returned, the rest is in served_reply. */
static inline int
ask_once(const struct place *place, const char *path, const char *query)
{
	struct request req = { .asked = ASK_PAGE };

	snprintf(req.path, sizeof req.path, "%s", path);
	if (query != NULL) {
		snprintf(req.query, sizeof req.query, "%s", query);
		req.has_query = true;
	}
	reply_free(&served_reply);
	site_answer(served, &req, place, &served_reply);
	return (int)served_reply.status;
}

/* As a connection does it: again while a file is being written. */
static inline int
ask_query(const struct place *place, const char *path, const char *query)
{
	int status = ask_once(place, path, query);

	for (int i = 0; i < 400 && served_reply.later; i++) {
		usleep(served_reply.soon ? 5000 : 50000);
		status = ask_once(place, path, query);
	}
	return status;
}

static inline int
ask(const char *path)
{
	return ask_query(&by_gemini, path, NULL);
}

/* The page of the last answer as gemtext. */
static inline const char *
gemtext(void)
{
	buf_clear(&served_text);
	gemtext_write(&served_reply.page, &by_gemini, &served_text);
	return buf_str(&served_text);
}

/* The same as text, with LF line ends. */
static inline const char *
text(void)
{
	struct style style = by_gopher_style;
	struct place place = by_gopher;

	style.crlf = false;
	place.style = &style;
	buf_clear(&served_text);
	plain_write(&served_reply.page, &place, &served_text);
	return buf_str(&served_text);
}

/* The same as a menu, each line as "T|display". */
static inline const char *
menu(void)
{
	struct buf out = { 0 };

	buf_clear(&served_text);
	gophermap_write(&served_reply.page, &by_gopher, &out);
	for (char *line = out.data, *end; out.len > 0 && *line != '\0';
	     line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		buf_addc(&served_text, line[0]);
		buf_addc(&served_text, '|');
		buf_add(&served_text, line + 1, strcspn(line + 1, "\t"));
		buf_addc(&served_text, '\n');
	}
	buf_free(&out);
	return buf_str(&served_text);
}

static inline void
assert_has(const char *whole, const char *part)
{
	if (strstr(whole, part) == NULL)
		print_error("--- no:\n%s\n--- in:\n%s\n", part, whole);
	assert_non_null(strstr(whole, part));
}

static inline void
assert_has_not(const char *whole, const char *part)
{
	if (strstr(whole, part) != NULL)
		print_error("--- unwanted:\n%s\n--- in:\n%s\n", part, whole);
	assert_null(strstr(whole, part));
}

static inline void
assert_begins(const char *whole, const char *part)
{
	if (strncmp(whole, part, strlen(part)) != 0)
		print_error("--- wanted:\n%s\n--- is:\n%s\n", part, whole);
	assert_int_equal(strncmp(whole, part, strlen(part)), 0);
}

static inline void
assert_ends(const char *whole, const char *part)
{
	size_t n = strlen(whole), p = strlen(part);

	if (n < p || strcmp(whole + n - p, part) != 0)
		print_error("--- wanted at the end:\n%s\n--- is:\n%s\n", part,
		    whole);
	assert_true(n >= p && strcmp(whole + n - p, part) == 0);
}

#endif
