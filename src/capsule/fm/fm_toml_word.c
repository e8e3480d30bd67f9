#include "capsule/fm/fm_toml_word.h"

#include <string.h>

#include "text/ascii.h"

/* Digits of a base with single '_' between them; NULL when there are none. */
static const char *
digits(const char *s, const char *end, int base)
{
	const char *first = s;

	while (s < end) {
		bool fits = base == 16 ? hex_value(*s) >= 0
				       : *s >= '0' && *s < '0' + base;

		if (!fits && (*s != '_' || s == first || s[-1] == '_'))
			break;
		s++;
	}
	return s == first || s[-1] == '_' ? NULL : s;
}

static bool
is_number_in_base(const char *s, const char *end)
{
	int base;

	if (end - s < 3 || s[0] != '0')
		return false;
	base = s[1] == 'x' ? 16 : s[1] == 'o' ? 8 : s[1] == 'b' ? 2 : 0;
	return base != 0 && digits(s + 2, end, base) == end;
}

static bool
is_number(const char *s, const char *end)
{
	if (is_number_in_base(s, end))
		return true;
	if (s < end && (*s == '+' || *s == '-'))
		s++;
	if (end - s == 3 &&
	    (memcmp(s, "inf", 3) == 0 || memcmp(s, "nan", 3) == 0))
		return true;
	s = digits(s, end, 10);
	if (s != NULL && s < end && *s == '.')
		s = digits(s + 1, end, 10);
	if (s != NULL && s < end && (*s == 'e' || *s == 'E')) {
		s++;
		if (s < end && (*s == '+' || *s == '-'))
			s++;
		s = digits(s, end, 10);
	}
	return s == end;
}

/* Has it the outline of a date or time?  date_parse() knows the rest. */
static bool
is_date(const char *s, const char *end)
{
	static const char outline[] = "0000-00-00";
	static const char clock[] = "00:00";
	size_t len = (size_t)(end - s);
	const char *want = len > 2 && s[2] == ':' ? clock : outline;
	size_t n = strlen(want);

	if (len < n)
		return false;
	for (size_t i = 0; i < len; i++) {
		bool fits =
		    i >= n ? is_digit(s[i]) || strchr(" :.+-TtZz", s[i]) != NULL
		    : want[i] == '0' ? is_digit(s[i])
				     : s[i] == want[i];

		if (!fits || s[i] == '\0')
			return false;
	}
	return true;
}

static bool
is_boolean(const char *s, const char *end)
{
	size_t len = (size_t)(end - s);

	return (len == 4 && memcmp(s, "true", 4) == 0) ||
	       (len == 5 && memcmp(s, "false", 5) == 0);
}

bool
fm_toml_is_word(const char *s, size_t len)
{
	const char *end = s + len;

	return is_boolean(s, end) || is_number(s, end) || is_date(s, end);
}
