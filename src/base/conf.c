#include "base/conf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/guess.h"
#include "base/problem.h"

#define CUT "the file ends inside a section, a list or a string"

/*
 * What is complained of: to a person who mends one thing after the other the
 * first is told (why), to `check` all of them (sink).
 */
static struct {
	struct problem *why;
	problem_sink *sink;
	void *ctx;
	const struct conf_syntax *syntax;
	struct buf told; /* lines of what the sink was told */
	size_t lines;    /* of the file */
	bool made;       /* in this reading, */
	bool fatal;      /* and not by a check: the parser ends at it */
	char option[64]; /* that it names, */
	size_t at;       /* on this line */
} complaint;

/* "no such option 'titel'": the name in quotes. */
static void
note_option(const char *sentence)
{
	const char *name = strstr(sentence, "option '");
	size_t len;

	complaint.option[0] = '\0';
	if (name == NULL)
		return;
	name += strlen("option '");
	len = strcspn(name, "'");
	if (len < sizeof complaint.option)
		(void)snprintf(complaint.option, sizeof complaint.option,
		    "%.*s", (int)len, name);
}

static bool
is_unknown_key(const char *sentence)
{
	return strncmp(sentence, "no such option", 14) == 0;
}

/* libconfuse 3.3 complains of each pair's key before it takes it. */
static bool
is_new_pair(const cfg_t *cfg, const char *sentence)
{
	return (cfg->flags & CFGF_KEYSTRVAL) != 0 && is_unknown_key(sentence);
}

/*
 * Append where the unknown key would be right: "in limits { ... }".  keys and
 * their sections are our own table, within is what encloses them.
 */
static void
add_homes(struct buf *homes, const cfg_opt_t *keys, const char *within,
    size_t depth)
{
	for (const cfg_opt_t *opt = keys; opt->name != NULL; opt++) {
		struct buf inner = { 0 };

		if (strcmp(opt->name, complaint.option) == 0) {
			buf_adds(homes, homes->len > 0 ? " or " : "");
			buf_addf(homes,
			    depth > 0 ? "in %s..." : "outside of all sections",
			    within);
			for (size_t i = 0; i < depth; i++)
				buf_adds(homes, " }");
		}
		if (opt->subopts == NULL)
			continue;
		buf_addf(&inner, "%s%s { ", within, opt->name);
		add_homes(homes, opt->subopts, buf_str(&inner), depth + 1);
		buf_free(&inner);
	}
}

/* The key of the section that an unknown one looks like; NULL: none. */
static const char *
guess_key(cfg_t *cfg)
{
	struct guess g;

	guess_begin(&g, complaint.option);
	for (const cfg_opt_t *opt = cfg->opts; opt->name != NULL; opt++)
		if (strcmp(opt->name, CONF_LAST_KEY) != 0)
			guess_try(&g, opt->name);
	return g.word;
}

/* An unknown key: what was meant, or where it belongs. */
static void
explain_key(cfg_t *cfg, struct problem *found)
{
	const struct conf_syntax *other = complaint.syntax->other;
	struct buf homes = { 0 };
	const char *guess;

	add_homes(&homes, complaint.syntax->keys, "", 0);
	guess = homes.len > 0 ? NULL : guess_key(cfg);
	if (guess == NULL && homes.len == 0 && other != NULL) {
		add_homes(&homes, other->keys, "", 0);
		if (homes.len > 0)
			buf_addf(&homes, " of %s", other->file);
	}
	if (guess != NULL)
		problem_set(found, (size_t)cfg->line,
		    "'%s' is unknown: is '%s' meant?", complaint.option, guess);
	else
		problem_set(found, (size_t)cfg->line, "no such option '%s'%s%s",
		    complaint.option, homes.len > 0 ? " here: it belongs " : "",
		    buf_str(&homes));
	buf_free(&homes);
}

/* Each mistake once: what comes behind it is read again and again. */
static void
tell_once(const struct problem *found)
{
	char line[sizeof *found + 32];
	struct buf marked = { 0 };

	problem_str(found, line, sizeof line);
	buf_addf(&marked, "\n%zu %s\n", found->line, line);
	if (strstr(buf_str(&complaint.told), buf_str(&marked)) == NULL) {
		buf_adds(&complaint.told, buf_str(&marked));
		complaint.sink(complaint.ctx, found);
	}
	buf_free(&marked);
}

__attribute__((format(printf, 2, 0))) static void
complain(cfg_t *cfg, const char *fmt, va_list ap)
{
	struct problem found = { 0 };
	char sentence[400];

	if (complaint.made && complaint.sink == NULL)
		return;
	(void)vsnprintf(sentence, sizeof sentence, fmt, ap);
	if (is_new_pair(cfg, sentence))
		return;
	complaint.made = complaint.fatal = true;
	complaint.at = (size_t)cfg->line;
	note_option(sentence);
	if (strstr(sentence, CONF_LAST_KEY) != NULL)
		problem_set(&found, complaint.lines,
		    "the section %s is not closed: '}' is missing", cfg->name);
	else if ((size_t)cfg->line > complaint.lines)
		problem_set(&found, complaint.lines, CUT);
	else if (is_unknown_key(sentence) && complaint.option[0] != '\0')
		explain_key(cfg, &found);
	else
		problem_set(&found, (size_t)cfg->line, "%s", sentence);
	if (complaint.sink != NULL)
		tell_once(&found);
	else
		*complaint.why = found;
}

