#ifndef SERVER_SENDING_H
#define SERVER_SENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/respond.h"
#include "tls/wire.h"

/*
 * A response on its way: its bytes, then its file in pieces, as fast as the
 * wire takes them.
 */
struct sending {
	struct response *response; /* owned; NULL: nothing is to be sent */
	size_t sent;               /* of its bytes */
	uint64_t file_pos;         /* of its file */
};

#define SENDING_CHUNK 65536 /* of a file, at once */

/* Room for a response that responder_ask() or responder_refuse() fills. */
struct response *sending_new(struct sending *s);
/* Does it hold a file open? */
bool sending_has_file(const struct sending *s);
/* How long it is; of a page in parts, longer than can be told. */
uint64_t sending_bytes(const struct sending *s);
/* What is not sent is not needed any more. */
void sending_free(struct sending *s);

/*
 * Send what can be sent before others have their turn.
 *
 * chunk     SENDING_CHUNK bytes of room
 * *written  how many bytes went off, whatever the state
 *
 * WIRE_DONE: all of it.  WIRE_WANT_*: wait for that, then go on.  WIRE_LOST:
 * the reader is lost, or the file has shrunk below the size that was said.
 */
enum wire_state sending_go_on(struct sending *s, struct wire *w, char *chunk,
    size_t *written);

#endif
