# SPDX-License-Identifier: Apache-2.0
# `cpack --config build/release/CPackConfig.cmake` writes the .deb.
install(DIRECTORY packs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lodestar/packs)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lodestar)
set(CPACK_PACKAGE_CONTACT "Lodestar maintainers <maintainers@lodestar.invalid>")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
include(CPack)
