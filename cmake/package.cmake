# SPDX-License-Identifier: Apache-2.0
# `make package`, or `cpack --config build/release/CPackConfig.cmake`, writes the .deb.
if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/packs)
  install(DIRECTORY packs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lodestar/packs)
endif()
install(FILES README.md ACCEPTABLE_USE.md CHANGELOG.md cmake/package/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(FILES docs/guide/operations.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/package/lodestar.service DESTINATION lib/systemd/system)

# A page for man.
configure_file(cmake/package/lodestar.1 ${PROJECT_BINARY_DIR}/package/lodestar.1 COPYONLY)
execute_process(COMMAND gzip -9nf lodestar.1 WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/package COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_BINARY_DIR}/package/lodestar.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# Its own settings, which an upgrade leaves as they were made; and what is done when it is installed.
set(for_debian ${PROJECT_BINARY_DIR}/package/debian)
configure_file(cmake/package/lodestar.default ${for_debian}/lodestar COPYONLY)
install(FILES ${for_debian}/lodestar DESTINATION /etc/default)
file(WRITE ${for_debian}/conffiles "/etc/default/lodestar\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${for_debian}/conffiles)
foreach(script postinst prerm postrm)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/package/${script})
endforeach()
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)

# Debian asks for a change log in its own form, packed without a time stamp.
configure_file(cmake/package/changelog.in ${PROJECT_BINARY_DIR}/package/changelog @ONLY)
execute_process(COMMAND gzip -9nf changelog WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/package COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_BINARY_DIR}/package/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lodestar)
set(CPACK_PACKAGE_CONTACT "Lodestar maintainers <maintainers@lodestar.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds networks in postings, with reasons a person can check")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Lodestar reads postings (job offers, classifieds, social posts) and finds
 campaigns cut from one template, identifiers hidden in them, and the
 networks that these tie together. It ranks leads for review with the reasons
 for and against each. Leads are not findings.")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
