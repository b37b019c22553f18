// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_desk.h"

#include "alerts/alert_desk.h"
#include "history/history_file.h"
#include "history/history_recorder.h"
#include "history/history_row.h"
#include "hub/local_hub.h"
#include "dashboard/dashboard_page.h"
#include "log/log_page.h"
#include "main_window.h"
#include "marker_log.h"
#include "pages.h"
#include "remote/remote_hub.h"
#include "servers/server_book.h"
#include "settings/settings_page.h"
#include "support/event_stream.h"
#include "support/patience.h"
#include "support/room.h"
#include "theme/theme.h"
#include "ui/alerts/hook_server.h"
#include "ui/served_hub.h"
#include "ui/servers/fake_secrets.h"
#include "ui/window_home.h"
#include "widgets/question.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

HistoryPast pastOf(const QString& key)
{
    HistoryFile file(HistoryRecorder::pathFor(key));
    file.open();
    return file.read();
}

} // namespace

// A real hub on a “server”, and a window that visits it now and then: what was seen is there again.
class TestServerHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home.renew();
        m_server = std::make_unique<ServedHub>();
        START_HUB(*m_server, ServedHub::options());
        m_hub = std::make_unique<LocalHub>();
        m_history = std::make_unique<HistoryRecorder>(*m_hub, u"local"_s, nullptr);
        m_history->open({});
        m_book = std::make_unique<ServerBook>(m_home.settings());
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, m_home.settings());
        m_window->setHistory(*m_history);
        m_desk = std::make_unique<ServerDesk>(ServerDesk::Parts{*m_window, *m_book, m_secrets,
            [](const ServerDesk::Address& address) {
                auto hub = std::make_unique<RemoteHub>(
                    RemoteAddress{address.url, address.token, address.name, address.verifyName});
                RemoteHub* const made = hub.get();
                return ServerDesk::Made{std::move(hub), &made->recordLog(),
                    [made](qint64 untilMs) { made->connectNow(untilMs); }};
            },
            {}, m_home.path(u"servers"_s), {}, m_history.get()});
        m_window->show();
    }

    void cleanup()
    {
        m_desk.reset();
        m_window.reset();
        m_history.reset();
        m_hub.reset();
        m_book.reset();
        m_server.reset();
        m_home.close();
    }

    void whatWasSeenOfAServerComesBackOnceAndNothingTwice()
    {
        const QString id = keep(u"eu-1"_s);
        visit(id);
        QVERIFY(m_server->send(3));
        {
            EventStream stream(m_server->port(), "userId=7");
            QVERIFY(stream.waitForOpen());
        }
        QTRY_COMPARE(messages().size(), std::size_t(3));
        QTRY_COMPARE(room().hub().recordClosed().since(0).size(), std::size_t(1));
        QTRY_VERIFY(room().series().all().size() >= 3);
        QTRY_COMPARE(pastOf(id).messages.size(), std::size_t(3)); // as another program reads it
        const qint64 oldest = room().series().oldestMs();
        leave();
        QVERIFY(messagesOf(*m_hub).empty()); // the hub at home has none of it
        QVERIFY(pastOf(u"local"_s).messages.empty());

        visit(id);
        QTRY_COMPARE(room().series().oldestMs(), oldest); // the charts go back
        QVERIFY(m_server->send(1));
        QTRY_COMPARE(messages().size(), std::size_t(4)); // the hub told the three once more
        QCOMPARE(messages().back().number, std::uint64_t(4));
        QCOMPARE(room().hub().recordClosed().since(0).size(), std::size_t(1));
        QStringList lines;
        for (const LogLine& line : room().hub().log()->since(0))
            lines << QString::number(line.timeMs) + line.text;
        const qsizetype all = lines.size();
        QVERIFY(all > 1);
        QCOMPARE(lines.removeDuplicates(), 0);
        QVERIFY(lines.join(u'\n').contains(u"the lines above were kept from before"_s));
        const auto samples = room().series().all();
        for (std::size_t i = 1; i < samples.size(); ++i)
            QVERIFY(samples[i].timeMs > samples[i - 1].timeMs);
    }

    // The hub is another one after its restart, and numbers its messages anew.
    void itGoesOnBehindARestartOfTheHub()
    {
        const QString id = keep(u"eu-1"_s);
        visit(id);
        QVERIFY(m_server->send(2));
        QTRY_COMPARE(pastOf(id).messages.size(), std::size_t(2));
        leave();
        const QString port = QString::number(m_server->port());
        QVERIFY(m_server->stop());
        m_server = std::make_unique<ServedHub>();
        START_HUB(
            *m_server, ServedHub::options() + QStringList{u"--listen"_s, u"127.0.0.1:"_s + port});
        visit(id);
        QVERIFY(m_server->send(1));
        QTRY_COMPARE(messages().size(), std::size_t(3));
    }

    void eachServerHasItsOwn()
    {
        const QString one = keep(u"eu-1"_s);
        const QString other = keep(u"eu-2"_s);
        visit(one);
        QVERIFY(m_server->send(1));
        QTRY_COMPARE(pastOf(one).messages.size(), std::size_t(1));
        room().dashboard().markerLog().addNote(
            QDateTime::currentMSecsSinceEpoch(), u"a note on eu-1"_s);
        QTRY_COMPARE(pastOf(one).markers.size(), std::size_t(1));
        visit(other);
        QTRY_VERIFY(QFileInfo::exists(HistoryRecorder::pathFor(other)));
        const auto& markers = room().dashboard().markerLog().markers();
        QVERIFY(std::none_of(markers.begin(), markers.end(),
            [](const ChartMarker& marker) { return marker.text == u"a note on eu-1"_s; }));
        visit(one);
        QTRY_VERIFY(std::any_of(room().dashboard().markerLog().markers().begin(),
            room().dashboard().markerLog().markers().end(),
            [](const ChartMarker& marker) { return marker.text == u"a note on eu-1"_s; }));
    }

    void itGoesWithTheServerOnceThatIsAsked()
    {
        const QString id = keep(u"eu-1"_s);
        visit(id);
        QVERIFY(m_server->send(1));
        const QString path = HistoryRecorder::pathFor(id);
        QTRY_COMPARE(pastOf(id).messages.size(), std::size_t(1));
        m_desk->remove(id);
        auto* question = m_window->findChild<Question*>();
        QVERIFY(question);
        QVERIFY2(question->text().contains(u"its history ("_s), qPrintable(question->text()));
        question->reject();
        QVERIFY(QFileInfo::exists(path));
        m_desk->remove(id);
        m_window->findChildren<Question*>().constLast()->choice(0)->click();
        QVERIFY(m_desk->isHome());
        QTRY_VERIFY(!QFileInfo::exists(path));
        QVERIFY(QFileInfo::exists(HistoryRecorder::pathFor(u"local"_s)));
    }

    // What fires on a server goes by its name.
    void alertsAreToldOfTheServerThatIsShown()
    {
        HookServer hook;
        AlertBook& alerts = m_window->alerts().book();
        QCOMPARE(alerts.webhooks().setForAll(hook.url()), QString());
        AlertRule rule = *AlertRule::parse(u"all_connections >= 0"_s).rule;
        rule.figure = AlertFigure::find(u"connections");
        const QString id = keep(u"eu-1"_s);
        rule.hub = id; // of this one alone
        QCOMPARE(alerts.save(rule), QString());
        QVERIFY(hook.requests.empty());
        visit(id);
        QTRY_COMPARE(hook.states(), QStringList(u"firing"_s));
        QCOMPARE(hook.requests.front().json()[u"hub"_s].toString(), u"eu-1"_s);
        QCOMPARE(m_window->alerts().firing(), QStringList(u"connections >= 0"_s));
        leave();
        QCOMPARE(m_window->alerts().firing(), QStringList());
    }

    void whatIsChosenInOneRoomIsChosenInAll()
    {
        const QString id = keep(u"eu-1"_s);
        visit(id);
        HistoryRow* row = room().pages().settings().historyRow();
        QVERIFY(row);
        QVERIFY(row->explanation().contains(id));
        row->onBox()->setChecked(false);
        QVERIFY(!m_history->choice().isOn);
        leave();
        QVERIFY(!room().pages().settings().historyRow()->onBox()->isChecked());
        room().pages().settings().historyRow()->onBox()->setChecked(true);
        QVERIFY(m_history->choice().isOn);
        QVERIFY(HistoryChoice::saved(m_home.settings()).isOn);
    }

