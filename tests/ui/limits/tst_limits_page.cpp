// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "limits/limits_page.h"

#include "format.h"
#include "hub/access_limits.h"
#include "limits/access_limits_card.h"
#include "limits/file_limit_card.h"
#include "limits/live_options_card.h"
#include "limits/memory_card.h"
#include "limits/once_card.h"
#include "limits/planner_card.h"
#include "settings/change_bar.h"
#include "settings/option_draft.h"
#include "settings/option_row.h"
#include "settings/quantity_spin.h"
#include "ui/page_fixture.h"
#include "widgets/segmented.h"
#include "widgets/share_bar.h"
#include "widgets/tile.h"
#include "support/room.h"

#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr double KiB = 1024;
constexpr double MiB = 1024 * KiB;
} // namespace

class TestLimitsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_available = 64 * MiB;
        m_reads = 0;
        open();
    }

    void cleanup()
    {
        m_page.reset();
        m_draft.reset();
        m_around.reset();
    }

    // ---- of one address or token

    void limitsInForceStandWithWhatWasTurnedAway()
    {
        AccessLimitsCard card;
        QCOMPARE(card.lines().first(), u"New streams of one address | – | –"_s);
        HubOptions options;
        options.limitPublishes = auth::RateLimit::of(300, std::chrono::minutes(1));
        card.show(AccessLimits(options).inForce(options));
        QCOMPARE(card.lines(),
            (QStringList{
                u"New streams of one address | none: other machines do not reach this hub | 0"_s,
                u"Its other requests | none: other machines do not reach this hub | 0"_s,
                u"Publishes with one token | 300 a minute, up to 50 at once | 0"_s,
                u"Wrong tokens of one address | ten, then one after ever longer waits | 0"_s}));
        options.listenHost = u"0.0.0.0"_s;
        options.limitRequests = {};
        std::vector<AccessLimitRow> rows = AccessLimits(options).inForce(options);
        rows[0].refused = 1234;
        card.show(rows);
        QCOMPARE(card.lines()[0],
            u"New streams of one address | 50 a second, up to 500 at once; none for this machine | "
            "1,234"_s);
        QCOMPARE(card.lines()[1], u"Its other requests | none | 0"_s);
    }

    void limitsAreThoseOfTheHubAsItRuns()
    {
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        options.limitStreams = auth::RateLimit::of(7, std::chrono::seconds(1));
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        QVERIFY(showPage(*m_page));
        QTRY_COMPARE(m_page->access()->lines().first(),
            u"New streams of one address | 7 a second, up to 70 at once | 0"_s);
        m_around->hub.stop();
        QTRY_COMPARE(m_page->access()->lines().first(), u"New streams of one address | – | –"_s);
    }

    // ---- keys of publishes

    void keysOfPublishesHaveTheRoomTheyHave()
    {
        OnceCard card;
        QCOMPARE(card.keysText(), QString(format::Dash));
        card.show({true, 1234, 1'000'000, 7});
        QCOMPARE(card.keysText(), u"1,234 of 1,000,000; where there is no room the oldest go"_s);
        QCOMPARE(card.forgottenText(), u"7"_s);
        card.show({true, 3, 0, 0});
        QVERIFY(card.keysText().startsWith(u"3 under way; Redis keeps"_s));
    }

    void keysOfPublishesAreThoseOfTheHub()
    {
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        QVERIFY(showPage(*m_page));
        QTRY_COMPARE(
            m_page->once()->keysText(), u"0 of 1,000,000; where there is no room the oldest go"_s);
        m_around->hub.stop();
        QTRY_COMPARE(m_page->once()->keysText(), QString(format::Dash));
    }

    // ---- descriptors

    void descriptorsAreABarWithItsFigures()
    {
        tell();
        feed(1000);
        QCOMPARE(m_page->files()->text(), u"1,050 of 20,000 used (5 %); each client takes one"_s);
        QCOMPARE(m_page->files()->bar()->used(), 1050.0 / 20'000);
        QCOMPARE(m_page->files()->bar()->color(), Theme::Role::Accent);
        feed(18'500);
        QCOMPARE(m_page->files()->bar()->color(), Theme::Role::Bad);
    }

    void saysWhatToTypeForMoreDescriptors()
    {
        QStringList lines;
        for (const FileLimitHint& hint : fileLimitHints(1024, 4096))
            lines << hint.line;
        QCOMPARE(lines,
            (QStringList{u"ulimit -n 4096"_s, u"LimitNOFILE=1048576"_s, u"* - nofile 1048576"_s,
                u"docker run --ulimit nofile=1048576:1048576 …"_s}));
        lines.clear();
        for (const FileLimitHint& hint : fileLimitHints(1'048'576, 1'048'576))
            lines << hint.line;
        QCOMPARE(lines.first(), u"sudo sysctl -w fs.nr_open=2097152"_s);
        QCOMPARE(lines.size(), 4);
    }

    void theCardShowsTheLinesOnce()
    {
        m_page->files()->setLimits(1024, 4096);
        m_page->files()->setLimits(1024, 4096);
        QCOMPARE(m_page->files()->lines().size(), 4);
        m_page->files()->setLimits(4096, 4096);
        QCOMPARE(m_page->files()->lines().size(), 3);
    }

    // ---- memory and room

    void whatIsNotMeasuredIsADashAndTheBudgetCounts()
    {
        tell();
        feed(10, Unknown, Unknown);
        QCOMPARE(m_page->memory()->userText(), format::Dash);
        QCOMPARE(m_page->memory()->kernelText(), format::Dash);
        QCOMPARE(m_page->memory()->sumText(), format::Dash);
        QCOMPARE(m_page->tile(LimitsPage::PerConnection)->value(), format::Dash);
        QCOMPARE(m_page->tile(LimitsPage::Fits)->value(), u"1,024"_s); // 64 MiB of 64 KiB each
        QCOMPARE(m_page->tile(LimitsPage::Fits)->detail(), u"limited by memory, as budgeted"_s);
        QVERIFY(m_page->memory()->note().contains(u"Not measured yet"_s));
    }

    void aMeasurementTakesThePlaceOfTheBudget()
    {
        tell();
        feed(1000, 1 * KiB, 3000 * KiB);
        QCOMPARE(m_page->memory()->userText(), u"1 KiB"_s);
        QCOMPARE(m_page->memory()->kernelText(), u"3 KiB"_s);
        QCOMPARE(m_page->memory()->sumText(), u"4 KiB, 6 % of the budget"_s);
        QCOMPARE(m_page->memory()->freeText(), u"64 MiB"_s);
        QCOMPARE(m_page->tile(LimitsPage::Fits)->value(), u"16,384"_s);
        QCOMPARE(m_page->tile(LimitsPage::Fits)->detail(), u"limited by memory"_s);
        m_available = 1024 * MiB;
        feed(1000, 1 * KiB, 3000 * KiB);
        QCOMPARE(m_page->tile(LimitsPage::Fits)->value(), u"18,822"_s); // 20,000 − 1,050 − 128
        QCOMPARE(m_page->tile(LimitsPage::Fits)->detail(), u"limited by descriptors"_s);
    }

    void theBudgetIsCheckedKeptAndUsed()
    {
        tell();
        feed(10, Unknown, Unknown);
        QLineEdit* edit = m_page->memory()->budgetEdit();
        QCOMPARE(edit->text(), u"64KiB"_s);
        edit->setText(u"lots"_s);
        QVERIFY(!m_page->memory()->budgetError().isEmpty());
        QCOMPARE(m_page->memory()->budget(), 64 * KiB);
        edit->setText(u"512B"_s);
        QVERIFY(!m_page->memory()->budgetError().isEmpty());
        edit->setText(u"128KiB"_s);
        QCOMPARE(m_page->memory()->budgetError(), QString());
        QCOMPARE(m_page->tile(LimitsPage::Fits)->value(), u"512"_s);
        open();
        QCOMPARE(m_page->memory()->budget(), 128 * KiB);
    }

    void measuringIsAskedForAndToldOf()
    {
        QSignalSpy asked(m_page.get(), &LimitsPage::memoryRequested);
        m_page->memory()->measureButton()->click(); // whether or not this hub runs
        QCOMPARE(asked.size(), 1);
        m_page->setMeasuring(true, {});
        QVERIFY(!m_page->memory()->measureButton()->isEnabled());
        QVERIFY(m_page->memory()->note().startsWith(u"Measuring"_s));
        m_page->setMeasuring(false, u"No room."_s);
        QVERIFY(m_page->memory()->measureButton()->isEnabled());
        QCOMPARE(m_page->memory()->note(), u"Not measured: No room."_s);
    }

    void aMeasurementCountsThoughTheHubDoesNotListen()
    {
        tell(HubState::Stopped);
        ConnectionMemory measured;
        measured.bytes = 1 * KiB;
        measured.kernelBytes = 3 * KiB;
        measured.clients = 2000;
        measured.timeMs = 1'700'000'000'000;
        m_page->setMeasuring(true, {});
        m_page->setMeasuring(false, {}, measured);
        QCOMPARE(m_page->memory()->userText(), u"1 KiB"_s);
        QCOMPARE(m_page->memory()->sumText(), u"4 KiB, 6 % of the budget"_s);
        QVERIFY(m_page->memory()->note().startsWith(u"Measured with 2,000 clients"_s));
        QVERIFY(!m_page->planner()->missing().contains(u"Memory"_s));
    }

    void capsAreShownBesideTheConnections()
    {
        tell();
        feed(1234);
        QCOMPARE(m_page->tile(LimitsPage::Connections)->value(), u"1,234"_s);
        QCOMPARE(m_page->tile(LimitsPage::Connections)->detail(),
            u"no limit of its own, no limit per user"_s);
    }

    void aStoppedHubHasNoFigures()
    {
        tell();
        feed(1000);
        tell(HubState::Stopped);
        QCOMPARE(m_page->tile(LimitsPage::Fits)->value(), format::Dash);
        QCOMPARE(m_page->tile(LimitsPage::Connections)->value(), format::Dash);
        QVERIFY(!m_page->options()->row(u"heartbeat")->isEnabled());
    }

    void whileHiddenItMeasuresAndShowsNothing()
    {
        tell();
        m_page->hide();
        const int reads = m_reads;
        feed(1000, 1 * KiB, 3000 * KiB);
        QCOMPARE(m_reads, reads);
        QCOMPARE(m_page->memory()->userText(), format::Dash);
        QCOMPARE(m_page->costs().bytesPerConnection, 1 * KiB);
        m_page->show();
        QCOMPARE(m_page->memory()->userText(), u"1 KiB"_s);
    }

    // ---- the planner

    void plansWithWhatWasMeasured()
    {
        tell();
        m_available = 32 * MiB;
        feed(1000, 1 * KiB, 3000 * KiB);
        ask(PlannerCard::Users, u"20,000"_s);
        PlannerCard* planner = m_page->planner();
        QCOMPARE(planner->cell(0, 0), u"20,000"_s);
        QCOMPARE(planner->cell(1, 0), u"19.5 MiB"_s);
        QCOMPARE(planner->cell(2, 1), u"58.6 MiB"_s);
        QCOMPARE(planner->cell(4, 0), format::Dash);
        QVERIFY(planner->missing().contains(u"CPU of a delivery"_s));
        QVERIFY(!planner->missing().contains(u"Memory:"_s));
        // 32 MiB free and 4,000 KiB in use already, of 80,000 KiB: three instances, memory being
        // hit first.
        QCOMPARE(planner->plan().first, CapacityBound::Memory);
        QVERIFY2(planner->verdict().endsWith(u"3 instances would do."_s),
            qPrintable(planner->verdict()));
    }

    void aWrongAnswerIsSaidUnderItsField()
    {
        ask(PlannerCard::Instances, u"1.5"_s);
        QCOMPARE(
            m_page->planner()->error(PlannerCard::Instances), u"A whole number from 1 to 10,000"_s);
        QCOMPARE(m_page->planner()->cell(0, 0), format::Dash);
        QVERIFY(!m_page->planner()->copyButton()->isEnabled());
        ask(PlannerCard::Instances, u"2"_s);
        QCOMPARE(m_page->planner()->error(PlannerCard::Instances), QString());
        QVERIFY(m_page->planner()->copyButton()->isEnabled());
    }

    void questionsAreKept()
    {
        ask(PlannerCard::Users, u"1e6"_s);
        ask(PlannerCard::FanOut, u"37"_s);
        open();
        QCOMPARE(m_page->planner()->edit(PlannerCard::Users)->text(), u"1e6"_s);
        QCOMPARE(m_page->planner()->cell(0, 0), u"1,000,000"_s);
        QCOMPARE(m_page->planner()->edit(PlannerCard::FanOut)->text(), u"37"_s);
    }

    void thePlanIsCopiedAndSaved()
    {
        tell();
        feed(1000);
        QSignalSpy told(m_page.get(), &LimitsPage::lastAction);
        m_page->planner()->copyButton()->click();
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.startsWith(u"Fanlight capacity plan, 20"_s), qPrintable(text));
        QCOMPARE(told.size(), 1);
        QCOMPARE(m_page->planner()->saveTo(m_around->path(u"plan.txt"_s)), QString());
        QFile file(m_around->path(u"plan.txt"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), text);
        QVERIFY(!m_page->planner()->saveTo(m_around->path(u"no/such/plan.txt"_s)).isEmpty());
    }

    // ---- live options

    void offersTheLiveOptionsThatAreLimits()
    {
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            QCOMPARE(m_page->options()->row(name) != nullptr,
                isLiveOption(name) && !name.startsWith(u"log-"_s) && name != u"audit-file"_s);
        }
    }

    void asksForWhatWasTypedOnceItIsRight()
    {
        tell();
        QSignalSpy asked(m_page.get(), &LimitsPage::applyRequested);
        auto* spin = m_page->options()->row(u"heartbeat")->findChild<QuantitySpin*>();
        spin->setFocus();
        spin->selectAll();
        QTest::keyClicks(spin, u"soon"_s);
        QVERIFY(m_page->options()->row(u"heartbeat")->error().contains(u"soon"_s));
        QTest::keyClick(spin, Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        spin->selectAll();
        QTest::keyClicks(spin, u"30s"_s);
        QCOMPARE(m_page->options()->row(u"heartbeat")->error(), QString());
        QTest::keyClick(spin, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<HubOptions>().heartbeat, std::chrono::milliseconds(30'000));
    }

    void appliesNothingThatNeedsARestart()
    {
        tell();
        m_draft->setText(u"heartbeat", u"30s"_s);
        m_draft->setText(u"history", u"7/1h"_s); // waits in Settings
        QSignalSpy asked(m_page.get(), &LimitsPage::applyRequested);
        QVERIFY(m_page->options()->bar()->countText().startsWith(u"1 change"_s));
        m_page->options()->bar()->applyButton()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<HubOptions>().historyCount, 100);
        m_page->options()->bar()->undoButton()->click();
        QCOMPARE(m_draft->changedOptions(), QStringList{u"history"_s});
    }

    void tellsWhatTheValuesComeToWithTheConnectionsThereAre()
    {
        tell();
        feed(10'800);
        m_draft->setText(u"max-lifetime", u"60s"_s);
        const QString said = m_page->options()->row(u"max-lifetime")->description();
        QVERIFY2(
            said.contains(u"about 200 reconnects a second at 10,800 stream"_s), qPrintable(said));
    }

    void nothingIsChangedWhileTheHubDoesNotListen()
    {
        tell(HubState::Stopped);
        QVERIFY(!m_page->options()->row(u"heartbeat")->isEnabled());
        m_draft->setText(u"heartbeat", u"30s"_s);
        QVERIFY(!m_page->options()->bar()->applyButton()->isEnabled());
        tell();
        QVERIFY(m_page->options()->row(u"heartbeat")->isEnabled());
        QVERIFY(m_page->options()->bar()->applyButton()->isEnabled());
    }

    void whatTheHubRefusesStandsUnderTheField()
    {
        tell();
        m_draft->setText(u"retry", u"5s"_s);
        m_draft->showRefused(u"not now"_s);
        QCOMPARE(m_page->options()->row(u"retry")->error(), u"not now"_s);
        m_draft->setText(u"heartbeat", u"30s"_s);
        m_draft->showRefused(u"not now either"_s);
        QCOMPARE(m_page->options()->bar()->problem(), u"not now either"_s);
    }

    void tabGoesThroughThePage()
    {
        tell();
        m_page->files()->setLimits(20'000, 20'000);
        const QStringList stops = tabOrder(*m_page);
        QVERIFY2(
            stops.join(u", "_s).endsWith(
                u"systemd, [Service], Copy for systemd, [Service], /etc/security/limits.conf, Copy "
                u"for "
                "/etc/security/limits.conf, Docker, Copy for Docker, Budget of a connection, "
                "Measure with 2,000 clients, Users online, Devices per user, Instances, "
                "Messages a second, Users each message goes to, Copy plan, Save plan…, "
                "Connections at most, Streams of one user at most, Longest life of a stream: no "
                "limit, Heartbeat, Clients come back after, Unsent bytes at most, A client that is "
                "too slow: is disconnected, New streams of an address, Requests of an address, "
                "Publishes with a token, Undo, Apply"_s),
            qPrintable(stops.join(u", "_s)));
    }

private:
    void open()
    {
        m_page.reset();
        m_draft = std::make_unique<OptionDraft>(m_around->hub, m_around->settings);
        m_page = std::make_unique<LimitsPage>(
            m_around->hub, m_around->theme, m_around->state, *m_draft, [this] {
                ++m_reads;
                return m_available;
            });
        QVERIFY(showPage(*m_page));
    }

    void tell(HubState state = HubState::Listening)
    {
        HubStatus status;
        status.state = state;
        status.startedAtMs = 1;
        status.shards = 2;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    void feed(quint64 connections, double user = Unknown, double kernel = Unknown)
    {
        MetricsSample sample;
        sample.timeMs = 1'700'000'000'000;
        sample.intervalMs = 500;
        sample.connections = connections;
        sample.openFiles = double(connections) + 50;
        sample.fileLimit = 20'000;
        sample.bytesPerConnection = user;
        if (isKnown(user))
            sample.memory = {user, Unknown, connections, sample.timeMs};
        sample.kernelSocketBytes = kernel;
        Q_EMIT m_around->hub.sampled(sample);
    }

    void ask(PlannerCard::Question question, const QString& text)
    {
        m_page->planner()->edit(question)->setText(text);
    }

    std::unique_ptr<PageSurroundings> m_around;
    double m_available = 0;
    int m_reads = 0;
    std::unique_ptr<OptionDraft> m_draft;
    std::unique_ptr<LimitsPage> m_page;
};

ROOM_TEST(TestLimitsPage, QApplication)
#include "tst_limits_page.moc"
