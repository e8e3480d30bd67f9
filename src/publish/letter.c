#include "publish/letter.h"

#include <fts.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/put.h"
#include "capsule/address.h"
#include "capsule/fm/yaml_write.h"
#include "capsule/history.h"
#include "site/letters.h"
#include "site/parts/editing.h"
#include "site/words/words.h"
#include "text/now.h"
#include "text/slug.h"

#define MOST_OF_ONE 3   /* on a day, of one certificate */
#define MOST_OF_ALL 200 /* on a day */
#define READER_LEN  16  /* digits of a fingerprint in a file's name */

static void
refuse(const struct writable_capsule *p, struct reply *r, enum status status,
    enum word w)
{
	reply_say(r, status, "%s", words(p->language, w));
}

/* The names of letters begin with their day, and end with who wrote them. */
static bool
may_write(const struct writable_capsule *p, const char *stamp,
    const char *reader)
{
	struct arena a = { 0 };
	char *from[] = { arena_printf(&a, "%s/" LETTERS_FOLDER, p->root),
		NULL };
	FTS *walk =
	    fts_open(from, FTS_PHYSICAL | FTS_NOCHDIR | FTS_NOSTAT, NULL);
	FTSENT *e;
	size_t mine = 0, all = 0;

	while (walk != NULL && (e = fts_read(walk)) != NULL) {
		if (strncmp(e->fts_name, stamp, 8) != 0)
			continue;
		all++;
		mine += strstr(e->fts_name, reader) != NULL;
	}
	if (walk != NULL)
		fts_close(walk);
	arena_free(&a);
	return mine < MOST_OF_ONE && all < MOST_OF_ALL;
}

static void
write_letter(struct buf *out, const struct request *req,
    const struct identity *who, const char *from, time_t now)
{
	const char *name = who->common_name;
	struct tm utc = { 0 };
	char date[32];

	gmtime_r(&now, &utc);
	(void)strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
	buf_addf(out, "---\nstatus: new\ndate: %s\nauthor: ", date);
	if (name[0] != '\0')
		yaml_write_text(out, name, strlen(name));
	else
		buf_addf(out, "\"%.8s\"", who->fingerprint);
	buf_addf(out, "\nfingerprint: %s\nfrom: \"%s\"\n---\n\n%s\n",
	    who->fingerprint, from, req->query);
}

static void
thank(const struct writable_capsule *p, const char *slug, struct reply *r)
{
	struct arena a = { 0 };
	const char *article = address_of_article(&a, slug);

	page_text(&r->page, words(p->language, WORD_LETTER_THANKS));
	page_link(&r->page, article, article);
	r->status = STATUS_SUCCESS;
	arena_free(&a);
}

/* Into its file; 0, or -1 with the reason. */
static int
keep(const struct writable_capsule *p, const struct request *req,
    const struct identity *who, const char *from, const char *slug,
    const char *stamp, struct problem *why)
{
	struct arena a = { 0 };
	struct buf text = { 0 };
	struct put_source source = { .fd = -1 };
	const char *path = arena_printf(&a, LETTERS_FOLDER "/%s/%s-%.*s.md",
	    slug, stamp, READER_LEN, who->fingerprint);
	int result;

	write_letter(&text, req, who, from, time(NULL));
	source.data = text.data;
	source.len = text.len;
	result = put_below(p->dir, path, &source, 0644, why);
	if (result == 0)
		log_info("%s: a letter from %s", path, from);
	buf_free(&text);
	arena_free(&a);
	return result;
}

void
letter_take(struct writable_capsule *p, const struct request *req,
    const struct identity *who, const char *from, struct reply *r)
{
	char slug[SLUG_SIZE], stamp[HISTORY_TIME_SIZE], reader[READER_LEN + 1];
	struct problem why = { 0 };
	int64_t now = now_ms(CLOCK_REALTIME);
	const char *rest;

	if (!p->rules->letters ||
	    address_find(req->path, &rest) != ADDRESS_LETTER ||
	    slug_make(slug, rest, strlen(rest)) == 0 ||
	    strcmp(slug, rest) != 0) {
		refuse(p, r, STATUS_NOT_FOUND, WORD_NOT_FOUND);
		return;
	}
	if (!identity_is_valid(who, p->language, now / 1000, r))
		return;
	history_time(stamp, now);
	memcpy(reader, who->fingerprint, READER_LEN);
	reader[READER_LEN] = '\0';
	if (strlen(req->query) > LETTER_MAX)
		refuse(p, r, STATUS_BAD_REQUEST, WORD_LETTER_LONG);
	else if (!may_write(p, stamp, reader))
		refuse(p, r, STATUS_TEMPORARY_FAILURE, WORD_LETTER_MANY);
	else if (keep(p, req, who, from, slug, stamp, &why) == 0)
		thank(p, slug, r);
	else {
		log_problem(NULL, &why);
		refuse(p, r, STATUS_TEMPORARY_FAILURE, WORD_UPLOAD_AGAIN);
	}
}
