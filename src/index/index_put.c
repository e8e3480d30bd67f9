#include "index/index_write.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "index/tokenizer.h"
#include "index/writer.h"
#include "text/url.h"

#define MOST_NAMES 64 /* topics of an article, authors of it */

/* ---- files --------------------------------------------------------------- */

static void
read_file_row(sqlite3_stmt *st, struct index_file *out)
{
	out->kind = (enum file_kind)sqlite3_column_int(st, 0);
	out->size = sqlite3_column_int64(st, 1);
	out->mtime_ns = sqlite3_column_int64(st, 2);
	out->ctime_ns = sqlite3_column_int64(st, 3);
	out->inode = (uint64_t)sqlite3_column_int64(st, 4);
	out->due = sqlite3_column_type(st, 5) == SQLITE_NULL
		       ? INT64_MAX
		       : sqlite3_column_int64(st, 5);
}

/* As index_file_get(), with the article's id. */
static int
get_file(struct index_writer *w, const char *path, struct index_file *out,
    int64_t *article)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE, "s", path);
	int found = sql_step(&w->sql, st);

	if (found != 1)
		return found;
	read_file_row(st, out);
	*article = sqlite3_column_int64(st, 6);
	sql_done(st);
	return 1;
}

int
index_file_get(struct index_writer *w, const char *path, struct index_file *out)
{
	int64_t article;

	return get_file(w, path, out, &article);
}

int
index_file_after(struct index_writer *w, const char *after, struct buf *path,
    struct index_file *out)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_AFTER, "s", after);
	int found = sql_step(&w->sql, st);

	if (found != 1)
		return found;
	read_file_row(st, out);
	buf_clear(path);
	buf_adds(path, sql_peek(st, 7));
	sql_done(st);
	return 1;
}

int
index_file_twin(struct index_writer *w, const struct index_file *f,
    const char *after, struct buf *path)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_TWINS, "iiis",
	    (int64_t)f->inode, f->size, f->mtime_ns, after);

	if (sql_step(&w->sql, st) != 1)
		return 0;
	buf_clear(path);
	buf_adds(path, sql_peek(st, 0));
	sql_done(st);
	return 1;
}

bool
index_folder_known(struct index_writer *w, const char *folder)
{
	sqlite3_stmt *st =
	    sql_bind(&w->sql, WRITE_FILE_BELOW, "ss", folder, folder);
	bool found = sql_step(&w->sql, st) == 1;

	sql_done(st);
	return found;
}

int
index_file_due(struct index_writer *w, int64_t now, struct buf *path)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_DUE, "i", now);

	if (sql_step(&w->sql, st) != 1)
		return 0;
	buf_clear(path);
	buf_adds(path, sql_peek(st, 0));
	sql_done(st);
	return 1;
}

int64_t
index_next_due(struct index_writer *w)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_NEXT_DUE, "");
	int64_t next = INT64_MAX;

	if (sql_step(&w->sql, st) != 1)
		return next;
	if (sqlite3_column_type(st, 0) != SQLITE_NULL)
		next = sqlite3_column_int64(st, 0);
	sql_done(st);
	return next;
}

static void
put_file(struct index_writer *w, const char *path, const struct index_file *f,
    int64_t article)
{
	w->changed = true;
	sql_run(&w->sql, WRITE_PUT_FILE, "siiiiidii", path, (int64_t)f->kind,
	    f->size, f->mtime_ns, f->ctime_ns, (int64_t)f->inode, f->due,
	    article, (int64_t)f->visibility);
}

void
index_put_problem(struct index_writer *w, const char *path,
    const struct problem *found)
{
	w->changed = true;
	sql_run(&w->sql, WRITE_PUT_PROBLEM, "sis", path, (int64_t)found->line,
	    found->sentence);
}

void
index_drop_problems(struct index_writer *w, const char *path)
{
	sql_run(&w->sql, WRITE_DROP_PROBLEMS, "s", path);
}

/* ---- what an article is listed under ------------------------------------- */

