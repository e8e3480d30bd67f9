#ifndef PUBLISH_UPLOAD_PARTS_H
#define PUBLISH_UPLOAD_PARTS_H

#include "base/buf.h"
#include "capsule/history.h"
#include "publish/locate.h"
#include "publish/upload.h"
#include "site/words/words.h"

/* What the modules of an upload share, and nobody else includes. */

struct upload {
	struct writable_capsule *capsule; /* borrowed */
	struct titan line;
	struct target target;
	struct located file;
	const struct publisher *who; /* borrowed from the capsule's rules */
	char from[64];
	int spool; /* owned, or -1 */
	uint64_t have;
	struct buf old; /* owned: what the file holds; empty when it is new */

	/* What was put in place, for upload_is_live(). */
	char version[HISTORY_VERSION_SIZE];
	bool deleted, shown;
};

/* ---- upload_answer.c: what is answered; each returns -1 ------------------ */

int upload_refuse(const struct upload *u, struct reply *r, enum status status,
    enum word w, const char *with);
/* Something on our side; nothing was changed. */
int upload_fail(const struct upload *u, struct reply *r,
    const struct problem *why);

/* An address of this capsule, by this scheme, as the upload came. */
const char *upload_address(const struct upload *u, struct arena *a,
    const char *scheme, const char *path);
void upload_lead_to(const struct upload *u, struct reply *r, const char *path);

/* ---- upload_put.c: history, then the file's place; 0, or -1 answered ------
 */

/* text NULL: the spooled bytes as they are. */
int upload_put(struct upload *u, const struct buf *text, struct reply *r);
int upload_delete(struct upload *u, struct reply *r);

/* ---- upload_text.c --------------------------------------------------------
 */

/* Make the text that was spooled a file; 0, or -1 answered. */
int upload_publish_text(struct upload *u, struct reply *r);
/* Is who sends it among the authors that a text names? */
bool upload_is_own(const struct upload *u, const char *text, size_t len);

#endif
