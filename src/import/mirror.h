#ifndef IMPORT_MIRROR_H
#define IMPORT_MIRROR_H

/*
 * One source of a capsule, kept up to date: what `chasqui mirror` calls for
 * each of them.
 *
 *	chasqui-import mirror [OPTION...] -- NAME URL CAPSULE
 *
 * A feed that has not changed is not transferred, an item that has not is not
 * looked at again.  Nothing changes when a fetch fails, but for the items
 * that came before.  One line on standard error sums up; exit status as
 * chasqui(1).
 *
 * argv[0] is the word "mirror".
 */
int mirror_main(int argc, char **argv);

#endif
