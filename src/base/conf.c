#include "base/conf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/problem.h"

#define CUT "the file ends inside a section, a list or a string"

/* The first complaint of this file, which is the one a person can use. */
static struct {
	struct problem *why;
	size_t lines; /* of the file */
	bool made;
} complaint;

__attribute__((format(printf, 2, 0))) static void
complain(cfg_t *cfg, const char *fmt, va_list ap)
{
	char sentence[400];

	if (complaint.made)
		return;
	complaint.made = true;
	(void)vsnprintf(sentence, sizeof sentence, fmt, ap);
	if (strstr(sentence, CONF_LAST_KEY) != NULL)
		problem_set(complaint.why, complaint.lines,
		    "the section %s is not closed: '}' is missing", cfg->name);
	else if ((size_t)cfg->line > complaint.lines)
		problem_set(complaint.why, complaint.lines, CUT);
	else
		problem_set(complaint.why, (size_t)cfg->line, "%s", sentence);
}

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
	int status;

	complaint.why = why;
	complaint.lines = lines_of(text);
	complaint.made = false;
	buf_adds(text, CONF_LAST_KEY " = true\n");
	status = cfg_parse_buf(cfg, buf_str(text));
	if (complaint.made)
		return -1;
	if (status != CFG_SUCCESS)
		return problem_set(why, (size_t)cfg->line, "cannot be read");
	if (!cfg_getbool(cfg, CONF_LAST_KEY))
		return problem_set(why, complaint.lines, CUT);
	return 0;
}

cfg_t *
conf_parse(cfg_opt_t *keys, const struct conf_check *checks, size_t nchecks,
    const char *text, size_t len, struct problem *why)
{
	struct problem unseen = { 0 };
	struct buf whole = { 0 };
	cfg_t *cfg;

	if (why == NULL)
		why = &unseen;
	if (len > 0 && memchr(text, '\0', len) != NULL) {
		problem_set(why, 0, "holds a NUL byte: it is not text");
		return NULL;
	}
	buf_add(&whole, text, len);
	if (strncmp(buf_str(&whole), "\xEF\xBB\xBF", 3) == 0)
		memset(whole.data, ' ', 3);
	if (len > 0 && whole.data[len - 1] != '\n')
		buf_addc(&whole, '\n');
	if (whole.len > 0)
		blank_comments(whole.data);
	cfg = cfg_init(keys, CFGF_NONE);
	cfg_set_error_function(cfg, complain);
	for (size_t i = 0; i < nchecks; i++)
		cfg_set_validate_func(cfg, checks[i].key, checks[i].check);
	if (parse(cfg, &whole, why) == -1) {
		cfg_free(cfg);
		cfg = NULL;
	}
	buf_free(&whole);
	return cfg;
}

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
		cfg_error(cfg, "%s is %ld: want %ld to %ld", opt->name, given,
		    it->least, it->most);
		return -1;
	}
	return 0;
}
