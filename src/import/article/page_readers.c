#include "import/article/page_readers.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/page_junk.h"
#include "import/core/day_words.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"
#include "text/ascii.h"

#define SIGN_MAX    60  /* bytes of a line that is a sign of a reader's word */
#define OPENING_MAX 200 /* bytes in which a remark says by whom and when */
#define REMARK_MIN  20  /* bytes of a remark beside its button */
#define LEFT_MIN    80  /* bytes of prose that an article has, at least */
#define REMARKS_MAX 4000

/* What the button below a remark says, alone. */
static const char *const answers[] = { "reply", "reply to this",
	"reply to comment", "antworten", "auf kommentar antworten", "responder",
	"répondre", "rispondi", "reageer", "beantwoorden", "svara", "svar",
	"odpowiedz", "vastaa", "yanıtla", "ответить", "відповісти", "απάντηση",
	"返信", "返信する", "回复", "回覆", "답글", "רد", "הגב", "trả lời",
	NULL };

/* What stands behind a name, above a remark. */
static const char *const says[] = { "says:", "said:", "said...",
	"wrote:", "dice:", "dijo:", "escribió:", "dijo...",
	"sagt:", "schrieb:", "schreibt:", "meinte:", "a dit :", "a dit:",
	"dit :", "a écrit :", "ha detto:", "dice...",
	"ha scritto:", "disse:", "disse...",
	"diz:", "zegt:", "schreef:", "pisze:", "пишет:", NULL };

/* The pieces that were found, in the page's order. */
struct remarks {
	xmlNode *node[REMARKS_MAX];
	size_t n;
};

/* A line of the page: a text without the blanks around it. */
struct line {
	const char *s;
	size_t len;
};

static struct line
line_of(const xmlNode *text)
{
	struct line l = { (const char *)text->content, 0 };

	while (is_space(*l.s))
		l.s++;
	l.len = strlen(l.s);
	while (l.len > 0 && is_space(l.s[l.len - 1]))
		l.len--;
	return l;
}

static bool
is_answer(struct line l)
{
	for (size_t i = 0; answers[i] != NULL; i++)
		if (strlen(answers[i]) == l.len &&
		    strncasecmp(l.s, answers[i], l.len) == 0)
			return true;
	return false;
}

static bool
ends_in_says(struct line l)
{
	for (size_t i = 0; says[i] != NULL; i++) {
		size_t n = strlen(says[i]);

		if (l.len >= n &&
		    strncasecmp(l.s + l.len - n, says[i], n) == 0 &&
		    (l.len == n || l.s[l.len - n - 1] == ' '))
			return true;
	}
	return false;
}

/* A time of day, or, where years will do, a year: "8:30", "2024". */
static bool
has_time(const char *s, size_t len, bool years)
{
	size_t digits = 0;

	for (size_t i = 0; i < len && s[i] != '\0'; i++) {
		if (digits > 0 && s[i] == ':' && is_digit(s[i + 1]))
			return true;
		digits = is_digit(s[i]) ? digits + 1 : 0;
		if (digits == 4 && years)
			return true;
	}
	return false;
}

static bool
has_digit(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_digit(s[i]))
			return true;
	return false;
}

enum sign { SIGN_NONE, SIGN_ANSWER, SIGN_SAYS };

static enum sign
sign_of(const xmlNode *n)
{
	struct line l;

	if (n->type != XML_TEXT_NODE || n->content == NULL)
		return SIGN_NONE;
	l = line_of(n);
	return l.len == 0 || l.len > SIGN_MAX ? SIGN_NONE
	       : is_answer(l)                 ? SIGN_ANSWER
	       : ends_in_says(l)              ? SIGN_SAYS
					      : SIGN_NONE;
}

/* Is it a remark, by the sign in it, and not just its button? */
static bool
is_remark(struct arena *a, xmlNode *n, enum sign sign)
{
	static const char *const lines[] = { "p", "span", "a", "b", "strong",
		"button", "h2", "h3", "h4", "html", "body", NULL };

	if (tree_is_one(n, lines) || tree_weight(n)->text < REMARK_MIN)
		return false;
	return sign == SIGN_ANSWER ||
	       has_time(tree_line(a, n), OPENING_MAX, true);
}

static size_t
depth_of(const xmlNode *n)
{
	size_t depth = 0;

	for (; n != NULL; n = n->parent)
		depth++;
	return depth;
}

/* Lift both to where they stand side by side. */
static void
lift(xmlNode **one, xmlNode **other)
{
	size_t d1 = depth_of(*one), d2 = depth_of(*other);

	for (; d1 > d2; d1--)
		*one = (*one)->parent;
	for (; d2 > d1; d2--)
		*other = (*other)->parent;
	while ((*one)->parent != (*other)->parent) {
		*one = (*one)->parent;
		*other = (*other)->parent;
	}
}

