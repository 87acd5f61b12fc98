# SPDX-License-Identifier: Apache-2.0
# web/review, bundled by esbuild into one script and one style, and both put into lodestar_detect.
find_program(LODESTAR_ESBUILD esbuild REQUIRED)
set(source ${PROJECT_SOURCE_DIR}/web/review)
set(bundle ${PROJECT_BINARY_DIR}/generated/review)
file(GLOB parts CONFIGURE_DEPENDS ${source}/*.ts ${source}/*.css web/lead/*.ts web/lead/*.css web/shared/*.ts web/shared/*.css)
add_custom_command(
  OUTPUT ${bundle}/review.js ${bundle}/review.css
  COMMAND ${LODESTAR_ESBUILD} ${source}/review.ts ${source}/review.css --bundle --minify --charset=utf8
          --target=es2021,chrome109,firefox102,safari15 --legal-comments=none --log-level=warning --outdir=${bundle}
  DEPENDS ${parts} VERBATIM)
lodestar_embed(lodestar_detect review_js ${bundle}/review.js)
lodestar_embed(lodestar_detect review_css ${bundle}/review.css)
lodestar_embed(lodestar_detect places packs/places/places.txt)
lodestar_embed(lodestar_detect places_outline packs/places/outline.txt)
