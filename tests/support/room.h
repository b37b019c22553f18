// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace fanlight::testing {

// The tests of one room of the house are one program, since each program takes longer to link than
// its tests to run. A class is run by the name of its file, as ctest does for each: tests_net
// tst_shard [Qt Test's arguments]; without a name the program lists them.
struct RoomTest {
    using Run = int (*)(int argc, char** argv);
    RoomTest(const char* file, Run run);

    const char* const
        file; // its path; the name is that of the file without what is before and behind
    const Run run;
};

// Instead of a QCoreApplication: none.
struct NoApplication {
    NoApplication(int&, char**) { }
};

template <class Test, class Application> int runTest(int argc, char** argv)
{
    if constexpr (!std::is_same_v<Application, NoApplication>)
        QCoreApplication::setAttribute(Qt::AA_Use96Dpi); // as QTEST_MAIN has it
    Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace fanlight::testing

// At the end of a test's file, in the place of QTEST_MAIN: its class, and the application it runs
// in.
#define ROOM_TEST(Test, Application)                                                               \
    static const fanlight::testing::RoomTest roomTest##Test(                                       \
        __FILE__, &fanlight::testing::runTest<Test, Application>);
// … or a function that does it all.
#define ROOM_TEST_BY(function)                                                                     \
    static const fanlight::testing::RoomTest roomTestBy##function(__FILE__, &function);
