#ifndef PUBLISH_JUDGE_H
#define PUBLISH_JUDGE_H

#include <stdint.h>

#include "proto/titan.h"
#include "publish/target.h"
#include "publish/writable.h"
#include "site/parts/reply.h"

/*
 * May this be published, as far as the line and the certificate tell?  It is
 * asked before a byte of the body is waited for, and again by the process that
 * writes.  0 with what the address stands for, or -1 with the answer in r.
 *
 * now  seconds since 1970
 */
int judge_upload(const struct publish_rules *rules, const char *language,
    const struct titan *t, const struct identity *who, int64_t now,
    struct target *target, struct reply *r);

#endif
