#include "tls/pace.h"

#include <sys/socket.h>

/*
 * Eighths of a window that are kept free.  What is read shows only from a
 * sixteenth on, and by itself when it more than doubles what is free.
 */
#define KEPT 2

/*
 * So much within one look is quick: 70 kB a second of 30 s.  Half of it may be
 * a window that widened, though nothing was read.
 */
#define QUICK 131072

/* Half of `write_timeout`, in looks. */
#define STILL (PACE_LOOKS / 2)

/* No network's packets are larger: who takes such ones is on this machine. */
#define LOCAL_PACKET 9001

/*
 * A machine frees what was read packet by packet, up to 17 of which it has put
 * into one.  Those of a network are small; here we see to it: 6 kB are freed at
 * once.  Smaller ones have it offer less than it has.  A small window is told
 * in steps of a packet, which are of this size at least.
 */
#define PIECE        350
#define SMALL_WINDOW 32768
#define PIECE_SMALL  536

/* A client reads a record as a whole, and is silent while he works on it. */
#define PORTIONS    32
#define PORTION_MIN 960
#define PORTION_MAX 2048

static void
see(struct pace *p, const struct pace_seen *seen)
{
	uint64_t edge = seen->acked + seen->window;

	if (seen->window > p->widest)
		p->widest = seen->window;
	if (edge <= p->edge)
		return;
	p->edge = edge;
	/* A window widens by less at first, though nothing is read. */
	if (edge - p->looked > p->widest + p->widest / 4)
		p->paced = false;
}

void
pace_begin(struct pace *p, const struct pace_seen *seen, uint64_t bytes)
{
	*p = (struct pace){ .edge = seen->acked + seen->window,
		.widest = seen->window,
		.packet = seen->packet,
		.paced = bytes > seen->window / 8 * 7,
		.room_soon = true };
	p->looked = p->known = p->edge;
}

size_t
pace_piece(const struct pace *p)
{
	if (!p->paced || p->packet < LOCAL_PACKET)
		return 0;
	return p->widest < SMALL_WINDOW ? PIECE_SMALL : PIECE;
}

size_t
pace_portion(const struct pace *p)
{
	size_t portion = p->widest / PORTIONS;

	if (portion < PORTION_MIN)
		return PORTION_MIN;
	return portion > PORTION_MAX ? PORTION_MAX : portion;
}

size_t
pace_room(struct pace *p, const struct pace_seen *seen, size_t around)
{
	uint64_t under_way =
	    seen->sent > seen->acked ? seen->sent - seen->acked : 0;
	uint64_t room, needed;

	see(p, seen);
	if (!p->paced)
		return SIZE_MAX;
	needed = under_way + p->widest / 8 * KEPT + around;
	room = seen->window > needed ? seen->window - needed : 0;
	return (size_t)(room - room % pace_portion(p));
}

/*
 * Linux makes less of a buffer when packets are small, and then a reader who
 * has read all would be waited for while he waits for more.  Of who has read
 * that is believed, and his time begins anew; whoever takes nothing goes the
 * sooner.
 */
static bool
believe_window(struct pace *p, const struct pace_seen *seen)
{
	if (seen->sent > seen->acked ||
	    p->edge - p->known <= p->widest + p->widest / 4)
		return false;
	p->known = p->edge;
	p->widest = seen->window;
	return true;
}

bool
pace_look(struct pace *p, const struct pace_seen *seen)
{
	uint64_t got;
	bool moved;

	see(p, seen);
	got = p->edge - p->looked;
	moved = got > 0;
	p->still = moved ? 0 : p->still + 1;
	if (p->still == STILL && believe_window(p, seen))
		moved = true;
	p->looked = p->edge;
	p->paced = got < QUICK;
	p->room_soon = got >= p->widest / 8;
	return moved;
}

ssize_t
pace_send(int fd, const void *p, size_t len, size_t piece, int flags)
{
	if (piece > 0) {
		flags |= MSG_EOR;
		if (len > piece)
			len = piece;
	}
	return send(fd, p, len, flags | MSG_NOSIGNAL);
}
