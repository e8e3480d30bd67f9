#include "publish/target.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "capsule/address.h"
#include "capsule/dirwalk.h"
#include "site/letters.h"
#include "text/markdown_name.h"

static const struct {
	enum role role;
	bool text;
} rules[TARGETS] = {
	[TARGET_NOTHING] = { ROLE_ADMIN, true },
	[TARGET_ARTICLE] = { ROLE_AUTHOR, true },
	[TARGET_NEW] = { ROLE_AUTHOR, true },
	[TARGET_BUNDLE_FILE] = { ROLE_AUTHOR, false },
	[TARGET_PAGE] = { ROLE_EDITOR, true },
	[TARGET_TOPIC] = { ROLE_EDITOR, true },
	[TARGET_NOTICE] = { ROLE_ADMIN, true },
	[TARGET_STATIC] = { ROLE_ADMIN, false },
	[TARGET_LETTER] = { ROLE_EDITOR, true },
};

enum role
target_role(enum target_kind kind)
{
	return rules[kind].role;
}

bool
target_is_text(enum target_kind kind)
{
	return rules[kind].text;
}

/*
 * May a file be called so: relative, and each part of it neither empty nor
 * hidden nor longer than file systems allow?
 */
static bool
is_file_path(const char *path)
{
	for (;;) {
		size_t len = strcspn(path, "/");

		if (len == 0 || len > 200 || path[0] == '.')
			return false;
		if (path[len] == '\0')
			return true;
		path += len + 1;
	}
}

static bool
ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), n = strlen(end);

	return len >= n && strcmp(s + len - n, end) == 0;
}

/* A name of [a-z0-9-], as addresses have it: other letters are brought there.
 */
static bool
take_slug(struct target *t, const char *s, size_t len)
{
	char slug[SLUG_SIZE];
	size_t n = slug_make(slug, s, len);

	memcpy(t->name, slug, n + 1);
	return n > 0;
}

/* ---- one kind of address each -------------------------------------------- */

static enum target_kind
article(struct target *t, const char *rest)
{
	size_t len = strcspn(rest, "/");

	if (strcmp(rest, "new") == 0)
		return TARGET_NEW;
	if (rest[len] == '\0' && ends_with(rest, ".txt"))
		len -= sizeof ".txt" - 1; /* the same article, as text */
	if (!take_slug(t, rest, len))
		return TARGET_NOTHING;
	if (rest[len] != '/')
		return TARGET_ARTICLE;
	rest += len + 1;
	if (!is_file_path(rest) || strlen(rest) >= sizeof t->file)
		return TARGET_NOTHING;
	memcpy(t->file, rest, strlen(rest) + 1);
	if (strcmp(rest, "index.md") == 0)
		return TARGET_ARTICLE;
	/* a text beside it would be an article of its own */
	return markdown_ending(rest, strlen(rest)) > 0 ? TARGET_NOTHING
						       : TARGET_BUNDLE_FILE;
}

static enum target_kind
topic(struct target *t, const char *rest)
{
	size_t len = strcspn(rest, "/");

	if (rest[len] != '\0' && rest[len + 1] != '\0')
		return TARGET_NOTHING;
	return take_slug(t, rest, len) ? TARGET_TOPIC : TARGET_NOTHING;
}

static enum target_kind
file(struct target *t, const char *rest)
{
	if (!is_file_path(rest))
		return TARGET_NOTHING;
	(void)snprintf(t->path, sizeof t->path, "static/%s", rest);
	return TARGET_STATIC;
}

static bool
is_letter(const char *path)
{
	static const char folder[] = LETTERS_FOLDER "/";

	return strncmp(path, folder, sizeof folder - 1) == 0 &&
	       ends_with(path, ".md");
}

/* "articles/x.md": the address is the file's own path. */
static enum target_kind
source_file(struct target *t, const char *path)
{
	static const struct {
		const char *folder;
		enum target_kind kind;
	} folders[] = {
		{ "articles/", TARGET_ARTICLE },
		{ "pages/", TARGET_PAGE },
		{ "topics/", TARGET_TOPIC },
	};
	size_t len = strlen(path);

	if (!is_file_path(path) || len >= sizeof t->path)
		return TARGET_NOTHING;
	if (is_letter(path)) {
		memcpy(t->path, path, len + 1);
		return TARGET_LETTER;
	}
	if (!dirwalk_wanted(path))
		return TARGET_NOTHING;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (strncmp(path, folders[i].folder,
			strlen(folders[i].folder)) == 0) {
			memcpy(t->path, path, len + 1);
			if (ends_with(path, "/_index.md"))
				return TARGET_TOPIC;
			return folders[i].kind;
		}
	return TARGET_NOTHING;
}

static enum target_kind
page(struct target *t, const char *rest)
{
	enum target_kind kind = source_file(t, rest);

	if (kind != TARGET_NOTHING)
		return kind;
	if (strcmp(rest, "notice") == 0)
		return TARGET_NOTICE;
	if (!is_file_path(rest) || file_extension(rest)[0] != '\0')
		return TARGET_NOTHING;
	(void)snprintf(t->name, sizeof t->name, "%s", rest);
	return TARGET_PAGE;
}

/* How the rest of an address is read, where anything can be published. */
static enum target_kind (*const readers[ADDRESSES])(struct target *t,
    const char *rest) = {
	[ADDRESS_ARTICLE] = article,
	[ADDRESS_TOPIC] = topic,
	[ADDRESS_STATIC] = file,
	[ADDRESS_PAGE] = page,
};

void
target_of(struct target *t, const char *path)
{
	const char *rest;
	enum address_kind kind = address_find(path, &rest);

	*t = (struct target){ .kind = TARGET_NOTHING };
	if (readers[kind] != NULL)
		t->kind = readers[kind](t, rest);
}
