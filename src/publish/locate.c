#include "publish/locate.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "capsule/capsule.h"
#include "capsule/front_matter.h"
#include "index/index.h"

#define DRAFT_MAX  (1 << 20) /* bytes of a draft that is looked into */
#define SAME_SLUGS 99

static bool
set(char *out, size_t size, const char *folder, const char *name,
    const char *end)
{
	int n = snprintf(out, size, "%s%s%s", folder, name, end);

	return n > 0 && (size_t)n < size;
}

#define SET(field, folder, name, end)                                          \
	set(field, sizeof(field), folder, name, end)

static bool
is_there(const struct writable_capsule *p, const char *path)
{
	struct stat st;
	int fd = file_open_below(p->dir, path, false, &st);

	if (fd != -1)
		close(fd);
	return fd != -1;
}

/* ---- articles ------------------------------------------------------------ */

static bool
find_served(struct writable_capsule *p, const char *slug, char *path,
    size_t size)
{
	struct arena a = { 0 };
	struct article art;
	bool found = false;

	if (writable_begin(p)) {
		found = index_article(p->index, &a, slug, &art) == 1 &&
			set(path, size, art.path, "", "") && is_there(p, path);
		writable_end(p);
	}
	arena_free(&a);
	return found;
}

/* The slug that a file's front matter, or else its name, says. */
static bool
has_slug(const struct writable_capsule *p, const char *path, const char *slug)
{
	struct front_matter f;
	struct buf text = { 0 };
	struct stat st;
	bool same = false;
	int fd = file_open_below(p->dir, path, false, &st);

	if (fd == -1)
		return false;
	if (buf_read_fd(&text, fd, DRAFT_MAX, NULL) == 0) {
		(void)front_matter_read(&f, buf_str(&text), text.len,
		    strchr(path, '/') + 1, NULL, NULL, NULL);
		same = strcmp(f.slug, slug) == 0;
		front_matter_free(&f);
	}
	close(fd);
	buf_free(&text);
	return same;
}

/* Drafts are in the index by their paths alone. */
static bool
find_hidden(struct writable_capsule *p, const char *slug, char *path,
    size_t size)
{
	static const char folder[] = "articles/";
	struct arena a = { 0 };
	const struct hidden_file *files;
	size_t n = 0;
	bool found = false;

	if (writable_begin(p)) {
		n = index_hidden_files(p->index, &a, &files);
		writable_end(p);
	}
	for (size_t i = 0; i < n && !found; i++)
		found =
		    strncmp(files[i].path, folder, sizeof folder - 1) == 0 &&
		    has_slug(p, files[i].path, slug) &&
		    set(path, size, files[i].path, "", "");
	arena_free(&a);
	return found;
}

/* What was published a moment ago is not in the index yet. */
static bool
find_by_name(const struct writable_capsule *p, const char *slug, char *path,
    size_t size)
{
	static const char *const ends[] = { ".md", "/index.md", ".markdown" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (set(path, size, "articles/", slug, ends[i]) &&
		    is_there(p, path))
			return true;
	return false;
}

static bool
locate_article(struct writable_capsule *p, const struct target *t,
    struct located *out)
{
	size_t size = sizeof out->path;

	(void)snprintf(out->slug, sizeof out->slug, "%.99s", t->name);
	if (t->path[0] != '\0') {
		out->exists = is_there(p, t->path);
		return SET(out->path, t->path, "", "");
	}
	out->exists = find_served(p, t->name, out->path, size) ||
		      find_by_name(p, t->name, out->path, size) ||
		      find_hidden(p, t->name, out->path, size);
	return out->exists || set(out->path, size, "articles/", t->name,
				  t->file[0] != '\0' ? "/index.md" : ".md");
}

/* A file beside an article: only what is called index.md has its folder. */
static bool
locate_beside(struct writable_capsule *p, const struct target *t,
    struct located *out)
{
	struct target article = *t;
	size_t folder;

	article.file[0] = '\0';
	if (!locate_article(p, &article, out) || !out->exists ||
	    strncmp(file_name(out->path), "index.m", 7) != 0)
		return false;
	memcpy(out->text, out->path, sizeof out->text);
	folder = (size_t)(file_name(out->path) - out->path);
	out->path[folder] = '\0';
	return SET(out->path, out->text, "", "") &&
	       set(out->path + folder, sizeof out->path - folder, t->file, "",
		   "");
}

/* ---- other texts --------------------------------------------------------- */

static bool
locate_page(struct writable_capsule *p, const struct target *t,
    struct located *out)
{
	struct arena a = { 0 };
	struct own_page page;
	bool known = false;

	if (t->path[0] == '\0' && writable_begin(p)) {
		known = index_own_page(p->index, &a, t->name, &page) == 1 &&
			SET(out->path, page.path, "", "");
		writable_end(p);
	}
	arena_free(&a);
	return known ||
	       (t->path[0] != '\0' ? SET(out->path, t->path, "", "")
				   : SET(out->path, "pages/", t->name, ".md"));
}

static bool
locate_topic(struct writable_capsule *p, const struct target *t,
    struct located *out)
{
	struct arena a = { 0 };
	struct list topic;
	bool known = false;

	if (t->path[0] == '\0' && writable_begin(p)) {
		known = index_list(p->index, &a, LIST_TOPIC, t->name, &topic) ==
			    1 &&
			topic.text_path[0] != '\0' &&
			SET(out->path, topic.text_path, "", "");
		writable_end(p);
	}
	arena_free(&a);
	return known ||
	       (t->path[0] != '\0' ? SET(out->path, t->path, "", "")
				   : SET(out->path, "topics/", t->name, ".md"));
}

/* ---- all ----------------------------------------------------------------- */

static bool
locate_notice(struct writable_capsule *p, const struct target *t,
    struct located *out)
{
	(void)p;
	(void)t;
	return SET(out->path, CAPSULE_NOTICE, "", "");
}

static bool
locate_named(struct writable_capsule *p, const struct target *t,
    struct located *out)
{
	(void)p;
	return SET(out->path, t->path, "", "");
}

static bool (*const finders[TARGETS])(struct writable_capsule *p,
    const struct target *t, struct located *out) = {
	[TARGET_ARTICLE] = locate_article,
	[TARGET_BUNDLE_FILE] = locate_beside,
	[TARGET_PAGE] = locate_page,
	[TARGET_TOPIC] = locate_topic,
	[TARGET_NOTICE] = locate_notice,
	[TARGET_STATIC] = locate_named,
	[TARGET_LETTER] = locate_named,
};

bool
locate(struct writable_capsule *p, const struct target *t, struct located *out)
{
	*out = (struct located){ 0 };
	if (finders[t->kind] == NULL || !finders[t->kind](p, t, out))
		return false;
	out->exists = is_there(p, out->path);
	if (out->text[0] == '\0')
		memcpy(out->text, out->path, sizeof out->text);
	return true;
}

bool
locate_new(struct writable_capsule *p, const char *slug, struct located *out)
{
	char base[SLUG_SIZE], number[16] = "";

	(void)snprintf(base, sizeof base, "%.90s", slug);
	for (int n = 2; n <= SAME_SLUGS; n++) {
		struct target t = { .kind = TARGET_ARTICLE };

		(void)snprintf(t.name, sizeof t.name, "%s%s", base, number);
		if (locate(p, &t, out) && !out->exists &&
		    strcmp(t.name, "new") != 0)
			return true;
		(void)snprintf(number, sizeof number, "-%d", n);
	}
	return false;
}
