#include "import/report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "import/core/source.h"
#include "text/now.h"
#include "text/utf8_write.h"

#define SHOWN_MAX   20  /* lines for one reason on standard error */
#define REASONS_MAX 64  /* reasons counted one by one */
#define WORDS_SHOWN 60  /* columns of what was left out */
#define WORDS_MAX   256 /* bytes that are added to the summary */
#define PROGRESS_MS 200 /* between two looks at the progress */

/* What was left out for one reason. */
struct reason {
	char *why; /* owned */
	size_t n;
};

struct report {
	FILE *file;                  /* owned; NULL: none was asked for */
	const char *name;            /* of the source, for messages; borrowed */
	const struct source *source; /* for progress; borrowed, may be NULL */
	size_t stored[STORED_FAILED + 1]; /* counted by what became of them */
	struct reason reasons[REASONS_MAX];
	size_t nreasons, skipped;
	int status;
	bool terminal;
	char before[WORDS_MAX], instead[WORDS_MAX], after[WORDS_MAX];
	int64_t looked_ms; /* when progress was shown last */
	bool shown;        /* the line of progress stands there */
};

struct report *
report_new(const char *path, struct problem *why)
{
	struct report *r = xcalloc(1, sizeof *r);

	r->terminal = isatty(STDERR_FILENO) == 1;
	r->name = "";
	if (path == NULL)
		return r;
	r->file = fopen(path, "we");
	if (r->file != NULL)
		return r;
	problem_errno(why, "the report cannot be written");
	problem_in(why, path);
	free(r);
	return NULL;
}

/* ---- progress ---- */

static void
clear_progress(struct report *r)
{
	if (r->shown)
		fputs("\r\033[K", stderr);
	r->shown = false;
}

static size_t
taken(const struct report *r)
{
	size_t n = 0;

	for (int i = 0; i <= STORED_FAILED; i++)
		n += r->stored[i];
	return n;
}

static void
show_progress(struct report *r)
{
	int64_t now = now_ms(CLOCK_MONOTONIC);

	if (!r->terminal)
		return;
	if (now - r->looked_ms < PROGRESS_MS)
		return;
	r->looked_ms = now;
	clear_progress(r);
	fprintf(stderr, "%s: ", r->name);
	if (r->source != NULL && r->source->size > 0)
		fprintf(stderr, "%" PRIu64 " %%, ",
		    r->source->read * 100 / r->source->size);
	fprintf(stderr, "%zu taken, %zu left out", taken(r), r->skipped);
	(void)fflush(stderr);
	r->shown = true;
}

/* ---- lines ---- */

static void
to_file(struct report *r, const char *line)
{
	if (r->file != NULL)
		fprintf(r->file, "%s\n", line);
}

static void
to_terminal(struct report *r, const char *line)
{
	clear_progress(r);
	fprintf(stderr, "%s\n", line);
}

void
report_source(struct report *r, const char *name, const struct source *source)
{
	r->name = name;
	r->source = source;
}

static void
say_problem(struct report *r, const struct problem *found, int status)
{
	struct problem named = *found;
	char line[sizeof named + 32];

	problem_in(&named, r->name);
	problem_str(&named, line, sizeof line);
	to_terminal(r, line);
	to_file(r, line);
	if (status > r->status)
		r->status = status;
}

void
report_problem(struct report *r, const struct problem *found)
{
	say_problem(r, found, CMD_PROBLEMS);
}

void
report_refused(struct report *r, const struct problem *found)
{
	say_problem(r, found, CMD_SYSTEM);
}

void
report_note(struct report *r, const char *fmt, ...)
{
	struct problem note = { .file = "" };
	char text[sizeof note.sentence];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	problem_set(&note, 0, "%s", text);
	say_problem(r, &note, CMD_DONE);
}

/* The count for a reason; those beyond REASONS_MAX share the last one. */
static size_t *
count_of(struct report *r, const char *why)
{
	for (size_t i = 0; i < r->nreasons; i++)
		if (strcmp(r->reasons[i].why, why) == 0)
			return &r->reasons[i].n;
	if (r->nreasons == REASONS_MAX)
		return &r->reasons[REASONS_MAX - 1].n;
	r->reasons[r->nreasons].why =
	    xstrdup(r->nreasons == REASONS_MAX - 1 ? "other reasons" : why);
	return &r->reasons[r->nreasons++].n;
}

