#include "export/gempub.h"

#include "base/buf.h"
#include "capsule/capsule.h"
#include "export/tree.h"
#include "text/utf8_write.h"

/* A key is one line; utf8_clean() leaves no line end in a value. */
static void
line(struct buf *out, const char *key, const char *value)
{
	if (value[0] == '\0')
		return;
	buf_addf(out, "%s: ", key);
	utf8_clean(out, value, strlen(value));
	buf_addc(out, '\n');
}

void
gempub_metadata(struct buf *out, const struct capsule *c, const char *title,
    const char *edition)
{
	line(out, "title", title);
	line(out, "author", c->author);
	line(out, "description", c->description);
	line(out, "language", c->language);
	line(out, "charset", "UTF-8");
	line(out, "license", c->license);
	line(out, "publishDate", edition);
	line(out, "version", edition[0] != '\0' ? edition : "1");
	line(out, "gpubVersion", "1.0.0");
	line(out, "index", "index.gmi");
}
