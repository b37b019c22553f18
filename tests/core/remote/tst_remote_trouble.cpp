// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"
#include "hub/log_ring.h"
#include "odd_hub.h"
#include "remote/remote_hub.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QSignalSpy>

#include <memory>
#include <set>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

RemoteAddress troubledAddress(quint16 port, const QString& token = {})
{
    RemoteAddress address;
    address.url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    address.token = [token] { return token; };
    address.name = u"eu-1"_s;
    return address;
}

// Enough for a busy machine, and no more than a test waits for.
RemotePatience troubledPatience()
{
    RemotePatience patience = impatient();
    patience.silence = std::chrono::milliseconds(3000);
    patience.slowness = std::chrono::milliseconds(6000);
    patience.answer = std::chrono::milliseconds(10'000);
    return patience;
}

// However short.
bool hasState(const RemoteHub& hub, HubLink::State state)
{
    bool isSeen = hub.link().state == state;
    const QObject looks;
    QObject::connect(
        &hub, &HubPort::linkChanged, &looks, [&] { isSeen = isSeen || hub.link().state == state; });
    return QTest::qWaitFor([&isSeen] { return isSeen; }, int(Patience.count()));
}

// What a failure is to say.
QString linkOf(const RemoteHub& hub)
{
    const HubLink link = hub.link();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return u"state %1 for %2 ms, heard %3 ms ago, next try in %4 ms: %5"_s.arg(int(link.state))
        .arg(now - link.sinceMs)
        .arg(now - link.heardAtMs)
        .arg(link.retryAtMs - now)
        .arg(link.problem);
}

// Looks at what comes one after the other, as a window does whose pages are seen.
void lookAtRows(RemoteHub& hub)
{
    hub.recordMessages();
    hub.recordClosed();
    for (const HubPort::View view :
        {HubPort::View::Messages, HubPort::View::Closed, HubPort::View::Log, HubPort::View::Audit})
        hub.watch(view, true);
}

// It is there, and knows what is looked at: figures come with the rest.
bool looksAtIt(RemoteHub& hub)
{
    QSignalSpy samples(&hub, &HubPort::sampled);
    hub.connectNow();
    return hasState(hub, HubLink::State::Connected)
        && QTest::qWaitFor([&samples] { return samples.size() > 1; }, int(Patience.count()));
}

void publishTo(quint16 port, const QByteArray& id)
{
    HttpClient client(port);
    publish(client, R"({"broadcast":true,"id":")" + id + R"(","data":1})");
}

} // namespace

