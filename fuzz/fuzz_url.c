#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

/*
 * What is encoded fits on a link line and is not altered a second time; a
 * reference resolved against a path stays on the host and below the root.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = { 0 }, twice = { 0 }, bytes = { 0 };
	const char *s = (const char *)data, *found;
	struct arena a = { 0 };
	struct url u;

	url_encode(&once, s, size);
	url_encode(&twice, buf_str(&once), once.len);
	must(strcmp(buf_str(&once), buf_str(&twice)) == 0);
	must(utf8_plain_ascii(buf_str(&once), once.len));
	must(strpbrk(buf_str(&once), " \"<>\\^`{|}") == NULL);
	url_split(&u, once.data, once.len);
	found = url_resolve(&a, "/a/b", buf_str(&once));
	if (u.scheme_len == 0 && !u.has_authority) {
		must(found[0] == '/' && found[1] != '/');
		must(strncmp(found, "/../", 4) != 0);
	}
	url_resolve(&a, buf_str(&once), "../x?y#z");
	must(url_may_link(s, size) == url_may_link(once.data, once.len));

	url_encode_segment(&bytes, s, size);
	buf_clear(&twice);
	must(url_decode(&twice, buf_str(&bytes), bytes.len));
	must(twice.len == size && memcmp(twice.data, s, size) == 0);
	buf_clear(&bytes);
	url_show(&bytes, s, size);
	must(utf8_valid(buf_str(&bytes), bytes.len));
	buf_free(&once);
	buf_free(&twice);
	buf_free(&bytes);
	arena_free(&a);
	return 0;
}
