#include "capsule/fm/fm_names.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/slug.h"
#include "text/url.h"
#include "text/utf8_write.h"

const char *
fm_clean_line(struct arena *a, const char *s, size_t len)
{
	struct buf b = { 0 };
	size_t n = 0;
	char *line;

	if (!utf8_plain_ascii(s, len)) {
		utf8_clean(&b, s, len);
		s = buf_str(&b);
		len = b.len;
	}
	line = arena_alloc(a, len + 1);
	for (size_t i = 0; i < len; i++)
		if (s[i] != ' ' || (n > 0 && line[n - 1] != ' '))
			line[n++] = s[i];
	if (n > 0 && line[n - 1] == ' ')
		n--;
	line[n] = '\0';
	buf_free(&b);
	return line;
}

static void
append(struct arena *a, struct fm_names *list, const char *name)
{
	if (list->n == FM_NAMES_MAX)
		return;
	list->name = arena_room(a, list->name, list->n, sizeof *list->name);
	list->name[list->n++] = name;
}

static bool
has(const struct fm_names *list, const char *name)
{
	char slug[SLUG_SIZE];
	char other[SLUG_SIZE];
	size_t len = slug_make(slug, name, strlen(name));

	for (size_t i = 0; i < list->n; i++) {
		const char *s = list->name[i];

		if (strcmp(s, name) == 0)
			return true;
		if (len > 0 && slug_make(other, s, strlen(s)) == len &&
		    memcmp(slug, other, len) == 0)
			return true;
	}
	return false;
}

void
fm_names_add(struct arena *a, struct fm_names *list, const char *s, size_t len)
{
	const char *name = fm_clean_line(a, s, len);

	if (*name != '\0' && !has(list, name))
		append(a, list, name);
}

void
fm_names_split(struct arena *a, struct fm_names *list, const char *s,
    const char *ends)
{
	for (;;) {
		size_t len = strcspn(s, ends);

		fm_names_add(a, list, s, len);
		if (s[len] == '\0')
			return;
		s += len + 1;
	}
}

bool
fm_names_is_no_topic(const char *name)
{
	static const char *const slugs[] = { "uncategorized", "uncategorised",
		"sin-categoria", "non-classe", "sem-categoria",
		"senza-categoria", "unkategorisiert" };
	char slug[SLUG_SIZE];

	slug_make(slug, name, strlen(name));
	for (size_t i = 0; i < sizeof slugs / sizeof slugs[0]; i++)
		if (strcmp(slug, slugs[i]) == 0)
			return true;
	return false;
}

/* "%2F" and "%3F" are not the same as '/' and '?'. */
static bool
stays_encoded(const char *s, size_t len)
{
	return len >= 3 && s[0] == '%' && (s[1] == '2' || s[1] == '3') &&
	       (s[2] == 'F' || s[2] == 'f');
}

static void
decode_path(struct buf *out, const char *s, size_t len)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		if (!stays_encoded(s + i, len - i))
			continue;
		url_decode(out, s + from, i - from);
		buf_add(out, s + i, 3);
		i += 2;
		from = i + 1;
	}
	url_decode(out, s + from, len - from);
}

/* The path and query of an address, decoded. */
static void
decode(struct buf *out, const char *address)
{
	struct url u;

	url_split(&u, address, strlen(address));
	while (u.path_len > 0 && u.path[0] == '/') {
		u.path++;
		u.path_len--;
	}
	buf_addc(out, '/');
	decode_path(out, u.path, u.path_len);
	if (u.has_query) {
		buf_addc(out, '?');
		buf_add(out, u.query, u.query_len);
	}
}

void
fm_names_add_address(struct arena *a, struct fm_names *list, const char *s)
{
	struct buf decoded = { 0 };
	const char *path;

	decode(&decoded, fm_clean_line(a, s, strlen(s)));
	path = fm_clean_line(a, buf_str(&decoded), decoded.len);
	buf_free(&decoded);
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->name[i], path) == 0)
			return;
	if (path[1] != '\0')
		append(a, list, path);
}

void
fm_names_encode_address(struct buf *out, const char *path)
{
	size_t len = strcspn(path, "?");

	for (size_t i = 0; i < len; i++) {
		if (path[i] == '%')
			buf_adds(out, "%25");
		else if (path[i] == '#')
			buf_adds(out, "%23");
		else
			buf_addc(out, path[i]);
	}
	buf_adds(out, path + len);
}
