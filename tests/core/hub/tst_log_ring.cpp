// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log_ring.h"
#include "support/room.h"

#include <QtTest>

#include <thread>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
LogLine line(
    const QString& text, const char* category = "fanlight.hub", QtMsgType level = QtInfoMsg)
{
    LogLine result;
    result.text = text;
    result.category = QString::fromLatin1(category);
    result.level = level;
    return result;
}

void fill(LogRing& ring, std::size_t count)
{
    for (std::size_t i = 1; i <= count; ++i)
        ring.append(line(QString::number(i)));
}
} // namespace

class TestLogRing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneHasNothing()
    {
        const LogRing ring;
        QVERIFY(ring.since(0).empty());
        QCOMPARE(ring.evicted(), 0U);
    }

    void linesComeOldestFirstWithAscendingIds()
    {
        LogRing ring;
        fill(ring, 3);
        const auto lines = ring.since(0);
        QCOMPARE(lines.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(lines[i].id, i + 1);
            QCOMPARE(lines[i].text, QString::number(i + 1));
        }
    }

    void aReaderThatRemembersItsPlaceMissesNothing()
    {
        LogRing ring;
        fill(ring, 10);
        quint64 last = 0;
        QStringList seen;
        for (auto lines = ring.since(last, 3); !lines.empty(); lines = ring.since(last, 3)) {
            QVERIFY(lines.size() <= 3);
            for (const LogLine& l : lines)
                seen += l.text;
            last = lines.back().id;
        }
        QCOMPARE(seen.size(), 10);
        QCOMPARE(seen.removeDuplicates(), 0);
        QVERIFY(ring.since(99).empty());
    }

    void theNewestAreToldWithHowManyThereWereBefore()
    {
        LogRing ring;
        fill(ring, 10);
        ring.append(line(u"warned"_s, "fanlight.hub", QtWarningMsg));
        quint64 left = 7;
        auto lines = ring.newest(0, 3, left);
        QCOMPARE(lines.size(), std::size_t(3));
        QCOMPARE(lines.front().id, 9U);
        QCOMPARE(lines.back().text, u"warned"_s);
        QCOMPARE(left, 8U);
        lines = ring.newest(9, 5, left);
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(left, 0U);
        QVERIFY(ring.newest(11, 5, left).empty());
    }

    void theOldestGoFirstAndAreCounted()
    {
        LogRing ring;
        fill(ring, LogRing::Capacity + 5);
        QCOMPARE(ring.evicted(), 5U);
        const auto lines = ring.since(0);
        QCOMPARE(lines.size(), LogRing::Capacity);
        QCOMPARE(lines.front().id, 6U);
        QCOMPARE(lines.back().id, LogRing::Capacity + 5);
    }

    void publishesLeaveTheOtherLinesAlone()
    {
        LogRing ring;
        ring.append(line(u"warned"_s, "fanlight.hub", QtWarningMsg));
        ring.append(line(u"connected"_s, "fanlight.stream"));
        ring.append(line(u"not published"_s, "fanlight.publish", QtWarningMsg));
        for (std::size_t i = 0; i < LogRing::Capacity + 3; ++i)
            ring.append(line(u"published"_s, "fanlight.publish"));
        const auto lines = ring.since(0);
        QCOMPARE(lines.size(), LogRing::Capacity + 3);
        QCOMPARE(lines[0].text, u"warned"_s);
        QCOMPARE(lines[1].text, u"connected"_s);
        QCOMPARE(lines[2].text, u"not published"_s);
        QCOMPARE(lines[3].text, u"published"_s);
        QCOMPARE(lines[3].place, 4U); // of its kind
        QCOMPARE(ring.evicted(LogKind::Publishes), 3U);
        QCOMPARE(ring.evicted(LogKind::Streams), 0U);
        QCOMPARE(ring.evicted(), 3U);
    }

    void kindsComeInTheOrderOfTheirLines()
    {
        LogRing ring;
        for (const char* category : {"fanlight.http", "fanlight.hub", "fanlight.http"})
            ring.append(line(QString::fromLatin1(category), category));
        const auto lines = ring.since(1);
        QCOMPARE(lines.size(), 2U);
        QCOMPARE(lines[0].text, u"fanlight.hub"_s);
        QCOMPARE(lines[1].text, u"fanlight.http"_s);
        QCOMPARE(ring.since(0, 2).back().id, 2U);
    }

    void linesOfBeforeStandInFront()
    {
        LogRing ring;
        ring.append(line(u"now"_s, "fanlight.hub"));
        ring.putBefore({line(u"earlier"_s, "fanlight.http"), line(u"later"_s, "fanlight.hub")});
        ring.append(line(u"next"_s, "fanlight.hub"));
        QStringList texts;
        quint64 id = 0;
        for (const LogLine& one : ring.since(0)) {
            QCOMPARE(one.id, ++id);
            texts << one.text;
        }
        QCOMPARE(texts.join(u' '), u"earlier later now next"_s);
        QCOMPARE(ring.since(0).back().place, quint64(3));
    }

    void manyThreadsMayAppend()
    {
        LogRing ring;
        constexpr int Threads = 4;
        constexpr std::size_t Each = 500;
        std::vector<std::thread> threads;
        for (int i = 0; i < Threads; ++i)
            threads.emplace_back([&ring] { fill(ring, Each); });
        for (std::thread& thread : threads)
            thread.join();
        const auto lines = ring.since(0);
        QCOMPARE(lines.size(), Threads * Each);
        QCOMPARE(lines.back().id, Threads * Each);
    }
};

ROOM_TEST(TestLogRing, QCoreApplication)
#include "tst_log_ring.moc"