/* Each piece once, the outer ones of those that stand in each other. */
static void
add(struct remarks *r, xmlNode *n)
{
	if (r->n == REMARKS_MAX)
		return;
	for (size_t i = r->n; i > 0; i--)
		if (tree_within(r->node[i - 1], n))
			return;
	while (r->n > 0 && tree_within(n, r->node[r->n - 1]))
		r->n--;
	r->node[r->n++] = n;
}

/* Two signs of a kind, one after the other: the pieces that they stand in. */
static void
take_pair(struct remarks *r, struct arena *a, xmlNode *one, xmlNode *other,
    const xmlNode *keep)
{
	enum sign kind = sign_of(other);

	lift(&one, &other);
	if (one == other || xmlStrcmp(one->name, other->name) != 0 ||
	    (keep != NULL &&
		(tree_within(one, keep) || tree_within(other, keep))) ||
	    !is_remark(a, one, kind) || !is_remark(a, other, kind))
		return;
	add(r, one);
	add(r, other);
}

static void
find_remarks(struct remarks *r, struct arena *a, xmlNode *root,
    const xmlNode *keep)
{
	xmlNode *before[] = { [SIGN_ANSWER] = NULL, [SIGN_SAYS] = NULL };

	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true)) {
		enum sign kind = sign_of(n);

		if (kind == SIGN_NONE)
			continue;
		if (before[kind] != NULL)
			take_pair(r, a, before[kind], n, keep);
		before[kind] = n;
	}
}

/* ---- signed pieces ---- */

#define NAME_MAX_LEN 40   /* bytes of a name that stands above a remark */
#define TIME_MAX     60   /* and of what says when it was written */
#define SIGNED_MAX   4000 /* bytes of a remark */

/* The first text in n that is not blank, or NULL. */
static const xmlNode *
first_text(xmlNode *n)
{
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true)) {
		if (tree_is_heading(c))
			return NULL; /* an entry of a live page */
		if (c->type == XML_TEXT_NODE && !xmlIsBlankNode(c))
			return c;
	}
	return NULL;
}

/* "Marit", "7 March 2024, 9:12" and then some words? */
static bool
is_signed(struct arena *a, xmlNode *n)
{
	static const char *const pieces[] = { "div", "li", "article", "section",
		"tr", "dd", "blockquote", "table", NULL };
	const xmlNode *first;
	struct day_words day;
	struct line name;
	const char *line;

	if (!tree_is_one(n, pieces) || tree_shown(n) > SIGNED_MAX ||
	    tree_weight(n)->prose == 0)
		return false;
	first = first_text(n);
	if (first == NULL)
		return false;
	name = line_of(first);
	if (name.len < 2 || name.len > NAME_MAX_LEN ||
	    memchr(name.s, '.', name.len) != NULL ||
	    has_digit(name.s, name.len))
		return false;
	line = tree_line(a, n);
	/* a day, too: a programme of talks has names and times */
	return strlen(line) > name.len + TIME_MAX &&
	       has_time(line + name.len, TIME_MAX, false) &&
	       day_words_find(line + name.len, TIME_MAX, "", &day);
}

/* Signed pieces side by side, of the same kind and name. */
static void
find_signed(struct remarks *r, struct arena *a, xmlNode *root,
    const xmlNode *keep)
{
	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true)) {
		xmlNode *next = n->type == XML_ELEMENT_NODE
				    ? xmlNextElementSibling(n)
				    : NULL;

		if (next == NULL || xmlStrcmp(n->name, next->name) != 0 ||
		    !is_signed(a, n) || !is_signed(a, next) ||
		    (keep != NULL &&
			(tree_within(n, keep) || tree_within(next, keep))) ||
		    strcmp(tree_attribute(a, n, "class"),
			tree_attribute(a, next, "class")) != 0)
			continue;
		add(r, n);
		add(r, next);
	}
}

void
page_readers_drop(struct arena *a, xmlNode *root, const xmlNode *keep,
    const struct intake *in)
{
	struct remarks *r = arena_alloc(a, sizeof *r);
	size_t prose = 0;

	r->n = 0;
	find_remarks(r, a, root, keep);
	if (r->n == 0)
		find_signed(r, a, root, keep);
	for (size_t i = 0; i < r->n; i++)
		prose += tree_weight(r->node[i])->prose;
	if (tree_weight(root)->prose < prose + LEFT_MIN)
		return;
	for (size_t i = 0; i < r->n; i++)
		page_junk_drop_one(r->node[i], "comments", in);
}
