#include <stdint.h>
#include <string.h>

#include "markdown/builder.h"
#include "markdown/raised.h"

#define LOOK_BACK 64 /* spans; for links that end within raised text */

/*
 * Text in the middle of text: spans behind it move, and those that began
 * before it and ended in it grow.
 */
static void
insert(struct inline_builder *t, size_t at, size_t span, const char *s)
{
	size_t n = strlen(s), near = span < LOOK_BACK ? 0 : span - LOOK_BACK;

	buf_adds(&t->text, s);
	memmove(t->text.data + at + n, t->text.data + at, t->text.len - at - n);
	memcpy(t->text.data + at, s, n);
	for (; near < span; near++)
		if (t->spans[near].end > at && t->spans[near].end != SIZE_MAX)
			t->spans[near].end += n;
	for (; span < t->nspans; span++) {
		t->spans[span].start += n;
		if (t->spans[span].end != SIZE_MAX)
			t->spans[span].end += n;
	}
	t->looked = t->text.len;
}

/* Does a link end in the middle of the text since there? */
static bool
is_crossed(const struct inline_builder *t, size_t at, size_t span)
{
	size_t near = span < LOOK_BACK ? 0 : span - LOOK_BACK;

	for (; near < span; near++)
		if (t->spans[near].end > at && t->spans[near].end != SIZE_MAX)
			return true;
	return span < t->nspans;
}

static void
end_raised(struct builder *w)
{
	struct html_state *h = &w->html;
	struct inline_builder *t = &w->prose;
	char sign = h->raised, before = '\0';
	const char *s;
	size_t len = t->text.len - h->from;
	struct raised_signs signs;
	struct buf figures = { 0 };

	h->raised = '\0';
	if (len == 0)
		return;
	s = t->text.data + h->from;
	if (h->from > 0)
		before = s[-1];
	work_do(&w->source->work, len + t->nspans - h->span);
	if (raised_is_figures(s, len) && !is_crossed(t, h->from, h->span)) {
		raised_figures(&figures, sign, s, len);
		buf_cut(&t->text, h->from);
		buf_add(&t->text, figures.data, figures.len);
		buf_free(&figures);
	} else {
		signs = raised_signs(sign, s, len, before);
		insert(t, h->from, h->span, signs.open);
		buf_adds(&t->text, signs.shut);
	}
	t->looked = t->text.len;
}

void
html_raised(struct builder *w, const struct html_tag *tag)
{
	struct html_state *h = &w->html;

	if (tag->closing) {
		if (h->raised != '\0')
			end_raised(w);
		return;
	}
	h->raised = tag->kind == HTML_SUP ? '^' : '_';
	h->from = w->prose.text.len;
	h->span = w->prose.nspans;
}
