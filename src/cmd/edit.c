#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"
#include "cmd/cmd.h"
#include "cmd/remote_args.h"
#include "text/url.h"

#define EDIT ";edit"

enum { TOKEN = REMOTE_OPTIONS };

static const struct cmd_option options[] = {
	REMOTE_ROWS,
	[TOKEN] = { 0, "token", "WORD", "that the server wants besides" },
	{ 0 },
};

/* One text that is edited. */
struct session {
	struct arena a;
	struct client_how how;
	const char *token; /* as parameters have it */
	const char *to;    /* the address that the text goes back to */
	const char *type;  /* its media type */
	struct buf before; /* as it came */
	char folder[TEMPFILE_FOLDER_SIZE]; /* made for file */
	const char *file;
};

/* ---- fetching ------------------------------------------------------------ */

/* The address without ";edit" and what stands behind: the version stays. */
static const char *
without_edit(struct arena *a, const char *url)
{
	const char *edit = strstr(url, EDIT);

	return edit == NULL ? url : arena_strndup(a, url, (size_t)(edit - url));
}

static void
take(struct session *s, struct client_reply *reply, const char *to)
{
	s->to = to;
	s->type = arena_strndup(&s->a, reply->meta, strcspn(reply->meta, "; "));
	s->before = reply->body;
}

/*
 * The source, as servers give it who know ";edit"; of others the page as it
 * is read, when that is a text.
 */
static enum cmd_status
fetch(struct session *s, const char *url)
{
	struct client_request source = { remote_as(&s->a, url, "titan"),
		arena_printf(&s->a, "%s" EDIT, s->token), -1 };
	struct client_request shown = { remote_as(&s->a, url, "gemini"), "",
		-1 };
	struct problem why = { 0 };
	struct client_reply reply, page;

	if (client_fetch(&s->a, &source, &s->how, &reply, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	if (reply.status / 10 == 2) {
		take(s, &reply, without_edit(&s->a, reply.url));
		return CMD_DONE;
	}
	buf_free(&reply.body);
	if (reply.status / 10 == 5 && reply.status != 51 &&
	    client_fetch(&s->a, &shown, &s->how, &page, NULL) == 0) {
		if (page.status / 10 == 2 &&
		    strncmp(page.meta, "text/", 5) == 0) {
			take(s, &page, remote_as(&s->a, page.url, "titan"));
			return CMD_DONE;
		}
		buf_free(&page.body);
	}
	remote_complain(url, &reply);
	return CMD_PROBLEMS;
}

/* ---- editing ------------------------------------------------------------- */

static enum cmd_status
write_file(struct session *s)
{
	const char *end = strcmp(s->type, "text/gemini") == 0 ? "gmi" : "md";
	struct problem why = { 0 };

	if (tempfile_folder(s->folder, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	s->file = arena_printf(&s->a, "%s/text.%s", s->folder, end);
	if (file_write(s->file, buf_str(&s->before), s->before.len, 0600,
		&why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return CMD_DONE;
}

/* $VISUAL or $EDITOR may be a command with options: a shell reads it. */
static enum cmd_status
run_editor(const struct session *s)
{
	const char *editor = getenv("VISUAL");
	int status = 1;
	pid_t pid;

	if (editor == NULL || editor[0] == '\0')
		editor = getenv("EDITOR");
	if (editor == NULL || editor[0] == '\0')
		editor = "vi";
	(void)fflush(stdout);
	pid = fork();
	if (pid == 0) {
		char *script;

		if (asprintf(&script, "%s \"$1\"", editor) != -1)
			execl("/bin/sh", "sh", "-c", script, "sh", s->file,
			    (char *)NULL);
		_exit(127);
	}
	if (pid != -1)
		while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
			;
	if (pid != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return CMD_DONE;
	fprintf(stderr, "chasqui: the editor failed; the text is in %s\n",
	    s->file);
	return CMD_SYSTEM;
}

/* ---- sending ------------------------------------------------------------- */

static enum cmd_status
send_back(struct session *s, size_t size)
{
	struct client_request request = { .url = s->to,
		.params = arena_printf(&s->a, "%s;mime=%s;size=%zu", s->token,
		    s->type, size),
		.body = open(s->file, O_RDONLY | O_CLOEXEC) };
	struct problem why = { 0 };
	struct client_reply reply;
	enum cmd_status status;

	if (client_ask(&s->a, &request, &s->how, &reply, &why) == -1)
		status = cmd_fail(CMD_SYSTEM, &why);
	else
		status = remote_tell(s->to, &reply);
	if (request.body != -1)
		close(request.body);
	if (status != CMD_DONE)
		fprintf(stderr, "chasqui: your text is kept in %s\n", s->file);
	return status;
}

static enum cmd_status
edit(struct session *s)
{
	struct problem why = { 0 };
	struct buf after = { 0 };
	enum cmd_status status = write_file(s);
	bool same;

	if (status == CMD_DONE)
		status = run_editor(s);
	if (status != CMD_DONE)
		return status;
	if (buf_read_file(&after, s->file, CMD_TEXT_MAX, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	same = after.len == s->before.len &&
	       (after.len == 0 ||
		   memcmp(after.data, s->before.data, after.len) == 0);
	if (same)
		fprintf(stderr, "chasqui: nothing was changed\n");
	else if (after.len == 0)
		status = cmd_usage("edit: an empty text would delete the page; "
				   "'chasqui publish --delete' does that");
	else
		status = send_back(s, after.len);
	if (status == CMD_DONE) {
		unlink(s->file);
		rmdir(s->folder);
	}
	buf_free(&after);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct session s = { 0 };
	enum cmd_status status;

	if (remote_args(&s.how, call, CMD_TEXT_MAX) == -1)
		return CMD_USAGE;
	s.token = remote_token(&s.a, call->given[TOKEN]);
	status = fetch(&s, call->operands[0]);
	if (status == CMD_DONE)
		status = edit(&s);
	buf_free(&s.before);
	remote_args_free(&s.how);
	arena_free(&s.a);
	return cmd_worst(status, cmd_print("", 0));
}

const struct cmd cmd_edit = {
	.name = "edit",
	.operands = "URL",
	.help = "edits a text of a Titan server with $EDITOR",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
