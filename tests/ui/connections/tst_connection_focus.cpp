// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_focus.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestConnectionFocus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_watched.clear();
        m_answers.clear();
        m_earlierOf.clear();
        m_focus = std::make_unique<ConnectionFocus>(
            ConnectionFocus::Questions{[this](quint64 id) { m_watched.push_back(id); },
                [this](const QString& userId, const QString& since,
                    const std::function<void(const ReplayPreview&)>& done) {
                    m_since = userId + u' ' + since;
                    m_answers.push_back(done);
                },
                [this](const QString& userId) {
                    m_earlierOf += userId;
                    return std::vector<ClosedConnectionPtr>();
                }});
    }

    void watchesALiveStreamWhileItIsSeen()
    {
        m_focus->watch(std::nullopt, true);
        m_focus->watch(testRow(7), true);
        m_focus->watch(testRow(7, 1), true);
        m_focus->watch(testRow(7), false);
        m_focus->watch(testRow(8), true);
        m_focus->watch(testClosed(1, 8, 5)->row, true);
        QCOMPARE(m_watched, (std::vector<quint64>{7, 0, 8, 0}));
    }

    void itsEndEndsTheWatch()
    {
        m_focus->watch(testRow(7), true);
        m_focus.reset();
        QCOMPARE(m_watched, (std::vector<quint64>{7, 0}));
    }

    void asksOnceForEachStream()
    {
        m_focus->ask(testRow(7), 3, true);
        m_focus->ask(testRow(7, 1), 3, true);
        QCOMPARE(m_answers.size(), 1U);
        QCOMPARE(m_since, u"7 1700000000007-0"_s);
        ConnectionRow again = testRow(7);
        again.connectedAtMs += 1000; // of another run of the hub
        m_focus->ask(again, 3, true);
        QCOMPARE(m_answers.size(), 2U);
        m_focus->ask(testRow(8), 3, false);
        QCOMPARE(m_answers.size(), 2U); // history cannot be asked, the record can
        QCOMPARE(m_earlierOf, (QStringList{u"7"_s, u"7"_s, u"8"_s}));
    }

    void historyOfAStreamThatWasLeftIsDropped()
    {
        QSignalSpy came(m_focus.get(), &ConnectionFocus::historyCame);
        m_focus->ask(testRow(7), 0, true);
        m_focus->ask(testRow(8), 0, true);
        m_answers[0]({});
        QCOMPARE(came.count(), 0);
        m_answers[1]({});
        QCOMPARE(came.count(), 1);
        m_focus.reset();
        m_answers[1]({});
    }

    void earlierStreamsAreLookedForAgainOnceAnotherEnded()
    {
        QSignalSpy came(m_focus.get(), &ConnectionFocus::earlierCame);
        m_focus->ask(testRow(7), 3, true);
        m_focus->askForEarlier(testRow(7), 3);
        QCOMPARE(came.count(), 1);
        m_focus->askForEarlier(testRow(7), 4);
        QCOMPARE(came.count(), 2);
        ConnectionRow nobody = testRow(9);
        nobody.userId.clear();
        m_focus->ask(nobody, 4, true);
        QCOMPARE(came.count(), 3); // empties what was shown
        QCOMPARE(m_earlierOf, (QStringList{u"7"_s, u"7"_s}));
    }

private:
    std::vector<quint64> m_watched;
    std::vector<std::function<void(const ReplayPreview&)>> m_answers;
    QString m_since;
    QStringList m_earlierOf;
    std::unique_ptr<ConnectionFocus> m_focus;
};

ROOM_TEST(TestConnectionFocus, QCoreApplication)
#include "tst_connection_focus.moc"
