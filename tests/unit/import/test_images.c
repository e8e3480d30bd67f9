#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../archive_fixture.h"
#include "base/file.h"
#include "import/core/item.h"
#include "import/images/images.h"
#include "import/net/cache.h"
#include "import/net/fetch.h"

#define BOAT "http://m.example/boat.png"

/* A capsule, and what is remembered of pictures; nothing is ever fetched. */
static struct fixture fx;
static struct fetch_settings settings;
static struct cache *memory;
static struct fetch *fetcher;
static struct images im;
static struct item it;

static int
begin(void **state)
{
	struct problem why;

	(void)state;
	fixture_begin(&fx);
	memory = cache_open(fx.root, false, &why);
	assert_non_null(memory);
	fetcher = fetch_new(&settings, memory);
	im = (struct images){ .rules.max = 5000,
		.smaller = -1,
		.root = fx.root,
		.fetch = fetcher,
		.memory = memory,
		.dry = true };
	item_init(&it);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	item_free(&it);
	fetch_free(fetcher);
	cache_close(memory);
	fixture_end(&fx);
	return 0;
}

static void
know(const char *key, const char *path, uint64_t size)
{
	struct cache_picture p = { .size = size };

	snprintf(p.path, sizeof p.path, "%s", path);
	cache_picture_put(memory, key, &p);
}

/* A file below the root. */
static void
put(const char *path)
{
	char full[256], folder[256];
	struct problem why;

	assert_non_null(file_join(full, sizeof full, fx.root, path));
	snprintf(folder, sizeof folder, "%.*s",
	    (int)(file_name(full) - full - 1), full);
	assert_int_equal(file_make_folder(folder, 0755, &why), 0);
	assert_int_equal(file_write(full, "x", 1, 0644, &why), 0);
}

static void
see_to(enum images_mode mode, const char *text, const char *expected)
{
	im.rules.mode = mode;
	buf_clear(&it.markdown);
	buf_adds(&it.markdown, text);
	images_see_to(&im, &it);
	assert_string_equal(buf_str(&it.markdown), expected);
}

static void
a_picture_that_is_here_is_shown_from_here(void **state)
{
	(void)state;
	know(BOAT, "static/img/m/boat.png", 800);
	put("static/img/m/boat.png");
	see_to(IMAGES_KEPT, "![A boat](" BOAT ")\n",
	    "![A boat](/static/img/m/boat.png)\n");
	assert_int_equal(im.kept, 1);
	assert_int_equal(im.linked, 0);
	assert_int_equal(fetch_figures(fetcher).saved, 800);
}

static void
a_picture_that_was_removed_here_is_linked_again(void **state)
{
	(void)state;
	know(BOAT, "static/img/m/boat.png", 0);
	see_to(IMAGES_KEPT, "![A boat](" BOAT ")\n", "![A boat](" BOAT ")\n");
	assert_int_equal(im.linked, 1);
}

static void
one_that_is_too_large_is_linked_with_its_size(void **state)
{
	(void)state;
	know(BOAT, "", 48000);
	see_to(IMAGES_KEPT, "![A boat](" BOAT ")\n",
	    "![A boat (48 KB)](" BOAT ")\n");
}

static void
a_link_says_how_large_its_picture_is(void **state)
{
	(void)state;
	know("size of " BOAT, "", 1200000);
	see_to(IMAGES_LINKED, "See ![A boat](" BOAT ").\n",
	    "See ![A boat (1.2 MB)](" BOAT ").\n");
	see_to(IMAGES_LINKED, "![](" BOAT ")\n",
	    "![boat.png (1.2 MB)](" BOAT ")\n");
	see_to(IMAGES_LINKED, "![A crane](http://m.example/crane.png)\n",
	    "![A crane](http://m.example/crane.png)\n");
}

static void
dropped_pictures_leave_the_words_around_them(void **state)
{
	(void)state;
	it.front.image = BOAT;
	it.front.image_alt = "A boat";
	see_to(IMAGES_DROPPED, "See ![A boat](" BOAT ") come in.\n",
	    "See  come in.\n");
	assert_string_equal(it.front.image, "");
	assert_string_equal(it.front.image_alt, "");
}

static void
the_picture_of_the_front_matter_is_seen_to_as_well(void **state)
{
	(void)state;
	know(BOAT, "static/img/m/boat.png", 800);
	put("static/img/m/boat.png");
	it.front.image = BOAT;
	see_to(IMAGES_KEPT, "Text.\n", "Text.\n");
	assert_string_equal(it.front.image, "/static/img/m/boat.png");
}

static void
pictures_of_the_capsule_itself_stay(void **state)
{
	(void)state;
	see_to(IMAGES_KEPT, "![A boat](/static/boat.png)\n",
	    "![A boat](/static/boat.png)\n");
	see_to(IMAGES_LINKED, "![A boat](boat.png)\n", "![A boat](boat.png)\n");
	assert_int_equal(im.kept + im.linked, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_picture_that_is_here_is_shown_from_here, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_picture_that_was_removed_here_is_linked_again, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    one_that_is_too_large_is_linked_with_its_size, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_link_says_how_large_its_picture_is, begin, end),
		cmocka_unit_test_setup_teardown(
		    dropped_pictures_leave_the_words_around_them, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_picture_of_the_front_matter_is_seen_to_as_well, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    pictures_of_the_capsule_itself_stay, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
