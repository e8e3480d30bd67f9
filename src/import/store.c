#include "import/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/put.h"
#include "import/core/item.h"
#include "import/html/commonmark.h"
#include "import/notes.h"
#include "text/slug.h"

#define FILE_MAX (64u << 20) /* bytes of a file that we compare with */

struct store {
	int root; /* owned: the capsule's folder; -1: it is not there */
	bool dry;
	struct notes *notes;        /* owned */
	char path[NOTES_PATH_SIZE]; /* of the last item, for the caller */
};

/* ---- files ---- */

/* The file's content and its hash; false when there is no such file. */
static bool
read_file(const struct store *s, const char *path, struct buf *content,
    char sum[SHA256_HEX_SIZE])
{
	struct stat st;
	int fd = file_open_below(s->root, path, false, &st), rc;

	buf_clear(content);
	if (fd == -1)
		return false;
	rc = buf_read_fd(content, fd, FILE_MAX, NULL);
	close(fd);
	if (rc == 0)
		sha256_hex(buf_str(content), content->len, sum);
	return rc == 0;
}

/* Is the file's title this one? */
static bool
has_title(const struct store *s, const char *path, const char *title)
{
	struct buf content = { 0 };
	struct front_matter f = { 0 };
	char sum[SHA256_HEX_SIZE];
	bool has = false;

	if (read_file(s, path, &content, sum)) {
		front_matter_read(&f, buf_str(&content), content.len, path,
		    NULL, NULL, NULL);
		has = strcmp(f.title, title) == 0;
		front_matter_free(&f);
	}
	buf_free(&content);
	return has;
}

/*
 * Feeds in which entries share a guid: what tells them apart may be new, or
 * gone, since the last time.  The file of this title that is noted under one
 * of the item's other identities is its own, and noted under this one.
 */
static bool
find_renamed(struct store *s, const struct item *it, const char *identity,
    struct noted *n)
{
	const char *itself = item_itself(it), *title = it->front.title;
	struct buf other = { 0 };
	bool found = false;

	for (int way = 0; it->plain != NULL && !found && way < 4; way++) {
		buf_clear(&other);
		buf_adds(&other, it->plain);
		if (way & 1)
			buf_addf(&other, " %s", itself);
		if (way & 2)
			buf_addf(&other, " %s", title);
		found = strcmp(buf_str(&other), identity) != 0 &&
			notes_find(s->notes, buf_str(&other), n) &&
			has_title(s, n->path, title);
	}
	if (found)
		notes_rename(s->notes, buf_str(&other), identity);
	else
		*n = (struct noted){ .path = "" };
	buf_free(&other);
	return found;
}

static int
write_file(const struct store *s, const char *path, const void *data,
    size_t len, struct problem *why)
{
	const struct put_source source = { .data = data, .len = len };

	return s->dry ? 0 : put_below(s->root, path, &source, 0644, why);
}

/* ---- where an item goes ---- */

/* Append each part of a page's folder as a slug: nothing can climb out. */
static void
add_page_folder(const char *folder, char *out, size_t size)
{
	while (*folder != '\0') {
		size_t n = strcspn(folder, "/"), len = strlen(out);
		char part[SLUG_SIZE];

		if (slug_make(part, folder, n) > 0)
			(void)snprintf(out + len, size - len, "/%s", part);
		folder += n + (folder[n] == '/');
	}
}

/* articles/2021/06, articles/peru, articles or pages/help. */
static void
folder_of(const struct item *it, char *out, size_t size)
{
	const struct front_matter *f = &it->front;
	char topic[SLUG_SIZE] = "";

	if (f->topics.n > 0)
		slug_make(topic, f->topics.name[0], strlen(f->topics.name[0]));
	if (it->kind == ITEM_PAGE) {
		(void)snprintf(out, size, "pages");
		add_page_folder(it->folder, out, size);
	} else if (f->date.known) {
		(void)snprintf(out, size, "articles/%04d/%02d", f->date.year,
		    f->date.month);
	} else if (topic[0] != '\0') {
		(void)snprintf(out, size, "articles/%s", topic);
	} else {
		(void)snprintf(out, size, "articles");
	}
}

static void
stem_of(const struct item *it, char out[SLUG_SIZE])
{
	const struct front_matter *f = &it->front;
	const char *from = f->slug[0] != '\0' ? f->slug : f->title;

	if (slug_make(out, from, strlen(from)) == 0) {
		char day[DATE_SIZE];

		(void)snprintf(out, SLUG_SIZE, "%s",
		    f->date.known ? date_day(&f->date, day) : "untitled");
	}
}

