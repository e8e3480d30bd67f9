#include "index/ingest.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "capsule/capsule.h"
#include "capsule/dirwalk.h"
#include "capsule/path_name.h"
#include "capsule/visibility.h"
#include "index/ingest_read.h"
#include "index/more_mark.h"
#include "markdown/markdown.h"
#include "page/page.h"
#include "page/summary.h"
#include "text/markdown_name.h"
#include "text/url.h"
#include "text/utf8_write.h"
#include "text/zone.h"

#define TITLE_MAX   1000 /* bytes of a title that are kept */
#define SUMMARY_MAX 1000 /* characters of a summary */
#define NOTICE_MAX  65536

/* ---- front matter -------------------------------------------------------- */

/* Text of one line, at most max bytes, in the front matter's arena. */
static const char *
line(struct front_matter *f, const char *s, size_t max)
{
	struct buf clean = { 0 };
	const char *out;
	uint32_t c;
	size_t len = 0, n;

	utf8_clean(&clean, s, strlen(s));
	while (len < clean.len) {
		n = utf8_next(clean.data + len, clean.len - len, &c);
		if (len + n > max)
			break;
		len += n;
	}
	out = arena_strndup(&f->arena, buf_str(&clean), len);
	buf_free(&clean);
	return out;
}

static void
clean_names(struct front_matter *f, struct fm_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		names->name[i] = line(f, names->name[i], TITLE_MAX);
}

static void
read_front(struct ingest *t, const char *path, struct front_matter *f)
{
	const char *below = strchr(path, '/');
	struct about about = { t, path };
	struct problem why = { 0 };

	const struct front_matter_how how = {
		.path = below == NULL ? path : below + 1,
		.dates = &t->conf.dates,
		.sink = ingest_tell,
		.ctx = &about,
	};

	if (front_matter_read_by(f, buf_str(&t->src), t->src.len, &how, &why) ==
	    -1)
		ingest_tell(&about, &why);
	f->title = line(f, f->title, TITLE_MAX);
	clean_names(f, &f->topics);
	clean_names(f, &f->authors);
}

/* Is it not to be served now?  Then that is all that the index holds of it. */
static bool
is_hidden(struct ingest *t, const char *path, struct index_file *f,
    const struct front_matter *front)
{
	f->visibility = visibility_at(front, t->now, &f->due);
	if (visibility_served(f->visibility))
		return false;
	f->kind = FILE_HIDDEN;
	index_put_file(t->index, path, f);
	return true;
}

/* ---- one kind of file each ----------------------------------------------- */

static void
parse_body(struct ingest *t, const struct front_matter *f, struct page *page)
{
	struct markdown how = { 0 };

	how.base = "/";
	how.title = f->title;
	how.line = f->body_line;
	markdown_add(page, buf_str(&t->src) + f->body, t->src.len - f->body,
	    &how);
}

/* The text before "<!--more-->", by which authors tell the summary. */
static void
summarise_before_more(const struct ingest *t, const struct front_matter *f,
    struct buf *out)
{
	const char *body = t->src.data + f->body;
	struct markdown how = { .title = f->title };
	struct page page = { 0 };
	struct buf words = { 0 };
	size_t end;

	if (!more_mark_find(body, t->src.len - f->body, &end))
		return;
	markdown_add(&page, body, end, &how);
	page_words(&page, &words);
	summary_cut(buf_str(&words), words.len, SUMMARY_MAX, out);
	buf_free(&words);
	page_free(&page);
}

static void
summarise(const struct ingest *t, const struct front_matter *f,
    const struct page *page, struct buf *out)
{
	struct buf clean = { 0 };

	if (f->summary[0] == '\0') {
		summarise_before_more(t, f, out);
		if (out->len == 0)
			summary_of_page(page, SUMMARY_MAX, out);
		return;
	}
	utf8_clean(&clean, f->summary, strlen(f->summary));
	summary_cut(buf_str(&clean), clean.len, SUMMARY_MAX, out);
	buf_free(&clean);
}

/* x/index.md stands for its folder, and the files beside it are its own. */
static bool
is_bundle(const char *path)
{
	const char *name = file_name(path);

	return strchr(path, '/') != name - 1 && markdown_is_index(name);
}

