# Chasqui: the build.  `make run` and `make test` do all their own set-up.
#
# Variants differ by BUILD and the flags alone: BUILD=build/san is the build
# under sanitizers, BUILD=build/fuzz the one for libFuzzer.

VERSION := 0.1.0
BUILD   ?= build

# The rooms of src/, lowest first: a room includes only those before it
# (tests/rooms.py).  import stands apart: base to capsule alone.
ROOMS := base text page markdown capsule/fm capsule index search site/words site/parts site proto \
         publish tls config server export client cmd
# The importer's own rooms, lowest first.
IMPORT_ROOMS := import/core import/html import/net import/images import/feed import/platform \
                import/article import

PREFIX        ?= /usr/local
sysconfdir    ?= $(if $(filter /usr,$(PREFIX)),/etc,$(PREFIX)/etc)
# Under systemd only what is below /var/lib can be a unit's own (StateDirectory=).
localstatedir ?= /var
BINDIR        ?= $(PREFIX)/bin
LIBEXECDIR    ?= $(PREFIX)/libexec/chasqui
MANDIR        ?= $(PREFIX)/share/man

PYTHON    ?= /usr/bin/python3
PKGCONFIG ?= pkg-config

SERVER_PKGS := libevent libevent_openssl openssl libcmark sqlite3 yaml-0.1 \
               libconfuse libseccomp libidn2
IMPORT_PKGS := libxml-2.0 zlib libcurl libcjson libzip
GEMPUB_PKGS := libzip
PICTURE_PKGS := gdlib libseccomp

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 \
            -Wwrite-strings -Wvla -Wundef
OPTIMISE ?= -O2 -g -D_FORTIFY_SOURCE=2
HARDEN   ?= -fstack-protector-strong -fPIE
CFLAGS   ?=
LDFLAGS  ?=
WERROR   ?=

# One short line a step; V=1 shows the commands.
V ?=
say = $(if $(V),,@printf '  %-4s %s\n' $(1) $(patsubst $(CURDIR)/%,%,$@);)

# Looked up when first used: `make setup` must run before pkg-config exists.
SERVER_CFLAGS = $(eval SERVER_CFLAGS := $$(shell $(PKGCONFIG) --cflags $(SERVER_PKGS)))$(SERVER_CFLAGS)
SERVER_LIBS   = $(eval SERVER_LIBS := $$(shell $(PKGCONFIG) --libs $(SERVER_PKGS)) -lunistring)$(SERVER_LIBS)
IMPORT_CFLAGS = $(eval IMPORT_CFLAGS := $$(shell $(PKGCONFIG) --cflags $(IMPORT_PKGS)))$(IMPORT_CFLAGS)
IMPORT_LIBS   = $(eval IMPORT_LIBS := $$(shell $(PKGCONFIG) --libs $(IMPORT_PKGS)))$(IMPORT_LIBS)

GEMPUB_CFLAGS = $(eval GEMPUB_CFLAGS := $$(shell $(PKGCONFIG) --cflags $(GEMPUB_PKGS)))$(GEMPUB_CFLAGS)
PICTURE_CFLAGS = $(eval PICTURE_CFLAGS := $$(shell $(PKGCONFIG) --cflags $(PICTURE_PKGS)))$(PICTURE_CFLAGS)
PICTURE_LIBS   = $(eval PICTURE_LIBS := $$(shell $(PKGCONFIG) --libs $(PICTURE_PKGS)))$(PICTURE_LIBS)
GEMPUB_LIBS   = $(eval GEMPUB_LIBS := $$(shell $(PKGCONFIG) --libs $(GEMPUB_PKGS)))$(GEMPUB_LIBS)

ALL_CFLAGS  = -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Isrc -MMD -MP $(WARNINGS) $(WERROR) \
              $(OPTIMISE) $(HARDEN) \
              -DCHASQUI_VERSION='"$(VERSION)"' \
              -DCHASQUI_CONF='"$(sysconfdir)/chasqui/chasqui.conf"' \
              -DCHASQUI_STATE='"$(localstatedir)/lib/chasqui"' \
              -DCHASQUI_LIBEXEC='"$(LIBEXECDIR)"' \
              $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS)

