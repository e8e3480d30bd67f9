/*
 * Whole uploads, as the publisher takes them from a worker: the line of the
 * input judged, the rest of it as the body, into a capsule's folder and its
 * history.  Whatever comes, files are whole texts and stay in their folders.
 */
#include <assert.h>
#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "capsule/capsule.h"
#include "capsule/publishers.h"
#include "index/scan.h"
#include "publish/letter.h"
#include "publish/upload.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WHO       "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define RUNS_MOST 2000 /* with one folder: it grows */

static char dir[] = "/tmp/chasqui-fuzz-XXXXXX";
static struct publisher one = { ROLE_ADMIN, WHO, "Ana Torres" };
static struct publishers list = { &one, 1 };
static struct publish_rules rules = { .publishers = &list,
	.token = "",
	.size = 100000,
	.article_size = 50000,
	.keep_size = 10000,
	.letters = true };
static struct writable_capsule capsule;
static int runs;

static void
remove_all(void)
{
	char command[64];

	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	(void)!system(command);
}

/* A capsule with an index, which knows of nothing that comes. */
static void
open_capsule(void)
{
	static char index_file[64];
	bool more = true;
	struct scan *scan;

	snprintf(index_file, sizeof index_file, "%s/.index", dir);
	scan = scan_new(dir, index_file, 100000, NULL, NULL, NULL);
	while (more)
		if (scan == NULL || scan_all(scan, &more, NULL) == -1)
			abort();
	scan_free(scan);
	writable_open(&capsule, &rules, dir, index_file);
}

static void
begin(void)
{
	if (mkdtemp(dir) == NULL)
		abort();
	atexit(remove_all);
	open_capsule();
}

/* Nothing but what is expected stands in the capsule's own folder. */
static void
check_folder(void)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while ((e = readdir(d)) != NULL) {
		bool known = e->d_name[0] == '.' ||
			     strcmp(e->d_name, CAPSULE_NOTICE) == 0;

		for (size_t i = 0; writable_folders[i] != NULL; i++)
			known |= strcmp(e->d_name, writable_folders[i]) == 0;
		assert(known);
	}
	closedir(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct identity who = { .fingerprint = WHO,
		.not_after = INT64_MAX };
	struct reply r;
	struct titan t;
	struct upload *u;
	const char *why;
	char *line = malloc(size + 1);

	if (runs++ == 0)
		begin();
	memcpy(line, data, size);
	reply_init(&r);
	one.role = (enum role)(ROLE_AUTHOR + runs % 3);
	if (titan_parse(line, size, true, &t, &why) == PARSE_OK) {
		size_t body = size - t.body;

		u = upload_begin(&capsule, &t, &who, "192.0.2.7", &r);
		if (u != NULL && t.size < body)
			body = (size_t)t.size;
		if (u != NULL && upload_add(u, line + t.body, body, &r) == 0 &&
		    upload_end(u, &r))
			assert(r.status == STATUS_REDIRECT_TEMPORARY);
		upload_free(u);
		assert(utf8_valid(r.meta, strlen(r.meta)));
		check_folder();
	}
	reply_free(&r);
	free(line);
	if (runs % RUNS_MOST == 0) {
		writable_close(&capsule);
		remove_all();
		if (file_make_folder(dir, 0700, NULL) == -1)
			abort();
		open_capsule();
	}
	return 0;
}