/* The name of a file, or of the folder that it speaks for, as a key. */
static void
file_key(char out[SLUG_SIZE], const char *path)
{
	struct arena a = { 0 };

	if (path_slug(out, path) == 0)
		index_key(out, path_title(&a, path));
	arena_free(&a);
}

static void
take_article(struct ingest *t, const char *path, struct index_file *f)
{
	struct index_article_text text = { 0 };
	char name[SLUG_SIZE];
	struct buf summary = { 0 }, words = { 0 };
	struct page page = { 0 };
	struct front_matter front;

	read_front(t, path, &front);
	if (is_hidden(t, path, f, &front)) {
		front_matter_free(&front);
		return;
	}
	parse_body(t, &front, &page);
	summarise(t, &front, &page, &summary);
	page_words(&page, &words);
	text.front = &front;
	text.summary = buf_str(&summary);
	text.words = buf_str(&words);
	text.nwords = words.len;
	text.bundle = is_bundle(path);
	file_key(name, path);
	text.name = name;
	index_put_article(t->index, path, f, &text);
	if (f->kind == FILE_REFUSED)
		ingest_complain(t, path,
		    "too many articles have this very date");
	page_free(&page);
	buf_free(&summary);
	buf_free(&words);
	front_matter_free(&front);
}

/* "help/reading" of "pages/Help/Reading.md"; "" when nothing is left. */
static void
page_name(struct buf *out, const char *path)
{
	char part[SLUG_SIZE];
	const char *p = path + strlen("pages/"), *end;
	size_t len, n;

	for (; *p != '\0'; p += len + (p[len] == '/')) {
		len = strcspn(p, "/");
		end = p[len] == '\0' ? memrchr(p, '.', len) : NULL;
		n = end == NULL ? len : (size_t)(end - p);
		if (end != NULL && n == 5 && strncasecmp(p, "index", 5) == 0)
			break;
		if (slug_make(part, p, n) == 0)
			continue;
		if (out->len > 0)
			buf_addc(out, '/');
		buf_adds(out, part);
	}
}

static void
take_page(struct ingest *t, const char *path, struct index_file *f)
{
	struct buf name = { 0 }, address = { 0 };
	struct front_matter front;

	read_front(t, path, &front);
	page_name(&name, path);
	buf_addf(&address, "/%s", buf_str(&name));
	if (is_hidden(t, path, f, &front)) {
		; /* it has no address yet */
	} else if (address_is_taken(address.data)) {
		f->kind = FILE_REFUSED;
		index_put_file(t->index, path, f);
		ingest_complain(t, path,
		    "its address is one that the site has");
	} else if (index_put_page(t->index, path, f, name.data, &front,
		       buf_str(&t->src), t->src.len) == -1) {
		ingest_complain(t, path, "another page has this address");
	}
	buf_free(&address);
	buf_free(&name);
	front_matter_free(&front);
}

static void
take_topic(struct ingest *t, const char *path, struct index_file *f)
{
	struct buf summary = { 0 };
	struct page page = { 0 };
	char key[SLUG_SIZE], parent[SLUG_SIZE] = "";
	struct index_topic_says says;
	struct front_matter front;
	const char *name;

	read_front(t, path, &front);
	if (is_hidden(t, path, f, &front)) {
		front_matter_free(&front);
		return;
	}
	file_key(key, strchr(path, '/') + 1);
	name = path_title(&front.arena, path);
	parse_body(t, &front, &page);
	summarise(t, &front, &page, &summary);
	if (front.parent[0] != '\0')
		index_key(parent, front.parent);
	/* a title that is but the file's name says nothing */
	says.title = strcmp(front.title, name) == 0 ? "" : front.title;
	says.description = buf_str(&summary);
	says.parent = strcmp(parent, key) == 0 ? "" : parent;
	says.text = buf_str(&t->src) + front.body;
	says.len = t->src.len - front.body;
	index_put_topic(t->index, path, f, key, &says);
	page_free(&page);
	buf_free(&summary);
	front_matter_free(&front);
}

