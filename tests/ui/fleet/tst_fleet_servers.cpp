// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_servers.h"

#include "fleet/fleet_alerts.h"
#include "support/hub_process.h"
#include "support/patience.h"
#include "support/room.h"

#include <QDateTime>
#include <QHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Link = FleetRow::Link;

const QString FleetToken = u"seldom-seen-token-1"_s;
const QStringList GuardedFleet{u"--monitor-token"_s, u"look="_s + FleetToken};

ServerProfile fleetProfile(const QString& id, quint16 port, bool needsToken = true)
{
    ServerProfile profile;
    profile.id = id;
    profile.name = u"hub "_s + id;
    profile.url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    profile.needsToken = needsToken;
    return profile;
}

} // namespace

// Hubs of the user, real ones and none, as the fleet sees them from afar.
class TestFleetServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_profiles.clear();
        m_tokens.clear();
        m_shown.clear();
        m_asked = 0;
        m_servers = std::make_unique<FleetServers>();
        FleetWays ways;
        ways.servers = [this] { return m_profiles; };
        ways.token = [this](const QString& id, const std::function<void(const QString&)>& done) {
            ++m_asked;
            done(m_tokens.value(id));
        };
        ways.shownId = [this] { return m_shown; };
        m_servers->setWays(ways);
    }
    void cleanup() { m_servers.reset(); }

    void eachIsSeenByItself()
    {
        HubProcess one;
        HubProcess other;
        START_HUB(one, GuardedFleet);
        START_HUB(other, GuardedFleet);
        know({fleetProfile(u"1"_s, one.port()), fleetProfile(u"2"_s, other.port())});
        m_tokens = {{u"1"_s, FleetToken}, {u"2"_s, u"another-token-than-that"_s}};
        QCOMPARE(row(u"1"_s).link, Link::Idle);
        QCOMPARE(m_servers->openLinks(), 0U);
        m_servers->setLooked(true);
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
        QTRY_VERIFY(isKnown(row(u"1"_s).figures.streams));
        QCOMPARE(row(u"1"_s).figures.streams, 0.0);
        QCOMPARE(row(u"1"_s).caller, u"look"_s);
        QCOMPARE(row(u"1"_s).role, Role::Monitor);
        QCOMPARE(row(u"1"_s).version, QStringLiteral(FANLIGHT_VERSION));
        QVERIFY(!row(u"1"_s).status.instance.isEmpty());
        QVERIFY(!row(u"1"_s).streams.isEmpty());
        QTRY_COMPARE(row(u"2"_s).link, Link::NeedsLogin); // its token is wrong
        QVERIFY2(row(u"2"_s).problem.contains(u"does not know this token"_s),
            qPrintable(row(u"2"_s).problem));
        QVERIFY(!isKnown(row(u"2"_s).figures.streams));

        m_tokens.insert(u"2"_s, FleetToken);
        m_servers->tokenGiven(u"2"_s);
        QTRY_COMPARE(row(u"2"_s).link, Link::Up);
    }

    void oneThatIsKilledIsAwayAndComesBack()
    {
        HubProcess one;
        START_HUB(one, GuardedFleet);
        const quint16 port = one.port();
        know({fleetProfile(u"1"_s, port)});
        m_tokens.insert(u"1"_s, FleetToken);
        m_servers->setLooked(true);
        QTRY_VERIFY(isKnown(row(u"1"_s).figures.streams));
        const qint64 run = row(u"1"_s).status.startedAtMs;
        one.crash();
        QTRY_COMPARE(row(u"1"_s).link, Link::Away);
        QVERIFY(row(u"1"_s).sinceMs > 0);
        QVERIFY(!isKnown(row(u"1"_s).figures.streams)); // what is old is not shown as new
        QCOMPARE(row(u"1"_s).version, QStringLiteral(FANLIGHT_VERSION));
        one.waitForEnd();
        HubProcess again;
        START_HUB(again, GuardedFleet + QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        m_servers->tryAgain(u"1"_s);
        QTRY_VERIFY(isKnown(row(u"1"_s).figures.streams));
        QVERIFY(row(u"1"_s).status.startedAtMs != run);
    }

    void noLinkIsOpenWhileNobodyLooks()
    {
        HubProcess one;
        START_HUB(one, GuardedFleet);
        know({fleetProfile(u"1"_s, one.port())});
        m_tokens.insert(u"1"_s, FleetToken);
        m_servers->setLooked(true);
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
        m_servers->setLooked(false);
        QTRY_COMPARE(m_servers->openLinks(), 0U);
        QCOMPARE(row(u"1"_s).link, Link::Idle);
        m_servers->setLooked(true);
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
        QCOMPARE(m_asked, 1); // its token is known
    }

    void aTokenThatIsMissingIsNeverAskedForByItself()
    {
        HubProcess one;
        START_HUB(one, GuardedFleet);
        know({fleetProfile(u"1"_s, one.port())});
        int asked = 0;
        FleetWays ways = m_servers->ways();
        ways.askForToken = [&](const QString&) { ++asked; };
        m_servers->setWays(ways);
        m_servers->setLooked(true);
        QTRY_COMPARE(row(u"1"_s).link, Link::NeedsToken);
        QCOMPARE(asked, 0);
        QCOMPARE(m_servers->openLinks(), 0U);
        m_tokens.insert(u"1"_s, FleetToken);
        m_servers->tokenGiven(u"1"_s);
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
    }

    void theWayThroughSshIsMadeOnAClickAlone()
    {
        ServerProfile far = fleetProfile(u"1"_s, 3000, false);
        far.sshAlias = u"bastion"_s;
        know({far});
        m_servers->setLooked(true);
        QCOMPARE(row(u"1"_s).link, Link::NeedsWay);
        QCOMPARE(row(u"1"_s).sshAlias, u"bastion"_s);
        QCOMPARE(m_asked, 0);
        QCOMPARE(m_servers->openLinks(), 0U);
    }

    void theOneThatTheWindowShowsIsLeftAlone()
    {
        HubProcess one;
        START_HUB(one, GuardedFleet);
        know({fleetProfile(u"1"_s, one.port())});
        m_tokens.insert(u"1"_s, FleetToken);
        m_servers->setLooked(true);
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
        m_shown = u"1"_s;
        m_servers->refresh();
        QCOMPARE(m_servers->openLinks(), 0U);
        m_shown.clear();
        m_servers->refresh();
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
    }

    void ofManySomeAreOpenAtOnceAndTheOthersWait()
    {
        QTcpServer nowhere; // takes connections and says nothing
        QVERIFY(nowhere.listen(QHostAddress::LocalHost));
        std::vector<ServerProfile> many;
        for (int i = 0; i < int(FleetServers::MostOpen) + 20; ++i)
            many.push_back(fleetProfile(QString::number(i), nowhere.serverPort(), false));
        know(many);
        m_servers->setLooked(true);
        QCOMPARE(m_servers->openLinks(), std::size_t(FleetServers::BegunATick));
        QTRY_COMPARE(m_servers->openLinks(), FleetServers::MostOpen);
        QCOMPARE(row(QString::number(FleetServers::MostOpen + 5)).link, Link::Turn);
        know({});
        QCOMPARE(m_servers->openLinks(), 0U);
        QVERIFY(m_servers->ids().empty());
    }

    void aRuleForOneServerKeepsAnEyeOnIt()
    {
        HubProcess one;
        HubProcess other;
        START_HUB(one, GuardedFleet);
        START_HUB(other, GuardedFleet);
        know({fleetProfile(u"0000000a"_s, one.port()), fleetProfile(u"0000000b"_s, other.port())});
        m_tokens = {{u"0000000a"_s, FleetToken}, {u"0000000b"_s, FleetToken}};
        QTemporaryDir folder;
        AlertBook book(folder.filePath(u"alerts.json"_s));
        FleetAlerts alerts(*m_servers, book);
        QSignalSpy fired(&book, &AlertBook::fired);
        QSignalSpy settled(&book, &AlertBook::settled);
        QCOMPARE(m_servers->openLinks(), 0U);
        AlertRule rule = *AlertRule::parse(u"hub away"_s).rule;
        rule.hub = u"0000000a"_s;
        QCOMPARE(book.save(rule), QString());
        QTRY_COMPARE(row(u"0000000a"_s).link, Link::Up); // though nobody looks
        QCOMPARE(m_servers->openLinks(), 1U);
        QCOMPARE(fired.size(), 0);
        const quint16 port = one.port();
        one.crash();
        QTRY_COMPARE(fired.size(), 1);
        const auto event = fired[0][0].value<AlertBook::Event>();
        QCOMPARE(event.hub.key, u"0000000a"_s);
        QCOMPARE(event.hub.name, u"hub 0000000a"_s);
        one.waitForEnd();
        HubProcess again;
        START_HUB(again, GuardedFleet + QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        m_servers->tryAgain(u"0000000a"_s);
        QTRY_COMPARE(settled.size(), 1);
        rule = book.rules().front();
        rule.isOn = false;
        QCOMPARE(book.save(rule), QString());
        QCOMPARE(m_servers->openLinks(), 0U);
    }

    void anOlderHubIsSaidToBeOne()
    {
        QTcpServer old;
        QVERIFY(old.listen(QHostAddress::LocalHost));
        connect(&old, &QTcpServer::newConnection, this, [&old] {
            while (QTcpSocket* const socket = old.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                    const bool isIdentity = socket->readAll().startsWith("GET /api/whoami");
                    const QByteArray body = isIdentity
                        ? R"({"name":"look","role":"monitor","version":"0.1.0"})"
                        : R"({"uptimeSeconds":5,"instance":"old","connections":7})";
                    socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                  "Content-Length: "
                        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                });
        });
        know({fleetProfile(u"1"_s, old.serverPort(), false)});
        m_servers->setLooked(true);
        QTRY_COMPARE(row(u"1"_s).link, Link::Up);
        QVERIFY(row(u"1"_s).isOlder);
        QCOMPARE(row(u"1"_s).version, u"0.1.0"_s);
        QCOMPARE(
            fleet::standingOf(row(u"1"_s), QDateTime::currentMSecsSinceEpoch()).text, u"older"_s);
    }

private:
    void know(const std::vector<ServerProfile>& profiles)
    {
        m_profiles = profiles;
        m_servers->refresh();
    }
    FleetRow row(const QString& id) const
    {
        FleetRow row;
        m_servers->fill(id, row, QDateTime::currentMSecsSinceEpoch());
        return row;
    }

    std::vector<ServerProfile> m_profiles;
    QHash<QString, QString> m_tokens;
    QString m_shown;
    int m_asked = 0;
    std::unique_ptr<FleetServers> m_servers;
};

ROOM_TEST(TestFleetServers, QApplication)
#include "tst_fleet_servers.moc"
