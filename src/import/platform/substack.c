#include "import/platform/substack.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "import/core/csv.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/feed/entry.h"
#include "import/html/charset.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"

#define TABLE_MAX (64u << 20) /* bytes of posts.csv */
#define TEXT_MAX  (16u << 20) /* and of a post */

/* The columns that we look at, by name. */
enum column {
	ID,
	DATE,
	IS_PUBLISHED,
	TYPE,
	AUDIENCE,
	TITLE,
	SUBTITLE,
	PODCAST,
	COLUMNS
};

static const char *const names[COLUMNS] = { "post_id", "post_date",
	"is_published", "type", "audience", "title", "subtitle",
	"podcast_url" };

/* An export that is being read. */
struct substack {
	size_t column[COLUMNS]; /* where each stands */
	const struct csv_record *row;
	size_t line;
	int folder; /* "posts", open; -1: there is none */
	const struct reading *how;
	const struct intake *in;
};

bool
substack_is(const struct sniff *head)
{
	return head->kind == SNIFF_TEXT &&
	       sniff_holds(head, "post_id,post_date,is_published");
}

static const char *
said(const struct substack *s, enum column c)
{
	return csv_value(s->row, s->column[c]);
}

/* The folder of texts beside the table; -1 with errno. */
static int
open_folder(const char *table)
{
	struct buf path = { 0 };
	int fd;

	buf_add(&path, table, (size_t)(file_name(table) - table));
	buf_adds(&path, "posts");
	fd = open(buf_str(&path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_free(&path);
	return fd;
}

/* The text of the post of this row; false when there is no such file. */
static bool
read_text(const struct substack *s, struct buf *html)
{
	char name[256];
	struct stat st;
	struct source text;
	struct problem why = { .file = "" };
	int n = snprintf(name, sizeof name, "%s.html", said(s, ID)), fd;
	bool read;

	if (s->folder == -1 || n < 0 || (size_t)n >= sizeof name ||
	    strchr(name, '/') != NULL)
		return false;
	fd = file_open_below(s->folder, name, false, &st);
	if (fd == -1)
		return false;
	source_of_fd(&text, name, "", fd, (uint64_t)st.st_size);
	read = source_slurp(&text, html, TEXT_MAX, &why) == 0;
	source_close(&text);
	charset_decode(html, "");
	return read;
}

/* Why a row is no article for all; NULL when it is one, with its text. */
static const char *
not_for_readers(const struct substack *s, struct buf *html)
{
	const char *audience = said(s, AUDIENCE);

	if (*audience != '\0' && strcmp(audience, "everyone") != 0)
		return "for members";
	if (!read_text(s, html) && *said(s, PODCAST) == '\0')
		return "its text is not in the folder \"posts\"";
	return NULL;
}

/* Its text, without what asks its readers to subscribe. */
static void
take_text(const struct substack *s, struct feed_entry *e,
    const struct buf *html)
{
	struct arena a = { 0 };
	xmlDoc *doc =
	    html->len > 0 ? html_parse(html->data, html->len, "UTF-8") : NULL;
	xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	xmlNode *n = root;

	while (n != NULL) {
		bool call = n != root && tree_marked(tree_marks(&a, n),
					     "subscription-widget-wrap "
					     "subscription-widget-wrap-editor");
		xmlNode *next = tree_next(root, n, !call);

		if (call) {
			s->in->skipped(s->in->ctx, s->line, tree_line(&a, n),
			    "an invitation to sign up");
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		}
		n = next;
	}
	if (root != NULL)
		html_node_to_markdown(&e->item.markdown, root, "");
	e->has_content = root != NULL;
	xmlFreeDoc(doc);
	arena_free(&a);
}

static void
read_post(const struct substack *s)
{
	struct buf html = { 0 };
	const char *why = not_for_readers(s, &html);
	struct feed_entry e;

	if (why != NULL) {
		s->in->skipped(s->in->ctx, s->line,
		    *said(s, TITLE) != '\0' ? said(s, TITLE) : said(s, ID),
		    why);
		buf_free(&html);
		return;
	}
	entry_begin(&e, s->how);
	e.item.line = s->line;
	entry_title(&e, said(s, TITLE), ENTRY_PLAIN);
	entry_identity(&e, said(s, ID));
	entry_published(&e, said(s, DATE));
	e.item.front.summary =
	    arena_strdup(&e.item.front.arena, said(s, SUBTITLE));
	e.item.front.draft = strcasecmp(said(s, IS_PUBLISHED), "false") == 0;
	if (strcmp(said(s, TYPE), "page") == 0)
		e.item.kind = ITEM_PAGE;
	take_text(s, &e, &html);
	entry_enclosure(&e, said(s, PODCAST), "audio/mpeg", "");
	entry_give(&e, s->in);
	buf_free(&html);
}

static int
read_table(struct substack *s, struct buf *text, struct problem *why)
{
	struct arena a = { 0 };
	struct csv_record header, row;
	struct csv csv;

	csv_begin(&csv, buf_str(text), text->len);
	if (!csv_next(&csv, &a, &header) ||
	    csv_column(&header, names[ID]) == CSV_FIELDS) {
		arena_free(&a);
		return problem_set(why, 1, "is no posts.csv of Substack");
	}
	for (size_t i = 0; i < COLUMNS; i++)
		s->column[i] = csv_column(&header, names[i]);
	s->row = &row;
	while (csv_next(&csv, &a, &row)) {
		s->line = csv.line;
		read_post(s);
	}
	arena_free(&a);
	return 0;
}

int
substack_read(struct source *source, const struct reading *how,
    const struct intake *in, struct problem *why)
{
	struct substack s = { .folder = open_folder(source->path),
		.how = how,
		.in = in };
	struct buf text = { 0 };
	int rc = source_slurp(source, &text, TABLE_MAX, why);

	if (rc == 0) {
		charset_decode(&text, source->charset);
		rc = read_table(&s, &text, why);
		if (rc == -1)
			problem_in(why, source->name);
	}
	if (s.folder != -1)
		close(s.folder);
	buf_free(&text);
	return rc;
}
