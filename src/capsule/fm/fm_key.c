#include "capsule/fm/fm_key.h"

#include <string.h>

#include "base/guess.h"
#include "text/ascii.h"

/*
 * The keys of capsule(5), of each field the first choice first.  Each begins
 * with a small letter.
 */
static const struct known {
	const char *name;
	enum field field;
	bool below; /* also looked for below `extra` and `params` */
} known[] = {
	{ "title", FIELD_TITLE, true },
	{ "linkTitle", FIELD_TITLE, true },
	{ "date", FIELD_DATE, true },
	{ "embargo", FIELD_DUE, true },
	{ "publishDate", FIELD_DUE, true },
	{ "pubdate", FIELD_DUE, true },
	{ "scheduled", FIELD_DUE, false },
	{ "published", FIELD_PUBLISHED, false },
	{ "publish", FIELD_PUBLISHED, false },
	{ "public", FIELD_PUBLISHED, false },
	{ "updated", FIELD_UPDATED, true },
	{ "lastmod", FIELD_UPDATED, true },
	{ "modified", FIELD_UPDATED, true },
	{ "last_modified_at", FIELD_UPDATED, true },
	{ "expiryDate", FIELD_EXPIRES, true },
	{ "expires", FIELD_EXPIRES, true },
	{ "unpublishDate", FIELD_EXPIRES, true },
	{ "slug", FIELD_SLUG, false },
	{ "url", FIELD_ADDRESS, false },
	{ "permalink", FIELD_ADDRESS, false },
	{ "path", FIELD_ADDRESS, false },
	{ "topics", FIELD_TOPICS, true },
	{ "topic", FIELD_TOPICS, true },
	{ "categories", FIELD_WORDS, true },
	{ "category", FIELD_TOPICS, true },
	{ "tags", FIELD_WORDS, true },
	{ "tag", FIELD_TOPICS, true },
	{ "author", FIELD_AUTHORS, true },
	{ "authors", FIELD_AUTHORS, true },
	{ "creator", FIELD_AUTHORS, true },
	{ "summary", FIELD_SUMMARY, true },
	{ "excerpt", FIELD_SUMMARY, true },
	{ "description", FIELD_SUMMARY, true },
	{ "draft", FIELD_DRAFT, false },
	{ "private", FIELD_DRAFT, false },
	{ "hidden", FIELD_DRAFT, false },
	{ "unpublished", FIELD_DRAFT, false },
	{ "expired", FIELD_DRAFT, false },
	{ "headless", FIELD_DRAFT, false },
	{ "build", FIELD_BUILD, false },
	{ "password", FIELD_PASSWORD, false },
	{ "post_password", FIELD_PASSWORD, false },
	{ "status", FIELD_STATUS, false },
	{ "post_status", FIELD_STATUS, false },
	{ "visibility", FIELD_STATUS, false },
	{ "unlisted", FIELD_UNLISTED, false },
	{ "pinned", FIELD_PINNED, true },
	{ "sticky", FIELD_PINNED, true },
	{ "source", FIELD_SOURCE, true },
	{ "canonical", FIELD_SOURCE, true },
	{ "canonical_url", FIELD_SOURCE, true },
	{ "original_url", FIELD_SOURCE, true },
	{ "image", FIELD_IMAGE, true },
	{ "coverImage", FIELD_IMAGE, true },
	{ "cover", FIELD_IMAGE, true },
	{ "featured_image", FIELD_IMAGE, true },
	{ "image_alt", FIELD_IMAGE_ALT, true },
	{ "lang", FIELD_LANG, true },
	{ "language", FIELD_LANG, true },
	{ "locale", FIELD_LANG, true },
	{ "aliases", FIELD_ALIASES, false },
	{ "redirect_from", FIELD_ALIASES, false },
	{ "license", FIELD_LICENSE, true },
	{ "id", FIELD_ATOM_ID, false },
	{ "guid", FIELD_ATOM_ID, false },
	{ "notice", FIELD_NOTICE, true },
	{ "weight", FIELD_WEIGHT, false },
	{ "partial", FIELD_PARTIAL, true },
	{ "parent", FIELD_PARENT, false },
	{ "from", FIELD_FROM, false },
	{ "until", FIELD_UNTIL, false },
};

