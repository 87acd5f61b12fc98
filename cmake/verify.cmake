# SPDX-License-Identifier: Apache-2.0
# web/verify, bundled by esbuild and made one file, verify.html, which is put into the program.
find_file(LODESTAR_TWEETNACL tweetnacl/nacl-fast.js PATHS /usr/share/nodejs REQUIRED)
set(source ${PROJECT_SOURCE_DIR}/web/verify)
set(bundle ${PROJECT_BINARY_DIR}/generated/verify)
file(GLOB parts CONFIGURE_DEPENDS web/verify/*.ts web/verify/*.css web/ledger/*.ts web/shared/*.ts web/shared/*.css)
add_custom_command(
  OUTPUT ${bundle}/verify.html
  COMMAND ${LODESTAR_ESBUILD} ${source}/verify.ts ${source}/verify.css --bundle --minify --charset=utf8
          --target=es2021,chrome109,firefox102,safari15 --legal-comments=none --log-level=warning --outdir=${bundle}
  COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/make_page.py --title "Check a proof · Lodestar"
          --without "This page checks proofs with a script that is part of this file: allow scripts for it. Or run: lodestar verify"
          --style ${bundle}/verify.css --script ${bundle}/verify.js --out ${bundle}/verify.html
  DEPENDS ${parts} ${PROJECT_SOURCE_DIR}/tools/make_page.py ${LODESTAR_TWEETNACL} VERBATIM)
add_custom_target(verify_page DEPENDS ${bundle}/verify.html)
lodestar_embed(lodestar verify_page ${bundle}/verify.html)
