#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "import/html/charset.h"

#define BYTES(s) s, sizeof s - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *utf8;
} cases[] = {
	{ BYTES(""), "" },
	{ BYTES("plain"), "plain" },
	{ BYTES("Per\xC3\xBA"), "Perú" },
	{ BYTES("\xEF\xBB\xBFPer\xC3\xBA"), "Perú" },
	{ BYTES("Per\xFA \x93x\x94"), "Perú “x”" },
	/* a mark, or the look of it */
	{ BYTES("\xFF\xFEP\0\xFA\0"), "Pú" },
	{ BYTES("\xFE\xFF\0P\0\xFA"), "Pú" },
	{ BYTES("P\0e\0r\0\xFA\0 \0a\0"), "Perú a" },
	{ BYTES("\0P\0e\0r\0\xFA\0 \0a"), "Perú a" },
	/* declared, rightly and wrongly */
	{ BYTES("<meta charset=iso-8859-1>\xFA"),
	    "<meta charset=iso-8859-1>ú" },
	{ BYTES("<meta charset=\"utf-8\">\xFA"), "<meta charset=\"utf-8\">ú" },
	{ BYTES("<meta charset='latin1'>\xC3\xBA"),
	    "<meta charset='latin1'>ú" },
	{ BYTES("<meta content='text/html; charset=koi8-r'>\xC1"),
	    "<meta content='text/html; charset=koi8-r'>а" },
	{ BYTES("<meta charset=shift_jis>\x82\xA0"),
	    "<meta charset=shift_jis>あ" },
	{ BYTES("<?xml version='1.0' encoding='iso-8859-2'?>\xB1"),
	    "<?xml version='1.0' encoding='iso-8859-2'?>ą" },
	{ BYTES("<meta charset=mystery>\xFA"), "<meta charset=mystery>ú" },
	{ BYTES("<meta charset=utf-16>Per\xC3\xBA"),
	    "<meta charset=utf-16>Perú" },
	/* not by a script, which speaks of itself */
	{ BYTES("<script src=x charset=utf-8></script>"
		"<meta charset=iso-8859-2>\xB1"),
	    "<script src=x charset=utf-8></script>"
	    "<meta charset=iso-8859-2>ą" },
	/* a broken byte among good ones */
	{ BYTES("áéíóú\xFF"), "áéíóú\xEF\xBF\xBD" },
	{ BYTES("a\0b"), "a\xEF\xBF\xBD"
			 "b" },
	/* a text that only speaks of it */
	{ BYTES("charset=koi8-r \xFA"), "charset=koi8-r ú" },
	/* half a character at the end */
	{ BYTES("\xFF\xFEP\0\xFA"), "P\xEF\xBF\xBD" },
};

static void
any_encoding_becomes_utf8(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = { 0 };

		buf_add(&b, cases[i].bytes, cases[i].len);
		charset_to_utf8(&b);
		assert_string_equal(buf_str(&b), cases[i].utf8);
		buf_free(&b);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_encoding_becomes_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
