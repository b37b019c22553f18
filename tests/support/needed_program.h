// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardPaths>
#include <QTest>

// In a test function: it goes on only where this program is installed. In CI, which installs what
// resources/packages.txt lists, its absence is a failure, elsewhere a reason to skip.
#define NEEDS_PROGRAM(name)                                                                        \
    do {                                                                                           \
        if (!QStandardPaths::findExecutable(QStringLiteral(name)).isEmpty())                       \
            break;                                                                                 \
        QVERIFY2(!qEnvironmentVariableIsSet("CI"),                                                 \
            name " is missing; it is in resources/packages.txt");                                  \
        QSKIP(name " is not installed (it is in resources/packages.txt)");                         \
    } while (false)
