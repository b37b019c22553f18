// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "dashboard/first_steps_progress.h"
#include "hub/log_ring.h"
#include "hub/options.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "shell/ability_note.h"
#include "shell/caution.h"
#include "widgets/page_icon.h"

#include <QObject>

#include <functional>
#include <map>

class QSettings;
class QStackedWidget;

namespace fanlight {

class AccessPage;
class AlertsPage;
class AlertDesk;
class AudiencePage;
class ConnectionsPage;
class DashboardPage;
class DoctorPage;
class FaultsPage;
class Fleet;
class HistoryRecorder;
class LimitsPage;
class LoadDesk;
class LoadPage;
class LogPage;
class MessagesPage;
class OptionDraft;
class PageList;
class PagePlace;
class PublishPage;
class RedisPage;
class SettingsPage;
class SourcesPage;
class Theme;
class TimeSeries;
class UiState;

// The pages of the window: made here, listed, shown, and led from one to another ("send to this
// user", "show its message"). The dashboard is there from the start, and so are those that are told
// what nobody tells twice (the fleet, and sources once there is one); each other one is made when
// it is first looked at, or asked for here. What concerns the whole window they ask of it by
// signals. Main thread; owned by the window, the pages by the stack they stand in.
class Pages : public QObject {
    Q_OBJECT
public:
    struct Places { // where they stand and are listed
        QStackedWidget& stack;
        PageList& list;
    };
    struct Sources { // what they show and keep; all must outlive the pages
        HubPort& hub;
        Theme& theme;
        QSettings& settings;
        UiState& state;
        OptionDraft& draft;
        const TimeSeries& series;
        const LogRing* log; // null: there is no page for it
        QString folder; // for what was sent and for runs; empty: the usual
        AlertDesk* alerts = nullptr; // null: there are none
        AlertHub place = {}; // by which alert rules know the hub
        Fleet* fleet = nullptr; // null: other hubs are not seen from here
    };

    Pages(const Places& places, const Sources& sources, QObject* parent = nullptr);

    // A page under a heading of the list; an empty group stands on top. Answers with its number,
    // ascending from 0 in the order of adding.
    // `needs`: what of the hub it shows, and is for.
    int add(const QString& group, const QString& title, QWidget* page,
        icon::Page drawing = icon::Page::Other, AbilityNote::Needs needs = {});
    // What is asked for first on each page.
    void setCaution(const Caution& caution);
    // What is kept of the hub over the end of the program, for its setting. Must outlive the pages.
    void setHistory(HistoryRecorder& history)
    {
        m_history = &history;
        addHistory();
    }
    void setMeasuring(bool measuring, const QString& error, const ConnectionMemory& measured);
    void setTestClients(int count);
    void show(int page); // nothing when there is no such
    void show(icon::Page page);
    void showNamed(const QString& title);
    void showAt(int place); // of the list
    void showBroker(); // where the hub's broker is set
    void showAddress(); // where its address is
    void showAccessSettings();
    void showSourceSetting();
    void showStep(FirstStepsProgress::Step step);
    void followMessage(const QString& eventId);
    QString title(int page) const;
    QStringList titlesInOrder() const; // of the list
    QWidget& current() const;
    // Made, if it is not there yet; null: there is no such page.
    QWidget* named(const QString& title) const;

    // Behind the names in the list; empty: nothing.
    void setConnections(const QString& text);

    // Made, if it is not there yet.
    ConnectionsPage& connections() { return made(icon::Page::Connections, m_connections); }
    DashboardPage& dashboard() const { return *m_dashboard; }
    LimitsPage& limits() { return made(icon::Page::Limits, m_limits); }
    LoadPage& load() { return made(icon::Page::Load, m_load); }
    MessagesPage& messages() { return made(icon::Page::Messages, m_messages); }
    PublishPage& publish() { return made(icon::Page::Publish, m_publish); }
    RedisPage& redis() { return made(icon::Page::Redis, m_redis); }
    SettingsPage& settings() { return made(icon::Page::Settings, m_settings); }
    AlertsPage* alerts(); // null: there is none
    bool buildNext(); // one that is not there yet; false: all are
    void buildAll()
    {
        while (buildNext()) { }
    }

    // Of a page that is there; else there is nothing.
    LoadDesk* loadDesk() const; // null: no test was thought of yet
    bool isLoadTesting() const;
    bool isTapping() const;
    bool isRepeating() const; // a publish

Q_SIGNALS:
    void lastAction(const QString& text); // something was done on a page
    void shown(int page);
    void applyRequested(const fanlight::HubOptions& options);
    void memoryRequested(); // of a client, to be measured
    void testClientsRequested(int count);
    void captureOpenRequested();

private:
    int addLater(const QString& group, const QString& title, icon::Page drawing,
        AbilityNote::Needs needs, std::function<QWidget*()> make);
    AbilityNote* around(const QString& title, QWidget* page, AbilityNote::Needs needs);
    int list(const QString& group, const QString& title, icon::Page drawing);
    void ensure(icon::Page page); // it is made
    template <class Page> Page& made(icon::Page which, Page* const& page)
    {
        ensure(which);
        return *page;
    }
    void addSending();
    void addTesting();
    void addSystem();
    void makeFleet(const QString& group);
    void addSources(const QString& group);
    void addAlerts(const QString& group, AlertDesk& desk);
    QWidget* makeFaults();
    QWidget* makeSources();
    QWidget* makeConnections();
    QWidget* makeMessages();
    QWidget* makePublish();
    QWidget* makeAudience();
    QWidget* makeLoad();
    QWidget* makeDoctor();
    QWidget* makeRedis();
    QWidget* makeAccess();
    QWidget* makeLimits();
    QWidget* makeLog();
    QWidget* makeAlerts(AlertDesk& desk);
    QWidget* makeSettings();
    void connectAlerts(const AlertHub& place, AlertDesk& desk, int page);
    void connectDashboard();
    void addHistory();
    const MetricsSample* newestSample() const; // null: none, or the hub does not listen
    void showLoadTest();
    template <class Page> void listen(const Page* page);

    const Sources m_from;
    HubPort& m_hub;
    const Theme& m_theme;
    QStackedWidget& m_stack;
    PageList& m_list;
    std::map<icon::Page, int> m_numbers; // of those that have a drawing of their own
    std::map<icon::Page, PagePlace*> m_places; // of those that are made later
    Caution m_caution;
    HistoryRecorder* m_history = nullptr; // null: nothing is kept
    struct { // of a connection's memory, as last told
        bool isUnderWay = false;
        QString error;
        ConnectionMemory measured;
    } m_measuring;
    int m_testClients = 0;
    Faults m_faultsOn; // as last told

    DashboardPage* m_dashboard;
    // null: not made yet
    FaultsPage* m_faults = nullptr;
    SourcesPage* m_sources = nullptr;
    ConnectionsPage* m_connections = nullptr;
    MessagesPage* m_messages = nullptr;
    PublishPage* m_publish = nullptr;
    LoadPage* m_load = nullptr;
    RedisPage* m_redis = nullptr;
    LimitsPage* m_limits = nullptr;
    AlertsPage* m_alerts = nullptr;
    SettingsPage* m_settings = nullptr;
};

} // namespace fanlight