static bool
has_key(const char *lines, const char *key)
{
	size_t len = strlen(key);

	for (const char *p = lines; *p != '\0';) {
		if (strncmp(p, key, len) == 0 && p[len] == '\t')
			return true;
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	return false;
}

/* Lines of "key TAB title", each key once. */
static void
name_lines(struct buf *out, const struct fm_names *names)
{
	char key[SLUG_SIZE];
	size_t n = names->n < MOST_NAMES ? names->n : MOST_NAMES;

	for (size_t i = 0; i < n; i++) {
		index_key(key, names->name[i]);
		if (has_key(buf_str(out), key))
			continue;
		buf_addf(out, "%s\t%s\n", key, names->name[i]);
	}
}

/* The titles alone, as search finds them and a byline shows them. */
static void
titles_of(struct buf *out, const char *lines)
{
	for (const char *p = lines; *p != '\0';) {
		size_t line = strcspn(p, "\n"), key = strcspn(p, "\t") + 1;

		if (out->len > 0)
			buf_adds(out, ", ");
		buf_add(out, p + key, line - key);
		p += line + 1;
	}
}

/* ---- articles ------------------------------------------------------------ */

/* An article's row: what has to be undone when it goes. */
struct row {
	struct placed placed;
	const char *base, *slug, *path; /* in the writer's arena */
};

static bool
get_row(struct index_writer *w, int64_t id, struct row *out)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_ARTICLE, "i", id);

	memset(out, 0, sizeof *out);
	if (sql_step(&w->sql, st) != 1)
		return false;
	out->placed.id = id;
	out->base = sql_text(st, 1, &w->arena);
	out->slug = sql_text(st, 2, &w->arena);
	out->placed.topics = sql_text(st, 3, &w->arena);
	out->placed.authors = sql_text(st, 4, &w->arena);
	out->placed.day = sqlite3_column_int64(st, 5);
	out->placed.updated = sqlite3_column_int64(st, 6);
	out->path = sql_text(st, 7, &w->arena);
	out->placed.unlisted = sqlite3_column_int(st, 8) != 0;
	sql_done(st);
	return true;
}

void
writer_put_gone(struct index_writer *w, const char *slug, const char *path,
    const char *topics)
{
	size_t key = strcspn(topics, "\t"), line = strcspn(topics, "\n");
	size_t title = key < line ? key + 1 : line;

	if (!w->complete || slug[0] == '\0')
		return;
	sql_run(&w->sql, WRITE_PUT_GONE, "sstti", slug, path, topics, key,
	    topics + title, line - title, (int64_t)time(NULL));
}

/* An article's rank changed: the same everywhere, under another id. */
static void
move_article(struct index_writer *w, int64_t from, int64_t to)
{
	struct row row;
	struct placed placed;

	if (!get_row(w, from, &row))
		return;
	placed = row.placed;
	placed.id = to;
	members_place(w, &row.placed, &placed);
	writer_settle_search(w);
	sql_run(&w->sql, WRITE_MOVE_SEARCH, "ii", from, to);
	sql_run(&w->sql, WRITE_MOVE_ARTICLE, "ii", from, to);
	sql_run(&w->sql, WRITE_MOVE_ALIAS, "ii", from, to);
	sql_run(&w->sql, WRITE_MOVE_FILE, "is", to, row.path);
	slugs_touch(w, row.base);
}

/*
 * The id for a path among those of the same slot and hash, which stand in the
 * order of their paths; those behind it make room.  0: there is none left.
 */
static int64_t
make_room(struct index_writer *w, int64_t first, const char *path)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_ARTICLES_AT, "ii", first,
	    first + INDEX_RANKS);
	int64_t n = 0, rank = 0;

	while (sql_step(&w->sql, st) == 1) {
		n++;
		if (strcmp(sql_peek(st, 1), path) < 0)
			rank = n;
	}
	if (n == INDEX_RANKS)
		return 0;
	for (int64_t i = n; i > rank; i--)
		move_article(w, first + i - 1, first + i);
	return first + rank;
}

static void
close_gap(struct index_writer *w, int64_t id)
{
	int64_t end = (id & ~(int64_t)(INDEX_RANKS - 1)) + INDEX_RANKS;
	sqlite3_stmt *st =
	    sql_bind(&w->sql, WRITE_ARTICLES_AT, "ii", id + 1, end);
	int64_t n = 0;

	while (sql_step(&w->sql, st) == 1)
		n++;
	for (int64_t i = 0; i < n; i++)
		move_article(w, id + i + 1, id + i);
}

