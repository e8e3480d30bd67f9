#ifndef TLS_TLS_PROBLEM_H
#define TLS_TLS_PROBLEM_H

#include "base/problem.h"

/*
 * problem_set() with ": " and OpenSSL's reason for what failed last behind the
 * sentence; OpenSSL forgets it then.  Returns -1.
 */
int tls_problem(struct problem *why, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
