#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "import/html/charset.h"
#include "import/html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf html = { 0 }, markdown = { 0 }, words = { 0 };

	buf_add(&html, data, size);
	charset_to_utf8(&html);
	html_to_markdown(&markdown, buf_str(&html), html.len,
	    "https://a.example/b/");
	html_words(&words, buf_str(&html), html.len);
	if (!utf8_valid(buf_str(&markdown), markdown.len) ||
	    !utf8_valid(buf_str(&words), words.len))
		abort();
	buf_free(&html);
	buf_free(&markdown);
	buf_free(&words);
	return 0;
}