static void
drop_article(struct index_writer *w, int64_t id, bool forget)
{
	static const struct placed nowhere = { .topics = "", .authors = "" };
	struct row row;

	if (!get_row(w, id, &row))
		return;
	members_place(w, &row.placed, &nowhere);
	slugs_touch(w, row.base);
	if (!forget)
		writer_put_gone(w, row.slug, row.path, row.placed.topics);
	writer_search_row(w, id);
	sql_run(&w->sql, WRITE_DROP_ALIAS, "i", id);
	sql_run(&w->sql, WRITE_DROP_ARTICLE, "i", id);
	close_gap(w, id);
}

/* The path of the web original, when it is on a host at all. */
static void
put_source(struct index_writer *w, int64_t id, const char *source)
{
	struct buf path = { 0 }, host = { 0 };
	struct fm_names names = { 0 };
	struct url u;

	url_split(&u, source, strlen(source));
	if (u.has_authority)
		index_host(&host, u.authority, u.authority_len);
	fm_names_add_address(&w->arena, &names, source);
	if (host.len > 0 && names.n > 0) {
		index_address(&path, names.name[0]);
		sql_run(&w->sql, WRITE_PUT_ALIAS, "ssi", buf_str(&path),
		    host.data, id);
	}
	buf_free(&path);
	buf_free(&host);
}

static void
put_aliases(struct index_writer *w, int64_t id, const struct front_matter *f)
{
	struct buf path = { 0 };

	sql_run(&w->sql, WRITE_DROP_ALIAS, "i", id);
	for (size_t i = 0; i < f->aliases.n; i++) {
		buf_clear(&path);
		index_address(&path, f->aliases.name[i]);
		if (path.len > 0)
			sql_run(&w->sql, WRITE_PUT_ALIAS, "ssi", path.data, "",
			    id);
	}
	put_source(w, id, f->source);
	buf_free(&path);
}

/* What the slug is made from: nothing Latin left is the date and a number. */
static const char *
base_of(struct index_writer *w, const char *path, const struct front_matter *f)
{
	char day[DATE_SIZE] = "undated";

	if (f->slug[0] != '\0')
		return f->slug;
	if (f->date.known)
		date_day(&f->date, day);
	return arena_printf(&w->arena, "%s-%d", day,
	    (int)(index_hash(path, strlen(path)) % 90000 + 10000));
}

static void
filter_key(struct buf *out, char mark, const char *key, size_t len)
{
	buf_addf(out, "%s" TOKEN_MARK "%c%.*s", out->len > 0 ? " " : "", mark,
	    (int)len, key);
}

/* What search's filters ask for. */
static void
filter_keys(struct buf *out, const struct placed *placed)
{
	char key[24];
	const char *p;

	for (p = placed->topics; *p != '\0'; p += strcspn(p, "\n") + 1)
		filter_key(out, 't', p, strcspn(p, "\t"));
	for (p = placed->authors; *p != '\0'; p += strcspn(p, "\n") + 1)
		filter_key(out, 'a', p, strcspn(p, "\t"));
	(void)snprintf(key, sizeof key, INDEX_BUCKET, index_bucket(placed->id));
	filter_key(out, key[0], key + 1, strlen(key + 1));
	if (placed->day == 0)
		return;
	(void)snprintf(key, sizeof key, "%d",
	    (int)(placed->day / 10000) % 10000);
	filter_key(out, 'y', key, strlen(key));
}

static void
put_search(struct index_writer *w, const struct placed *placed,
    const struct index_article_text *text, bool fresh)
{
	struct search_row *r;
	struct buf names = { 0 };

	if (placed->unlisted && fresh)
		return;
	r = writer_search_row(w, placed->id);
	if (placed->unlisted)
		return; /* what there was goes */
	r->title = arena_strdup(&w->arena, text->front->title);
	r->words = arena_strndup(&w->arena, text->words, text->nwords);
	r->nwords = text->nwords;
	r->fresh = fresh;
	titles_of(&names, placed->topics);
	r->topics = arena_strdup(&w->arena, buf_str(&names));
	buf_clear(&names);
	titles_of(&names, placed->authors);
	r->authors = arena_strdup(&w->arena, buf_str(&names));
	buf_clear(&names);
	filter_keys(&names, placed);
	r->keys = arena_strdup(&w->arena, buf_str(&names));
	buf_free(&names);
	w->weight += text->nwords;
}

