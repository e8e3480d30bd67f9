#include "markdown/markdown.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "markdown/builder.h"
#include "markdown/cmark_arena.h"
#include "markdown/visit.h"

/*
 * The quotes that hold the notes were read first, and are shown last: each
 * bears its number.
 */
static void
move_notes(cmark_node *document, int n)
{
	for (int number = 1; number <= n; number++) {
		cmark_node *quote = cmark_node_first_child(document);

		cmark_node_unlink(quote);
		cmark_node_set_user_data(quote, (void *)(intptr_t)number);
		cmark_node_append_child(document, quote);
	}
}

static cmark_node *
parse(struct prepared *s)
{
	cmark_parser *parser =
	    cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, cmark_arena_begin());
	cmark_node *document;

	cmark_parser_feed(parser, buf_str(&s->footnotes_text),
	    s->footnotes_text.len);
	cmark_parser_feed(parser, s->text, s->len);
	document = cmark_parser_finish(parser);
	move_notes(document, s->notes.numbered);
	return document;
}

/* Notes that the text never leads to. */
static void
report_notes(const struct markdown *how, const struct prepared *s)
{
	for (size_t i = 0; how->sink != NULL && i < s->notes.n; i++) {
		const struct footnote *note = &s->notes.list[i];
		struct problem found = { .file = "" };

		if (note->referred)
			continue;
		problem_set(&found,
		    note->line + (how->line > 0 ? how->line - 1 : 0),
		    "no text refers to the note [^%.*s]", (int)note->label_len,
		    note->label);
		how->sink(how->sink_ctx, &found);
	}
}

/* What a stop in the middle of a block leaves is no part of the page. */
static void
builder_drop(struct builder *w)
{
	if (w->before > 0)
		free(w->shape.aligns);
	if (w->in_table)
		(void)pipe_rows_end(&w->rows, &w->prose);
	inline_builder_free(&w->prose);
	buf_free(&w->scratch);
	free(w->lists);
}

static void
report_work(const struct markdown *how)
{
	struct problem found = { .file = "" };

	if (how->sink == NULL)
		return;
	problem_set(&found, how->line,
	    "is too much work to be read as Markdown, and is shown as plain "
	    "lines");
	how->sink(how->sink_ctx, &found);
}

void
markdown_add(struct page *p, const char *src, size_t len,
    const struct markdown *how)
{
	struct prepared source;
	struct builder w = { .page = p, .how = how, .source = &source };
	size_t before = p->nblocks;

	if (len == 0)
		return;
	prepare_source(&source, src, len);
	if (how->most_work > 0)
		source.work.left = how->most_work;
	if (!work_is_spent(&source.work)) {
		report_notes(how, &source);
		visit_tree(&w, parse(&source));
		cmark_arena_end();
		builder_drop(&w);
	}
	if (work_is_spent(&source.work)) {
		p->nblocks = before;
		page_lines(p, src, len);
		report_work(how);
	}
	prepared_free(&source);
}
