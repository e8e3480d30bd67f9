#include "import/core/xml.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

/* libxml2's own field for the line ends at 65535. */
size_t
xml_line(const xmlNode *n)
{
	return (size_t)(uintptr_t)n->psvi;
}

/* Where namespaces are not declared, libxml2 leaves "wp:x" as the name. */
static const char *
local_name(const xmlChar *name)
{
	const char *colon = strrchr((const char *)name, ':');

	return colon != NULL ? colon + 1 : (const char *)name;
}

bool
xml_is(const xmlNode *n, const char *local)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp(local_name(n->name), local) == 0;
}

bool
xml_in(const xmlNode *n, const char *namespace_part)
{
	return n->ns != NULL && n->ns->href != NULL &&
	       strstr((const char *)n->ns->href, namespace_part) != NULL;
}

void
xml_text(const xmlNode *n, struct buf *out)
{
	xmlChar *text = xmlNodeGetContent(n);

	if (text != NULL)
		buf_adds(out, (const char *)text);
	xmlFree(text);
}

bool
xml_attribute(const xmlNode *n, const char *local, struct buf *out)
{
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		if (strcmp(local_name(a->name), local) == 0) {
			xml_text((const xmlNode *)a, out);
			return true;
		}
	return false;
}
