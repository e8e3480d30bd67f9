#include "publish/writable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capsule/capsule.h"
#include "index/index.h"

const char *const writable_folders[] = { "articles", "pages", "topics",
	"static", "history", "letters", NULL };

void
writable_open(struct writable_capsule *p, const struct publish_rules *rules,
    const char *root, const char *index_file)
{
	*p = (struct writable_capsule){ .rules = rules,
		.root = root,
		.index_file = index_file,
		.language = "en",
		.settings = { .dir = -1 },
		.dir = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
	if (p->dir == -1)
		return;
	if (capsule_open_or_defaults(&p->settings, root, NULL) == 0)
		p->language = p->settings.language;
	for (size_t i = 0; writable_folders[i] != NULL; i++)
		(void)mkdirat(p->dir, writable_folders[i], 0755);
	/* its folder is not written to: it must be there to be filled */
	(void)close(openat(p->dir, CAPSULE_NOTICE,
	    O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
}

void
writable_close(struct writable_capsule *p)
{
	capsule_close(&p->settings);
	index_close(p->index);
	if (p->dir != -1)
		close(p->dir);
}

bool
writable_begin(struct writable_capsule *p)
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
writable_end(struct writable_capsule *p)
{
	if (p->index == NULL || index_end(p->index) == 0)
		return;
	index_close(p->index);
	p->index = NULL;
}

void
writable_follow_settings(struct writable_capsule *p)
{
	if (p->settings.root == NULL || !writable_begin(p))
		return;
	if (index_follow_conf(p->index, &p->settings, &p->generation))
		p->language = p->settings.language;
	writable_end(p);
}

bool
writable_is_ready(struct writable_capsule *p)
{
	bool ready = writable_begin(p) && index_complete(p->index);

	writable_end(p);
	return ready;
}
