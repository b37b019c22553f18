// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_draft.h"

#include "ui/page_fixture.h"
#include "support/room.h"

#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestOptionDraft : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_draft = std::make_unique<OptionDraft>(m_around->hub, m_around->settings);
    }

    void cleanup()
    {
        m_draft.reset();
        m_around.reset();
    }

    void isAsTheHubRunsUntilSomethingIsWanted()
    {
        QCOMPARE(m_draft->changedOptions(), QStringList());
        m_draft->setText(u"heartbeat", u"30s"_s);
        QCOMPARE(m_draft->changedOptions(), QStringList{u"heartbeat"_s});
        QCOMPARE(m_draft->wanted().heartbeat, std::chrono::milliseconds(30'000));
        QCOMPARE(m_draft->running().heartbeat, std::chrono::milliseconds(15'000));
        m_draft->setText(u"heartbeat", u"15000ms"_s); // the same in other words
        QCOMPARE(m_draft->changedOptions(), QStringList());
        QCOMPARE(m_draft->text(u"heartbeat"), u"15000ms"_s); // not under the hands
    }

    void whatIsWrongIsSaidAndNotWanted()
    {
        m_draft->setText(u"retry", u"3s"_s);
        m_draft->setText(u"heartbeat", u"soon"_s);
        QVERIFY(!m_draft->isValid());
        QVERIFY(m_draft->error(u"heartbeat").startsWith(u"“soon”"_s));
        QCOMPARE(m_draft->error(u"retry"), QString());
        QCOMPARE(m_draft->changedOptions(), (QStringList{u"heartbeat"_s, u"retry"_s}));
        QCOMPARE(m_draft->wanted().heartbeat, m_draft->running().heartbeat);
        m_draft->revert({u"heartbeat"_s});
        QVERIFY(m_draft->isValid());
        QCOMPARE(m_draft->changedOptions(), QStringList{u"retry"_s});
    }

    void whatDoesNotGoTogetherIsSaidAtTheField()
    {
        m_draft->setText(u"listen", u"0.0.0.0:3000"_s);
        QVERIFY(m_draft->error(u"listen").contains(u"“Publish token”"_s));
        m_draft->setText(u"publish-token", u"a-long-enough-secret"_s);
        QVERIFY(m_draft->error(u"listen").contains(u"“Keys of users' tokens”"_s));
        m_draft->setText(u"anonymous", u"all"_s);
        QVERIFY(m_draft->isValid());
        QVERIFY(m_draft->needsRestart());
    }

    void knowsWhatNeedsARestart()
    {
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            m_draft->revert();
            m_draft->setText(name, otherThan(name));
            QVERIFY2(m_draft->isChanged(name), spec.name);
            QVERIFY2(m_draft->needsRestart() != (isLiveOption(name) || isExchangedOption(name)),
                spec.name);
        }
    }

    void saysWhereAValueComesFrom()
    {
        m_around->settings.setValue(u"hub/retry"_s, u"9s"_s);
        m_around->settings.setValue(u"hub/history"_s, u"7/1h"_s);
        const ParsedArguments start = parseArguments({u"--heartbeat"_s, u"20s"_s},
            {{u"FANLIGHT_HISTORY"_s, u"50/1h"_s}}, &m_around->settings, {});
        QCOMPARE(start.error, QString());
        runWith(start.hub);
        m_draft->setStart(start.hub, start.origins);
        QCOMPARE(m_draft->origin(u"heartbeat"), OptionOrigin::CommandLine);
        QCOMPARE(m_draft->origin(u"history"), OptionOrigin::Environment);
        QCOMPARE(m_draft->origin(u"retry"), OptionOrigin::SettingsFile);
        QCOMPARE(m_draft->origin(u"batch-max"), OptionOrigin::Default);
        QCOMPARE(m_draft->overruledBy(u"history"), OptionOrigin::Environment);
        QCOMPARE(m_draft->overruledBy(u"retry"), OptionOrigin::Default);
        // Once it runs otherwise it is what is kept, and the next start is still overruled.
        HubOptions other = start.hub;
        other.historyCount = 7;
        runWith(other);
        QCOMPARE(m_draft->origin(u"history"), OptionOrigin::SettingsFile);
        QCOMPARE(m_draft->overruledBy(u"history"), OptionOrigin::Environment);
    }

    void everyOptionGoesBackToItsDefault()
    {
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            HubOptions options;
            QCOMPARE(setHubOption(options, name, otherThan(name)), QString());
            runWith(options);
            QVERIFY2(!m_draft->isDefault(name), spec.name);
            m_draft->resetToDefault(name);
            QVERIFY2(m_draft->isDefault(name), spec.name);
            QCOMPARE(hubOptionText(m_draft->wanted(), name), hubOptionText(HubOptions(), name));
        }
    }

    void whatTheHubTookIsNoChangeAnyLongerAndTheRestStays()
    {
        m_draft->setText(u"heartbeat", u"30s"_s);
        m_draft->setText(u"retry", u"7s"_s);
        HubOptions taken;
        taken.heartbeat = std::chrono::seconds(30);
        runWith(taken);
        QCOMPARE(m_draft->changedOptions(), QStringList{u"retry"_s});
        QCOMPARE(m_draft->text(u"heartbeat"), u"30s"_s);
    }

    void aRefusalStandsAtItsFieldUntilThatIsChanged()
    {
        m_draft->setText(u"log-file", u"/no/such/x.log"_s);
        m_draft->setText(u"retry", u"7s"_s);
        m_draft->showRefused(u"--log-file: cannot write /no/such/x.log"_s);
        QCOMPARE(m_draft->error(u"log-file"), u"cannot write /no/such/x.log"_s);
        QVERIFY(m_draft->isValid()); // it may be tried again
        m_draft->setText(u"log-file", u"/tmp/x.log"_s);
        QCOMPARE(m_draft->error(u"log-file"), QString());
        m_draft->showRefused(u"not now"_s);
        QCOMPARE(m_draft->refusal(), u"not now"_s);
        m_draft->revert({u"log-file"_s});
        QCOMPARE(m_draft->refusal(), QString());
        m_draft->showRefused(u"not now"_s); // of one change it is clear whose it is
        QCOMPARE(m_draft->error(u"retry"), u"not now"_s);
    }

    void aTakenPortIsSaidAtTheAddress()
    {
        HubStatus status;
        status.state = HubState::Failed;
        status.error = u"Cannot listen on 127.0.0.1:3000: the port is in use"_s;
        status.suggestedPort = 3001;
        Q_EMIT m_around->hub.statusChanged(status);
        QCOMPARE(m_draft->error(u"listen"), status.error);
        status.state = HubState::Listening;
        Q_EMIT m_around->hub.statusChanged(status);
        QCOMPARE(m_draft->error(u"listen"), QString());
    }

private:
    void runWith(const HubOptions& options)
    {
        HubOptions started = options;
        started.listenPort = 0;
        m_around->hub.start(started); // it has them at once, whatever comes of it
    }

    // A value that differs from the default.
    static QString otherThan(const QString& option)
    {
        static const QHash<QString, QString> Others{{u"listen"_s, u"localhost:0"_s},
            {u"broker"_s, u"redis://127.0.0.1:1"_s}, {u"shards"_s, u"1"_s},
            {u"channel-prefix"_s, u"n:"_s}, {u"type-as"_s, u"event"_s}, {u"history"_s, u"7/2h"_s},
            {u"history-bytes"_s, u"1MiB"_s}, {u"batch"_s, u"all"_s}, {u"batch-window"_s, u"1s"_s},
            {u"batch-max"_s, u"7"_s}, {u"max-connections"_s, u"7000"_s},
            {u"max-per-user"_s, u"7"_s}, {u"max-lifetime"_s, u"77s"_s}, {u"heartbeat"_s, u"7s"_s},
            {u"retry"_s, u"7s"_s}, {u"backlog-limit"_s, u"64KiB"_s}, {u"slow-client"_s, u"drop"_s},
            {u"cors-origin"_s, u"https://app.example"_s}, {u"host"_s, u"hub.example"_s},
            {u"publish-token"_s, u"hush-hush"_s}, {u"instance-name"_s, u"one"_s},
            {u"log-level"_s, u"warning"_s}, {u"log-file"_s, u"/tmp/fanlight-test.log"_s},
            {u"log-file-size"_s, u"1MiB"_s}, {u"log-files"_s, u"7"_s}, {u"allow-faults"_s, u"on"_s},
            {u"cors-header"_s, u"X-Trace"_s}, {u"limit-streams"_s, u"7/s"_s},
            {u"limit-requests"_s, u"77/s"_s}, {u"limit-publishes"_s, u"777/s"_s},
            {u"trusted-proxy"_s, u"10.0.0.0/8"_s}, {u"admin-token"_s, u"ops=hush-hush"_s},
            {u"monitor-token"_s, u"@/run/hush"_s}, {u"anonymous"_s, u"none"_s},
            {u"source"_s, u"redis-stream://cache?key=outbox"_s},
            {u"jwt-key"_s, u"/etc/issuer.pem"_s}, {u"jwt-secret"_s, u"@/run/hush"_s},
            {u"jwt-secret-previous"_s, u"@/run/before"_s},
            {u"jwks-url"_s, u"https://id.example/keys"_s},
            {u"authorize"_s, u"http://localhost:8000/allow"_s},
            {u"jwt-issuer"_s, u"https://id.example"_s}, {u"jwt-audience"_s, u"hub"_s},
            {u"jwt-user-claim"_s, u"uid"_s}, {u"jwt-leeway"_s, u"7s"_s},
            {u"jwt-allow-no-exp"_s, u"on"_s}, {u"jwt-in-url"_s, u"on"_s},
            {u"tls-cert"_s, u"/etc/hub.pem"_s}, {u"tls-key"_s, u"/etc/hub.key"_s},
            {u"tls-client-ca"_s, u"/etc/clients.pem"_s},
            {u"audit-file"_s, u"/tmp/fanlight-test.jsonl"_s}};
        return Others.value(option);
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<OptionDraft> m_draft;
};

ROOM_TEST(TestOptionDraft, QApplication)
#include "tst_option_draft.moc"
