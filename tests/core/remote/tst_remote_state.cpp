// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/codec.h"
#include "remote/remote_state.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject stateEvent(qint64 rid, const QJsonObject& views)
{
    return {{u"rid"_s, rid}, {u"views"_s, views}};
}

QJsonObject stateSnapshot(qint64 rid, const QJsonObject& views, const QString& epoch = u"e"_s)
{
    QJsonObject event = stateEvent(rid, views);
    event["stream"_L1] = u"a-12345678"_s;
    event["epoch"_L1] = epoch;
    return event;
}

QJsonObject sampleJson(qint64 timeMs, quint64 connections = 1)
{
    MetricsSample sample;
    sample.timeMs = timeMs;
    sample.intervalMs = 500;
    sample.connections = connections;
    return views::toJson(sample);
}

QJsonObject messageJson(const QByteArray& id, quint64 recipients = 0)
{
    MessageRecord record;
    record.timeMs = 1'790'000'000'000;
    record.number = 1;
    record.userId = "42";
    record.users = 1;
    record.figures.recipients = recipients;
    record.figures.isKnown = recipients > 0;
    record.frame = Frame::event(
        {.id = {id.constData(), std::size_t(id.size())}, .data = "{\"n\":1}", .isJson = true});
    return views::toJson(record);
}

QJsonObject logJson(const QString& text)
{
    LogLine line;
    line.timeMs = 1;
    line.category = u"fanlight.hub"_s;
    line.text = text;
    return views::toJson(line);
}

} // namespace