static void
put_row(struct index_writer *w, const char *path, const struct row *row,
    const struct index_article_text *text)
{
	const struct front_matter *f = text->front;
	struct buf byline = { 0 };

	titles_of(&byline, row->placed.authors);
	sql_run(&w->sql, WRITE_PUT_ARTICLE, "isssssssiiiiiiiisssssssii",
	    row->placed.id, path, row->base,
	    row->slug[0] == '\0' ? NULL : row->slug, f->title, text->summary,
	    buf_str(&byline), f->lang, (int64_t)f->partial,
	    (int64_t)text->bundle, f->date.seconds, index_day(&f->date),
	    (int64_t)f->date.day_only, row->placed.updated,
	    index_day(&f->updated), (int64_t)f->updated.day_only,
	    row->placed.topics, row->placed.authors, f->source, f->image,
	    f->image_alt, f->license, f->notice, (int64_t)f->unlisted,
	    f->pinned);
	buf_free(&byline);
}

static void
plan(struct index_writer *w, const char *path,
    const struct index_article_text *text, struct row *out)
{
	const struct front_matter *f = text->front;
	struct buf lines = { 0 };

	memset(out, 0, sizeof *out);
	name_lines(&lines, &f->topics);
	out->placed.topics = arena_strdup(&w->arena, buf_str(&lines));
	buf_clear(&lines);
	name_lines(&lines, &f->authors);
	out->placed.authors = arena_strdup(&w->arena, buf_str(&lines));
	buf_free(&lines);
	out->placed.day = index_day(&f->date);
	out->placed.updated = f->updated.known ? f->updated.seconds
			      : f->date.known  ? f->date.seconds
					       : INT64_MIN;
	out->placed.unlisted = f->unlisted;
	out->base = base_of(w, path, f);
	out->slug = "";
}

/*
 * The old row of this path goes when its id or base is another one; its slug
 * stays with it as long as its base does.
 */
static void
leave_old(struct index_writer *w, int64_t old_id, int64_t first,
    struct row *now, struct row *old)
{
	if (old_id == 0 || !get_row(w, old_id, old))
		return;
	if (strcmp(old->base, now->base) == 0)
		now->slug = old->slug;
	else
		writer_put_gone(w, old->slug, old->path, old->placed.topics);
	if ((old_id & ~(int64_t)(INDEX_RANKS - 1)) == first) {
		now->placed.id = old_id;
		return;
	}
	drop_article(w, old_id, true);
	memset(old, 0, sizeof *old);
}

/* The file that was dropped just now stands here: so do its old addresses. */
static void
follow_move(struct index_writer *w, const char *path,
    const struct index_file *f)
{
	const struct dropped *d = touched_find(&w->dropped, (int64_t)f->inode);

	if (d != NULL && d->size == f->size && d->mtime_ns == f->mtime_ns)
		sql_run(&w->sql, WRITE_MOVE_GONE, "ss", path, d->path);
}

void
index_put_article(struct index_writer *w, const char *path,
    struct index_file *f, const struct index_article_text *text)
{
	int64_t first =
	    index_first_id(&text->front->date, text->front->weight, path);
	struct index_file before;
	int64_t old_id = 0;
	struct row now, old = { 0 };

	if (get_file(w, path, &before, &old_id) == 1 &&
	    before.kind != FILE_ARTICLE)
		index_drop(w, path, true);
	plan(w, path, text, &now);
	leave_old(w, old_id, first, &now, &old);
	if (now.placed.id == 0)
		now.placed.id = make_room(w, first, path);
	if (now.placed.id == 0) {
		f->kind = FILE_REFUSED;
		put_file(w, path, f, 0);
		return;
	}
	f->kind = FILE_ARTICLE;
	put_file(w, path, f, now.placed.id);
	put_row(w, path, &now, text);
	follow_move(w, path, f);
	members_place(w, &old.placed, &now.placed);
	put_aliases(w, now.placed.id, text->front);
	put_search(w, &now.placed, text, old.placed.id == 0);
	if (old.placed.id == 0 || strcmp(old.base, now.base) != 0)
		slugs_touch(w, now.base);
	if (old.base != NULL && strcmp(old.base, now.base) != 0)
		slugs_touch(w, old.base);
}

/* ---- other files --------------------------------------------------------- */

