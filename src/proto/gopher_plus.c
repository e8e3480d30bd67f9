#include "proto/gopher_plus.h"

#include <string.h>

#include "base/buf.h"
#include "page/gophermap.h"
#include "page/place.h"

bool
gopher_plus_marker(const char *field, size_t len)
{
	return len == 1 && memchr("+!$", field[0], 3) != NULL;
}

void
gopher_plus_info(const struct place *place, const struct capsule_info *head,
    struct buf *out)
{
	buf_adds(out, "+-2\r\n+INFO: ");
	gophermap_line(out, '1', head->title, "", place->host, place->port);
}