private:
    HubRoom& room() { return m_window->room(); }

    std::vector<MessageRecord> messages() { return messagesOf(room().hub()); }

    QString keep(const QString& name)
    {
        ServerProfile profile;
        profile.id = ServerProfile::newId();
        profile.name = name;
        profile.url = m_server->url();
        profile.needsToken = true;
        m_secrets.kept.insert(
            ServerTokens::keyOf(profile.id), QString::fromLatin1(ServedHub::Token));
        if (const QString problem = m_book->put(profile); !problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        return profile.id;
    }

    void visit(const QString& id)
    {
        m_desk->open(id);
        QTRY_COMPARE(m_desk->shownId(), id);
        // A hub keeps messages from then on that somebody looks: its stream has begun.
        QSignalSpy sampled(&room().hub(), &HubPort::sampled);
        QTRY_VERIFY(!sampled.isEmpty());
    }

    void leave()
    {
        const QPointer<HubPort> hub = &room().hub();
        m_desk->openHere();
        QTRY_VERIFY(hub.isNull()); // and with it its history was closed
    }

    WindowHome m_home;
    Theme m_theme;
    FakeSecrets m_secrets;
    std::unique_ptr<ServedHub> m_server;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<HistoryRecorder> m_history;
    std::unique_ptr<ServerBook> m_book;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ServerDesk> m_desk;
};

ROOM_TEST(TestServerHistory, QApplication)
#include "tst_server_history.moc"