/* What hung on a file goes; its row in `file` stays. */
static void
empty(struct index_writer *w, const char *path, bool forget)
{
	struct index_file f;
	int64_t article = 0;
	sqlite3_stmt *st;

	if (get_file(w, path, &f, &article) != 1)
		return;
	w->changed = true;
	switch (f.kind) {
	case FILE_ARTICLE:
		drop_article(w, article, forget);
		break;
	case FILE_PAGE:
		sql_run(&w->sql, WRITE_DROP_PAGE, "s", path);
		break;
	case FILE_TOPIC:
		st = sql_bind(&w->sql, WRITE_TOPIC_KEY, "s", path);
		if (sql_step(&w->sql, st) == 1)
			members_touch_topic(w, sql_text(st, 0, &w->arena));
		sql_done(st);
		sql_run(&w->sql, WRITE_DROP_TOPIC, "s", path);
		w->generation = true;
		break;
	case FILE_NOTICE:
		sql_run(&w->sql, WRITE_DROP_NOTICE, "s", path);
		w->generation = true;
		break;
	case FILE_HIDDEN:
	case FILE_CONF:
	case FILE_REFUSED:
		break;
	}
}

/*
 * An article's file that was dropped: what has the same inode is it under
 * another name, be it known already or still to come (follow_move()).
 */
static void
note_dropped(struct index_writer *w, const char *path,
    const struct index_file *f)
{
	struct buf twin = { 0 };
	struct dropped *d;

	if (index_file_twin(w, f, "", &twin) == 1) {
		sql_run(&w->sql, WRITE_MOVE_GONE, "ss", buf_str(&twin), path);
	} else {
		d = arena_alloc(&w->arena, sizeof *d);
		*d = (struct dropped){ (int64_t)f->inode, f->size, f->mtime_ns,
			arena_strdup(&w->arena, path) };
		touched_add(&w->dropped, d);
	}
	buf_free(&twin);
}

void
index_drop(struct index_writer *w, const char *path, bool forget)
{
	struct index_file f;
	int64_t article = 0;
	bool noted = !forget && get_file(w, path, &f, &article) == 1 &&
		     f.kind == FILE_ARTICLE;

	empty(w, path, forget);
	sql_run(&w->sql, WRITE_DROP_FILE, "s", path);
	index_drop_problems(w, path);
	if (noted)
		note_dropped(w, path, &f);
}

void
index_put_file(struct index_writer *w, const char *path,
    const struct index_file *f)
{
	empty(w, path, f->kind != FILE_HIDDEN);
	put_file(w, path, f, 0);
}

int
index_put_page(struct index_writer *w, const char *path, struct index_file *f,
    const char *name, const struct front_matter *front, const char *text,
    size_t len)
{
	sqlite3_stmt *st;
	struct buf sort = { 0 };
	bool taken;

	empty(w, path, true);
	st = sql_bind(&w->sql, WRITE_PAGE_OWNER, "ss", name, path);
	taken = sql_step(&w->sql, st) == 1;
	sql_done(st);
	f->kind = FILE_PAGE;
	put_file(w, path, f, 0);
	index_sort_key(&sort, front->title);
	sql_run(&w->sql, WRITE_PUT_PAGE, "sssssit", path, name, front->title,
	    buf_str(&sort), front->lang, (int64_t)front->weight, text, len);
	buf_free(&sort);
	return taken ? -1 : 0;
}

void
index_put_topic(struct index_writer *w, const char *path, struct index_file *f,
    const char *key, const struct index_topic_says *says)
{
	empty(w, path, true);
	f->kind = FILE_TOPIC;
	put_file(w, path, f, 0);
	sql_run(&w->sql, WRITE_PUT_TOPIC, "ssssst", path, key, says->title,
	    says->description, says->parent, says->text, says->len);
	members_touch_topic(w, key);
	w->generation = true;
}

void
index_put_notice(struct index_writer *w, const char *path, struct index_file *f,
    const char *text, size_t len, int64_t since, int64_t until)
{
	empty(w, path, true);
	f->kind = FILE_NOTICE;
	put_file(w, path, f, 0);
	sql_run(&w->sql, WRITE_PUT_NOTICE, "stii", path, text, len, since,
	    until);
	w->generation = true;
}

void
index_set_conf(struct index_writer *w, size_t items, const char *host,
    const char *text, size_t len)
{
	sql_run(&w->sql, WRITE_SET_CONF, "t", text, len);
	w->items = items;
	(void)snprintf(w->host, sizeof w->host, "%s", host);
	w->changed = w->generation = true;
}

void
index_set_complete(struct index_writer *w)
{
	if (!w->complete)
		w->changed = w->completed = true;
}
