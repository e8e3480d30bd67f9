#ifndef IMPORT_ARTICLE_PAGE_JSON_H
#define IMPORT_ARTICLE_PAGE_JSON_H

struct page_facts;

/* Take what the text of a <script type="application/ld+json"> says. */
void page_json_read(struct page_facts *f, const char *json);

#endif
