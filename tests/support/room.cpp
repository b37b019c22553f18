// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"
#ifdef FANLIGHT_CHECKED_CONTRACT
#include "support/api_contract.h"
#endif

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

#ifdef FANLIGHT_CHECKED_CONTRACT
// What the hub takes and answers in these tests is what /api/openapi.json says.
int runUnderContract(const RoomTest& test, int argc, char** argv)
{
    const std::unique_ptr<ApiContract> contract = ApiContract::ofThisHub();
    if (!contract) {
        std::fprintf(stderr, "FAIL!  : no hub tells its /api/openapi.json\n");
        return 1;
    }
    HttpWitness::installed = contract.get();
    const int result = test.run(argc, argv);
    HttpWitness::installed = nullptr;
    for (const QString& breach : contract->breaches())
        std::fprintf(stderr, "FAIL!  : /api/openapi.json says otherwise: %s\n", qPrintable(breach));
    std::printf("%d exchanges held against /api/openapi.json, %d breaches\n", contract->checked(),
        int(contract->breaches().size()));
    return result != 0 ? result : contract->breaches().isEmpty() ? 0 : 1;
}
#else
int runUnderContract(const RoomTest& test, int argc, char** argv)
{
    return test.run(argc, argv);
}
#endif

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
        return runUnderContract(**found, argc - 1, argv + 1);
    }
    if (!wanted.empty())
        std::fprintf(stderr, "There is no %s here, but:\n", argv[1]);
    for (const RoomTest* test : tests())
        std::printf("%.*s\n", int(nameOf(*test).size()), nameOf(*test).data());
    return 2;
}