static void
take_notice(struct ingest *t, const char *path, struct index_file *f)
{
	struct about about = { t, path };
	const struct front_matter_how how = { path, &t->conf.dates, ingest_tell,
		&about };
	struct problem why = { 0 };
	struct notice n;
	int64_t since = INT64_MIN, until = INT64_MAX;

	if (t->src.len > NOTICE_MAX) {
		index_put_file(t->index, path, f);
		ingest_complain(t, path,
		    "a notice of more than 64 KB is not shown");
		return;
	}
	if (notice_read(&n, buf_str(&t->src), t->src.len, &how, &why) == -1) {
		index_put_file(t->index, path, f);
		ingest_tell(&about, &why);
		notice_free(&n);
		return;
	}
	if (n.from.known)
		since = n.from.seconds;
	if (n.until.known)
		until = n.until.seconds;
	f->due = since > t->now ? since : until > t->now ? until : INT64_MAX;
	index_put_notice(t->index, path, f, n.body, n.len, since, until);
	notice_free(&n);
}

/* ---- settings ------------------------------------------------------------ */

void
ingest_begin(struct ingest *t)
{
	const struct date_rules *dates = &t->conf.dates;
	char key[INDEX_DATES_SIZE];

	(void)snprintf(key, sizeof key, "%s %d %d", dates->zone->name,
	    dates->local, (int)dates->order);
	if (index_follow_dates(t->index, key))
		t->again = true;
}

static int
parse_conf(struct ingest *t, const char *text, size_t len, struct problem *why)
{
	struct capsule c = { .dir = -1 };

	if (capsule_parse(&c, text, len, why) == -1) {
		arena_free(&c.arena);
		return -1;
	}
	capsule_close(&t->conf);
	t->conf = c;
	return 0;
}

void
ingest_settings(struct ingest *t)
{
	struct problem why = { 0 };
	struct buf text = { 0 };
	struct arena a = { 0 };
	struct stat st;
	int fd = file_open_below(t->dir, CAPSULE_CONF, false, &st);
	const char *conf;

	if (fd != -1) {
		(void)buf_read_fd(&text, fd, t->max, &why);
		close(fd);
	}
	if (parse_conf(t, buf_str(&text), text.len, &why) == -1) {
		conf = index_writer_conf(t->index, &a);
		if (parse_conf(t, conf, strlen(conf), &why) == -1)
			(void)parse_conf(t, "", 0, &why);
	}
	arena_free(&a);
	buf_free(&text);
}

/* A broken capsule.conf changes nothing: the old settings stay. */
static void
set_conf(struct ingest *t, const char *path, const char *text, size_t len)
{
	struct about about = { t, path };
	struct problem why = { 0 };
	struct buf host = { 0 };
	struct url u;

	if (parse_conf(t, text, len, &why) == -1) {
		capsule_mistakes(text, len, ingest_tell, &about);
		return;
	}
	url_split(&u, t->conf.web, strlen(t->conf.web));
	index_host(&host, u.authority, u.authority_len);
	index_set_conf(t->index, t->conf.items, buf_str(&host), text, len);
	ingest_begin(t);
	buf_free(&host);
}

static void
take_conf(struct ingest *t, const char *path, struct index_file *f)
{
	f->kind = FILE_CONF;
	index_put_file(t->index, path, f);
	set_conf(t, path, buf_str(&t->src), t->src.len);
}

static void
take(struct ingest *t, const char *path, struct index_file *f)
{
	index_drop_problems(t->index, path);
	ingest_name_oddities(t, path);
	if (strcmp(path, CAPSULE_CONF) == 0)
		take_conf(t, path, f);
	else if (strcmp(path, CAPSULE_NOTICE) == 0)
		take_notice(t, path, f);
	else if (strncmp(path, "pages/", 6) == 0)
		take_page(t, path, f);
	else if (strncmp(path, "topics/", 7) == 0 ||
		 strncasecmp(file_name(path), "_index.", 7) == 0)
		take_topic(t, path, f);
	else
		take_article(t, path, f);
}

enum ingested
ingest_file(struct ingest *t, const char *path, const struct index_file *seen,
    const struct paths *left)
{
	struct index_file f;
	enum reading reading = ingest_read(t, path, seen, &f);

	if (reading == NOT_THERE)
		return INGEST_GONE;
	if (reading == NOT_NOW)
		return INGEST_LATER;
	for (size_t i = 0; left != NULL && i < left->n; i++)
		ingest_gone(t, left->path[i]);
	if (reading == READ)
		take(t, path, &f);
	return INGESTED;
}

void
ingest_gone(struct ingest *t, const char *path)
{
	index_drop(t->index, path, false);
	if (strcmp(path, CAPSULE_CONF) == 0)
		set_conf(t, path, "", 0);
}
