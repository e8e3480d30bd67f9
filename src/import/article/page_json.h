#ifndef IMPORT_ARTICLE_PAGE_JSON_H
#define IMPORT_ARTICLE_PAGE_JSON_H

struct page_facts;

/* Take what the text of a <script type="application/ld+json"> says. */
void page_json_read(struct page_facts *f, const char *json);

/*
 * Take the text of the article out of the data of a page that a script draws
 * (Next.js and its like): the longest "content", "body" or the like beside a
 * title that is the page's own.
 */
void page_json_read_data(struct page_facts *f, const char *title,
    const char *json);

#endif