// What a window elsewhere makes of a hub, or a network, that is not as it should be.
class TestRemoteTrouble : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The stream is broken on purpose: it is said, it comes back by itself, and no row is lost,
    // nor told twice.
    void aBrokenStreamIsSaidAndGoesOn_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QString>("says");
        QTest::newRow("half-open") << QByteArray(R"("kind":"half-open")") << u"has been silent"_s;
        QTest::newRow("drip") << QByteArray(R"("kind":"drip","bytes":10)") << u"sends so slowly"_s;
        QTest::newRow("drop") << QByteArray(R"("kind":"drop","share":1,"every":"1s")")
                              << u"broke off"_s;
        QTest::newRow("cut") << QByteArray(R"("kind":"cut","bytes":100)") << u"broke off"_s;
    }
    void aBrokenStreamIsSaidAndGoesOn()
    {
        QFETCH(const QByteArray, fault);
        QFETCH(const QString, says);
        HubProcess process;
        START_HUB(process, {u"--allow-faults"_s});
        RemoteHub hub(troubledAddress(process.port()), troubledPatience());
        lookAtRows(hub);
        MessageLog& messages = hub.recordMessages();
        std::set<QString> problems;
        connect(&hub, &HubPort::linkChanged, &hub,
            [&problems](const HubLink& link) { problems.insert(link.problem); });
        QVERIFY(looksAtIt(hub));
        publishTo(process.port(), "1-1");
        QTRY_VERIFY(messages.find("1-1").has_value());

        HttpClient client(process.port());
        const HttpResponse begun
            = client.post("/api/faults", "{" + fault + R"(,"filter":"type:admin-stream"})");
        QCOMPARE(begun.status, 200);
        QVERIFY2(hasState(hub, HubLink::State::Lost), qPrintable(linkOf(hub)));
        publishTo(process.port(), "1-2");
        const auto isSaid = [&] {
            return std::any_of(problems.begin(), problems.end(),
                [&says](const QString& problem) { return problem.contains(says); });
        };
        QTRY_VERIFY(isSaid());
        QCOMPARE(client.request("DELETE", "/api/faults").status, 200);
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        publishTo(process.port(), "1-3");
        QTRY_VERIFY(messages.find("1-3").has_value());
        QVERIFY(messages.find("1-2").has_value());
        QCOMPARE(messages.pull().added.size(), 3U);
    }

    void aHubThatHangsIsNoticedAndTakenUpAgain()
    {
        HubProcess process;
        START_HUB(process);
        RemoteHub hub(troubledAddress(process.port()), troubledPatience());
        lookAtRows(hub);
        MessageLog& messages = hub.recordMessages();
        QVERIFY(looksAtIt(hub));
        publishTo(process.port(), "1-1");
        QTRY_VERIFY(messages.find("1-1").has_value());
        process.pause();
        QVERIFY2(hasState(hub, HubLink::State::Lost), qPrintable(linkOf(hub)));
        QVERIFY2(hub.link().problem.contains(u"silent"_s), qPrintable(hub.link().problem));
        QCOMPARE(hub.status().state, HubState::Listening); // as it was told last
        process.resume();
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        publishTo(process.port(), "1-2");
        QTRY_VERIFY(messages.find("1-2").has_value());
        QCOMPARE(messages.pull().added.size(), 2U);
    }

    void aHubThatDrainsSaysSoAndTheNextOneIsFound()
    {
        auto process = std::make_unique<HubProcess>();
        START_HUB(*process);
        const quint16 port = process->port();
        RemoteHub hub(troubledAddress(port), troubledPatience());
        lookAtRows(hub);
        hub.connectNow();
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QTRY_VERIFY(!hub.log()->since(0).empty());
        QSignalSpy links(&hub, &HubPort::linkChanged);
        QVERIFY(process->stop());
        QVERIFY2(hasState(hub, HubLink::State::Lost), qPrintable(linkOf(hub)));
        QVERIFY2(links.first()[0].value<HubLink>().problem.contains(u"has ended the stream"_s),
            qPrintable(links.first()[0].value<HubLink>().problem));
        const std::size_t lines = hub.log()->since(0).size();
        process = std::make_unique<HubProcess>();
        START_HUB(*process, {u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QTRY_VERIFY(hub.log()->since(0).size() > lines); // what was is kept, and what is new comes
    }

    // A token that is good no longer, or good for less, while the window looks.
    void aTokenThatIsTakenAwayIsSaidAndIsGoodAgainWhenGivenBack()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.adminToken = u"ops=HUSH-one"_s;
        QVERIFY(rig.start(options));
        RemoteHub hub(troubledAddress(rig.port(), u"HUSH-one"_s), troubledPatience());
        hub.connectNow();
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QVERIFY(hub.can(HubPort::Ability::Disconnect));
        const auto change = [&rig](const QString& admin, const QString& monitor) {
            HubOptions other = rig.hub.options();
            other.adminToken = admin;
            other.monitorToken = monitor;
            QString error = u"no answer"_s;
            rig.hub.changeOptions(other, [&error](const QString& why) { error = why; });
            QTRY_COMPARE(error, QString());
        };
        change(u"ops=HUSH-two"_s, {});
        QVERIFY2(hasState(hub, HubLink::State::Refused), qPrintable(linkOf(hub)));
        QVERIFY2(
            hub.link().problem.contains(u"give it another one"_s), qPrintable(hub.link().problem));
        QVERIFY(!hub.link().problem.contains(u"HUSH"_s));
        QVERIFY(!hub.can(HubPort::Ability::Disconnect));
        // given back for less: it looks, and does not do
        change(u"ops=HUSH-two"_s, u"grafana=HUSH-one"_s);
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QCOMPARE(hub.role(), Role::Monitor);
        QVERIFY(hub.missing(HubPort::Ability::Disconnect).contains(u"admin"_s));
        QSignalSpy samples(&hub, &HubPort::sampled);
        QTRY_VERIFY(samples.size() > 1);
        // … and for all again
        change(u"ops=HUSH-one"_s, {});
        QTRY_COMPARE(hub.role(), Role::Admin);
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QVERIFY(hub.can(HubPort::Ability::Disconnect));
    }

    // A hub of tomorrow: what is known of what it tells is shown, and the rest left out.
    void aNewerHubIsUnderstoodAsFarAsItCanBe()
    {
        int streams = 0;
        OddHub odd([&streams](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                OddHub::tell(socket, 200,
                    OddHub::whoami("admin", R"("admin-stream","admin-dreams","admin-moments")"));
            else if (request.path.startsWith("/api/admin/stream?")) {
                ++streams;
                OddHub::beginStream(socket);
                OddHub::event(socket, "snapshot", "e-1",
                    R"({"stream":"a-1","epoch":"e","rid":1,"mood":"good",
                        "hub":{"state":"listening","version":"9.9.9","weather":"fine"},
                        "views":{"dreams":{"set":{"1":{}}}}})");
                OddHub::event(socket, "prophecy", "e-2", R"({"rid":2})");
                OddHub::event(socket, "delta", "e-3",
                    R"({"rid":3,"views":{
                        "log":{"set":{"1":{"level":"hint","text":"a"},"2":{"text":"b","hue":3}}},
                        "faults":{"set":{"f-1":{"id":"f-1","kind":"teleport"},
                            "f-2":{"id":"f-2","kind":"drip","colour":"red"}}},
                        "moments":{"set":{"1":{"kind":"omen"},
                            "2":{"kind":"fault","time":5,"text":"done"}}},
                        "sample":{"time":1790000000000,"interval":500,"dreams":7}}})");
            } else
                OddHub::tell(socket, 200, R"({"stream":"a-1","views":[],"more":1})");
        });
        RemoteHub hub(odd.address(), impatient());
        lookAtRows(hub);
        QSignalSpy happened(&hub, &HubPort::faultHappened);
        QSignalSpy samples(&hub, &HubPort::sampled);
        Faults faults;
        connect(&hub, &HubPort::faultsChanged, &hub, [&](const Faults& told) { faults = told; });
        hub.connectNow();
        QTRY_COMPARE(samples.size(), 1);
        QVERIFY(hub.link().isUp());
        QCOMPARE(streams, 1);
        QCOMPARE(hub.log()->since(0).size(), 1U);
        QCOMPARE(hub.log()->since(0).front().text, u"b"_s);
        QCOMPARE(faults.size(), 1U); // rather none than a wrong one
        QCOMPARE(faults.front().kind, FaultKind::Drip);
        QCOMPARE(happened.size(), 1);
        QCOMPARE(happened[0][1].toString(), u"done"_s);
    }

    // One of before: it has the stream, and neither moments nor records that are not told.
    void ofAHubWithoutRecordsTheRowsAreLookedAt()
    {
        OddHub odd(OddHub::streamOf(
            [](const OddHub::Request&, QTcpSocket& socket) {
                OddHub::beginStream(socket);
                OddHub::event(socket, "snapshot", "e-1",
                    R"({"stream":"a-1","epoch":"e","rid":1,"hub":{}})"); // not even its state
            },
            "admin"));
        RemoteHub hub(odd.address(), impatient());
        hub.recordMessages();
        hub.watch(HubPort::View::Moments, true);
        hub.connectNow();
        QTRY_VERIFY(!odd.requests().empty() && odd.requests().back().method == "PATCH");
        const QByteArray body = odd.requests().back().body;
        QVERIFY(body.contains("\"messages\""));
        QVERIFY(!body.contains("record") && !body.contains("moments"));
        QVERIFY(hub.link().isUp());
    }

    // The server is upgraded while the window looks, set back, and upgraded again: each time the
    // window says what is and takes what there is, by itself, and keeps what it had.
    void aHubThatIsUpgradedIsTakenUpAndSetBackToo()
    {
        using Sight = HubPort::Sight;
        const OddHub::Answer older = [](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                OddHub::tell(
                    socket, 200, OddHub::whoami("admin", R"("faults")").replace("9.9.9", "0.1.0"));
            else if (request.path == "/api/stats")
                OddHub::tell(socket, 200,
                    R"({"instance":"old","broker":"memory","connections":5,"uptimeSeconds":)"
                        + QByteArray::number(QDateTime::currentMSecsSinceEpoch() / 1000 % 100'000)
                        + R"(,"delivered":1})");
            else
                OddHub::tell(socket, 404, R"({"error":"there is nothing at it"})");
        };
        auto old = std::make_unique<OddHub>(older);
        const quint16 port = old->serverPort();
        const QString listen = u"127.0.0.1:%1"_s.arg(port);
        RemoteHub hub(old->address(), troubledPatience());
        lookAtRows(hub);
        MessageLog& messages = hub.recordMessages();
        const auto isOlder = [&hub] {
            return hub.version() == u"0.1.0"_s && hub.unseen(Sight::Messages).contains(u"0.1.0"_s)
                && !hub.hasFeature("admin-stream"_L1);
        };
        const auto isOfNow = [&hub] {
            return hub.version() == QStringLiteral(FANLIGHT_VERSION)
                && hub.unseen(Sight::Messages).isEmpty();
        };
        QVERIFY(looksAtIt(hub));
        QVERIFY(isOlder());

        old.reset();
        QVERIFY2(hasState(hub, HubLink::State::Lost), qPrintable(linkOf(hub)));
        QVERIFY(!hub.link().problem.isEmpty());
        QVERIFY(isOlder()); // as it was told last
        auto process = std::make_unique<HubProcess>();
        START_HUB(*process, {u"--listen"_s, listen});
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QVERIFY(isOfNow());
        QTRY_VERIFY(!hub.log()->since(0).empty()); // what is looked at is told
        publishTo(port, "1-1");
        QTRY_VERIFY(messages.find("1-1").has_value());

        QVERIFY(process->stop());
        QVERIFY2(hasState(hub, HubLink::State::Lost), qPrintable(linkOf(hub)));
        old = std::make_unique<OddHub>(older, port);
        QVERIFY(old->isListening());
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QVERIFY(isOlder());
        QSignalSpy samples(&hub, &HubPort::sampled);
        QTRY_VERIFY(samples.size() > 1);
        QVERIFY(messages.find("1-1").has_value());

        old.reset();
        QVERIFY2(hasState(hub, HubLink::State::Lost), qPrintable(linkOf(hub)));
        process = std::make_unique<HubProcess>();
        START_HUB(*process, {u"--listen"_s, listen});
        QVERIFY2(hasState(hub, HubLink::State::Connected), qPrintable(linkOf(hub)));
        QVERIFY(isOfNow());
        samples.clear();
        QTRY_VERIFY(samples.size() > 1);
        publishTo(port, "1-2");
        QTRY_VERIFY(messages.find("1-2").has_value());
        QCOMPARE(messages.pull().added.size(), 2U);
    }

    // Of more than goes over the wire it is said how much it was.
    void whatIsLeftOutIsCounted()
    {
        OddHub odd(OddHub::streamOf(
            [](const OddHub::Request&, QTcpSocket& socket) {
                OddHub::beginStream(socket);
                OddHub::event(socket, "snapshot", "e-1",
                    R"({"stream":"a-1","epoch":"e","rid":1,"hub":{},"views":{
                        "log":{"set":{"313":{"text":"the last"}},"left":312},
                        "messages":{"set":{"8":{"time":5,"id":"1-8"}},"left":7}}})");
            },
            "admin"));
        RemoteHub hub(odd.address(), impatient());
        MessageLog& messages = hub.recordMessages();
        hub.connectNow();
        QTRY_COMPARE(hub.log()->since(0).size(), 2U);
        QVERIFY(hub.log()->since(0).front().text.startsWith(u"+312"_s));
        QCOMPARE(hub.log()->since(0).back().text, u"the last"_s);
        const MessageLog::Pull pull = messages.pull();
        QCOMPARE(pull.added.size(), 1U);
        QCOMPARE(pull.evicted, 7U);
    }
};

ROOM_TEST(TestRemoteTrouble, QCoreApplication)
#include "tst_remote_trouble.moc"
