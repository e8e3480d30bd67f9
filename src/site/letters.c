#include "site/letters.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/fm/fm_split.h"
#include "site/pages.h"
#include "site/parts/editing.h"
#include "site/parts/page_parts.h"

#define FILE_SIZE (LETTER_MAX + 65536) /* an editor may have added to it */
#define SHOWN     200                  /* below one article */
#define WAITING   100                  /* on a page of an editor */

struct letter {
	const char *path; /* below the capsule's folder */
	const char *status, *author, *date;
	const char *text;
};

struct letters {
	struct letter *list; /* in the arena */
	size_t n;
};

/* ---- reading ------------------------------------------------------------- */

static void
take_field(struct letter *l, const struct fm_value *v)
{
	const struct {
		const char *key;
		const char **field;
	} fields[] = {
		{ "status", &l->status },
		{ "author", &l->author },
		{ "date", &l->date },
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (v->depth == 1 && strcmp(v->key[0], fields[i].key) == 0)
			*fields[i].field = v->text;
}

/* False: it cannot be read, or its head says nothing that can. */
static bool
read_letter(struct context *ctx, const char *path, struct letter *l)
{
	struct fm_values values = { .arena = ctx->arena };
	struct fm_split head;
	struct buf text = { 0 };
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, path, false, &st);
	bool ok = false;

	*l = (struct letter){ path, "", "", "", "" };
	if (fd == -1)
		return false;
	if (buf_read_fd(&text, fd, FILE_SIZE, NULL) == 0) {
		fm_split_find(&head, buf_str(&text), text.len);
		ok = fm_split_values(&head, &values, NULL) == 0;
		l->text = arena_strndup(ctx->arena, text.data + head.body,
		    text.len - head.body);
	}
	for (size_t i = 0; ok && i < values.n; i++)
		take_field(l, &values.value[i]);
	close(fd);
	buf_free(&text);
	return ok;
}

static int
by_name(const void *one, const void *other)
{
	return strcmp(file_name(*(const char *const *)one),
	    file_name(*(const char *const *)other));
}

/* The names of what is in a folder, with it in front; at most so many. */
static size_t
names_in(struct context *ctx, const char *folder, const char **names,
    size_t most)
{
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, folder, true, &st);
	DIR *d = fd == -1 ? NULL : fdopendir(fd);
	struct dirent *e;
	size_t n = 0;

	while (d != NULL && n < most && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			names[n++] = arena_printf(ctx->arena, "%s/%s", folder,
			    e->d_name);
	if (d != NULL)
		closedir(d);
	else if (fd != -1)
		close(fd);
	return n;
}

/* ---- below an article ---------------------------------------------------- */

/* Its lines as paragraphs: text, whatever they look like. */
static void
show_letter(struct context *ctx, const struct letter *l)
{
	const char *s = l->text;
	const char *day = arena_strndup(ctx->arena, l->date,
	    strlen(l->date) < 10 ? strlen(l->date) : 10);

	while (*s != '\0') {
		size_t len = strcspn(s, "\n");

		if (len > 0)
			page_text(&ctx->r->page,
			    arena_strndup(ctx->arena, s, len));
		s += len + (s[len] == '\n');
	}
	page_text(&ctx->r->page,
	    arena_printf(ctx->arena, "— %s, %s", l->author, day));
}

static void
show_accepted(struct context *ctx, const char *slug)
{
	const char *names[SHOWN];
	const char *folder =
	    arena_printf(ctx->arena, LETTERS_FOLDER "/%s", slug);
	const char *moved = arena_printf(ctx->arena, "%s/accepted", folder);
	size_t n = names_in(ctx, folder, names, SHOWN / 2);
	bool begun = false;

	n += names_in(ctx, moved, names + n, SHOWN - n);
	if (n > 0)
		qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; i < n; i++) {
		struct letter l;

		if (!read_letter(ctx, names[i], &l) ||
		    (strcmp(l.status, "accepted") != 0 &&
			strncmp(names[i], moved, strlen(moved)) != 0))
			continue;
		if (!begun)
			page_heading(&ctx->r->page, 2,
			    context_words(ctx, WORD_LETTERS));
		begun = true;
		show_letter(ctx, &l);
	}
}

void
letters_show(struct context *ctx, const char *slug)
{
	struct link_group ways;

	if (!ctx->how->letters)
		return;
	show_accepted(ctx, slug);
	if (ctx->r->plain)
		return;
	ways = link_group_begin(&ctx->r->page);
	link_group_link(&ways, LOOK_GEMTEXT,
	    arena_printf(ctx->arena, PATH_LETTERS "%s", slug),
	    context_words(ctx, WORD_LETTER_WRITE));
}

/* ---- for editors --------------------------------------------------------- */

void
letters_waiting(struct context *ctx)
{
	const char *folders[WAITING], *names[WAITING];
	struct link_group ways;
	size_t nfolders, n = 0;
	bool begun = false;

	if (!ctx->how->letters || ctx->req->identity.role < ROLE_EDITOR)
		return;
	nfolders = names_in(ctx, LETTERS_FOLDER, folders, WAITING);
	for (size_t i = 0; i < nfolders; i++)
		n += names_in(ctx, folders[i], names + n, WAITING - n);
	if (n > 0)
		qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; i < n; i++) {
		struct letter l;

		if (!read_letter(ctx, names[i], &l) ||
		    strcmp(l.status, "new") != 0)
			continue;
		if (!begun)
			page_heading(&ctx->r->page, 2,
			    context_words(ctx, WORD_LETTERS));
		if (!begun)
			ways = link_group_below(&ctx->r->page);
		begun = true;
		link_group_link(&ways, LOOK_ALL,
		    editing_url(ctx, arena_printf(ctx->arena, "/%s", names[i]),
			";edit"),
		    context_words_with(ctx, WORD_EDIT,
			arena_printf(ctx->arena, "%s, %.80s", l.author,
			    l.text + strspn(l.text, "\n")),
			NULL));
	}
}

/* ---- writing one --------------------------------------------------------- */

void
letter_page(struct context *ctx)
{
	const struct request *req = ctx->req;
	struct article art;

	if (!ctx->how->letters || context_by_gopher(ctx) ||
	    index_article(ctx->index, ctx->arena, ctx->rest, &art) != 1)
		return;
	if (!identity_is_valid(&req->identity, ctx->capsule->language,
		(int64_t)time(NULL), ctx->r))
		return;
	if (!req->has_query || req->query[0] == '\0')
		context_refuse(ctx, STATUS_INPUT, WORD_LETTER_PROMPT);
	else if (strlen(req->query) > LETTER_MAX)
		context_refuse(ctx, STATUS_BAD_REQUEST, WORD_LETTER_LONG);
	else
		ctx->r->hand_over = true;
	if (ctx->r->hand_over)
		ctx->r->status = STATUS_SUCCESS;
}
