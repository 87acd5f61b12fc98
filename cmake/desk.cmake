# SPDX-License-Identifier: Apache-2.0
# web/desk, compiled by Svelte's compiler, which npm brings into the build folder, and bundled by
# esbuild into generated/desk; manifest.txt there names its files, whose names change with what they
# hold.
find_program(LODESTAR_NODE node REQUIRED)
set(source ${PROJECT_SOURCE_DIR}/web/desk)
set(bundle ${PROJECT_BINARY_DIR}/generated/desk)
file(GLOB parts CONFIGURE_DEPENDS ${source}/* web/lead/*.ts web/lead/*.css web/shared/*.ts
     web/shared/*.css packs/places/*.txt)
add_custom_command(
  OUTPUT ${bundle}/manifest.txt
  COMMAND ${LODESTAR_NODE} ${source}/build.mjs ${PROJECT_BINARY_DIR}/desk ${bundle}
  DEPENDS ${parts} COMMENT "Making the desk" VERBATIM)
add_custom_target(desk_page DEPENDS ${bundle}/manifest.txt)
# One file of all, which the program serves.
add_custom_command(
  OUTPUT ${bundle}/packed
  COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/pack_folder.py ${bundle} ${bundle}/packed
  DEPENDS ${bundle}/manifest.txt ${PROJECT_SOURCE_DIR}/tools/pack_folder.py VERBATIM)
lodestar_embed(lodestar desk_files ${bundle}/packed)
