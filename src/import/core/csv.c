#include "import/core/csv.h"

#include <string.h>

#include "base/buf.h"

void
csv_begin(struct csv *c, const char *text, size_t len)
{
	*c = (struct csv){ .at = text, .end = text + len, .next = 1 };
}

/* The text between two quotes, the first of them passed already. */
static void
quoted(struct csv *c, struct buf *out)
{
	while (c->at < c->end) {
		if (*c->at == '"') {
			c->at++;
			if (c->at == c->end || *c->at != '"')
				return;
		}
		c->next += *c->at == '\n';
		buf_addc(out, *c->at++);
	}
}

static bool
ends_field(char c)
{
	return c == ',' || c == '\n' || c == '\r';
}

/* What stands behind a closing quote by mistake belongs to the field. */
static const char *
field(struct csv *c, struct arena *a)
{
	struct buf value = { 0 };

	if (c->at < c->end && *c->at == '"') {
		c->at++;
		quoted(c, &value);
	}
	while (c->at < c->end && !ends_field(*c->at))
		buf_addc(&value, *c->at++);
	return buf_keep(&value, a);
}

static void
end_line(struct csv *c)
{
	if (c->at < c->end && *c->at == '\r')
		c->at++;
	if (c->at < c->end && *c->at == '\n')
		c->at++;
	c->next++;
}

bool
csv_next(struct csv *c, struct arena *a, struct csv_record *out)
{
	out->n = 0;
	while (c->at < c->end && (*c->at == '\n' || *c->at == '\r'))
		end_line(c);
	if (c->at == c->end)
		return false;
	c->line = c->next;
	for (;;) {
		const char *value = field(c, a);

		if (out->n < CSV_FIELDS)
			out->field[out->n++] = value;
		if (c->at == c->end || *c->at != ',')
			break;
		c->at++;
	}
	end_line(c);
	return true;
}

size_t
csv_column(const struct csv_record *header, const char *name)
{
	for (size_t i = 0; i < header->n; i++)
		if (strcmp(header->field[i], name) == 0)
			return i;
	return CSV_FIELDS;
}

const char *
csv_value(const struct csv_record *r, size_t column)
{
	return column < r->n ? r->field[column] : "";
}
