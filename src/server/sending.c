#include "server/sending.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"

#define CHUNKS 16 /* before others have their turn */

struct response *
sending_new(struct sending *s)
{
	s->response = xcalloc(1, sizeof *s->response);
	s->sent = 0;
	s->file_pos = 0;
	return s->response;
}

bool
sending_has_file(const struct sending *s)
{
	return s->response != NULL && s->response->reply.fd != -1;
}

uint64_t
sending_bytes(const struct sending *s)
{
	const struct response *r = s->response;

	if (r->reply.more)
		return UINT64_MAX;
	return r->bytes.len + (r->reply.fd == -1 ? 0 : r->reply.size);
}

void
sending_free(struct sending *s)
{
	if (s->response == NULL)
		return;
	response_free(s->response);
	free(s->response);
	s->response = NULL;
}

/* Bytes of the answer, or of the file behind it, that are to leave next. */
static ssize_t
next_bytes(const struct sending *s, char *chunk, const char **p)
{
	const struct response *r = s->response;
	uint64_t left = r->reply.size - s->file_pos;

	if (s->sent < r->bytes.len) {
		*p = r->bytes.data + s->sent;
		return (ssize_t)(r->bytes.len - s->sent);
	}
	if (r->reply.fd == -1 || left == 0)
		return 0;
	*p = chunk;
	if (left > SENDING_CHUNK)
		left = SENDING_CHUNK;
	/* Less than that: the file has shrunk, and its size was announced. */
	return pread(r->reply.fd, chunk, (size_t)left, (off_t)s->file_pos) ==
		       (ssize_t)left
		   ? (ssize_t)left
		   : -1;
}

enum wire_state
sending_go_on(struct sending *s, struct wire *w, char *chunk, size_t *written)
{
	const char *p;

	*written = 0;
	for (int i = 0; i < CHUNKS; i++) {
		ssize_t len = next_bytes(s, chunk, &p);
		enum wire_state state;
		size_t n;

		if (len <= 0)
			return len == 0 ? WIRE_DONE : WIRE_LOST;
		state = wire_write(w, p, (size_t)len, &n);
		if (s->sent < s->response->bytes.len)
			s->sent += n;
		else
			s->file_pos += n;
		*written += n;
		if (state != WIRE_DONE)
			return state == WIRE_ENDED ? WIRE_LOST : state;
	}
	return WIRE_WANT_WRITE;
}
