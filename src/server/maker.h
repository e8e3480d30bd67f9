#ifndef SERVER_MAKER_H
#define SERVER_MAKER_H

struct child;

/*
 * The process that makes what readers on slow lines want and no worker may
 * spend time on: small forms of the capsules' pictures, one at a time, by the
 * helper that decodes them (capsule/picture.h says where they are kept), and
 * books when workers order them (site/book_page.h), by `chasqui export`.
 *
 * It looks through the capsules again and again, and rests fifty times as long
 * as a look cost it, so that it never takes more than a fiftieth of a core.
 */
int maker_run(struct child *c);

#endif
