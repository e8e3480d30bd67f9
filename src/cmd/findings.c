#include "cmd/findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "text/utf8_write.h"

struct finding {
	const char *file, *sentence;
	size_t line;
	bool in_capsule, note;
	size_t order; /* in which it was found */
};

static void
add(struct findings *f, const struct problem *found, bool note)
{
	struct finding *new;

	f->found = arena_room(&f->arena, f->found, f->n, sizeof *new);
	new = &f->found[f->n];
	new->order = f->n++;
	f->problems += !note;
	new->note = note;
	new->line = found->line;
	new->in_capsule = f->root != NULL;
	new->sentence = arena_strdup(&f->arena, found->sentence);
	if (f->root == NULL || found->file[0] == '/')
		new->file = arena_strdup(&f->arena, found->file);
	else
		new->file =
		    arena_printf(&f->arena, "%s/%s", f->root, found->file);
}

void
findings_add(void *ctx, const struct problem *found)
{
	add(ctx, found, false);
}

void
findings_note(void *ctx, const struct problem *found)
{
	add(ctx, found, true);
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int by_file = strcmp(x->file, y->file);

	if (by_file != 0)
		return by_file;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* A JSON string: clean UTF-8 has no control characters to escape. */
static void
add_string(struct buf *out, const char *s)
{
	struct buf clean = { 0 };

	utf8_clean(&clean, s, strlen(s));
	buf_addc(out, '"');
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.data[i] == '"' || clean.data[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, clean.data[i]);
	}
	buf_addc(out, '"');
	buf_free(&clean);
}

static void
add_json(struct buf *out, const struct finding *x)
{
	buf_adds(out, "{\"file\": ");
	add_string(out, x->file);
	if (x->line > 0)
		buf_addf(out, ", \"line\": %zu", x->line);
	else
		buf_adds(out, ", \"line\": null");
	buf_adds(out, ", \"problem\": ");
	add_string(out, x->sentence);
	buf_adds(out, x->note ? ", \"note\": true}\n" : "}\n");
}

static void
print_line(const struct finding *x)
{
	size_t line = x->line == 0 && x->in_capsule ? 1 : x->line;
	struct buf out = { 0 };

	escape_add(&out, x->file, strlen(x->file), "");
	if (line > 0)
		buf_addf(&out, ":%zu", line);
	buf_adds(&out, ": ");
	escape_add(&out, x->sentence, strlen(x->sentence), "");
	fprintf(stderr, "%s\n", buf_str(&out));
	buf_free(&out);
}

enum cmd_status
findings_print(struct findings *f, enum findings_form form, bool notes)
{
	struct buf out = { 0 };
	enum cmd_status status;

	if (f->n > 0)
		qsort(f->found, f->n, sizeof *f->found, compare);
	for (size_t i = 0; i < f->n; i++)
		if (f->found[i].note && !notes)
			continue;
		else if (form == FINDINGS_JSON)
			add_json(&out, &f->found[i]);
		else
			print_line(&f->found[i]);
	status = cmd_print(buf_str(&out), out.len);
	buf_free(&out);
	return status;
}

void
findings_free(struct findings *f)
{
	arena_free(&f->arena);
	memset(f, 0, sizeof *f);
}
