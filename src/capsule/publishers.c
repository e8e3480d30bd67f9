#include "capsule/publishers.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/fm/fm_names.h"
#include "text/ascii.h"

#define FILE_MAX (1 << 20) /* bytes of a publishers file */

/* ---- roles --------------------------------------------------------------- */

static const char *const roles[] = {
	[ROLE_NONE] = "",
	[ROLE_AUTHOR] = "author",
	[ROLE_EDITOR] = "editor",
	[ROLE_ADMIN] = "admin",
};

const char *
role_name(enum role role)
{
	return roles[role];
}

enum role
role_of(const char *name)
{
	for (size_t i = ROLE_AUTHOR; i <= ROLE_ADMIN; i++)
		if (strcmp(roles[i], name) == 0)
			return (enum role)i;
	return ROLE_NONE;
}

bool
publisher_fingerprint(const char *s, char out[65])
{
	size_t n = 0;

	if (strncasecmp(s, "sha256:", 7) == 0)
		s += 7;
	for (; *s != '\0'; s++) {
		if (*s == ':' || *s == ' ')
			continue;
		if (n == 64 || hex_value(*s) < 0)
			return false;
		out[n++] = to_lower(*s);
	}
	out[n] = '\0';
	return n == 64;
}

/* ---- the file ------------------------------------------------------------ */

/* The next word of a line, in the arena. */
static const char *
word(struct arena *a, const char **s, const char *end)
{
	const char *start;

	while (*s < end && (**s == ' ' || **s == '\t'))
		(*s)++;
	start = *s;
	while (*s < end && **s != ' ' && **s != '\t')
		(*s)++;
	return arena_strndup(a, start, (size_t)(*s - start));
}

static int
take_line(struct publishers *p, struct arena *a, const char *s, const char *end,
    size_t number, struct problem *why)
{
	struct publisher found = { 0 };
	const char *role = word(a, &s, end), *print = word(a, &s, end);
	struct publisher *list;

	if (role[0] == '\0')
		return 0;
	found.role = role_of(role);
	if (found.role == ROLE_NONE)
		return problem_set(why, number,
		    "'%s' is no role: want author, editor or admin", role);
	if (!publisher_fingerprint(print, found.fingerprint))
		return problem_set(why, number,
		    "'%s' is not a SHA-256 fingerprint (64 hexadecimal "
		    "digits)",
		    print);
	found.name = fm_clean_line(a, s, (size_t)(end - s));
	if (found.name[0] == '\0')
		return problem_set(why, number,
		    "want ROLE FINGERPRINT NAME: there is no name");
	if (publishers_find(p, found.fingerprint) != NULL)
		return problem_set(why, number,
		    "this fingerprint has a line already");
	list = arena_room(a, (void *)p->list, p->n, sizeof *list);
	list[p->n++] = found;
	p->list = list;
	return 0;
}

int
publishers_parse(struct publishers *p, struct arena *a, const char *text,
    size_t len, struct problem *why)
{
	const char *s = text, *end = text + len;
	size_t number = 0;

	*p = (struct publishers){ 0 };
	if (memchr(text, '\0', len) != NULL || !utf8_valid(text, len))
		return problem_set(why, 0, "is not a text");
	while (s < end) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));
		const char *stop = lf != NULL ? lf : end;
		const char *hash = memchr(s, '#', (size_t)(stop - s));
		const char *said = hash != NULL ? hash : stop;

		if (said > s && said[-1] == '\r')
			said--;
		if (take_line(p, a, s, said, ++number, why) == -1)
			return -1;
		s = stop + 1;
	}
	return 0;
}

int
publishers_read(struct publishers *p, struct arena *a, const char *path,
    struct problem *why)
{
	struct buf text = { 0 };
	int result = buf_read_file(&text, path, FILE_MAX, why);

	*p = (struct publishers){ 0 };
	if (result == 0)
		result = publishers_parse(p, a, buf_str(&text), text.len, why);
	if (result == -1)
		problem_in(why, path);
	buf_free(&text);
	return result;
}

const struct publisher *
publishers_find(const struct publishers *p, const char *fingerprint)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->list[i].fingerprint, fingerprint) == 0)
			return &p->list[i];
	return NULL;
}
