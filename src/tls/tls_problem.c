#include "tls/tls_problem.h"

#include <stdarg.h>
#include <stdio.h>

#include <openssl/err.h>

int
tls_problem(struct problem *why, const char *fmt, ...)
{
	const char *reason = ERR_reason_error_string(ERR_peek_last_error());
	char what[512];
	va_list ap;

	ERR_clear_error();
	va_start(ap, fmt);
	(void)vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	return problem_set(why, 0, "%s: %s", what,
	    reason != NULL ? reason : "for no known reason");
}
