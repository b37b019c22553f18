// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/ledger.h"
#include "support/ledger_devices.h"
#include "support/patience.h"

#include <QtTest>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace fanlight::testing {

// One event to each of these users and one to everyone, and waits until all devices have them: what
// was published before has come by then, or will not. `publish`: to one user, or to everyone
// (Devices::Nobody); its number in the book, or nothing where it was not taken, and is tried again.
// Fails the test.
inline void publishToEach(const Ledger& ledger, const Devices& devices, std::vector<int> users,
    const std::function<std::optional<int>(int user)>& publish)
{
    users.push_back(Devices::Nobody);
    std::map<int, int> numberOf;
    for (const int user : users) {
        std::optional<int> number;
        QTRY_VERIFY_WITH_TIMEOUT((number = publish(user)).has_value(), int(Patience.count()));
        numberOf[user] = *number;
    }
    for (int device = 0; device < devices.count(); ++device) {
        for (const int user : {devices.userOf(device), Devices::Nobody})
            QTRY_VERIFY2_WITH_TIMEOUT(ledger.has(device, numberOf[user]),
                qPrintable(
                    QStringLiteral("device %1 never got #%2").arg(device).arg(numberOf[user])),
                int(4 * Patience.count()));
    }
}

// Shows what the book says in the end, which must be that nothing is wrong. Fails the test.
inline void checkBook(const Ledger::Verdict& verdict, Devices& devices)
{
    qInfo().noquote() << verdict.table();
    for (const QByteArray& find : verdict.finds)
        qInfo().noquote() << find;
    QVERIFY2(devices.trouble().isEmpty(), devices.trouble().constData());
    QVERIFY2(verdict.isExact(), verdict.table().constData());
}

} // namespace fanlight::testing
