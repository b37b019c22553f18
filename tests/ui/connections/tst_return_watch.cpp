// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connections/returns_text.h"
#include "hub/return_watch.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Left = 1'700'000'000'000;

ConnectionRow stream(quint64 id, const QString& user, qint64 connectedAtMs,
    const QString& address = u"127.0.0.1:40000"_s)
{
    ConnectionRow row;
    row.id = id;
    row.userId = user;
    row.address = address;
    row.userAgent = u"curl"_s;
    row.connectedAtMs = connectedAtMs;
    return row;
}

ConnectionSnapshot live(std::vector<ConnectionRow> rows)
{
    ConnectionSnapshot snapshot;
    snapshot.rows = std::move(rows);
    return snapshot;
}

} // namespace

class TestReturnWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhoComesBackOnce()
    {
        ReturnWatch watch;
        watch.begin(
            {stream(1, u"a"_s, Left - 9), stream(2, u"a"_s, Left - 9), stream(3, u"b"_s, Left - 9)},
            Left);
        const auto once = live({stream(10, u"a"_s, Left + 1000, u"127.0.0.1:5"_s)});
        watch.take(once, {});
        watch.take(once, {});
        QCOMPARE(watch.back(), 1U);
        QCOMPARE(returnsText(watch.returns(Left + 2000)),
            u"3 disconnected, 1 back (median 1 s), 2 not yet"_s);
        watch.take(live({stream(11, u"a"_s, Left + 3000), stream(12, u"a"_s, Left + 3000),
                       stream(13, u"b"_s, Left + 5000)}),
            {});
        QCOMPARE(returnsText(watch.returns(Left + 6000)), u"3 disconnected, 3 back (median 3 s)"_s);
        QVERIFY(!watch.isWaiting(Left + 6000));
        QVERIFY(watch.isActive());
    }

    void othersAreNobodyWhoLeft_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("address");
        QTest::addColumn<qint64>("connectedAtMs");
        QTest::addColumn<bool>("counts");
        QTest::newRow("the same client") << u"a"_s << u"[::1]:9"_s << Left + 1 << true;
        QTest::newRow("another user") << u"b"_s << u"[::1]:9"_s << Left + 1 << false;
        QTest::newRow("another host") << u"a"_s << u"127.0.0.1:9"_s << Left + 1 << false;
        QTest::newRow("was there before") << u"a"_s << u"[::1]:9"_s << Left - 1 << false;
        QTest::newRow("too late") << u"a"_s << u"[::1]:9"_s << Left + 60'001 << false;
    }

    void othersAreNobodyWhoLeft()
    {
        QFETCH(QString, user);
        QFETCH(QString, address);
        QFETCH(qint64, connectedAtMs);
        QFETCH(bool, counts);
        ReturnWatch watch;
        watch.begin({stream(1, u"a"_s, Left - 9, u"[::1]:700"_s)}, Left);
        watch.take(live({stream(5, user, connectedAtMs, address)}), {});
        QCOMPARE(watch.back(), counts ? 1U : 0U);
    }

    void anotherAgentIsAnotherClient()
    {
        ReturnWatch watch;
        watch.begin({stream(1, u"a"_s, Left - 9)}, Left);
        ConnectionRow other = stream(5, u"a"_s, Left + 1);
        other.userAgent = u"wget"_s;
        watch.take(live({other}), {});
        QCOMPARE(watch.back(), 0U);
    }

    void whoCameAndWentAgainWasBack()
    {
        ReturnWatch watch;
        watch.begin({stream(1, u"a"_s, Left - 9)}, Left);
        const auto row = std::make_shared<ConnectionRow>(stream(5, u"a"_s, Left + 400));
        row->closedAtMs = Left + 500;
        watch.take(live({}), {row});
        QCOMPARE(watch.back(), 1U);
    }

    void patienceEnds()
    {
        ReturnWatch watch;
        watch.begin({stream(1, u"a"_s, Left - 9), stream(1, u"a"_s, Left - 9)}, Left);
        QCOMPARE(watch.left(), 1U);
        QVERIFY(watch.isWaiting(Left + 60'000));
        QVERIFY(!watch.isWaiting(Left + 60'001));
        QCOMPARE(returnsText(watch.returns(Left + 60'001)),
            u"1 disconnected, 0 back, 1 not within 60 s"_s);
        watch.stop();
        QVERIFY(!watch.isActive());
    }

    void closedStreamsCannotBeDisconnected()
    {
        ConnectionRow row = stream(1, u"a"_s, Left - 9);
        row.closedAtMs = Left - 1;
        ReturnWatch watch;
        watch.begin({row}, Left);
        QVERIFY(!watch.isActive());
    }
};

ROOM_TEST(TestReturnWatch, QCoreApplication)
#include "tst_return_watch.moc"
