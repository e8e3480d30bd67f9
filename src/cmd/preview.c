#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/front_matter.h"
#include "cmd/cmd.h"
#include "markdown/markdown.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/page.h"
#include "page/place.h"
#include "page/wrap.h"
#include "text/date.h"
#include "text/url.h"

#define GAP      3   /* columns between the two panes */
#define BESIDE   160 /* columns from which on both stand beside each other */
#define CUT_MARK "\u2026"

/* One reader's screen: finished lines, top to bottom. */
struct pane {
	size_t width;
	char **lines; /* owned, and each of them */
	size_t n;
};

static void
pane_add(void *ctx, const char *line, size_t len)
{
	struct pane *p = ctx;

	p->lines = array_room(p->lines, p->n, sizeof *p->lines);
	p->lines[p->n++] = xstrndup(line, len);
}

static void
pane_free(struct pane *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->lines[i]);
	free(p->lines);
}

/*
 * A line of any length, folded at the pane's width; what goes on stands below
 * its own indentation, behind rest.
 */
static void
pane_fold(struct pane *p, const char *rest, const char *line, size_t len)
{
	static const char blanks[] = "          ";
	size_t in = strspn(line, " ");
	char first[sizeof blanks], next[sizeof blanks + 4];
	struct buf scratch = { 0 };

	if (in >= len || in >= sizeof blanks)
		in = 0;
	(void)snprintf(first, sizeof first, "%.*s", (int)in, blanks);
	(void)snprintf(next, sizeof next, "%s%.3s", first, rest);
	wrap_fold(&(struct wrap){ .width = p->width,
		      .first = first,
		      .rest = next,
		      .line = &scratch },
	    line + in, len - in, pane_add, p);
	buf_free(&scratch);
}

/* ---- what a Gemini client shows ---- */

/* "=> /a/x Label" stands as "=> Label"; an address without one as itself. */
static void
show_link(struct pane *p, const char *line, size_t len)
{
	const char *url = line + 2 + strspn(line + 2, " ");
	size_t n = strcspn(url, " \n");
	const char *label = url + n + (url[n] == ' ');
	struct buf shown = { 0 };

	buf_adds(&shown, "=> ");
	if (label < line + len)
		buf_add(&shown, label, (size_t)(line + len - label));
	else
		buf_add(&shown, url, n);
	pane_fold(p, "   ", shown.data, shown.len);
	buf_free(&shown);
}

/*
 * A line that clients do not fold: what is too wide is out of sight, and a
 * mark tells so.
 */
static void
pane_cut(struct pane *p, const char *line, size_t len)
{
	struct buf cut = { 0 };

	if (len == 0 || utf8_columns(line, len) <= p->width) {
		pane_add(p, line, len);
		return;
	}
	buf_add(&cut, line, utf8_cut(line, len, p->width - 1));
	buf_adds(&cut, CUT_MARK);
	pane_add(p, cut.data, cut.len);
	buf_free(&cut);
}

static void
show_gemtext(struct pane *p, const char *text)
{
	bool code = false;

	for (size_t len; *text != '\0'; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		if (strncmp(text, "```", 3) == 0)
			code = !code;
		else if (code)
			pane_cut(p, text, len);
		else if (strncmp(text, "=>", 2) == 0)
			show_link(p, text, len);
		else if (strncmp(text, "* ", 2) == 0)
			pane_fold(p, "  ", text, len);
		else
			pane_fold(p, text[0] == '>' ? "> " : "", text, len);
	}
}

/* ---- what a Gopher client shows ---- */

/*
 * Items that are no 'i' lines get a mark, as clients give them.  The menu is
 * folded already, by the server: no line is folded twice.
 */
static void
show_menu(struct pane *p, const char *text)
{
	while (*text != '\0') {
		size_t line = strcspn(text, "\r\n");
		size_t shown = strcspn(text + 1, "\t");
		struct buf item = { 0 };

		if (text[0] != 'i')
			buf_addf(&item, "(%c) ", text[0]);
		buf_add(&item, text + 1, shown);
		pane_cut(p, buf_str(&item), item.len);
		buf_free(&item);
		text += line;
		text += strspn(text, "\r\n");
	}
}

/* ---- the page ---- */

