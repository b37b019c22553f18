// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

namespace fanlight::testing {

namespace {

std::vector<const RoomTest*>& tests()
{
    static std::vector<const RoomTest*> tests; // before main(), in any order
    return tests;
}

std::string_view nameOf(const RoomTest& test)
{
    std::string_view name = test.file;
    name.remove_prefix(name.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

} // namespace

RoomTest::RoomTest(const char* path, Run function)
    : file(path)
    , run(function)
{
    tests().push_back(this);
}

} // namespace fanlight::testing

int main(int argc, char** argv)
{
    using namespace fanlight::testing;
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    const auto found = std::find_if(tests().begin(), tests().end(),
        [&](const RoomTest* test) { return nameOf(*test) == wanted; });
    if (found != tests().end()) {
        argv[1] = argv[0];
        // what a window keeps is not the user's, nor that of a test beside this one
        const QTemporaryDir data;
        qputenv("XDG_DATA_HOME", QFile::encodeName(data.path()));
        return (*found)->run(argc - 1, argv + 1);
    }
    if (!wanted.empty())
        std::fprintf(stderr, "There is no %s here, but:\n", argv[1]);
    for (const RoomTest* test : tests())
        std::printf("%.*s\n", int(nameOf(*test).size()), nameOf(*test).data());
    return 2;
}
