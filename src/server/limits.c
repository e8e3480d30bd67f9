#include "server/limits.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/alloc.h"

#define READERS   65536
#define EVERYBODY READERS /* the cell of all of them */
#define CELLS     (READERS + 1)
#define PLEA_MS   100 /* then it is made anew */

/* A plea: when it was made, what the least offer is worth, and whose it is. */
#define WHOSE_BITS 10
#define STAMP_BITS 24
#define STAMP_AT   (64 - STAMP_BITS)
#define NO_OFFER   ((UINT64_C(1) << STAMP_AT) - 1)

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
	_Atomic uint64_t *plea; /* 0: there is none */
	int bell;               /* owned: an eventfd */
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
	t->bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	t->all = share(sizeof *t->all);
	t->slot = share(slots * sizeof *t->slot);
	t->full_at = share(CELLS * sizeof *t->full_at);
	t->plea = share(CELLS * sizeof *t->plea);
	if (slots < (1u << WHOSE_BITS) - 1 && t->bell != -1 && t->all != NULL &&
	    t->slot != NULL && t->full_at != NULL && t->plea != NULL &&
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
	if (t->plea != NULL)
		munmap(t->plea, CELLS * sizeof *t->plea);
	if (t->bell != -1)
		close(t->bell);
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
	struct ip reader;
	uint64_t half[2];

	if (ip == LIMITS_EVERYBODY)
		return EVERYBODY;
	reader = ip_reader(ip);
	memcpy(half, reader.byte, sizeof half);
	return mix(mix(half[0] ^ t->key[0]) ^ half[1] ^ t->key[1]) % READERS;
}

/* Own first: who dies in between has counted too much, not too little. */
static int32_t
count(struct limits *l, size_t cell)
{
	atomic_fetch_add(&l->table->slot[l->slot].cell[cell], 1);
	return atomic_fetch_add(&l->table->all->cell[cell], 1);
}

static void
discount(struct limits *l, size_t cell)
{
	atomic_fetch_sub(&l->table->all->cell[cell], 1);
	atomic_fetch_sub(&l->table->slot[l->slot].cell[cell], 1);
}

bool
limits_admit(struct limits *l, const struct ip *ip)
{
	size_t cell = cell_of(l->table, ip);

	if (count(l, cell) >= (int32_t)l->set->per_address &&
	    l->set->per_address != 0) {
		discount(l, cell);
		return false;
	}
	count(l, EVERYBODY);
	return true;
}

void
limits_leave(struct limits *l, const struct ip *ip)
{
	discount(l, cell_of(l->table, ip));
	discount(l, EVERYBODY);
}

unsigned
limits_count(const struct limits *l, const struct ip *ip)
{
	int32_t n = atomic_load_explicit(
	    &l->table->all->cell[cell_of(l->table, ip)], memory_order_relaxed);

	return n < 0 ? 0 : (unsigned)n;
}

/* ---- which of his gives way --------------------------------------------- */

int
limits_bell(const struct limits_table *t)
{
	return t->bell;
}

static _Atomic uint64_t *
plea_of(const struct limits *l, const struct ip *ip)
{
	return &l->table->plea[cell_of(l->table, ip)];
}

static bool
is_open(uint64_t plea, uint64_t now_ms)
{
	uint64_t age = now_ms - (plea >> STAMP_AT);

	return plea != 0 && age % (1u << STAMP_BITS) < PLEA_MS;
}

void
limits_plead(struct limits *l, const struct ip *ip, uint64_t now_ms)
{
	_Atomic uint64_t *plea = plea_of(l, ip);
	uint64_t one = 1, was = atomic_load(plea);

	if (!is_open(was, now_ms) && atomic_compare_exchange_strong(plea, &was,
					 now_ms << STAMP_AT | NO_OFFER))
		(void)!write(l->table->bell, &one, sizeof one);
}

bool
limits_pleaded(const struct limits *l, const struct ip *ip, uint64_t now_ms)
{
	return is_open(
	    atomic_load_explicit(plea_of(l, ip), memory_order_relaxed), now_ms);
}

uint64_t
limits_offer(struct limits *l, const struct ip *ip, uint32_t worth,
    uint64_t now_ms)
{
	_Atomic uint64_t *plea = plea_of(l, ip);
	uint64_t was = atomic_load(plea), offer;

	do {
		offer = (was & ~NO_OFFER) | (uint64_t)worth << WHOSE_BITS |
			(l->slot + 1);
		if (!is_open(was, now_ms) || offer >= was)
			return 0;
	} while (!atomic_compare_exchange_weak(plea, &was, offer));
	return offer;
}

bool
limits_settle(struct limits *l, const struct ip *ip, uint64_t offer)
{
	return atomic_compare_exchange_strong(plea_of(l, ip), &offer, 0);
}

/* ---- how fast he asks --------------------------------------------------- */

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
