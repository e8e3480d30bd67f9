#ifndef EXPORT_GEMPUB_H
#define EXPORT_GEMPUB_H

struct buf;
struct capsule;

/*
 * A gempub is a zip file of a gemtext tree with a metadata.txt: a capsule to
 * carry around.
 *
 * Spec: gempub 1.0.0.
 */
#define GEMPUB_METADATA "metadata.txt"

/*
 * Append the metadata of a capsule whose tree begins at index.gmi.  edition:
 * the day of its newest article, or "".
 */
void gempub_metadata(struct buf *out, const struct capsule *c,
    const char *title, const char *edition);

#endif
