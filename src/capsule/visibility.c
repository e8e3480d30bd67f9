#include "capsule/visibility.h"

#include <inttypes.h>

#include "base/buf.h"
#include "capsule/front_matter.h"

enum visibility
visibility_at(const struct front_matter *f, int64_t now, int64_t *changes)
{
	int64_t from = INT64_MIN;

	*changes = INT64_MAX;
	if (f->held)
		return HIDDEN_HELD;
	if (f->draft)
		return HIDDEN_DRAFT;
	if (f->expires.known && f->expires.seconds <= now)
		return HIDDEN_EXPIRED;
	if (f->date.known)
		from = f->date.seconds;
	if (f->due.known && f->due.seconds > from)
		from = f->due.seconds;
	if (from > now) {
		*changes = from;
		return HIDDEN_SCHEDULED;
	}
	if (f->expires.known)
		*changes = f->expires.seconds;
	return f->unlisted ? UNLISTED : VISIBLE;
}

bool
visibility_served(enum visibility v)
{
	return v == VISIBLE || v == UNLISTED;
}

const char *
visibility_name(enum visibility v)
{
	static const char *const names[VISIBILITIES] = {
		[VISIBLE] = "",
		[UNLISTED] = "unlisted",
		[HIDDEN_DRAFT] = "draft",
		[HIDDEN_SCHEDULED] = "scheduled",
		[HIDDEN_EXPIRED] = "expired",
		[HIDDEN_HELD] = "held back",
	};

	return names[v];
}

void
hidden_count_add(struct hidden_count *sum, const struct hidden_count *h)
{
	for (int v = 0; v < VISIBILITIES; v++)
		sum->n[v] += h->n[v];
	if (h->next != 0 && (sum->next == 0 || h->next < sum->next)) {
		sum->next = h->next;
		sum->next_zone_s = h->next_zone_s;
	}
}

void
hidden_count_tell(const struct hidden_count *h, struct buf *out)
{
	char minute[DATE_SIZE];

	for (int v = UNLISTED; v < VISIBILITIES; v++) {
		if (h->n[v] == 0)
			continue;
		buf_addf(out, ", %" PRIu64 " %s%s", h->n[v],
		    visibility_name((enum visibility)v),
		    v == HIDDEN_DRAFT && h->n[v] != 1 ? "s" : "");
		if (v == HIDDEN_SCHEDULED)
			buf_addf(out, "%s for %s",
			    h->n[v] == 1 ? "" : ", the next",
			    date_minute(h->next + h->next_zone_s, NULL,
				minute));
	}
}