/* The keys of a nested map ("image: {src: a.jpg, alt: A boat}"). */
static const struct {
	enum field field;
	const char *name;
	enum field means;
} parts[] = {
	{ FIELD_AUTHORS, "name", FIELD_AUTHORS },
	{ FIELD_TOPICS, "name", FIELD_TOPICS },
	{ FIELD_WORDS, "name", FIELD_TOPICS },
	{ FIELD_LICENSE, "name", FIELD_LICENSE },
	{ FIELD_BUILD, "render", FIELD_RENDERED },
	{ FIELD_BUILD, "list", FIELD_LISTED },
	{ FIELD_IMAGE, "image", FIELD_IMAGE },
	{ FIELD_IMAGE, "src", FIELD_IMAGE },
	{ FIELD_IMAGE, "url", FIELD_IMAGE },
	{ FIELD_IMAGE, "path", FIELD_IMAGE },
	{ FIELD_IMAGE, "file", FIELD_IMAGE },
	{ FIELD_IMAGE, "feature", FIELD_IMAGE },
	{ FIELD_IMAGE, "alt", FIELD_IMAGE_ALT },
	{ FIELD_IMAGE, "caption", FIELD_IMAGE_ALT },
};

/* Keys of other programs that are near to ours, and no typing errors. */
static const char *const others[] = { "images", "ogImage", "pages", "data",
	"math", "katex", "form", "created", "color", "parts", "sources",
	"codes", "paths", "parents", "langs", "languages", "local", "locales",
	"payment", "publisher", "resource", "tab", "tabs", "units", "utils",
	"state", "states", "stats", "index" };

/* Keys that hold others. */
static const char *const holders[] = { "extra", "params", "taxonomies" };

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/*
 * A rank is the place in known, times PARTS.  Where a nested map says something
 * of another field (an image has its text in it), the place in parts is added.
 */
#define PARTS 32
#define BELOW (COUNT(known) * PARTS) /* more, below `extra` and `params` */

bool
fm_key_same(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a == '_' || *a == '-')
			a++;
		while (*b == '_' || *b == '-')
			b++;
		if (to_lower(*a) != to_lower(*b))
			return false;
		if (*a == '\0')
			return true;
	}
}

/* A known key's index, or COUNT(known). */
static size_t
find(const char *name)
{
	size_t i = 0;
	char first;

	name += strspn(name, "_-");
	first = to_lower(*name);
	while (i < COUNT(known) &&
	       (known[i].name[0] != first || !fm_key_same(known[i].name, name)))
		i++;
	return i;
}

bool
fm_key_is_known(const char *name)
{
	return find(name) < COUNT(known);
}

/* Of a nested map the last key selects the field. */
static bool
part_meaning(struct fm_key *m, const char *name)
{
	for (size_t i = 0; i < COUNT(parts); i++) {
		if (parts[i].field == m->field &&
		    fm_key_same(parts[i].name, name)) {
			if (parts[i].means == FIELD_IMAGE_ALT)
				m->rank += i;
			m->field = parts[i].means;
			return true;
		}
	}
	return false;
}

bool
fm_key_find(struct fm_key *m, const struct fm_value *v)
{
	bool below =
	    fm_key_same(v->key[0], "extra") || fm_key_same(v->key[0], "params");
	bool sorted = fm_key_same(v->key[0], "taxonomies");
	size_t at = below || sorted ? 1 : 0;
	size_t i;

	if (at == v->depth)
		return false;
	i = find(v->key[at]);
	if (i == COUNT(known) ? !sorted : below && !known[i].below)
		return false;
	m->value = v;
	m->rank = i * PARTS + (below ? BELOW : 0);
	m->field = i < COUNT(known) ? known[i].field : FIELD_TOPICS;
	if (sorted && m->field != FIELD_AUTHORS)
		m->field = FIELD_TOPICS;
	at++;
	return at == v->depth || part_meaning(m, v->key[v->depth - 1]);
}

/* ---- typing errors --------------------------------------------------------
 */

const char *
fm_key_guess(const char *name)
{
	struct guess g;

	for (size_t i = 0; i < COUNT(others); i++)
		if (fm_key_same(others[i], name))
			return NULL;
	guess_begin(&g, name);
	/* A holder that holds nothing we know is not a key that we do not. */
	for (size_t i = 0; i < COUNT(holders); i++)
		guess_try(&g, holders[i]);
	for (size_t i = 0; i < COUNT(known); i++)
		guess_try(&g, known[i].name);
	return g.word;
}
