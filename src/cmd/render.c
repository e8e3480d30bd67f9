#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/front_matter.h"
#include "cmd/cmd.h"
#include "markdown/markdown.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/page.h"
#include "page/place.h"
#include "page/plain.h"
#include "text/url.h"

enum { TO, HOST, PORT };

static const struct cmd_option options[] = {
	[TO] = { 't', "to", "FORM", "gemtext, gophermap or text" },
	[HOST] = { 0, "host", "NAME", "the host of local items; localhost" },
	[PORT] = { 0, "port", "N", "and their port; 70" },
	{ 0 },
};

/* A form, and what stands between two files and behind the last. */
static const struct form {
	const char *name;
	void (*write)(const struct page *p, const struct place *place,
	    struct buf *out);
	const char *between, *end;
} forms[] = {
	{ "gemtext", gemtext_write, "\n", "" },
	{ "gophermap", gophermap_write, "i\t\terror.host\t1\r\n", ".\r\n" },
	{ "text", plain_write, "\n", "" },
	{ 0 },
};

static enum cmd_status
read_source(struct buf *src, const char *name)
{
	struct problem why = { 0 };

	if (strcmp(name, "-") != 0)
		return cmd_read(src, name);
	if (buf_read_fd(src, 0, CMD_TEXT_MAX, &why) == 0)
		return CMD_DONE;
	problem_in(&why, name);
	return cmd_fail(CMD_PROBLEMS, &why);
}

/* The body below the front matter, whose faults are told. */
static enum cmd_status
add_source(struct page *p, const struct buf *src, const char *name)
{
	enum cmd_status status = CMD_DONE;
	struct problem why = { 0 };
	struct front_matter front;
	struct markdown how = { 0 };

	if (front_matter_read(&front, src->data, src->len, name, NULL, NULL,
		&why) == -1) {
		problem_in(&why, name);
		status = cmd_fail(CMD_PROBLEMS, &why);
	}
	how.line = front.body_line;
	markdown_add(p, src->data + front.body, src->len - front.body, &how);
	front_matter_free(&front);
	return status;
}

static enum cmd_status
render(const struct form *form, const struct place *place, const char *name,
    struct buf *out)
{
	struct buf src = { 0 }, text = { 0 };
	struct page page = { 0 };
	enum cmd_status status = read_source(&src, name);

	if (status == CMD_DONE && src.len > 0) {
		status = add_source(&page, &src, name);
		form->write(&page, place, &text);
	}
	if (text.len > 0 && out->len > 0)
		buf_adds(out, form->between);
	buf_add(out, text.data, text.len);
	page_free(&page);
	buf_free(&text);
	buf_free(&src);
	return status;
}

/* Each file in its turn, or standard input; the worst status of them. */
static enum cmd_status
render_all(const struct form *form, const struct place *place,
    const char *const *names)
{
	static const char *const standard[] = { "-", NULL };
	enum cmd_status status = CMD_DONE;
	struct buf out = { 0 };

	for (const char *const *name = names[0] != NULL ? names : standard;
	     *name != NULL; name++)
		status = cmd_worst(status, render(form, place, *name, &out));
	buf_adds(&out, form->end);
	status = cmd_worst(status, cmd_print(buf_str(&out), out.len));
	buf_free(&out);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	char host[256] = "localhost";
	struct place place = { .scheme = "gopher",
		.host = host,
		.port = GOPHER_PORT,
		.style = &(const struct style){ .fold = true } };
	const struct form *form = cmd_form(call, TO, forms, sizeof *forms);

	if (form == NULL)
		return CMD_USAGE;
	if (form->write != gophermap_write &&
	    (call->given[HOST] != NULL || call->given[PORT] != NULL))
		return cmd_usage("render: --host and --port are for --to "
				 "gophermap");
	if (cmd_host(call, HOST, host) == -1 ||
	    cmd_port(call, PORT, &place.port) == -1)
		return CMD_USAGE;
	return render_all(form, &place, call->operands);
}

const struct cmd cmd_render = {
	.name = "render",
	.operands = "[FILE...|-]",
	.help = "writes Markdown as readers of either protocol see it",
	.options = options,
	.most = -1,
	.run = run,
};
