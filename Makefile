# SPDX-License-Identifier: Apache-2.0
# Few verbs. `make test` and `make demo` work as the very first command on a fresh Debian 12.
.DEFAULT_GOAL := help
.PHONY: help build demo test check format fuzz bench bars run package clean configure

out := build/release
lodestar := $(out)/lodestar
ccache := $(shell command -v ccache)
ifneq ($(ccache),)
export CMAKE_CXX_COMPILER_LAUNCHER := $(ccache)
# One work tree's objects serve another's.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
endif

help:     ## say what there is
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

build: packages-build packages-desk configure  ## build the program: build/release/lodestar
	@cmake --build $(out) --target lodestar

demo: build  ## simulate invented postings, detect, say where the report lies, and serve the desk
	@rm -rf build/demo && mkdir -p build/demo
	$(lodestar) simulate 20000 --out build/demo/corpus --seed 1
	$(lodestar) detect build/demo/corpus/postings.csv --out build/demo/found
	$(lodestar) score build/demo/found build/demo/corpus
	@echo
	@echo "Open this in a browser (every person in it is invented):"
	@echo "  $(CURDIR)/build/demo/found/review.html"
	@echo
	@echo "The desk, with the same postings; one click enters as any of six invented people:"
	@if [ -t 1 ]; then echo "(Ctrl-C ends it)"; else once=--end-once-ready; fi; \
	$(lodestar) serve --data build/demo/desk --demonstration --load build/demo/corpus/postings.csv \
	  $$once

test: packages-build packages-desk configure  ## build everything and run the tests
	@cmake --build $(out)
	@tools/run_tests.py $(out)

check: packages-build packages-desk packages-check packages-browser  ## format, static analysis, sanitizers, scripts
	@tools/check.sh

format: packages-check  ## lay out every C++ file as clang-format-19 does
	@git ls-files --cached --others --exclude-standard '*.h' '*.cc' | xargs -r clang-format-19 -i

fuzz: packages-build packages-desk packages-check  ## fuzz each target for FUZZ_SECONDS (600)
	@tools/fuzz.sh

bench: packages-bench configure  ## measure; append to bench/history/
	@cmake $(out) >/dev/null && cmake --build $(out) --target benches
	@tools/bench.py $(out) bench/history

bars: build  ## what the program must reach, on corpora invented for it: make bars ARGS='--scale .1'
	@tools/bars.py $(lodestar) $(ARGS)

run: build  ## serve the desk from build/desk, or run the program: make run ARGS='detect a.csv --out found'
	@$(lodestar) $(or $(ARGS),serve --data build/desk)

package: packages-package build  ## write build/release/lodestar_*.deb
	@cd $(out) && cpack --config CPackConfig.cmake && lintian --fail-on error,warning lodestar_*.deb

clean:  ## remove build/
	rm -rf build

# A set of Debian packages, where missing: tools/install-packages.sh names the sets.
packages-%:
	@tools/install-packages.sh $*

configure: $(out)/build.ninja
$(out)/build.ninja: CMakePresets.json | packages-build packages-desk
	@cmake --preset release --log-level=NOTICE && touch $@