cfg_opt_t conf_no_keys[] = { CFG_END() };

/* ---- comments ------------------------------------------------------------ */

/* What follows the string that begins at s. */
static char *
behind_string(char *s)
{
	char quote = *s++;

	while (*s != '\0' && *s != quote)
		s += s[0] == '\\' && s[1] != '\0' ? 2 : 1;
	return *s == quote ? s + 1 : s;
}

/*
 * The bytes of the comment at s, 0 when none is there; token: a token may
 * begin here.  One that never ends is left for libconfuse to complain of.
 */
static size_t
comment_at(const char *s, bool token)
{
	const char *end;

	if (*s == '#' || (token && strncmp(s, "//", 2) == 0))
		return strcspn(s, "\n");
	if (!token || strncmp(s, "/*", 2) != 0)
		return 0;
	end = strstr(s + 2, "*/");
	return end == NULL ? 0 : (size_t)(end - s) + 2;
}

/*
 * libconfuse 3.3 counts the line of a comment two or three times, and knows
 * no comments inside a list: it is given blanks in their place.
 */
static void
blank_comments(char *s)
{
	bool token = true;

	while (*s != '\0') {
		size_t n = comment_at(s, token);

		if (n == 0 && token && strncmp(s, "/*", 2) == 0)
			return;
		token = strchr(" \t\r\n={}(),+\"'", *s) != NULL;
		if (*s == '"' || *s == '\'')
			s = behind_string(s);
		else if (n == 0)
			s++;
		for (; n > 0; n--, s++)
			if (*s != '\n')
				*s = ' ';
	}
}

/* ---- the file ------------------------------------------------------------ */

static size_t
lines_of(const struct buf *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->len; i++)
		n += text->data[i] == '\n';
	return n;
}

/*
 * libconfuse takes the end of the file for the end of every open section, so
 * one more key is put behind it: that is known outside of all sections alone.
 */
static int
parse(cfg_t *cfg, struct buf *text, struct problem *why)
{
	struct buf whole = { 0 };
	int status;

	complaint.why = why;
	complaint.lines = lines_of(text);
	complaint.made = complaint.fatal = false;
	buf_add(&whole, buf_str(text), text->len);
	buf_adds(&whole, CONF_LAST_KEY " = true\n");
	status = cfg_parse_buf(cfg, buf_str(&whole));
	buf_free(&whole);
	if (complaint.made)
		return -1;
	if (status != CFG_SUCCESS)
		return problem_set(why, (size_t)cfg->line, "cannot be read");
	if (!cfg_getbool(cfg, CONF_LAST_KEY))
		return problem_set(why, complaint.lines, CUT);
	return 0;
}

/* The text as libconfuse can read it; -1: it is none. */
static int
prepare(struct buf *whole, const char *text, size_t len, struct problem *why)
{
	if (len > 0 && memchr(text, '\0', len) != NULL)
		return problem_set(why, 0, "holds a NUL byte: it is not text");
	buf_add(whole, text, len);
	if (strncmp(buf_str(whole), "\xEF\xBB\xBF", 3) == 0)
		memset(whole->data, ' ', 3);
	if (len > 0 && whole->data[len - 1] != '\n')
		buf_addc(whole, '\n');
	if (whole->len > 0)
		blank_comments(whole->data);
	return 0;
}

static cfg_t *
begin(const struct conf_syntax *syntax)
{
	cfg_t *cfg = cfg_init(syntax->keys, CFGF_NONE);

	complaint.syntax = syntax;
	cfg_set_error_function(cfg, complain);
	return cfg;
}

cfg_t *
conf_parse(const struct conf_syntax *syntax, const char *text, size_t len,
    struct problem *why)
{
	struct problem unseen = { 0 };
	struct buf whole = { 0 };
	cfg_t *cfg;

	if (why == NULL)
		why = &unseen;
	if (prepare(&whole, text, len, why) == -1)
		return NULL;
	cfg = begin(syntax);
	for (size_t i = 0; i < syntax->nchecks; i++)
		cfg_set_validate_func(cfg, syntax->checks[i].key,
		    syntax->checks[i].check);
	if (parse(cfg, &whole, why) == -1) {
		cfg_free(cfg);
		cfg = NULL;
	}
	buf_free(&whole);
	return cfg;
}

/* ---- all mistakes -------------------------------------------------------- */

#define MOST_READINGS 100

