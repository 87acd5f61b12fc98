# SPDX-License-Identifier: Apache-2.0
# One test program a module (src/NAME/*_test.cc), one ctest entry a program; what crosses modules lives in tests/.
# Entries labelled `house` look at the tree and not at the program: they need no second run under sanitizers.
enable_testing()
find_package(rapidcheck REQUIRED)

get_property(modules GLOBAL PROPERTY lodestar_modules)
foreach(name IN LISTS modules)
  file(GLOB tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*_test.cc)
  if(tests)
    add_executable(${name}_test ${tests})
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${name}_test PRIVATE lodestar_${name} rapidcheck rapidcheck_gtest GTest::gtest GTest::gtest_main)
    target_compile_definitions(${name}_test PRIVATE LODESTAR_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endforeach()

# lodestar_house_test(NAME command...): a test that looks at the tree.
function(lodestar_house_test name)
  add_test(NAME ${name} COMMAND ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS house)
endfunction()

lodestar_house_test(floors ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/floors.py ${PROJECT_SOURCE_DIR})
add_subdirectory(tests/support)
add_subdirectory(tests)
add_subdirectory(fuzz)
add_subdirectory(bench)