/* The article as its page shows it: title, date and authors, body. */
static int
build_page(struct page *page, const struct buf *src, const char *name,
    struct problem *why)
{
	struct front_matter f;
	struct buf by = { 0 };
	char day[DATE_SIZE];
	int rc =
	    front_matter_read(&f, src->data, src->len, name, NULL, NULL, why);

	if (f.date.known)
		buf_adds(&by, date_day(&f.date, day));
	for (size_t i = 0; i < f.authors.n; i++)
		buf_addf(&by, "%s%s", by.len > 0 ? " - " : "",
		    f.authors.name[i]);
	page_heading(page, 1, f.title);
	if (by.len > 0)
		page_text(page, by.data)->tight = true;
	markdown_add(page, src->data + f.body, src->len - f.body,
	    &(struct markdown){ .title = f.title, .line = f.body_line });
	buf_free(&by);
	front_matter_free(&f);
	return rc;
}

/* ---- both, beside or below each other ---- */

/* Of the terminal; of a pipe what COLUMNS says, else 80. */
static size_t
terminal_columns(void)
{
	const char *set = getenv("COLUMNS");
	struct winsize size;
	unsigned long columns = 0;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		columns = size.ws_col;
	else if (set != NULL)
		columns = strtoul(set, NULL, 10);
	return columns >= 40 && columns <= 1000 ? columns : 80;
}

static void
add_row(struct buf *out, const struct pane *left, const char *l, const char *r)
{
	size_t columns = utf8_columns(l, strlen(l));

	buf_adds(out, l);
	if (columns < left->width)
		buf_fill(out, ' ', left->width - columns);
	buf_addf(out, " |%s%s\n", *r != '\0' ? " " : "", r);
}

static void
add_beside(struct buf *out, const struct pane *left, const struct pane *right)
{
	add_row(out, left, "Gemini", "Gopher");
	add_row(out, left, "", "");
	for (size_t i = 0; i < left->n || i < right->n; i++)
		add_row(out, left, i < left->n ? left->lines[i] : "",
		    i < right->n ? right->lines[i] : "");
}

static void
add_below(struct buf *out, const char *title, const struct pane *p)
{
	size_t len = strlen(title);

	buf_addf(out, "%s ", title);
	buf_fill(out, '-', p->width - len - 1);
	buf_addc(out, '\n');
	for (size_t i = 0; i < p->n; i++)
		buf_addf(out, "%s\n", p->lines[i]);
}

static enum cmd_status
show(const struct buf *src, const char *name)
{
	static const struct style plain = { .fold = true };
	static const struct place place = { .scheme = "gopher",
		.host = "localhost",
		.port = GOPHER_PORT,
		.style = &plain };
	size_t columns = terminal_columns();
	bool beside = columns >= BESIDE;
	struct pane left = { .width = beside ? (columns - GAP) / 2 : columns };
	struct pane right = { .width = left.width };
	struct buf gemtext = { 0 }, menu = { 0 }, out = { 0 };
	struct page page = { 0 };
	struct problem why = { .file = "" };
	enum cmd_status status = CMD_DONE;

	if (build_page(&page, src, name, &why) == -1) {
		problem_in(&why, name);
		status = cmd_fail(CMD_PROBLEMS, &why);
	}
	gemtext_write(&page, &place, &gemtext);
	gophermap_write(&page, &place, &menu);
	show_gemtext(&left, buf_str(&gemtext));
	show_menu(&right, buf_str(&menu));
	if (beside) {
		add_beside(&out, &left, &right);
	} else {
		add_below(&out, "Gemini", &left);
		buf_addc(&out, '\n');
		add_below(&out, "Gopher", &right);
	}
	status = cmd_worst(status, cmd_print(out.data, out.len));
	pane_free(&left);
	pane_free(&right);
	buf_free(&gemtext);
	buf_free(&menu);
	buf_free(&out);
	page_free(&page);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	const char *name = call->operands[0];
	struct buf src = { 0 };
	enum cmd_status status = cmd_read(&src, name);

	if (status == CMD_DONE)
		status = show(&src, name);
	buf_free(&src);
	return status;
}

static const struct cmd_option options[] = { { 0 } };

const struct cmd cmd_preview = {
	.name = "preview",
	.operands = "FILE",
	.help = "shows an article as readers of both protocols see it",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
