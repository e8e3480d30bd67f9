
#include "base/arena.h"
#include "capsule/capsule.h"
#include "cmd/cmd.h"
#include "cmd/helper.h"
#include "cmd/images_options.h"
#include "config/config.h"

enum { CONFIG, DRY_RUN, NOW };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[DRY_RUN] = { 'n', "dry-run", NULL, "say what would be done" },
	[NOW] = { 0, "now", NULL, "at once, whatever a source asked for" },
	{ 0 },
};

/* One call of chasqui-import, word by word. */
struct call {
	struct arena arena;
	const char *word[40]; /* ends with NULL: never full */
	size_t n;
};

static void
say(struct call *c, const char *word)
{
	c->word[c->n++] = word;
}

static void
say_text(struct call *c, const char *option, const char *value)
{
	say(c, option);
	say(c, value);
}

static void
say_number(struct call *c, const char *option, long number)
{
	say_text(c, option, arena_printf(&c->arena, "%ld", number));
}

/*
 * One source, by
 *
 *   chasqui-import mirror OPTIONS -- NAME URL CAPSULE
 *
 * What it remembers (ETag, dates) is kept in the capsule's folder, below
 * .chasqui/.
 */
static enum cmd_status
mirror_source(const struct capsule *capsule, const struct capsule_source *s,
    bool allow_private, const struct cmd_call *how)
{
	struct call c = { .word = { "chasqui", "mirror" }, .n = 2 };
	enum cmd_status status;

	c.n = images_options(&c.arena, capsule, c.word, c.n);
	say_number(&c, "--limit", s->limit);
	say_number(&c, "--delay", s->delay_s);
	say_number(&c, "--timeout", s->timeout_s);
	if (s->topic[0] != '\0')
		say_text(&c, "--topic", s->topic);
	if (s->full)
		say(&c, "--full");
	if (how->given[DRY_RUN] != NULL)
		say(&c, "--dry-run");
	if (how->given[NOW] != NULL)
		say(&c, "--now");
	if (!s->robots)
		say(&c, "--no-robots");
	if (allow_private)
		say(&c, "--named-private");
	if (allow_private && s->allow_private)
		say(&c, "--allow-private");
	say_text(&c, "--", s->name);
	say_text(&c, s->url, capsule->root);
	status = helper_run(HELPER_IMPORT, c.word);
	arena_free(&c.arena);
	return status;
}

/* Every source; one that fails does not keep the others from their turn. */
static enum cmd_status
mirror_capsule(const char *root, bool allow_private, const struct cmd_call *how)
{
	struct problem why = { 0 };
	struct capsule capsule;
	enum cmd_status status = CMD_DONE;

	if (capsule_open(&capsule, root, &why) == -1)
		return cmd_fail(CMD_USAGE, &why);
	for (size_t i = 0; i < capsule.nsources; i++)
		status = cmd_worst(status,
		    mirror_source(&capsule, &capsule.sources[i], allow_private,
			how));
	capsule_close(&capsule);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct config *c = cmd_config(call->given[CONFIG]);
	enum cmd_status status = CMD_DONE;

	if (c == NULL)
		return CMD_USAGE;
	for (size_t i = 0; i < c->ncapsules; i++)
		status =
		    cmd_worst(status, mirror_capsule(c->capsules[i].root,
					  c->capsules[i].allow_private, call));
	config_free(c);
	return status;
}

const struct cmd cmd_mirror = {
	.name = "mirror",
	.operands = "",
	.help = "fetches what is new from the sources that capsules name",
	.options = options,
	.run = run,
};
