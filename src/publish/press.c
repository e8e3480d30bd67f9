#include "publish/press.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capsule/capsule.h"
#include "index/index.h"

const char *const press_folders[PRESS_FOLDERS + 1] = { "articles", "pages",
	"topics", "static", "history", "letters", NULL };

void
press_open(struct press *p, const struct publish_rules *rules, const char *root,
    const char *index_file)
{
	*p = (struct press){ .rules = rules,
		.root = root,
		.index_file = index_file,
		.language = "en",
		.settings = { .dir = -1 },
		.dir = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
	if (p->dir == -1)
		return;
	if (capsule_open_or_defaults(&p->settings, root, NULL) == 0)
		p->language = p->settings.language;
	for (size_t i = 0; press_folders[i] != NULL; i++)
		(void)mkdirat(p->dir, press_folders[i], 0755);
	/* its folder is not written to: it must be there to be filled */
	(void)close(openat(p->dir, PRESS_NOTICE,
	    O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
}

void
press_close(struct press *p)
{
	capsule_close(&p->settings);
	index_close(p->index);
	if (p->dir != -1)
		close(p->dir);
}

bool
press_begin(struct press *p)
{
	for (int i = 0; i < 2; i++) {
		if (p->index == NULL)
			p->index = index_open(p->index_file, NULL);
		if (p->index == NULL)
			return false;
		if (index_begin(p->index, NULL) == 0)
			return true;
		index_close(p->index);
		p->index = NULL;
	}
	return false;
}

void
press_end(struct press *p)
{
	if (p->index == NULL || index_end(p->index) == 0)
		return;
	index_close(p->index);
	p->index = NULL;
}

void
press_follow_settings(struct press *p)
{
	if (!press_begin(p))
		return;
	if (index_follow_conf(p->index, &p->settings, &p->generation))
		p->language = p->settings.language;
	press_end(p);
}

bool
press_is_ready(struct press *p)
{
	bool ready = press_begin(p) && index_complete(p->index);

	press_end(p);
	return ready;
}