/* Is the file on the disk the same article, from an import without notes? */
static bool
same_article(const struct store *s, const char *path, const struct item *it)
{
	struct buf content = { 0 };
	struct front_matter f = { 0 };
	char sum[SHA256_HEX_SIZE];
	bool same = false;

	if (read_file(s, path, &content, sum)) {
		front_matter_read(&f, buf_str(&content), content.len, path,
		    NULL, NULL, NULL);
		same = it->front.source[0] != '\0'
			   ? strcmp(f.source, it->front.source) == 0
			   : strcmp(f.title, it->front.title) == 0;
		front_matter_free(&f);
	}
	buf_free(&content);
	return same;
}

/* A folder or a link of that name is there, too. */
static bool
exists(const struct store *s, const char *path)
{
	struct stat st;

	return fstatat(s->root, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/*
 * A file name for an item that the notes do not know: not noted for another
 * item, and not a stranger's on the disk.
 */
static void
choose_path(struct store *s, const struct item *it, char out[NOTES_PATH_SIZE])
{
	char folder[NOTES_PATH_SIZE / 2], stem[SLUG_SIZE];

	if (it->kind == ITEM_NOTICE) {
		(void)snprintf(out, NOTES_PATH_SIZE, "notice.md");
		return;
	}
	folder_of(it, folder, sizeof folder);
	stem_of(it, stem);
	(void)snprintf(out, NOTES_PATH_SIZE, "%s/%s.md", folder, stem);
	for (unsigned n = 2; notes_has_path(s->notes, out) ||
			     (exists(s, out) && !same_article(s, out, it));
	     n++)
		(void)snprintf(out, NOTES_PATH_SIZE, "%s/%s-%u.md", folder,
		    stem, n);
}

/* ---- bringing in ---- */

static enum stored
put_beside(struct store *s, struct noted *n, const char *sum,
    const struct buf *file, const char *identity, struct problem *why)
{
	char beside[NOTES_PATH_SIZE + 8];

	if (strcmp(n->beside, sum) == 0)
		return STORED_UNCHANGED;
	(void)snprintf(beside, sizeof beside, "%s.new", n->path);
	if (write_file(s, beside, file->data, file->len, why) == -1)
		return STORED_FAILED;
	memcpy(n->beside, sum, SHA256_HEX_SIZE);
	return notes_write(s->notes, identity, n, why) == -1 ? STORED_FAILED
							     : STORED_BESIDE;
}

static enum stored
put(struct store *s, struct noted *n, const char *sum, const struct buf *file,
    const char *identity, enum stored done, struct problem *why)
{
	if (write_file(s, n->path, file->data, file->len, why) == -1)
		return STORED_FAILED;
	memcpy(n->written, sum, SHA256_HEX_SIZE);
	n->beside[0] = '\0';
	return notes_write(s->notes, identity, n, why) == -1 ? STORED_FAILED
							     : done;
}

/* Does the file hold more than the excerpt that a list shows of it? */
static bool
is_whole(const struct buf *file)
{
	struct front_matter f;
	bool whole;

	front_matter_read(&f, file->data, file->len, "", NULL, NULL, NULL);
	whole = !f.partial;
	front_matter_free(&f);
	return whole;
}

/* An item that was brought in before: what became of its file since? */
static enum stored
put_again(struct store *s, struct noted *n, const char *sum,
    const struct buf *file, const char *identity, struct problem *why)
{
	struct buf there = { 0 };
	char on_disk[SHA256_HEX_SIZE] = "";
	bool stays;

	if (strcmp(n->written, sum) == 0)
		return STORED_UNCHANGED;
	/* what the publisher took out stays out */
	stays = !read_file(s, n->path, &there, on_disk) ||
		(!is_whole(file) && is_whole(&there));
	buf_free(&there);
	if (stays)
		return STORED_UNCHANGED;
	if (strcmp(on_disk, n->written) == 0 || strcmp(on_disk, sum) == 0)
		return put(s, n, sum, file, identity, STORED_CHANGED, why);
	return put_beside(s, n, sum, file, identity, why);
}

/* A new item; its file may be there from an import whose notes are lost. */
static enum stored
put_first(struct store *s, struct noted *n, const char *sum,
    const struct buf *file, const char *identity, struct problem *why)
{
	struct buf there = { 0 };
	char on_disk[SHA256_HEX_SIZE] = "";
	bool found = read_file(s, n->path, &there, on_disk);

	buf_free(&there);
	if (!found)
		return put(s, n, sum, file, identity, STORED_NEW, why);
	memcpy(n->written, on_disk, SHA256_HEX_SIZE);
	if (strcmp(on_disk, sum) != 0)
		return put_beside(s, n, sum, file, identity, why);
	return notes_write(s->notes, identity, n, why) == -1 ? STORED_FAILED
							     : STORED_UNCHANGED;
}

/* Write a file for an identity, first or again; n is filled. */
static enum stored
put_file(struct store *s, const char *identity, const struct buf *file,
    struct noted *n, struct problem *why)
{
	char sum[SHA256_HEX_SIZE];
	enum stored done;

	sha256_hex(file->data, file->len, sum);
	done = n->written[0] != '\0'
		   ? put_again(s, n, sum, file, identity, why)
		   : put_first(s, n, sum, file, identity, why);
	if (done == STORED_FAILED)
		problem_in(why, n->path);
	return done;
}

void
store_begin(struct store *s)
{
	notes_begin(s->notes);
}

enum stored
store_item(struct store *s, const struct item *it, const char **path,
    struct problem *why)
{
	struct noted n = { .path = "" };
	struct buf file = { 0 }, identity = { 0 };
	enum stored done;

	notes_meet(s->notes, it->identity, item_itself(it), &identity);
	front_matter_write(&it->front, &file);
	if (it->markdown.len > 0) {
		buf_addc(&file, '\n');
		buf_add(&file, it->markdown.data, it->markdown.len);
	}
	if (!notes_find(s->notes, buf_str(&identity), &n) &&
	    !find_renamed(s, it, buf_str(&identity), &n))
		choose_path(s, it, n.path);
	done = put_file(s, buf_str(&identity), &file, &n, why);
	buf_free(&file);
	buf_free(&identity);
	memcpy(s->path, n.path, sizeof s->path);
	*path = s->path;
	return done;
}

/* topics/SLUG.md: capsule(5). */
static void
write_topic(const char *title, const char *parent, const char *text,
    struct buf *out)
{
	struct front_matter f;

	front_matter_begin(&f);
	f.title = title;
	f.parent = parent;
	front_matter_write(&f, out);
	front_matter_free(&f);
	if (*text != '\0') {
		buf_addc(out, '\n');
		commonmark_text(out, text, strlen(text));
	}
}

enum stored
store_topic(struct store *s, const struct item_topic *topic,
    struct problem *why)
{
	char slug[SLUG_SIZE], parent[SLUG_SIZE], identity[2 * SLUG_SIZE + 16];
	struct noted n = { .path = "" };
	struct buf file = { 0 };
	enum stored done;

	if (slug_make(slug, topic->title, strlen(topic->title)) == 0 ||
	    (*topic->parent == '\0' && *topic->description == '\0'))
		return STORED_UNCHANGED;
	slug_make(parent, topic->parent, strlen(topic->parent));
	(void)snprintf(identity, sizeof identity, "topic:%s in %s", slug,
	    parent);
	if (!notes_find(s->notes, identity, &n)) {
		(void)snprintf(n.path, sizeof n.path, "topics/%s.md", slug);
		if (notes_has_path(s->notes,
			n.path)) /* two of one name: the first stays */
			return STORED_UNCHANGED;
	}
	write_topic(topic->title, parent, topic->description, &file);
	done = put_file(s, identity, &file, &n, why);
	buf_free(&file);
	return done;
}

/* ---- open and close ---- */

struct store *
store_open(const char *root, bool dry, struct problem *why)
{
	struct store *s = xcalloc(1, sizeof *s);

	s->dry = dry;
	s->root = -1;
	if (!dry && file_make_folder(root, 0755, why) == -1)
		goto fail;
	s->root = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->root == -1 && !(dry && errno == ENOENT)) {
		problem_errno(why, "cannot be opened");
		goto fail;
	}
	s->notes = notes_open(root, dry, why);
	if (s->notes == NULL)
		goto fail;
	return s;

fail:
	problem_in(why, root);
	store_close(s, NULL);
	return NULL;
}

int
store_close(struct store *s, struct problem *why)
{
	int rc;

	if (s == NULL)
		return 0;
	rc = notes_close(s->notes, why);
	if (s->root != -1)
		close(s->root);
	free(s);
	return rc;
}