/* Is this the check of an option of this section? */
static bool
is_check_of(const struct conf_check *c, const cfg_t *cfg, const cfg_opt_t *opt)
{
	const char *name = strrchr(c->key, '|');
	const char *section;
	size_t len;

	if (strcmp(name == NULL ? c->key : name + 1, opt->name) != 0)
		return false;
	if (name == NULL)
		return strcmp(cfg->name, "root") == 0;
	for (section = name; section > c->key && section[-1] != '|';)
		section--;
	len = (size_t)(name - section);
	return strlen(cfg->name) == len && memcmp(cfg->name, section, len) == 0;
}

/* Ask the option's check, and go on whatever it says. */
static int
check_and_go_on(cfg_t *cfg, cfg_opt_t *opt)
{
	const struct conf_check *checks = complaint.syntax->checks;
	bool fatal = complaint.fatal;

	for (size_t i = 0; i < complaint.syntax->nchecks; i++)
		if (is_check_of(&checks[i], cfg, opt) &&
		    checks[i].check(cfg, opt) == -1 && opt->type == CFGT_INT)
			cfg_opt_setnint(opt, opt->def.number,
			    cfg_opt_size(opt) - 1);
	complaint.fatal = fatal;
	return 0;
}

/* The end of the braces that open at s; strings in them are stepped over. */
static char *
behind_braces(char *s)
{
	size_t depth = 0;

	while (*s != '\0') {
		if (*s == '"' || *s == '\'') {
			s = behind_string(s);
			continue;
		}
		depth += *s == '{';
		if (*s++ == '}' && --depth == 0)
			return s;
	}
	return s;
}

/* What follows the statement at s: "key = value", "name "title" { ... }". */
static char *
behind_statement(char *s)
{
	bool assigned;

	s += strcspn(s, " \t\n={+\"'");
	s += strspn(s, " \t\n+");
	assigned = *s == '=';
	s += assigned;
	s += strspn(s, " \t\n");
	if (!assigned && (*s == '"' || *s == '\'')) {
		s = behind_string(s);
		s += strspn(s, " \t\n");
	}
	if (*s == '{')
		return behind_braces(s);
	if (assigned && (*s == '"' || *s == '\''))
		return behind_string(s);
	return assigned ? s + strcspn(s, " \t\n}") : s;
}

/* Put blanks in the place of what was complained of; false: it is not there. */
static bool
blank_statement(char *text)
{
	char *s = text, *end;

	if (complaint.option[0] == '\0')
		return false;
	for (size_t line = 1; line < complaint.at; line++) {
		s = strchr(s, '\n');
		if (s == NULL)
			return false;
		s++;
	}
	/* the value may stand on a line behind its key */
	end = s + strcspn(s, "\n");
	for (s = end; s > text; s--)
		if (strncmp(s, complaint.option, strlen(complaint.option)) == 0)
			break;
	if (strncmp(s, complaint.option, strlen(complaint.option)) != 0)
		return false;
	for (end = behind_statement(s); s < end; s++)
		if (*s != '\n')
			*s = ' ';
	return true;
}

/* The tree of the last reading. */
static cfg_t *
read_all(const struct conf_syntax *syntax, struct buf *whole)
{
	struct problem why = { 0 };
	cfg_t *cfg = NULL;
	bool more = true;

	for (int i = 0; more && i < MOST_READINGS; i++) {
		if (cfg != NULL)
			cfg_free(cfg);
		cfg = begin(syntax);
		for (size_t k = 0; k < syntax->nchecks; k++)
			cfg_set_validate_func(cfg, syntax->checks[k].key,
			    check_and_go_on);
		if (parse(cfg, whole, &why) == -1 && !complaint.made)
			tell_once(&why);
		more = complaint.fatal && blank_statement(whole->data);
	}
	return cfg;
}

cfg_t *
conf_mistakes(const struct conf_syntax *syntax, const char *text, size_t len,
    problem_sink *sink, void *ctx)
{
	struct problem why = { 0 };
	struct buf whole = { 0 };
	cfg_t *cfg = NULL;

	complaint.sink = sink;
	complaint.ctx = ctx;
	if (prepare(&whole, text, len, &why) == -1)
		tell_once(&why);
	else
		cfg = read_all(syntax, &whole);
	buf_free(&complaint.told);
	buf_free(&whole);
	complaint.sink = NULL;
	return cfg;
}

/* ---- values -------------------------------------------------------------- */

const char *
conf_latest(cfg_opt_t *opt)
{
	unsigned n = cfg_opt_size(opt);
	const char *s = n == 0 ? NULL : cfg_opt_getnstr(opt, n - 1);

	return s == NULL ? "" : s;
}

int
conf_check_number(cfg_t *cfg, cfg_opt_t *opt, const struct conf_number *numbers,
    size_t n)
{
	long given = cfg_opt_getnint(opt, cfg_opt_size(opt) - 1);

	for (size_t i = 0; i < n; i++) {
		const struct conf_number *it = &numbers[i];

		if (strcmp(it->key, opt->name) != 0 ||
		    (given >= it->least && given <= it->most))
			continue;
		cfg_error(cfg, "%s is %ld: want %" PRId64 " to %" PRId64,
		    opt->name, given, it->least, it->most);
		return -1;
	}
	return 0;
}
