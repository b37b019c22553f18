// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/hub_control.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestHubControl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_started.clear();
        m_changed.clear();
        m_held.clear();
        m_stops = 0;
        m_control = std::make_unique<HubControl>(
            HubControl::Hands{[this] { return m_options; },
                [this](const HubOptions& options) { m_started.push_back(options); },
                [this] { ++m_stops; },
                [this](const HubOptions&, const std::function<void(const QString&)>& done) {
                    m_changed.push_back(done);
                },
                [this](
                    const HubOptions&, const std::function<void(const QString&, quint16)>& done) {
                    m_held.push_back(done);
                }},
            1ms);
    }

    void togglesUnlessItDrains()
    {
        m_control->toggle();
        QCOMPARE(m_started.size(), 1U);
        be(HubState::Listening);
        m_control->toggle();
        QCOMPARE(m_stops, 1);
        be(HubState::Draining);
        m_control->toggle();
        QCOMPARE(m_stops, 1);
        QCOMPARE(m_started.size(), 1U);
    }

    void aTakenPortIsTriedAgainAndAnotherReasonIsNot()
    {
        be(HubState::Failed);
        QVERIFY(m_control->hasFailed());
        QVERIFY(!m_control->isRetrying());
        be(HubState::Failed, 3001);
        QTRY_COMPARE(m_started.size(), 1U);
        be(HubState::Starting);
        QVERIFY(m_control->hasFailed()); // it has not listened yet
        be(HubState::Listening);
        QVERIFY(!m_control->hasFailed());
        m_control->startAt(3001);
        QCOMPARE(m_started.back().listenPort, 3001);
    }

    void whatCanChangeWhileItRunsIsChanged()
    {
        QSignalSpy changed(m_control.get(), &HubControl::changed);
        QSignalSpy refused(m_control.get(), &HubControl::refused);
        be(HubState::Listening);
        HubOptions options = m_options;
        options.heartbeat += 1s;
        QVERIFY(!m_control->needsRestart(options));
        m_control->apply(options);
        QCOMPARE(m_stops, 0);
        m_changed[0](u"no"_s);
        QCOMPARE(refused[0][0].toString(), u"no"_s);
        m_control->apply(options);
        m_changed[1]({});
        QVERIFY(changed[0][2].toString().startsWith(u"heartbeat "_s));
    }

    void otherOptionsAreForTheNextRun()
    {
        QSignalSpy accepted(m_control.get(), &HubControl::accepted);
        be(HubState::Listening);
        HubOptions options = m_options;
        options.historyCount = 7;
        QVERIFY(m_control->needsRestart(options));
        QVERIFY(!m_control->changesAddress(options));
        m_control->apply(options);
        QCOMPARE(m_stops, 1);
        be(HubState::Draining);
        QVERIFY(m_started.empty());
        be(HubState::Stopped);
        QCOMPARE(m_started.size(), 1U);
        QCOMPARE(m_started[0].historyCount, 7);
        be(HubState::Stopped); // once
        QCOMPARE(m_started.size(), 1U);
        QCOMPARE(accepted.count(), 0); // it may come to nothing
        be(HubState::Listening);
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(accepted[0][0].value<HubOptions>(), m_options);
        QCOMPARE(accepted[0][1].value<HubOptions>(), options);
        be(HubState::Listening);
        QCOMPARE(accepted.count(), 1);
    }

    void anotherAddressIsTakenBeforeTheOldIsLeft()
    {
        QSignalSpy accepted(m_control.get(), &HubControl::accepted);
        be(HubState::Listening);
        HubOptions options = m_options;
        options.listenPort = 4000;
        QVERIFY(m_control->changesAddress(options));
        m_control->apply(options);
        QCOMPARE(m_held.size(), 1U);
        QCOMPARE(m_stops, 0);
        m_held[0]({}, 0);
        QCOMPARE(m_stops, 1);
        be(HubState::Stopped);
        QCOMPARE(m_started[0].listenPort, 4000);
        be(HubState::Listening);
        QCOMPARE(accepted.count(), 1);
    }

    void anAddressInUseLeavesTheHubAsItRuns()
    {
        QSignalSpy accepted(m_control.get(), &HubControl::accepted);
        QSignalSpy refused(m_control.get(), &HubControl::addressRefused);
        be(HubState::Listening);
        HubOptions options = m_options;
        options.listenPort = 4000;
        m_control->apply(options);
        m_held[0](u"in use"_s, 4001);
        QCOMPARE(refused.count(), 1);
        QCOMPARE(refused[0][1].toString(), u"in use"_s);
        QCOMPARE(refused[0][2].toUInt(), 4001U);
        QCOMPARE(m_stops, 0);
        QVERIFY(m_started.empty());
        QCOMPARE(accepted.count(), 0);
    }

    void aRestartThatFailsGoesBackToWhatRan()
    {
        QSignalSpy accepted(m_control.get(), &HubControl::accepted);
        QSignalSpy refused(m_control.get(), &HubControl::refused);
        be(HubState::Listening);
        HubOptions options = m_options;
        options.historyCount = 7;
        m_control->apply(options);
        be(HubState::Stopped);
        be(HubState::Failed, 3001);
        QCOMPARE(refused.count(), 1);
        QVERIFY(!m_control->isRetrying());
        QCOMPARE(m_started.size(), 2U);
        QCOMPARE(m_started[1], m_options);
        be(HubState::Listening);
        QCOMPARE(accepted.count(), 0);
    }

    void stoppedItStartsWithThemAtOnce()
    {
        HubOptions options = m_options;
        options.listenPort = 4000;
        m_control->apply(options);
        QCOMPARE(m_started.size(), 1U);
        QCOMPARE(m_stops, 0);
    }

    void onceTheWindowClosesNothingIsStarted()
    {
        be(HubState::Listening);
        HubOptions options = m_options;
        options.historyCount = 7;
        m_control->apply(options);
        m_control->retire();
        be(HubState::Stopped);
        be(HubState::Failed, 3001);
        QVERIFY(!m_control->isRetrying());
        QVERIFY(m_started.empty());
    }

private:
    void be(HubState state, quint16 suggestedPort = 0)
    {
        HubStatus status;
        status.state = state;
        status.suggestedPort = suggestedPort;
        m_control->takeStatus(status);
        m_control->startAgain();
    }

    HubOptions m_options;
    std::vector<HubOptions> m_started;
    std::vector<std::function<void(const QString&)>> m_changed;
    std::vector<std::function<void(const QString&, quint16)>> m_held;
    int m_stops = 0;
    std::unique_ptr<HubControl> m_control;
};

ROOM_TEST(TestHubControl, QCoreApplication)
#include "tst_hub_control.moc"
