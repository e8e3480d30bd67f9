#include "capsule/fm/yaml_words.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/fm/fm_pair.h"

/* "%": the key of the line, or "value". */
static const struct {
	const char *problem; /* libyaml's begins so, */
	const char *context; /* and this has it in it; NULL: any */
	const char *words;
} words[] = {
	{ "mapping values are not allowed", NULL,
	    "put the % between quotes: it has a colon" },
	{ "found character that cannot start any token", NULL,
	    "put the % between quotes: it begins with a character that YAML "
	    "keeps for itself" },
	{ "did not find expected alphabetic or numeric character", NULL,
	    "put the % between quotes: it begins with '*' or '&'" },
	{ "did not find expected ',' or ']'", NULL,
	    "the list of % is not closed: ']' is missing, or a comma in it" },
	{ "did not find expected ',' or '}'", NULL,
	    "the braces of % are not closed: '}' is missing, or a comma in "
	    "them" },
	{ "found unexpected end of stream", "quoted",
	    "the quotes of % are not closed" },
	{ "found unexpected document indicator", "quoted",
	    "the quotes of % are not closed" },
	{ "found unknown escape character", NULL,
	    "the % has a backslash between double quotes: write two, or use "
	    "single quotes" },
	{ "found a tab character", NULL,
	    "a tab stands at the beginning: indent with blanks" },
	{ "block sequence entries are not allowed", NULL,
	    "put the % between quotes: it begins with '- '; or begin the list "
	    "on the next line" },
	{ "could not find expected ':'", NULL,
	    "a line has no colon: want 'key: value'" },
	{ "did not find expected key", NULL,
	    "this line stands further left or right than those beside it, or "
	    "something follows a closing quote" },
	{ "did not find expected <document start>", NULL,
	    "this line is not 'key: value'" },
	{ "control characters are not allowed", NULL,
	    "a control character stands here: remove it" },
	{ "invalid leading UTF-8 octet", NULL,
	    "this is not UTF-8: save the file as UTF-8" },
	{ "invalid trailing UTF-8 octet", NULL,
	    "this is not UTF-8: save the file as UTF-8" },
	{ "incomplete UTF-8 octet sequence", NULL,
	    "this is not UTF-8: save the file as UTF-8" },
};

static const char *
translated(const char *problem, const char *context)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strncmp(problem, words[i].problem,
			strlen(words[i].problem)) != 0)
			continue;
		if (words[i].context == NULL ||
		    (context != NULL &&
			strstr(context, words[i].context) != NULL))
			return words[i].words;
	}
	return NULL;
}

void
yaml_words(struct buf *out, const char *problem, const char *context,
    const char *line, size_t len)
{
	const char *text = translated(problem, context);
	struct fm_pair p;
	bool keyed = fm_pair_read(&p, line, line + len);

	if (text == NULL) {
		buf_addf(out, "YAML: %s%s%s", problem,
		    context != NULL ? " " : "", context != NULL ? context : "");
		return;
	}
	for (; *text != '\0'; text++)
		if (*text != '%')
			buf_addc(out, *text);
		else if (keyed)
			buf_add(out, p.key, p.key_len);
		else
			buf_adds(out, "value");
}
