// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_text.h"

#include "hub/fault.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestFaultText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // In English the window says what the log says.
    void isWhatTheLogSays()
    {
        for (int kind = 0; kind < FaultKindCount; ++kind) {
            for (const QString& filter : {QString(), u"user:1*"_s}) {
                Fault fault;
                fault.kind = FaultKind(kind);
                fault.filter = filter;
                fault.share = filter.isEmpty() ? 1 : 0.5;
                fault.every = filter.isEmpty() ? 0s : 10s;
                fault.delay = 500ms;
                fault.events = filter.isEmpty() ? 1 : 12;
                fault.bytes = filter.isEmpty() ? 0 : 65536;
                fault.lasts = filter.isEmpty() ? 0s : 30s;
                QCOMPARE(faultText(fault), describeFault(fault));
            }
        }
    }
};

ROOM_TEST(TestFaultText, QCoreApplication)
#include "tst_fault_text.moc"
