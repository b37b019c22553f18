# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
# A program that only drives what it measures, which the library has compiled as it is shipped; itself it is compiled as the
# tests are, with their headers.
function(fanlight_bench_rig program library)
    target_link_libraries(${program} PRIVATE ${library} Qt6::Test)
    target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_options(${program} PRIVATE ${TEST_OPTIONS})
    target_precompile_headers(${program} REUSE_FROM ${library}_test_headers)
endfunction()

# A capture of 5,000 messages a second: build/release/tests/bench_capture [SECONDS]. The test only shows that it runs.
add_executable(bench_capture bench/bench_capture.cpp)
fanlight_bench_rig(bench_capture fanlight_core)
set_target_properties(bench_capture PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
add_test(NAME bench_capture_runs COMMAND bench_capture 1)
set_tests_properties(bench_capture_runs PROPERTIES LABELS bench TIMEOUT 300 FIXTURES_REQUIRED all)

# The window of a hub elsewhere, for tests/bench/remote.py. The test only shows that it starts, and says what is wrong.
add_executable(bench_remote_window bench/bench_remote_window.cpp)
fanlight_bench_rig(bench_remote_window fanlight_ui)
set_target_properties(bench_remote_window PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
add_test(NAME bench_remote_window_says_how COMMAND bench_remote_window)
set_tests_properties(bench_remote_window_says_how PROPERTIES LABELS bench FIXTURES_REQUIRED all PASS_REGULAR_EXPRESSION "usage: bench_remote_window")

add_subdirectory(bench)
