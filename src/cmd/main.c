#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/guess.h"
#include "cmd/cmd.h"

static const struct cmd *const commands[] = {
	&cmd_serve,
	&cmd_check,
	&cmd_render,
	&cmd_preview,
	&cmd_new,
	&cmd_import,
	&cmd_mirror,
	&cmd_export,
	&cmd_cert,
	&cmd_status,
	&cmd_publish,
	&cmd_edit,
	&cmd_fetch,
	&cmd_publishers,
	&cmd_log,
	&cmd_diff,
	&cmd_revert,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

/* What getopt_long returns for the options that every command has. */
enum { HELP = 'h', VERSION = 0x100, OPTION };

static enum cmd_status
print_version(void)
{
	static const char text[] = "chasqui " CHASQUI_VERSION "\n";

	return cmd_print(text, sizeof text - 1);
}

static enum cmd_status
finish_output(void)
{
	return cmd_print("", 0);
}

static enum cmd_status
print_commands(void)
{
	printf("usage: chasqui COMMAND [OPTION...] [OPERAND...]\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i]->name, commands[i]->help);
	printf("\n'chasqui COMMAND --help' tells a command's options, and "
	       "chasqui(1) all of it.\n");
	return finish_output();
}

/* ---- one command's options ----------------------------------------------- */

static void
print_option(const struct cmd_option *o)
{
	char left[40], letter[] = "-x,";

	letter[1] = o->letter;
	(void)snprintf(left, sizeof left, "%3s --%s%s%s",
	    o->letter ? letter : "", o->name, o->value != NULL ? " " : "",
	    o->value != NULL ? o->value : "");
	printf("  %-22s %s\n", left, o->help);
}

static enum cmd_status
print_help(const struct cmd *c)
{
	static const struct cmd_option common[] = {
		{ HELP, "help", NULL, "say this" },
		{ 0, "version", NULL, "say which version this is" },
	};

	printf("usage: chasqui %s%s%s%s\n\n%s\n\n", c->name,
	    c->options != NULL && c->options->name != NULL ? " [OPTION...]"
							   : "",
	    c->operands[0] != '\0' ? " " : "", c->operands, c->help);
	for (const struct cmd_option *o = c->options;
	     o != NULL && o->name != NULL; o++)
		print_option(o);
	for (size_t i = 0; i < 2; i++)
		print_option(&common[i]);
	return finish_output();
}

/* A command's options in getopt_long's two forms. */
struct forms {
	char letters[2 + 2 * CMD_MAX_OPTIONS + 2];
	struct option names[CMD_MAX_OPTIONS + 3];
};

static void
make_forms(struct forms *f, const struct cmd_option *o)
{
	char *letter = f->letters;
	struct option *name = f->names;

	*letter++ = ':'; /* a missing value is told apart; no messages */
	*letter++ = HELP;
	for (int i = 0; o != NULL && o[i].name != NULL; i++) {
		bool takes = o[i].value != NULL;

		if (o[i].letter != '\0')
			*letter++ = o[i].letter;
		if (o[i].letter != '\0' && takes)
			*letter++ = ':';
		*name++ = (struct option){ o[i].name,
			takes ? required_argument : no_argument, NULL,
			OPTION + i };
	}
	*letter = '\0';
	*name++ = (struct option){ "help", no_argument, NULL, HELP };
	*name++ = (struct option){ "version", no_argument, NULL, VERSION };
	*name = (struct option){ NULL, 0, NULL, 0 };
}

/* The row of a short option. */
static int
row_of(const struct cmd_option *o, int letter)
{
	int i = 0;

	while (o[i].letter != letter)
		i++;
	return i;
}

/* The word of the command line that getopt_long stopped at. */
static enum cmd_status
bad_option(const struct cmd *c, char **argv, bool no_value)
{
	const char *word = argv[optind - 1];
	char letter[] = { '-', (char)optopt, '\0' };

	struct guess g;

	if (no_value)
		return cmd_usage("%s: option '%s' needs a value", c->name,
		    strncmp(word, "--", 2) == 0 ? word : letter);
	if (strncmp(word, "--", 2) != 0)
		return cmd_usage("%s: there is no option '%s'", c->name,
		    letter);
	guess_begin(&g, word + 2);
	for (const struct cmd_option *o = c->options; o->name != NULL; o++)
		guess_try(&g, o->name);
	guess_try(&g, "help");
	guess_try(&g, "version");
	if (g.word != NULL)
		return cmd_usage("%s: there is no option '%s'; is '--%s' "
				 "meant?",
		    c->name, word, g.word);
	return cmd_usage("%s: there is no option '%s'", c->name, word);
}

static enum cmd_status
run_with(struct cmd_call *call, int argc, char **argv)
{
	const struct cmd *c = call->cmd;

	call->operands = (const char *const *)argv;
	call->noperands = argc;
	if (argc < c->least)
		return cmd_usage("%s: too few operands; want %s", c->name,
		    c->operands);
	if (c->most >= 0 && argc > c->most)
		return cmd_usage("%s: too many operands, from '%s' on", c->name,
		    argv[c->most]);
	return c->run(call);
}

static enum cmd_status
run(const struct cmd *c, int argc, char **argv)
{
	struct cmd_call call = { .cmd = c };
	struct forms forms = { 0 };
	int key;

	make_forms(&forms, c->options);
	while ((key = getopt_long(argc, argv, forms.letters, forms.names,
		    NULL)) != -1) {
		if (key == HELP)
			return print_help(c);
		if (key == VERSION)
			return print_version();
		if (key == '?' || key == ':')
			return bad_option(c, argv, key == ':');
		if (key < OPTION)
			key = OPTION + row_of(c->options, key);
		call.given[key - OPTION] = optarg != NULL ? optarg : "";
	}
	return run_with(&call, argc - optind, argv + optind);
}

/* ---- which command ------------------------------------------------------- */

static const struct cmd *
find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static enum cmd_status
no_command(const char *name)
{
	struct guess g;

	guess_begin(&g, name);
	for (size_t i = 0; i < COMMANDS; i++)
		guess_try(&g, commands[i]->name);
	if (g.word != NULL)
		return cmd_usage("there is no command '%s'; is '%s' meant? "
				 "'chasqui --help' names them",
		    name, g.word);
	return cmd_usage("there is no command '%s'; 'chasqui --help' names "
			 "them",
	    name);
}

int
main(int argc, char **argv)
{
	static char help[] = "--help";
	const struct cmd *c;

	if (argc < 2)
		return (int)cmd_usage(
		    "which command?  'chasqui --help' names them");
	if (argc > 2 && strcmp(argv[1], "help") == 0) {
		argv[1] = argv[2];
		argv[2] = help;
		argc = 3;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0)
		return (int)print_commands();
	if (strcmp(argv[1], "--version") == 0)
		return (int)print_version();
	c = find(argv[1]);
	if (c == NULL)
		return (int)no_command(argv[1]);
	if (c->options == NULL) {
		struct cmd_call call = { .cmd = c };

		return (int)run_with(&call, argc - 2, argv + 2);
	}
	return (int)run(c, argc - 1, argv + 1);
}
