// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/process_signal.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QFile>
#include <QProcess>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// What tests send signals to is theirs alone: many run at once, in one process group.
class TstProcessSignal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotRunIsSentNoneAndNobodyElseIs()
    {
        QProcess other;
        other.start(u"sleep"_s, {u"1000"_s});
        QVERIFY(other.waitForStarted());
        sendSignal(other, SIGSTOP);
        const auto state = [&other] {
            QFile file(u"/proc/%1/stat"_s.arg(other.processId()));
            return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(2)
                                                  : QByteArray();
        };
        QTRY_COMPARE(state(), "T"_ba); // stopped
        HubProcess hub;
        hub.resume();
        hub.hangUp();
        RedisServer redis;
        redis.resume();
        redis.kill();
        QCOMPARE(state(), "T"_ba);
        other.kill();
        QVERIFY(other.waitForFinished());
    }
};

ROOM_TEST(TstProcessSignal, QCoreApplication)
#include "tst_process_signal.moc"