class TestRemoteState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void samplesComeInTheirOrderAndOnce()
    {
        RemoteState state;
        QList<qint64> times;
        connect(&state, &RemoteState::sampled, &state,
            [&](const MetricsSample& sample) { times.append(sample.timeMs); });
        // the newest beside the first part of what is missing: its turn comes later
        QJsonObject first = sampleJson(10'000);
        first["series"_L1] = QJsonArray{sampleJson(1000), sampleJson(1500)};
        QCOMPARE(state.take(stateSnapshot(1, {{u"sample"_s, first}}), true), QString());
        QCOMPARE(times, (QList<qint64>{1000, 1500}));
        QJsonObject second = sampleJson(10'500);
        second["series"_L1] = QJsonArray{sampleJson(9500), sampleJson(10'000)};
        QCOMPARE(state.take(stateEvent(2, {{u"sample"_s, second}}), false), QString());
        QCOMPARE(times, (QList<qint64>{1000, 1500, 9500, 10'000, 10'500}));
        QCOMPARE(state.take(stateEvent(3, {{u"sample"_s, sampleJson(11'000)}}), false), QString());
        QCOMPARE(times.last(), 11'000);
        QCOMPARE(state.places()["sample"_L1].toInteger(), 11'000);
        // of a clock that was set back
        QCOMPARE(state.take(stateEvent(4, {{u"sample"_s, sampleJson(5000)}}), false), QString());
        QCOMPARE(times.last(), 5000);
    }

    void linesComeOnce()
    {
        RemoteState state;
        const auto lines = [](std::initializer_list<int> numbers) {
            QJsonObject set;
            for (const int number : numbers)
                set[QString::number(number)] = logJson(u"line %1"_s.arg(number));
            return QJsonObject{{u"log"_s, QJsonObject{{u"set"_s, set}}}};
        };
        QCOMPARE(state.take(stateSnapshot(1, lines({9, 10, 11})), true), QString());
        QCOMPARE(state.take(stateSnapshot(2, lines({10, 11, 100})), true), QString());
        const std::vector<LogLine> kept = state.log().since(0);
        QCOMPARE(kept.size(), 4U);
        QCOMPARE(kept[0].text, u"line 9"_s);
        QCOMPARE(kept[1].text, u"line 10"_s); // by number, not by its text
        QCOMPARE(kept[3].text, u"line 100"_s);
        QCOMPARE(state.places()["log"_L1].toInt(), 100);
    }

    void messagesHaveNumbersOfTheirOwnHereAndFollowTheHubs()
    {
        RemoteState state;
        const auto told = [](const QJsonObject& set) {
            return QJsonObject{{u"messages"_s, QJsonObject{{u"set"_s, set}, {u"left"_s, 5}}}};
        };
        QCOMPARE(
            state.take(stateSnapshot(1,
                           told({{u"700"_s, messageJson("1-0")}, {u"1200"_s, messageJson("2-0")}})),
                true),
            QString());
        QCOMPARE(state.hubNumberOf(1), 700U);
        QCOMPARE(state.hubNumberOf(2), 1200U);
        QCOMPARE(state.hubNumberOf(3), 0U);
        MessageFigures figures;
        figures.recipients = 3;
        figures.isKnown = true;
        MessageRecord changes;
        changes.users = 1;
        changes.figures = figures;
        const QJsonObject row{
            {u"figures"_s, QJsonObject{{u"recipients"_s, 3}, {u"known"_s, true}}}};
        QCOMPARE(state.take(stateEvent(2, told({{u"700"_s, row}})), false), QString());
        const auto found = state.messages().find(std::uint64_t(1));
        QVERIFY(found);
        QCOMPARE(found->figures.recipients, 3U);
        QCOMPARE(QByteArray::fromStdString(std::string(found->frame->id())), "1-0");
        QCOMPARE(found->dataBytes(), 7U);
        QVERIFY(found->bytesElsewhere.has_value());
        // what was kept no longer here is none of our business
        QCOMPARE(state.take(stateEvent(3, told({{u"5"_s, row}})), false), QString());
        QCOMPARE(state.messages().pull().added.size(), 2U);
    }

    void anotherRunBeginsAnew()
    {
        RemoteState state;
        QSignalSpy restarted(&state, &RemoteState::restarted);
        const QJsonObject lines{
            {u"log"_s, QJsonObject{{u"set"_s, QJsonObject{{u"50"_s, logJson(u"a"_s)}}}}}};
        const QJsonObject fewer{
            {u"log"_s, QJsonObject{{u"set"_s, QJsonObject{{u"1"_s, logJson(u"b"_s)}}}}}};
        QCOMPARE(state.take(stateSnapshot(900, lines), true), QString());
        QVERIFY(restarted.isEmpty());
        QCOMPARE(state.take(stateSnapshot(1, fewer, u"f"_s), true), QString());
        QCOMPARE(restarted.size(), 1);
        QCOMPARE(state.log().since(0).size(), 2U); // nothing is lost of what was known
        QCOMPARE(state.places()["log"_L1].toInt(), 1);
    }

    void rowsByKeyComeAndGo()
    {
        RemoteState state;
        Faults last;
        connect(&state, &RemoteState::faultsChanged, &state,
            [&](const Faults& faults) { last = faults; });
        const auto fault = [](quint64 id) {
            Fault one;
            one.id = id;
            one.kind = FaultKind::Drip;
            one.bytes = 20;
            return views::toJson(one);
        };
        const auto faults = [](const QJsonObject& view) {
            return QJsonObject{{u"faults"_s, view}};
        };
        QCOMPARE(state.take(stateSnapshot(1,
                                faults({{u"set"_s,
                                    QJsonObject{{u"f-10"_s, fault(10)}, {u"f-2"_s, fault(2)}}}})),
                     true),
            QString());
        QCOMPARE(last.size(), 2U);
        QCOMPARE(last.front().id, 2U);
        QCOMPARE(
            state.take(stateEvent(2,
                           faults({{u"set"_s, QJsonObject{{u"f-2"_s, QJsonObject{{u"hits"_s, 7}}}}},
                               {u"gone"_s, QJsonArray{u"f-10"_s}}})),
                false),
            QString());
        QCOMPARE(last.size(), 1U);
        QCOMPARE(last.front().hits, 7U);
        QCOMPARE(last.front().bytes, 20U);
        QCOMPARE(state.take(stateSnapshot(3, faults({})), true), QString());
        QVERIFY(last.empty());
    }

    void aWatchedStreamKeepsWhatItWasSentLast()
    {
        RemoteState state;
        WatchedConnection last;
        connect(&state, &RemoteState::connectionWatched, &state,
            [&](const WatchedConnection& watched) { last = watched; });
        const auto sent = [](int from, int count) -> QJsonValue {
            WatchedConnection one;
            for (int i = 0; i < count; ++i)
                one.sent.push_back({from + i,
                    Frame::event({.id = "1-0", .data = "{\"n\":1}", .isJson = true}), false});
            return views::toJson(one)["sent"_L1];
        };
        const auto told = [](const QJsonObject& view) {
            return QJsonObject{{u"connection"_s, view}};
        };
        QCOMPARE(state.take(stateSnapshot(1,
                                told({{u"id"_s, u"c-7"_s}, {u"found"_s, true},
                                    {u"sent"_s, sent(1, 60)}, {u"left"_s, 5}})),
                     true),
            QString());
        QCOMPARE(last.id, *parseConnectionId(u"c-7"));
        QVERIFY(last.found);
        QCOMPARE(last.sent.size(), 60U);
        QCOMPARE(last.sentBefore, 5U);
        QCOMPARE(state.take(
                     stateEvent(2, told({{u"id"_s, u"c-7"_s}, {u"sent"_s, sent(61, 60)}})), false),
            QString());
        QCOMPARE(last.sent.size(), WatchedConnection::MostFrames);
        QCOMPARE(last.sentBefore, 25U);
        QCOMPARE(last.sent.back().timeMs, 120);
        // another one begins anew
        QCOMPARE(state.take(stateEvent(3, told({{u"id"_s, u"c-8"_s}})), false), QString());
        QCOMPARE(last.sent.size(), 0U);
        QCOMPARE(last.sentBefore, 0U);
    }

    void whatCannotBeIsASentence_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isSnapshot");
        const auto row = [](const char* json, bool isSnapshot) {
            QTest::addRow("%s", json) << QByteArray(json) << isSnapshot;
        };
        row("{}", false);
        row("{}", true);
        row(R"({"rid":1})", false); // not above the one before
        row(R"({"rid":-5})", false);
        row(R"({"rid":"9"})", false);
        row(R"({"rid":9,"epoch":"e"})", true);
        row(R"({"rid":9,"stream":"a"})", true);
        row(R"({"rid":9,"views":[]})", false);
        row(R"({"rid":9,"hub":7})", false);
        row(R"({"rid":9,"hub":{"shards":"many"}})", false);
        row(R"({"rid":9,"views":{"log":7}})", false);
        row(R"({"rid":9,"views":{"log":{"set":[]}}})", false);
        row(R"({"rid":9,"views":{"log":{"set":{"x":{}}}}})", false);
        row(R"({"rid":9,"views":{"log":{"set":{"0":{}}}}})", false);
        row(R"({"rid":9,"views":{"log":{"set":{"99999999999999999999":{}}}}})", false);
        row(R"({"rid":9,"views":{"log":{"set":{"5":{"text":7}}}}})", false);
        row(R"({"rid":9,"views":{"sample":{"series":{}}}})", false);
        row(R"({"rid":9,"views":{"sample":{"series":[7]}}})", false);
        row(R"({"rid":9,"views":{"sample":{"time":"now"}}})", false);
        row(R"({"rid":9,"views":{"sample":{"time":1e300}}})", false);
        row(R"({"rid":9,"views":{"messages":{"set":{"5":{}}}}})", false);
        row(R"({"rid":9,"views":{"faults":{"gone":7}}})", false);
        row(R"({"rid":9,"views":{"faults":{"set":{"f-1":{"kind":"unheard of"}}}}})", false);
        row(R"({"rid":9,"views":{"redis":{"nodes":[1]}}})", false);
    }
    void whatCannotBeIsASentence()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const bool, isSnapshot);
        RemoteState state;
        QCOMPARE(state.take(stateSnapshot(1, {}), true), QString());
        const QJsonDocument document = QJsonDocument::fromJson(json);
        QVERIFY(document.isObject());
        QVERIFY(!state.take(document.object(), isSnapshot).isEmpty());
    }

    void tooManyRowsAreNotTaken()
    {
        RemoteState state;
        QJsonObject set;
        for (int i = 1; i <= int(RemoteState::MostAtOnce) + 1; ++i)
            set[QString::number(i)] = logJson(u"x"_s);
        QVERIFY(!state.take(stateSnapshot(1, {{u"log"_s, QJsonObject{{u"set"_s, set}}}}), true)
                     .isEmpty());
        QVERIFY(state.log().since(0).empty());
        QJsonObject faults;
        for (std::size_t i = 1; i <= RemoteState::MostRows + 1; ++i)
            faults[QString::number(i)] = QJsonObject();
        QVERIFY(
            !state.take(stateSnapshot(2, {{u"faults"_s, QJsonObject{{u"set"_s, faults}}}}), true)
                 .isEmpty());
    }

    void viewsOfALaterVersionAreLeftOut()
    {
        RemoteState state;
        QCOMPARE(state.take(stateSnapshot(1, {{u"weather"_s, QJsonObject{{u"x"_s, 1}}}}), true),
            QString());
    }

    // Whatever comes in whatever order, nothing breaks.
    void noiseBreaksNothing()
    {
        QRandomGenerator random(18);
        const QStringList names{u"sample"_s, u"log"_s, u"messages"_s, u"closed"_s, u"audit"_s,
            u"faults"_s, u"receipts"_s, u"instances"_s, u"sources"_s, u"redis"_s, u"connection"_s,
            u"tap"_s, u"connections"_s};
        const std::function<QJsonValue(int)> anything = [&](int depth) -> QJsonValue {
            switch (random.bounded(depth > 3 ? 5 : 7)) {
            case 0:
                return random.bounded(2) == 0;
            case 1:
                return double(random.generate()) * (random.bounded(3) - 1);
            case 2:
                return QString::number(random.bounded(100));
            case 3:
                return QJsonValue();
            case 4:
                return 1e308;
            case 5: {
                QJsonArray array;
                for (int i = random.bounded(4); i > 0; --i)
                    array.append(anything(depth + 1));
                return array;
            }
            default: {
                QJsonObject object;
                const QStringList keys{u"set"_s, u"gone"_s, u"order"_s, u"series"_s, u"time"_s,
                    u"id"_s, u"1"_s, u"2"_s, u"f-1"_s, u"figures"_s, u"figures"_s, u"write"_s,
                    u"nodes"_s, u"messages"_s, u"frame"_s, u"error"_s};
                for (int i = random.bounded(6); i > 0; --i)
                    object[keys[random.bounded(int(keys.size()))]] = anything(depth + 1);
                return object;
            }
            }
        };
        RemoteState state;
        for (int i = 1; i < 20'000; ++i) {
            QJsonObject views;
            for (int n = random.bounded(3); n > 0; --n)
                views[names[random.bounded(int(names.size()))]] = anything(0);
            const bool isSnapshot = random.bounded(5) == 0;
            state.take(isSnapshot ? stateSnapshot(i, views, QString::number(random.bounded(3)))
                                  : stateEvent(i, views),
                isSnapshot);
        }
    }
};

ROOM_TEST(TestRemoteState, QCoreApplication)
#include "tst_remote_state.moc"