sources      = $(sort $(wildcard src/$(1)/*.c))
LIB_SRC     := $(filter-out src/cmd/main.c,$(foreach r,$(ROOMS),$(call sources,$(r))))
IMPORT_SRC  := $(filter-out src/import/main.c,$(foreach r,$(IMPORT_ROOMS),$(call sources,$(r))))
UNIT_IMPORT := $(sort $(wildcard tests/unit/import/test_*.c))
UNIT_SRC    := $(filter-out $(UNIT_IMPORT),$(sort $(wildcard tests/unit/*/test_*.c)))
FUZZ_SRC    := $(sort $(wildcard fuzz/fuzz_*.c))
FUZZ_IMPORT := $(sort $(wildcard fuzz/import/fuzz_*.c))
TOOLS_SRC   := $(sort $(wildcard tests/tools/*.c))

objects      = $(patsubst %.c,$(BUILD)/%.o,$(1))
programs     = $(patsubst %.c,$(BUILD)/%,$(1))
LIB         := $(BUILD)/libchasqui.a
IMPORT_LIB  := $(BUILD)/libimport.a
UNIT        := $(call programs,$(UNIT_SRC) $(UNIT_IMPORT))
FUZZ        := $(call programs,$(FUZZ_SRC) $(FUZZ_IMPORT))
TOOLS       := $(call programs,$(TOOLS_SRC))

.PHONY: all help check setup run test test-plain test-sanitize unit conversion \
        properties doubling e2e tools rooms spec sanitize fuzz fuzz-short bench bench-million bench-line lint format \
        valgrind install deb deb-test debian-test clean
.SECONDARY:
.DELETE_ON_ERROR:

# The programs that the server asks for what it must not link.
HELPERS := chasqui-import chasqui-gempub chasqui-picture

all: $(BUILD)/chasqui $(HELPERS:%=$(BUILD)/%) ## build the programs

$(BUILD)/chasqui: $(BUILD)/src/cmd/main.o $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(SERVER_LIBS)

$(BUILD)/chasqui-import: $(BUILD)/src/import/main.o $(IMPORT_LIB) $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(IMPORT_LIBS) $(SERVER_LIBS)

$(BUILD)/chasqui-gempub: $(BUILD)/src/gempub/main.o
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(GEMPUB_LIBS)

$(BUILD)/chasqui-picture: $(call objects,$(call sources,picture))
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PICTURE_LIBS)

$(LIB): $(call objects,$(LIB_SRC))
	$(call say,AR)rm -f $@ && $(AR) rcs $@ $^

$(IMPORT_LIB): $(call objects,$(IMPORT_SRC))
	$(call say,AR)rm -f $@ && $(AR) rcs $@ $^

# What belongs to the import program sees its libraries' headers too.
$(BUILD)/src/import/%.o $(BUILD)/tests/unit/import/%.o \
$(BUILD)/fuzz/import/%.o $(BUILD)/tests/tools/%.o: \
    EXTRA_CFLAGS = $(IMPORT_CFLAGS)
$(BUILD)/src/gempub/%.o: EXTRA_CFLAGS = $(GEMPUB_CFLAGS)
$(BUILD)/src/picture/%.o: EXTRA_CFLAGS = $(PICTURE_CFLAGS)
# Tests share helpers that stand above their rooms.
$(BUILD)/tests/unit/%.o $(BUILD)/tests/tools/%.o: TEST_CFLAGS = -Itests/unit

# The rooms that know where things are installed: made again for other places.
$(call objects,src/base/helper.c $(call sources,config) $(call sources,server) $(call sources,cmd) $(IMPORT_SRC) src/import/main.c \
    $(filter tests/unit/config/% tests/unit/server/%,$(UNIT_SRC))): $(BUILD)/places
$(BUILD)/places: .FORCE
	@mkdir -p $(@D)
	@echo '$(VERSION) $(sysconfdir) $(localstatedir) $(LIBEXECDIR)' | \
	    cmp -s - $@ || \
	    echo '$(VERSION) $(sysconfdir) $(localstatedir) $(LIBEXECDIR)' >$@
.PHONY: .FORCE

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) $(SERVER_CFLAGS) $(EXTRA_CFLAGS) $(TEST_CFLAGS) -c -o $@ $<

$(call programs,$(UNIT_SRC)): $(BUILD)/%: $(BUILD)/%.o $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(SERVER_LIBS)

$(call programs,$(UNIT_IMPORT)): $(BUILD)/%: $(BUILD)/%.o $(IMPORT_LIB) $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(IMPORT_LIBS) $(SERVER_LIBS)

$(TOOLS): $(BUILD)/%: $(BUILD)/%.o $(IMPORT_LIB) $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(IMPORT_LIBS) $(SERVER_LIBS)

# The heads of pictures are read without the picture library.
$(BUILD)/fuzz/fuzz_probe: $(BUILD)/src/picture/probe.o
$(call programs,$(FUZZ_SRC)): $(BUILD)/%: $(BUILD)/%.o $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(SERVER_LIBS)

$(call programs,$(FUZZ_IMPORT)): $(BUILD)/%: $(BUILD)/%.o $(IMPORT_LIB) $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(IMPORT_LIBS) $(SERVER_LIBS)

-include $(wildcard $(BUILD)/src/*/*.d $(BUILD)/src/*/*/*.d \
                    $(BUILD)/tests/*/*.d $(BUILD)/tests/*/*/*.d $(BUILD)/fuzz/*.d \
                    $(BUILD)/fuzz/*/*.d $(BUILD)/bench/*.d)

# ---- people -----------------------------------------------------------------

JOBS := $(shell nproc 2>/dev/null || echo 2)

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
	    while IFS='|' read -r target text; do \
	        printf '  %-18s %s\n' "$$target" "$$text"; done

setup:
	@sh tests/setup.sh run

run: setup ## set up, build, serve the example capsule
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@exec $(BUILD)/chasqui serve -c conf/example.conf

# ---- tests ------------------------------------------------------------------

SANITIZE := BUILD=build/san HARDEN=-fPIE \
            OPTIMISE='-O1 -g -fno-omit-frame-pointer' \
            CFLAGS='-fsanitize=address,undefined -fno-sanitize-recover=undefined' \
            LDFLAGS='-fsanitize=address,undefined' WERROR=-Werror

test: ## set up and run every test, sanitizers and fuzzers included
	@sh tests/setup.sh test
	@$(MAKE) --no-print-directory test-plain
	@$(MAKE) --no-print-directory test-sanitize
	@$(MAKE) --no-print-directory fuzz-short

check: ## the quick form: unit, conversion and end-to-end tests, once
	@sh tests/setup.sh test
	@$(MAKE) --no-print-directory -j$(JOBS) all unit-programs
	@$(MAKE) --no-print-directory rooms spec unit conversion e2e

# One build, its unit tests and the end-to-end tests against its programs.
test-plain:
	@$(MAKE) --no-print-directory -j$(JOBS) WERROR=-Werror all unit-programs
	@$(MAKE) --no-print-directory rooms spec unit conversion properties doubling e2e

test-sanitize sanitize:
	@$(MAKE) --no-print-directory -j$(JOBS) $(SANITIZE) all unit-programs
	@$(MAKE) --no-print-directory $(SANITIZE) unit conversion e2e

.PHONY: unit-programs
unit-programs: $(UNIT)

unit: unit-programs ## the unit tests alone
	@sh tests/unit.sh $(UNIT)

# What docs/spec and HACKING.md say and what is there agree.
spec:
	@$(PYTHON) tests/spec.py
	@$(PYTHON) tests/hacking.py

rooms: all
	@$(PYTHON) tests/rooms.py $(BUILD) $(ROOMS) $(IMPORT_ROOMS)

conversion: all ## the golden files of tests/conversion
	@BUILD=$(BUILD) sh tests/conversion.sh

# Over a thousand texts: once, with the fast build.
properties: all
	@BUILD=$(BUILD) $(PYTHON) tests/properties.py

# A text twice as long costs twice as much: CPU time, so with the fast build.
doubling: all
	@BUILD=$(BUILD) $(PYTHON) tests/doubling.py

tools: $(TOOLS)

e2e: all tools ## the end-to-end tests alone
	@BUILD=$(abspath $(BUILD)) PYTHON=$(PYTHON) JOBS=$(JOBS) sh tests/e2e.sh $(E2E)

# ---- fuzzing ----------------------------------------------------------------

FUZZING := BUILD=build/fuzz CC=clang HARDEN=-fPIE \
           OPTIMISE='-O1 -g -fno-omit-frame-pointer' \
           CFLAGS='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
           LDFLAGS='-fsanitize=address,undefined' WERROR=-Werror
FUZZ_SECONDS ?= 60

fuzz: ## every fuzz target, FUZZ_SECONDS (60) each
	@$(MAKE) --no-print-directory -j$(JOBS) $(FUZZING) fuzz-programs
	@sh tests/fuzz.sh build/fuzz $(FUZZ_SECONDS) $(JOBS)

fuzz-short:
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=4

.PHONY: fuzz-programs
fuzz-programs: $(FUZZ)

# ---- the developer's --------------------------------------------------------

C_FILES = $(sort $(wildcard src/*/*.[ch] src/*/*/*.[ch] tests/unit/*.[ch] \
            tests/unit/*/*.[ch] tests/tools/*.[ch] fuzz/*.[ch] fuzz/*/*.[ch] bench/*.[ch]))

format: ## lay out the C as .clang-format says
	@sh tests/setup.sh develop
	clang-format -i $(C_FILES)

# FILES='src/markdown/builder.c ...': what clang-tidy reads, where not all of src/.
lint: ## what tools that only read have to say
	@sh tests/setup.sh develop
	@PKGCONFIG='$(PKGCONFIG)' PACKAGES='$(SERVER_PKGS) $(IMPORT_PKGS)' \
	    C_FILES='$(C_FILES)' JOBS=$(JOBS) sh tests/lint.sh $(FILES)

# Every unit test under valgrind, with the fast build (minutes).
valgrind: unit-programs ## the unit tests under memcheck
	@sh tests/setup.sh develop
	@sh tests/valgrind.sh $(UNIT)

clean: ## remove build/
	rm -rf build

# ---- installing -------------------------------------------------------------

MANPAGES    := $(sort $(wildcard man/*.[1-8]))
UNITS       := $(sort $(wildcard conf/*.service conf/*.timer conf/*.socket))
# systemd looks into /usr and /usr/local; for other places there is /etc.
searched     = $(filter /usr /usr/local,$(PREFIX))
UNITDIR     ?= $(if $(searched),$(PREFIX)/lib,/etc)/systemd/system
SYSUSERSDIR ?= $(if $(searched),$(PREFIX)/lib,/etc)/sysusers.d
TMPFILESDIR ?= $(if $(searched),$(PREFIX)/lib,/etc)/tmpfiles.d
SHAREDIR    ?= $(PREFIX)/share

# What the files in conf/ say of the default places, with the places chosen.
PLACED = sed -e 's|/usr/bin/|$(BINDIR)/|g' -e 's|/etc/chasqui|$(sysconfdir)/chasqui|g' \
             -e 's|/var/lib/chasqui|$(localstatedir)/lib/chasqui|g' \
             $(if $(filter-out /var,$(localstatedir)), \
                 -e 's|^StateDirectory=.*|ReadWritePaths=$(localstatedir)/lib/chasqui|' \
                 -e '/^StateDirectoryMode=/d')
INSTALL_PLACED = install -d $(DESTDIR)$(2) && \
    $(PLACED) $(1) >$(DESTDIR)$(2)/$(notdir $(1)) && \
    chmod 644 $(DESTDIR)$(2)/$(notdir $(1))

# Said after an installation into this system, not into a package's folder.
NEXT_STEPS = printf '%s\n' \
    'Chasqui is installed.  Once, as root, make its user and its state folder:' \
    '  systemd-sysusers $(SYSUSERSDIR)/chasqui.conf' \
    '  systemd-tmpfiles --create $(TMPFILESDIR)/chasqui.conf' \
    '  systemctl daemon-reload' \
    'Name your capsule in $(sysconfdir)/chasqui/chasqui.conf, look, and start:' \
    '  $(BINDIR)/chasqui check' \
    '  systemctl enable --now chasqui'

# An installed configuration is the operator's: it is never written over.
install: all ## install below PREFIX (/usr/local), into DESTDIR
	install -D -m 755 $(BUILD)/chasqui $(DESTDIR)$(BINDIR)/chasqui
	for helper in $(HELPERS); do \
		install -D -m 755 $(BUILD)/$$helper $(DESTDIR)$(LIBEXECDIR)/$$helper || exit 1; \
	done
	for page in $(MANPAGES); do \
		install -D -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit 1; \
	done
	$(foreach u,$(UNITS),$(call INSTALL_PLACED,$(u),$(UNITDIR)) && )true
	$(call INSTALL_PLACED,conf/sysusers.d/chasqui.conf,$(SYSUSERSDIR))
	$(call INSTALL_PLACED,conf/tmpfiles.d/chasqui.conf,$(TMPFILESDIR))
	install -D -m 644 conf/completion/chasqui.bash \
	    $(DESTDIR)$(SHAREDIR)/bash-completion/completions/chasqui
	install -D -m 644 conf/completion/_chasqui \
	    $(DESTDIR)$(SHAREDIR)/zsh/vendor-completions/_chasqui
	for example in haproxy.cfg logrotate; do \
		install -D -m 644 conf/$$example \
		    $(DESTDIR)$(SHAREDIR)/doc/chasqui/examples/$$example || exit 1; \
	done
	install -d $(DESTDIR)$(SHAREDIR)/chasqui
	cp -R --no-preserve=mode,ownership capsule $(DESTDIR)$(SHAREDIR)/chasqui/
	test -e $(DESTDIR)$(sysconfdir)/chasqui/chasqui.conf || \
	    { $(call INSTALL_PLACED,conf/chasqui.conf,$(sysconfdir)/chasqui); }
	@$(if $(DESTDIR),,$(NEXT_STEPS))

# The Debian package: build/deb/chasqui_VERSION_ARCH.deb.
deb: ## the Debian package, in build/deb
	@sh tests/setup.sh deb
	sh debian/build.sh $(VERSION)

# The package in a clean Debian: installed, upgraded, removed and purged.
deb-test: ## the package in a clean Debian
	@sh tests/setup.sh deb
	@$(MAKE) --no-print-directory deb
	@bash tests/deb.sh build/deb/chasqui_$(VERSION)_*.deb

debian-test: ## build and test in a clean Debian 12 and 13, and for ARM
	@bash tests/debian.sh $(SUITES)

# ---- benches ----------------------------------------------------------------

BENCH := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard bench/*.c)))

$(filter-out %/photographs,$(BENCH)): $(BUILD)/bench/%: $(BUILD)/bench/%.o $(LIB)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(SERVER_LIBS)

# Draws with the picture program's library.
$(BUILD)/bench/photographs.o: EXTRA_CFLAGS = $(PICTURE_CFLAGS)
$(BUILD)/bench/photographs: $(BUILD)/bench/photographs.o
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PICTURE_LIBS) -lm

bench: all tools $(BENCH) ## measure: docs/speed.md
	@$(PYTHON) bench/run.py $(BUILD)

bench-million: $(BENCH) ## the index of a million articles: 10 GB, minutes
	@$(PYTHON) bench/million.py $(BUILD)

bench-line: all $(BUILD)/bench/photographs ## what readers on slow lines wait for: docs/slow-line.md
	@$(PYTHON) bench/line.py $(BUILD) docs/slow-line.svg
