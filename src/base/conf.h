#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stddef.h>
#include <stdint.h>

#include <confuse.h>

#include "base/problem.h"

/*
 * A file of keys, values and sections in libconfuse's syntax, read in one go
 * and refused as a whole at its first mistake.  Not for threads: libconfuse
 * hands nothing of its caller's to what it calls.
 */

/* Ends the keys that may stand outside of all sections: see conf_parse(). */
#define CONF_LAST_KEY "end_of_the_file"
#define CONF_END      CFG_BOOL(CONF_LAST_KEY, cfg_false, CFGF_NONE), CFG_END()

/* A section whose keys are the operator's own: "types { gpub = a/b }". */
#define CONF_PAIRS(name) CFG_SEC(name, conf_no_keys, CFGF_KEYSTRVAL)
extern cfg_opt_t conf_no_keys[];

/* What is called with a value at its line; "section|key".  -1: refused. */
struct conf_check {
	const char *key;
	cfg_validate_callback_t check;
};

/* A number between these; by its key without the section. */
struct conf_number {
	const char *key;
	int64_t least, most;
};

/* What may stand in a file. */
struct conf_syntax {
	cfg_opt_t *keys; /* ended by CONF_END */
	const struct conf_check *checks;
	size_t nchecks;
	/* Another file, which an unknown key may be meant for, or NULL. */
	const struct conf_syntax *other;
	const char *file; /* what an other is called */
};

/*
 * Parse len bytes; a byte order mark is stepped over.  The tree, for
 * cfg_free(), or NULL with line and reason: the syntax, an unknown key, a
 * check's cfg_error(), a section that is still open at the end.
 */
cfg_t *conf_parse(const struct conf_syntax *syntax, const char *text,
    size_t len, struct problem *why);
/*
 * Tell the sink every mistake, not the first alone: values that a check
 * refuses, unknown keys and values of another kind are passed over, and only
 * what leaves the rest without a meaning (a quote that is not closed) ends it.
 *
 * Returns the tree of what could be read, for cfg_free(), or NULL: a text that
 * a check refused stands in it, a number that was is the key's default.
 */
cfg_t *conf_mistakes(const struct conf_syntax *syntax, const char *text,
    size_t len, problem_sink *sink, void *ctx);

/* The string, or the number, of an option that was read last. */
const char *conf_latest(cfg_opt_t *opt);
/* 0, or -1 and said, when the latest number is not within its limits. */
int conf_check_number(cfg_t *cfg, cfg_opt_t *opt,
    const struct conf_number *numbers, size_t n);

#endif
