#ifndef MARKDOWN_LINK_TARGET_H
#define MARKDOWN_LINK_TARGET_H

struct arena;
struct markdown;

/*
 * Where a reference of a Markdown text leads, ready for a link line: encoded,
 * in the arena.  NULL when it leads nowhere that a reader could go, and is
 * text only: empty, a fragment alone, javascript and its like.
 *
 * A reference into the archive (how->find, or a name ending in .md) becomes
 * its path; another relative one is resolved against how->base, and its
 * fragment goes, since paths of a capsule have none.
 *
 * Spec: conversion.md 1.5, 1.6; RFC 3986 section 5.2.
 */
const char *link_target_address(struct arena *a, const struct markdown *how,
    const char *ref);

/* The last part of an address's path, without its query; "" if none. */
const char *link_target_file(struct arena *a, const char *url);

#endif
