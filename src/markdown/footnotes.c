#include "markdown/footnotes.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"
#include "markdown/prepare_lines.h"

#define LONGEST_LABEL 200 /* bytes */
#define INDENT        4   /* columns of the further lines of a note */

void
footnotes_free(struct footnotes *notes)
{
	free(notes->list);
	free(notes->order);
	map_free(&notes->labels);
	*notes = (struct footnotes){ 0 };
}

/* The bytes of a label behind "[^", before "]"; 0 when it is none. */
static size_t
label_length(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && n < LONGEST_LABEL && s[n] != ']' && s[n] != '[' &&
	       s[n] != ' ' && s[n] != '\t' && s[n] != '\n')
		n++;
	return n < len && s[n] == ']' ? n : 0;
}

/* Does this line open a note?  Its label and the beginning of its text. */
static bool
is_definition(const struct prepare_lines *l, struct footnote *note)
{
	const char *s = l->line, *end = l->line + l->len;
	size_t n;

	if (l->kind != LINE_TEXT)
		return false;
	while (s < end && s - l->line < INDENT - 1 && *s == ' ')
		s++;
	if (end - s < 5 || s[0] != '[' || s[1] != '^')
		return false;
	s += 2;
	n = label_length(s, (size_t)(end - s));
	if (n == 0 || s + n + 1 == end || s[n + 1] != ':')
		return false;
	*note = (struct footnote){
		.label = s,
		.label_len = n,
		.start = l->line,
		.body = s + n + 2,
		.line = l->number,
	};
	return true;
}

static bool
is_indented(const struct prepare_lines *l)
{
	size_t n = 0;

	while (n < l->len && n < INDENT && l->line[n] == ' ')
		n++;
	return n == INDENT || (n < l->len && l->line[n] == '\t');
}

/* Headings and code at the margin are no part of the note above them. */
static bool
stands_outside(const struct prepare_lines *l)
{
	size_t n = 0;

	if (is_indented(l))
		return false;
	if (l->kind == LINE_CODE)
		return true;
	while (n < l->len && l->line[n] == '#')
		n++;
	return n >= 1 && n <= 6 && (n == l->len || l->line[n] == ' ');
}

static struct footnote *
add_note(struct footnotes *notes, const struct footnote *note)
{
	notes->list = array_room(notes->list, notes->n, sizeof *notes->list);
	notes->list[notes->n] = *note;
	return &notes->list[notes->n++];
}

/* Which note each label means: the first of that name. */
static void
name_notes(struct footnotes *notes)
{
	notes->labels.any_case = true;
	for (size_t i = 0; i < notes->n; i++) {
		struct footnote *note = &notes->list[i];
		void **first =
		    map_add(&notes->labels, note->label, note->label_len);

		if (*first == NULL)
			*first = (void *)(uintptr_t)(i + 1);
	}
}

void
footnotes_collect(struct footnotes *notes, const char *src, size_t len,
    const struct shortcodes *shortcodes)
{
	struct prepare_lines l;
	struct footnote *open = NULL, found;
	bool blank = false;

	*notes = (struct footnotes){ 0 };
	prepare_lines_begin(&l, src, len, shortcodes);
	while (prepare_lines_next(&l)) {
		if (is_definition(&l, &found)) {
			open = add_note(notes, &found);
			open->end = l.next;
			blank = false;
			continue;
		}
		if (open == NULL)
			continue;
		if (l.kind == LINE_BLANK) {
			blank = true;
			continue;
		}
		if ((blank && !is_indented(&l)) || stands_outside(&l)) {
			open = NULL;
			continue;
		}
		open->end = l.next;
		blank = false;
	}
	if (notes->n > 0)
		name_notes(notes);
}

static void
give_number(struct footnotes *notes, size_t i)
{
	notes->order = array_room(notes->order, (size_t)notes->numbered,
	    sizeof *notes->order);
	notes->order[notes->numbered++] = i;
	notes->list[i].number = notes->numbered;
}

size_t
footnotes_refer(struct footnotes *notes, const char *s, size_t len, int *number)
{
	size_t n;
	struct footnote *note;
	void **first;

	if (notes->n == 0 || len < 4 || s[1] != '^')
		return 0;
	n = label_length(s + 2, len - 2);
	if (n == 0)
		return 0;
	first = map_find(&notes->labels, s + 2, n);
	if (first == NULL)
		return 0;
	note = &notes->list[(uintptr_t)*first - 1];
	if (note->number == 0)
		give_number(notes, (uintptr_t)*first - 1);
	note->referred = true;
	*number = note->number;
	return n + 3;
}

int
footnotes_add(struct footnotes *notes, const char *body, const char *end)
{
	struct footnote *note = add_note(notes,
	    &(struct footnote){ .body = body, .end = end, .referred = true });

	give_number(notes, notes->n - 1);
	return note->number;
}

bool
footnotes_number_next(struct footnotes *notes)
{
	while (notes->unnumbered < notes->n) {
		size_t i = notes->unnumbered++;

		if (notes->list[i].number == 0) {
			give_number(notes, i);
			return true;
		}
	}
	return false;
}
