#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/slug.h"
#include "text/utf8_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

/* Clean text is valid, in one line, and cut into pieces that fit. */
static void
try_text(const char *s, size_t len)
{
	size_t n;

	must(utf8_valid(s, len));
	for (size_t i = 0; i < len; i += n) {
		n = utf8_cut(s + i, len - i, 7);
		must(n > 0 && n <= len - i);
		must(utf8_valid(s + i, n));
		must(utf8_columns(s + i, n) <= 7);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf clean = { 0 }, folded = { 0 }, bytes = { 0 };
	const char *s = (const char *)data;
	char slug[SLUG_SIZE];

	must(utf8_valid(s, size) == (u8_check(data, size) == NULL));
	utf8_columns(s, size);
	utf8_clean(&clean, s, size);
	must(memchr(buf_str(&clean), '\n', clean.len) == NULL);
	try_text(clean.data, clean.len);
	fold_punctuation(&folded, clean.data, clean.len);
	must(utf8_valid(folded.data, folded.len));
	buf_clear(&folded);
	fold_ascii(&folded, clean.data, clean.len);
	must(utf8_valid(folded.data, folded.len));
	buf_clear(&folded);
	fold_latin1(&folded, s, size);
	fold_to_latin1(&bytes, folded.data, folded.len);
	must(bytes.len <= folded.len);
	must(slug_make(slug, s, size) == strlen(slug));
	must(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
	     strlen(slug));
	buf_free(&clean);
	buf_free(&folded);
	buf_free(&bytes);
	return 0;
}
