#include "client/known_hosts.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"

#define FILE_MAX (1 << 20)
#define NAME     "chasqui/known_hosts"

char *
known_hosts_file(void)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct buf path = { 0 };

	if (data != NULL && data[0] == '/')
		buf_addf(&path, "%s/" NAME, data);
	else if (home != NULL && home[0] == '/')
		buf_addf(&path, "%s/.local/share/" NAME, home);
	return path.data;
}

/* The next word of a line, cut to what fits; where the rest begins. */
static const char *
take_word(const char *s, char *out, size_t size)
{
	size_t len;

	s += strspn(s, " \t");
	len = strcspn(s, " \t");
	(void)snprintf(out, size, "%.*s", (int)len, s);
	return s + len;
}

/* A line's three fields; false: it is a comment, or somebody's mistake. */
static bool
read_line(const char *line, char host[300], char print[80], int64_t *until)
{
	char number[24], *end;

	line = take_word(line, host, 300);
	line = take_word(line, print, 80);
	(void)take_word(line, number, sizeof number);
	*until = strtoll(number, &end, 10);
	return number[0] != '\0' && *end == '\0' && host[0] != '#';
}

/*
 * Copy the file without the server's line; true when that tells what is
 * known: its fingerprint is in print, and until when it is valid.
 */
static bool
split(char *text, const char *name, struct buf *rest, char print[80],
    int64_t *until)
{
	bool found = false;
	char *next;

	for (char *line = text; *line != '\0'; line = next) {
		char host[300], one[80];
		int64_t valid;

		next = line + strcspn(line, "\n");
		if (*next != '\0')
			*next++ = '\0';
		if (read_line(line, host, one, &valid) &&
		    strcmp(host, name) == 0) {
			memcpy(print, one, sizeof one);
			*until = valid;
			found = true;
		} else {
			buf_addf(rest, "%s\n", line);
		}
	}
	return found;
}

static int
write_down(const char *file, struct buf *rest, const char *name,
    const struct server_key *key, struct problem *why)
{
	char *folder = xstrndup(file, (size_t)(file_name(file) - file));
	int result = 0;

	if (folder[0] != '\0')
		result = file_make_folder(folder, 0700, why);
	buf_addf(rest, "%s %s %" PRId64 "\n", name, key->fingerprint,
	    key->until);
	if (result == 0)
		result = file_write(file, rest->data, rest->len, 0600, why);
	free(folder);
	return result;
}

int
known_hosts_check(const char *file, const struct server_key *key, int64_t now,
    enum trust *trust, struct problem *why)
{
	struct buf text = { 0 }, rest = { 0 };
	char name[300], print[80] = "";
	int64_t until = 0;
	int result = 0;

	(void)snprintf(name, sizeof name, "%s:%u", key->host, key->port);
	if (access(file, F_OK) == 0)
		result = buf_read_file(&text, file, FILE_MAX, why);
	if (result == -1)
		problem_in(why, file);
	buf_add(&text, "", 0);
	*trust = TRUST_FIRST;
	if (result == 0 && split(text.data, name, &rest, print, &until)) {
		if (strcmp(print, key->fingerprint) == 0)
			*trust = TRUST_KNOWN;
		else if (until >= now)
			*trust = TRUST_CHANGED;
	}
	if (result == 0 && *trust == TRUST_FIRST)
		result = write_down(file, &rest, name, key, why);
	buf_free(&text);
	buf_free(&rest);
	return result;
}
