#ifndef TLS_WIPE_H
#define TLS_WIPE_H

#include <stdbool.h>

/*
 * What OpenSSL frees while it reads keys is not left behind in memory, where
 * processes that hold no keys, and read what strangers wrote, would inherit it
 * by fork: OpenSSL 3.0 wipes a key, but not the DER that it was decoded from.
 */

/* Before anything else is asked of OpenSSL; once, by whoever will fork. */
void wipe_set_up(void);
/* From now on, and no more.  Without wipe_set_up() nothing happens. */
void wipe_freed(bool on);

#endif
