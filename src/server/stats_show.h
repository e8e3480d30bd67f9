#ifndef SERVER_STATS_SHOW_H
#define SERVER_STATS_SHOW_H

#include "base/buf.h"
#include "server/stats.h"

/* The stats as texts: what children wrote in them is cut and cleaned. */

/* For people. */
void stats_text(const struct stats *b, struct buf *out);
/* For Prometheus: its text exposition format 0.0.4. */
void stats_metrics(const struct stats *b, struct buf *out);

#endif
