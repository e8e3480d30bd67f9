#include "index/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "text/ascii.h"
#include "text/fold.h"

/* With a last mixing, as its high bits alone are used. */
int64_t
index_hash(const char *s, size_t len)
{
	uint64_t h = hash_fnv(s, len, 0);

	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	return (int64_t)(h >> 1);
}

/* So much hash that two keys never meet; the kind is told apart first. */
int64_t
index_list_id(enum list_kind kind, const char *key)
{
	return (int64_t)kind << 60 | index_hash(key, strlen(key)) >> 3;
}

/* 0001-01-01, and a day more for zones. */
#define YEAR_ONE   62135683200
#define MAX_WEIGHT (INT64_C(1) << 37)

int64_t
index_first_id(const struct date *d, int64_t weight, const char *path)
{
	int64_t slot, hash = index_hash(path, strlen(path)) & 0xfffff;

	if (d->known) {
		slot = d->seconds + YEAR_ONE;
		slot = slot < 0 ? 0 : slot;
	} else {
		weight = weight > MAX_WEIGHT ? MAX_WEIGHT : weight;
		weight = weight < -MAX_WEIGHT ? -MAX_WEIGHT : weight;
		slot = -1 - MAX_WEIGHT - weight;
	}
	return slot * INDEX_SLOT + hash * INDEX_RANKS;
}

int64_t
index_search_day(int64_t id)
{
	const int64_t most = 1 << 20; /* weights that are told apart */
	int64_t slot = (id - (id & (INDEX_SLOT - 1))) / INDEX_SLOT, weight;

	if (slot >= 0)
		return slot / 86400 * SEARCH_DAY;
	weight = -1 - MAX_WEIGHT - slot;
	weight = weight > most ? most : weight < -most ? -most : weight;
	return (-2 * most - weight) * SEARCH_DAY;
}

void
index_key(char out[SLUG_SIZE], const char *title)
{
	size_t len = strlen(title);

	if (slug_make(out, title, len) == 0)
		(void)snprintf(out, SLUG_SIZE, "t-%08x",
		    (unsigned)(index_hash(title, len) & 0xffffffff));
}

static void
lower(struct buf *b, size_t from)
{
	for (size_t i = from; i < b->len; i++)
		b->data[i] = to_lower(b->data[i]);
}

void
index_sort_key(struct buf *out, const char *title)
{
	size_t start = out->len;

	fold_ascii(out, title, strlen(title));
	lower(out, start);
}

void
index_address(struct buf *out, const char *path)
{
	size_t len = strlen(path);

	while (len > 0 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[0] == '/') {
		path++;
		len--;
	}
	if (len == 0)
		return;
	buf_addc(out, '/');
	buf_add(out, path, len);
}

void
index_host(struct buf *out, const char *authority, size_t len)
{
	const char *at = memchr(authority, '@', len), *end;
	size_t start = out->len;

	if (at != NULL) {
		len -= (size_t)(at + 1 - authority);
		authority = at + 1;
	}
	if (len > 4 && strncasecmp(authority, "www.", 4) == 0) {
		authority += 4;
		len -= 4;
	}
	end = memchr(authority, ':', len);
	buf_add(out, authority, end == NULL ? len : (size_t)(end - authority));
	lower(out, start);
}

struct date
index_date(sqlite3_stmt *st, int column)
{
	struct date d = { 0 };
	int day = sqlite3_column_int(st, column + 1);

	if (day == 0)
		return d;
	d.known = true;
	d.seconds = sqlite3_column_int64(st, column);
	d.year = day / 10000;
	d.month = day / 100 % 100;
	d.day = day % 100;
	d.day_only = sqlite3_column_int(st, column + 2) != 0;
	return d;
}

int64_t
index_day(const struct date *d)
{
	return d->known ? d->year * 10000 + d->month * 100 + d->day : 0;
}

void
index_hidden_rows(struct sql *q, sqlite3_stmt *st, struct hidden_count *out)
{
	*out = (struct hidden_count){ 0 };
	while (sql_step(q, st) == 1) {
		int v = sqlite3_column_int(st, 0);

		if (v <= VISIBLE || v >= VISIBILITIES)
			continue;
		out->n[v] = (uint64_t)sqlite3_column_int64(st, 1);
		if (v == HIDDEN_SCHEDULED)
			out->next = sqlite3_column_int64(st, 2);
	}
}