/* "file:line: left out (why): words", the words whole or only the first. */
static void
skipped_line(struct report *r, size_t line, const char *what, const char *why,
    bool whole, struct buf *out)
{
	size_t len = strlen(what);
	size_t shown = whole ? len : utf8_cut(what, len, WORDS_SHOWN);

	buf_clear(out);
	buf_adds(out, r->name);
	if (line > 0)
		buf_addf(out, ":%zu", line);
	buf_addf(out, ": left out (%s): ", why);
	utf8_clean(out, what, shown);
	buf_adds(out, shown < len ? "..." : "");
}

void
report_skipped(struct report *r, size_t line, const char *what, const char *why)
{
	size_t *n = count_of(r, why);
	struct buf text = { 0 };

	++*n;
	r->skipped++;
	if (*n <= SHOWN_MAX) {
		skipped_line(r, line, what, why, false, &text);
		to_terminal(r, buf_str(&text));
	}
	if (r->file != NULL) {
		skipped_line(r, line, what, why, true, &text);
		to_file(r, buf_str(&text));
	}
	buf_free(&text);
	show_progress(r);
}

static void
say_beside(struct report *r, const char *path)
{
	struct problem note = { .file = "" };

	problem_set(&note, 0,
	    "edited here: the new version lies beside it as %s.new", path);
	problem_in(&note, path);
	say_problem(r, &note, CMD_DONE);
}

void
report_stored(struct report *r, enum stored done, const char *path,
    const struct problem *why)
{
	static const char *const words[] = {
		[STORED_NEW] = "new",
		[STORED_CHANGED] = "changed",
		[STORED_UNCHANGED] = "unchanged",
	};

	r->stored[done]++;
	if (done == STORED_FAILED)
		report_refused(r, why);
	else if (done == STORED_BESIDE)
		say_beside(r, path);
	else if (r->file != NULL)
		fprintf(r->file, "%s: %s\n", path, words[done]);
	show_progress(r);
}

/* ---- the end ---- */

static void
both(struct report *r, const char *line)
{
	to_terminal(r, line);
	to_file(r, line);
}

void
report_words(struct report *r, const char *before, const char *instead,
    const char *after)
{
	(void)snprintf(r->before, sizeof r->before, "%s", before);
	(void)snprintf(r->instead, sizeof r->instead, "%s", instead);
	(void)snprintf(r->after, sizeof r->after, "%s", after);
}

static void
say_summary(struct report *r, bool dry)
{
	const size_t *n = r->stored;
	char line[256], whole[sizeof line + 3 * WORDS_MAX];

	for (size_t i = 0; i < r->nreasons; i++) {
		const struct reason *why = &r->reasons[i];
		const char *more = "";

		if (why->n > SHOWN_MAX)
			more = r->file != NULL ? "; the report names all"
					       : "; --report FILE names all";
		(void)snprintf(line, sizeof line, "chasqui: %zu left out: %s%s",
		    why->n, why->why, more);
		both(r, line);
	}
	(void)snprintf(line, sizeof line,
	    "%s%zu new, %zu changed, %zu unchanged, %zu beside an edited "
	    "file, %zu failed; %zu left out",
	    dry ? "would be: " : "", n[STORED_NEW], n[STORED_CHANGED],
	    n[STORED_UNCHANGED], n[STORED_BESIDE], n[STORED_FAILED],
	    r->skipped);
	(void)snprintf(whole, sizeof whole, "chasqui: %s%s%s", r->before,
	    r->instead[0] != '\0' ? r->instead : line, r->after);
	both(r, whole);
}

void
report_free(struct report *r)
{
	if (r->file != NULL)
		(void)fclose(r->file);
	for (size_t i = 0; i < r->nreasons; i++)
		free(r->reasons[i].why);
	free(r);
}

int
report_end(struct report *r, bool dry)
{
	int status;

	say_summary(r, dry);
	if (r->file != NULL && fclose(r->file) != 0) {
		fprintf(stderr, "chasqui: the report: %s\n", strerror(errno));
		r->status = CMD_SYSTEM;
	}
	r->file = NULL;
	status = r->status;
	report_free(r);
	return status;
}
