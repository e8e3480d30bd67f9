#include "server/limits.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>

#include "base/alloc.h"

#define CELLS 65536

/* One of these for each process, and one for all of them together. */
struct counts {
	_Atomic int32_t cell[CELLS];
};

struct limits_table {
	uint64_t key[2];
	size_t slots;
	/* Shared between processes, and only paged in where it is used. */
	struct counts *all;  /* the sum of the slots */
	struct counts *slot; /* array: what each process has counted */
	/* When a reader's bucket will be full again, in microseconds. */
	_Atomic uint64_t *full_at;
};

static void *
share(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

struct limits_table *
limits_table_new(size_t slots)
{
	struct limits_table *t = xcalloc(1, sizeof *t);

	t->slots = slots;
	t->all = share(sizeof *t->all);
	t->slot = share(slots * sizeof *t->slot);
	t->full_at = share(CELLS * sizeof *t->full_at);
	if (t->all != NULL && t->slot != NULL && t->full_at != NULL &&
	    getrandom(t->key, sizeof t->key, 0) == sizeof t->key)
		return t;
	limits_table_free(t);
	return NULL;
}

void
limits_table_free(struct limits_table *t)
{
	if (t == NULL)
		return;
	if (t->all != NULL)
		munmap(t->all, sizeof *t->all);
	if (t->slot != NULL)
		munmap(t->slot, t->slots * sizeof *t->slot);
	if (t->full_at != NULL)
		munmap(t->full_at, CELLS * sizeof *t->full_at);
	free(t);
}

void
limits_forget(struct limits_table *t, size_t slot)
{
	struct counts *gone = &t->slot[slot];

	for (size_t i = 0; i < CELLS; i++) {
		int32_t n =
		    atomic_load_explicit(&gone->cell[i], memory_order_relaxed);

		if (n != 0)
			atomic_fetch_sub(&t->all->cell[i], n);
	}
	/* Zeroed, and the memory given back. */
	if (madvise(gone, sizeof *gone, MADV_REMOVE) == -1)
		memset(gone, 0, sizeof *gone);
}

static uint64_t
mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static size_t
cell_of(const struct limits_table *t, const struct ip *ip)
{
	struct ip reader = ip_reader(ip);
	uint64_t half[2];

	memcpy(half, reader.byte, sizeof half);
	return mix(mix(half[0] ^ t->key[0]) ^ half[1] ^ t->key[1]) % CELLS;
}

bool
limits_admit(struct limits *l, const struct ip *ip)
{
	size_t cell = cell_of(l->table, ip);
	_Atomic int32_t *all = &l->table->all->cell[cell];
	_Atomic int32_t *own = &l->table->slot[l->slot].cell[cell];

	/* Own first: who dies in between has counted too much, not too little.
	 */
	atomic_fetch_add(own, 1);
	if (atomic_fetch_add(all, 1) < (int32_t)l->set->per_address ||
	    l->set->per_address == 0)
		return true;
	atomic_fetch_sub(all, 1);
	atomic_fetch_sub(own, 1);
	return false;
}

void
limits_leave(struct limits *l, const struct ip *ip)
{
	size_t cell = cell_of(l->table, ip);

	atomic_fetch_sub(&l->table->all->cell[cell], 1);
	atomic_fetch_sub(&l->table->slot[l->slot].cell[cell], 1);
}

unsigned
limits_count(const struct limits *l, const struct ip *ip)
{
	int32_t n = atomic_load_explicit(
	    &l->table->all->cell[cell_of(l->table, ip)], memory_order_relaxed);

	return n < 0 ? 0 : (unsigned)n;
}

bool
limits_request(struct limits *l, const struct ip *ip, uint64_t now_ms)
{
	const struct config_limits *set = l->set;
	_Atomic uint64_t *full_at;
	uint64_t was, next, each;

	if (set->rate == 0)
		return true;
	full_at = &l->table->full_at[cell_of(l->table, ip)];
	each = 1000000 / set->rate; /* microseconds for one token */
	was = atomic_load(full_at);
	do {
		next = was < now_ms * 1000 ? now_ms * 1000 : was;
		if (next + each > now_ms * 1000 + each * set->burst)
			return false;
	} while (!atomic_compare_exchange_weak(full_at, &was, next + each));
	return true;
}
