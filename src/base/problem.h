#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include <stdarg.h>
#include <stddef.h>

/*
 * What is wrong, for a person: where, and one sentence without a final dot.
 * Plain arrays: lives on the stack of whoever asked, nothing to free.
 */
struct problem {
	char file[512]; /* "" until problem_in(); cut from the left if longer */
	size_t line;    /* counted from 1; 0: the file as a whole */
	char sentence[512];
};

/*
 * Fill line and sentence (file is left as it is), and return -1, so that a
 * failing function ends in `return problem_set(why, line, "...")`.  Control
 * bytes in the result become '?'.  why may be NULL.
 */
int problem_set(struct problem *why, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
int problem_setv(struct problem *why, size_t line, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));
/* problem_set() with ": " and strerror(errno) behind the sentence. */
int problem_errno(struct problem *why, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Name the file, if none is named yet.  Returns -1. */
int problem_in(struct problem *why, const char *file);
/* The line, from 1, of the byte at `at`; LF, CR and CRLF end lines. */
size_t problem_line(const char *text, size_t at);

/* "file:line: sentence", "file: sentence" or "sentence" into out. */
const char *problem_str(const struct problem *why, char *out, size_t size);

/*
 * Where code that finds many problems and goes on (check, scan, import)
 * reports each of them.
 */
typedef void problem_sink(void *ctx, const struct problem *found);

#endif
