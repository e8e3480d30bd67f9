#ifndef SERVER_CONN_UPLOAD_H
#define SERVER_CONN_UPLOAD_H

#include <stdbool.h>

struct conn;

/*
 * An upload (Titan, on Gemini's ports): judged by its line, handed over to the
 * publisher, whose answer is passed on.  The states of a connection that does.
 */

/* Is an upload coming, where any are taken?  Else it is a bad request. */
bool conn_is_upload(const struct conn *c);
/* What has arrived of an upload's line; false: more is needed. */
bool conn_take_upload(struct conn *c, bool ended);

/*
 * Hand over what the site may not answer, as it would have to write: a
 * reader's letter to this capsule.
 */
void conn_hand_over_line(struct conn *c, const char *capsule);

/* HANDING: the publisher could not be told of an upload yet. */
void conn_hand_over(struct conn *c);
/* UPLOADING: the reader has sent something, or the publisher says something. */
void conn_upload(struct conn *c);
/* The body is too slow, or the publisher is. */
void conn_upload_late(struct conn *c);

#endif
